"""The folder ``.venv`` with Python, the packages of ``requirements.lock`` and the project itself."""

import hashlib
import importlib.util
import os
import sys

from installers.development import programs
from installers.development.not_ready import NotReadyError, require_room
from installers.development.programs import ROOT

FOLDER = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = FOLDER / "kelaseh-installed"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
MEGABYTES = 1500
"""Room for the packages and for pip's copies of them while it works."""
_COPY = "Copy the project to a folder of yours and start again."


def system_packages() -> tuple[str, ...]:
    """What Debian's Python lacks to make ``.venv``, if it has still to be made."""
    if PYTHON.exists() or importlib.util.find_spec("ensurepip") is not None:
        return ()
    return (f"python{sys.version_info.major}.{sys.version_info.minor}-venv",)


def complete() -> bool:
    """Whether ``.venv`` is of this lock, this Python and this folder."""
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == _stamp() and PYTHON.exists()


def ensure() -> None:
    """Make or complete ``.venv``; raises NotReadyError."""
    if complete():
        return
    if not os.access(FOLDER if FOLDER.exists() else ROOT, os.W_OK):
        raise NotReadyError(f"You may not write to {ROOT}. {_COPY}")
    require_room(FOLDER, MEGABYTES)
    try:
        _ensure_pip()
        _install_lock()
        _install_project()
        STAMP.write_text(_stamp(), encoding="utf-8")
    except OSError as error:
        raise NotReadyError(f"{FOLDER} cannot be made ({error.strerror}). {_COPY}") from error


def _stamp() -> str:
    """What an installation depends on: the lock, the project's own entry, the Python and the folder."""
    digest = hashlib.sha256()
    for file in (LOCK, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return f"{digest.hexdigest()}\n{sys.version.split()[0]}\n{ROOT}\n"


def _of_this_python() -> bool:
    """Whether ``.venv`` is whole and made here: its scripts name the folder, its packages the version."""
    made_for = programs.answer([PYTHON, "-m", "pip", "--version"])
    here = f"python {sys.version_info.major}.{sys.version_info.minor})"
    return made_for.returncode == 0 and str(FOLDER) in made_for.stdout and here in made_for.stdout


def _ensure_pip() -> None:
    if PYTHON.exists() and _of_this_python():
        return
    print(f"Making {FOLDER}", flush=True)
    if sys.prefix == str(FOLDER):
        raise NotReadyError(
            f"dev.py was started by the Python in {FOLDER}, which must be made anew. Use python3 dev.py."
        )
    # A process of its own, because this one has no ensurepip yet if it was installed just now.
    made = programs.answer([sys.executable, "-m", "venv", "--clear", FOLDER])
    if made.returncode:
        raise NotReadyError(_venv_remedy(made.stdout))


def _venv_remedy(said: str) -> str:
    return (
        f"Python could not make {FOLDER} ({(said.strip().splitlines() or ['it gave no reason'])[-1]}). "
        "Install Python's venv (on Debian: sudo apt-get install python3-venv) and start again."
    )


def _install_lock() -> None:
    """Let pip install the lock; its own settings and environment (index, certificates, proxy) hold."""
    total = sum("==" in line for line in LOCK.read_text(encoding="utf-8").splitlines() if line[:1].strip())
    print(f"Installing up to {total} packages; the first time this fetches about 200 MB", flush=True)
    pip = programs.Listened([PYTHON, "-m", "pip", "install", "--require-hashes", "--requirement", LOCK])
    collected = 0
    for line in pip:
        if line.startswith("Collecting "):
            collected += 1
            if collected % 10 == 0:
                print(f"  {collected} of {total}", flush=True)
        elif line.startswith("Installing collected"):
            print("  unpacking", flush=True)
    if pip.code:
        raise NotReadyError(_pip_remedy(pip.said))


def _pip_remedy(lines: list[str]) -> str:
    said = "\n".join(lines)
    if "No space left on device" in said:
        return f"The disk became full. Make {MEGABYTES} MB of room and start again."
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "A package that was fetched is not the one that requirements.lock names, so nothing of it was "
            "installed. Fetch the project anew; if it happens again, distrust the source of the packages."
        )
    reasons = [line for line in lines if line.startswith("ERROR")]
    if any(
        sign in said
        for sign in (
            "from versions: none",
            "NewConnectionError",
            "Max retries",
            "ProxyError",
            "timed out",
            "SSLError",
        )
    ):
        return (
            "The packages could not be fetched, because their source does not answer or has none of them. "
            "Check the network and pip's settings (pip config list), then start again."
        )
    return (
        f"pip could not install the packages of requirements.lock ({(reasons or ['it gave no reason'])[0]}). "
        "Check pip's settings (pip config list) and start again."
    )


def _install_project() -> None:
    print("Installing the project itself", flush=True)
    done = programs.answer(
        [PYTHON, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--editable", ROOT]
    )
    if done.returncode:
        raise NotReadyError(_pip_remedy(done.stdout.splitlines()))


def variables(**more: str) -> dict[str, str]:
    """The environment for programs in ``.venv``: the caller's own, found there first, with ``more``."""
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", os.defpath)])
    return {**os.environ, "VIRTUAL_ENV": str(FOLDER), "PATH": path, **more}

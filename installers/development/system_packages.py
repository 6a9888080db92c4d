"""Libraries and programs of the operating system: on Debian and its kin installed by apt, elsewhere named."""

import os
import shutil
import sys
from collections.abc import Iterable

from installers.development import programs
from installers.development.not_ready import NotReadyError

# Found by starting Qt 6.11 in a bare Debian 12. Without a display Qt draws into memory and needs these only.
QT = (
    "libgl1", "libegl1", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "libxkbcommon0", "libgssapi-krb5-2",
)  # fmt: skip
QT_WITH_DISPLAY = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
    "libcups2",
)
KEYRING = ("dbus", "gnome-keyring")
PAPER_READERS = ("poppler-utils",)
"""Other people's reading of our PDF files, for the tests."""


def require(wanted: Iterable[str]) -> None:
    """Install those of the Debian packages that are missing. Raises NotReadyError with the command to type.

    On systems without apt nothing is done: what is missing there, its user is told.
    """
    if sys.platform != "linux" or not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        return
    missing = sorted(set(wanted) - _present())
    if missing:
        print(f"Installing with apt-get: {' '.join(missing)}", flush=True)
        _install(missing)


def _present() -> set[str]:
    """Names of the installed packages and of what they provide (Ubuntu's libcups2t64 provides libcups2)."""
    listed = programs.answer(
        ["dpkg-query", "--show", "--showformat", "${db:Status-Abbrev}|${Package}|${Provides}\n"]
    )
    names = set()
    for line in listed.stdout.splitlines():
        state, _, rest = line.partition("|")
        if state.startswith("ii"):
            package, _, provides = rest.partition("|")
            names |= {package, *(word.split()[0] for word in provides.split(",") if word.strip())}
    return names


def _install(packages: list[str]) -> None:
    by_hand = f"apt-get install {' '.join(packages)}"
    become_root = _become_root(by_hand)
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    if programs.answer(install).returncode == 0:
        return
    # The lists of packages are absent on a new machine and name vanished files on an old one.
    refreshed = programs.answer([*apt, "update"])
    installed = programs.answer(install)
    if installed.returncode:
        said = [
            line for line in (refreshed.stdout + installed.stdout).splitlines() if line[:2] in ("E:", "su")
        ]
        raise NotReadyError(
            f"apt-get could not install what is missing ({(said or ['it gave no reason'])[-1]}). Check the "
            f"network and the room on the disk, then type as root: {by_hand}"
        )


def _become_root(by_hand: str) -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise NotReadyError(f"Some of the system's packages are missing. Let root type: {by_hand}")
    if sys.stdin.isatty() and programs.run(["sudo", "--validate"]) == 0:
        return ["sudo"]
    return ["sudo", "--non-interactive"]

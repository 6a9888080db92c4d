"""What the verbs' programs find around them: a display or none, and a keyring."""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from installers.development import environment, programs
from installers.development.not_ready import NotReadyError
from installers.development.programs import Command

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def display_named() -> bool:
    """Whether this session names a display; whether it answers only Qt can tell (`display_answers`)."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def display_answers() -> bool:
    """Whether Qt can open windows here; asked in a process of its own, because Qt ends it if not."""
    if not display_named():
        return False
    script = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return programs.answer([environment.PYTHON, "-c", script], environment.variables()).returncode == 0


def keyring_answers() -> bool:
    """Whether the person's own keyring can be used."""
    if sys.platform != "linux":
        return True
    asked = [environment.PYTHON, "-m", "installers.development.keyring_session", "--reachable"]
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) and programs.answer(asked).returncode == 0


def with_own_keyring(command: Command, folder: Path) -> list[object]:
    """The command that runs ``command`` beside a keyring of its own, whose file is kept in ``folder``."""
    if sys.platform != "linux":
        return list(command)
    for program in ("dbus-daemon", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            raise NotReadyError(
                f"The program {program} is missing. Install dbus and gnome-keyring with this system's "
                "package manager and start again."
            )
    return [environment.PYTHON, "-m", "installers.development.keyring_session", folder, "--", *command]


def run_unseen(command: Command, variables: Mapping[str, str]) -> int:
    """Run without a display and beside a keyring that is thrown away; the exit code."""
    with tempfile.TemporaryDirectory(prefix="kelaseh-keyring-") as folder:
        return programs.run(with_own_keyring(command, Path(folder)), {**variables, **OFFSCREEN})

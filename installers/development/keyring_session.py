"""A Secret Service of its own for one program: a bus, a gnome-keyring opened without asking, and their end.

For machines without a desktop, and for tests, which must not touch the keyring of whoever runs them.
Started as ``dbus-run-session -- python -m installers.development.keyring_session FOLDER -- PROGRAM …`` with
the Python of ``.venv``. The keyring's file lies in FOLDER; its password is no secret, because what is kept
there is invented.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import secretstorage
from jeepney.bus_messages import message_bus

SERVICE = "org.freedesktop.secrets"
SECONDS_TO_START = 20
PASSWORD = b"demonstration\n"


def main(folder: Path, program: list[str]) -> int:
    """Run the program beside an open keyring; its exit code."""
    control = Path(tempfile.mkdtemp(prefix="kelaseh-keyring-"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    daemon = subprocess.Popen(  # noqa: S603 - fixed words, no shell
        [
            shutil.which("gnome-keyring-daemon") or "gnome-keyring-daemon",
            *("--foreground", "--unlock", "--components=secrets", f"--control-directory={control}"),
        ],
        env={**os.environ, "XDG_DATA_HOME": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert daemon.stdin is not None
        daemon.stdin.write(PASSWORD)
        daemon.stdin.close()
        if not _opens(daemon):
            print("gnome-keyring did not open a keyring. Reinstall gnome-keyring and dbus.", file=sys.stderr)
            return 2
        child = subprocess.Popen(program)  # noqa: S603 - the command that dev.py composed
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C reaches the child by itself
        return child.wait()
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(control, ignore_errors=True)


def reachable() -> bool:
    """Whether somebody keeps secrets on the bus of this session."""
    try:
        with closing(secretstorage.dbus_init()) as bus:
            return bool(secretstorage.check_service_availability(bus))
    except secretstorage.exceptions.SecretServiceNotAvailableException:
        return False


def _opens(daemon: "subprocess.Popen[bytes]") -> bool:
    """Wait until the daemon owns its name; asking for more before that makes the bus start another one."""
    deadline = time.monotonic() + SECONDS_TO_START
    with closing(secretstorage.dbus_init()) as bus:
        while time.monotonic() < deadline and daemon.poll() is None:
            (owned,) = bus.send_and_get_reply(message_bus.NameHasOwner(SERVICE)).body
            if owned:
                return not secretstorage.get_default_collection(bus).is_locked()
            time.sleep(0.05)
    return False


if __name__ == "__main__":
    if sys.argv[1] == "--reachable":
        sys.exit(0 if reachable() else 1)
    sys.exit(main(Path(sys.argv[1]), sys.argv[3:]))

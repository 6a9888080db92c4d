"""A Secret Service of its own for one program: a bus, a gnome-keyring opened without asking, and their end.

For machines without a desktop, and for tests, which must not touch the keyring of whoever runs them.
Started as ``python -m installers.development.keyring_session FOLDER -- PROGRAM …`` with the Python of
``.venv``. The keyring's file lies in FOLDER; its password is no secret: what is kept is invented.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import secretstorage
from jeepney.bus_messages import message_bus

SERVICE = "org.freedesktop.secrets"
SECONDS_TO_START = 20
PASSWORD = b"demonstration\n"


def main(folder: Path, program: list[str]) -> int:
    """Run the program beside an open keyring; its exit code."""
    with _bus(), _keyring(folder) as opened:
        if not opened:
            print("gnome-keyring did not open a keyring. Reinstall gnome-keyring and dbus.", file=sys.stderr)
            return 2
        child = subprocess.Popen(program)  # noqa: S603 - the command that dev.py composed
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C reaches the child by itself
        return child.wait()


@contextmanager
def _bus() -> Iterator[None]:
    """A session bus, named in this process's environment; dbus-run-session would print its warnings."""
    with _daemon("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address") as bus:
        assert bus.stdout is not None
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        yield


@contextmanager
def _keyring(folder: Path) -> Iterator[bool]:
    """The keyring's daemon; whether it has opened its keyring."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kelaseh-keyring-") as control:
        words = ("--foreground", "--unlock", "--components=secrets", f"--control-directory={control}")
        with _daemon("gnome-keyring-daemon", *words, XDG_DATA_HOME=str(folder)) as daemon:
            assert daemon.stdin is not None
            daemon.stdin.write(PASSWORD)
            daemon.stdin.close()
            yield _opens(daemon)


@contextmanager
def _daemon(name: str, *words: str, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A background program that ends with the block."""
    process = subprocess.Popen(  # noqa: S603 - fixed words, no shell
        [shutil.which(name) or name, *words],
        env={**os.environ, **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # the terminal's Ctrl-C is for the program, which may still need its keys
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


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

"""A disk so small that a test can fill it."""

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

_AS_ROOT = () if os.geteuid() == 0 else ("sudo", "-n")


class Disk:
    """A file system of its own in memory, 4 MB large. Only root mounts: others need sudo."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()
        self._mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place))

    def fill(self) -> None:
        """Take all the room that is left."""
        with contextlib.suppress(OSError), (self.place / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(b"\0" * 4096)

    def make_room(self, size: int | None = None) -> None:
        """Give back `size` bytes of what took the room, or all of it."""
        ballast = self.place / "ballast"
        if size is None:
            ballast.unlink()
        else:
            os.truncate(ballast, ballast.stat().st_size - size)

    def allow_writing(self, allowed: bool) -> None:
        """Let nothing be written, or everything again."""
        self._mount("-o", f"remount,{'rw' if allowed else 'ro'}", str(self.place))

    def remove(self) -> None:
        """Unmount it."""
        subprocess.run([*_AS_ROOT, "umount", "--lazy", str(self.place)], check=True)

    def _mount(self, *arguments: str) -> None:
        subprocess.run([*_AS_ROOT, "mount", *arguments], check=True, capture_output=True)


def _can_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            disk = Disk(Path(folder) / "disk")
        except (OSError, subprocess.CalledProcessError):
            return False
        disk.remove()
        return True


needs_a_disk = pytest.mark.skipif(not _can_mount(), reason="a container or user that may not mount")
"""For tests of a `Disk`: some containers, and users without sudo, may mount nothing."""

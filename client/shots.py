"""`python -m client.shots`: takes the pictures of the documents anew, from a tour of a fresh province."""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

from client import connection
from client.tour import __main__ as tour
from client.tour.sealing import SLIP

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {
    "sign-in": "01-sign-in",
    "case-entry": "02-case-entry-problem",
    "referral-desk": "05-referral-desk",
    "inbox": "07-inbox-accept",
    "case-file": "18-case-file-opened",
    "open-seal": "17-open-seal-wrong",
    "report": "19-report",
    "outage": "30-outage-waiting",
}
"""The name in docs/pictures, and that of the tour's picture."""
_SLIP_SCALE = 1.5


def main(arguments: list[str] | None = None) -> int:
    """Take all pictures; the exit code, 1 if the tour failed (then all pictures stay as they were)."""
    parser = argparse.ArgumentParser(prog="client.shots", description=__doc__)
    parser.add_argument(
        "--cases", type=int, default=20_000, metavar="N", help="of the province (%(default)s)"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures", metavar="DIR")
    told = parser.parse_args(arguments)
    with _passing_folder() as folder, _province(folder / "demo", told.cases) as data:
        taken = folder / "tour"
        if code := tour.main(["--data", str(data), "--out", str(taken)]):
            return code
        told.out.mkdir(parents=True, exist_ok=True)
        for name, picture in PICTURES.items():
            shutil.copyfile(taken / f"{picture}.png", told.out / f"{name}.png")
        _draw_slip(taken / SLIP, told.out / "slip.png")
    print(f"{len(PICTURES) + 1} pictures renewed in {told.out}")
    return 0


@contextmanager
def _passing_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kelaseh-shots-"))
    # PostgreSQL's account must reach what lies below, if it is another one than ours.
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _province(data: Path, cases: int) -> Iterator[Path]:
    """An invented province, served while the block runs; its folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "server", "demo", "--data", str(data), "--port", str(port)]
    server = subprocess.Popen([*command, "--cases", str(cases)], cwd=ROOT)  # noqa: S603 - own words
    pause = threading.Event()
    try:
        while not (data / connection.FILE_NAME).exists():
            if server.poll() is not None:
                raise RuntimeError("the province could not be served; it has said why above")
            pause.wait(0.1)
        yield data
    finally:
        server.terminate()
        server.wait()


def _draw_slip(paper: Path, picture: Path) -> None:
    with pypdfium2.PdfDocument(paper) as document:
        document[0].render(scale=_SLIP_SCALE).to_pil().quantize(32).save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main())

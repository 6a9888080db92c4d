"""The way of a case through the courts, played through the real windows, and what it leaves behind."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from client.tour.screen import HEIGHT, WIDTH
from installers.development import environment, surroundings

ROOT = Path(__file__).resolve().parents[2]
CASES = 600
SECONDS_TO_START = 180


@pytest.fixture(scope="module")
def demonstration(server_folders: Callable[[], Path], free_ports: Callable[[], int]) -> Iterator[Path]:
    """The folder of a small invented province, served on a durable cluster as `dev.py demo` serves it."""
    data = server_folders() / "demo"
    command = [sys.executable, "-m", "server", "demo", "--data", str(data), "--port", str(free_ports())]
    server = subprocess.Popen([*command, "--cases", str(CASES)], cwd=ROOT)
    deadline = time.monotonic() + SECONDS_TO_START
    pause = threading.Event()
    while not (data / "connection.json").exists():
        assert server.poll() is None, "the server could not start"
        assert time.monotonic() < deadline, "the province took too long"
        pause.wait(0.05)
    yield data
    server.terminate()
    assert server.wait(120) == 0


@pytest.mark.timeout(900)
def test_a_case_goes_its_way_through_the_real_windows_and_over_an_outage(
    demonstration: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tour"
    command = [sys.executable, "-m", "client.tour", "--data", demonstration, "--out", out]
    code = surroundings.run_unseen(command, environment.variables())

    steps = json.loads((out / "journey.json").read_text(encoding="utf-8"))
    assert [(step["step"], step["detail"]) for step in steps if not step["ok"]] == []
    assert code == 0
    assert len(steps) >= 20
    assert all(set(step) == {"step", "ok", "seconds", "detail"} for step in steps)

    pictures = sorted(out.glob("*.png"))
    assert len(pictures) >= 25
    for file in pictures:
        with Image.open(file) as picture:
            assert picture.size == (WIDTH, HEIGHT), file.name
            assert len(picture.convert("L").getcolors() or ()) > 20, f"{file.name} is blank"

    for name, pages in (("slip.pdf", 1), ("monthly-return.pdf", 2)):
        with pypdfium2.PdfDocument(out / name) as paper:
            assert len(paper) >= pages, name
    sheet = openpyxl.load_workbook(out / "monthly-return.xlsx").active
    assert sheet is not None
    assert sheet.max_row > 90  # one row a branch of the district


def test_a_tour_that_fails_says_so_by_its_exit_code(demonstration: Path, tmp_path: Path) -> None:
    told = demonstration / "connection.json"
    people = json.loads(told.read_text(encoding="utf-8"))
    for person in people["users"]:
        person["password"] = "not the password"
    wrong = tmp_path / "connection.json"
    wrong.write_text(json.dumps(people), encoding="utf-8")
    out = tmp_path / "tour"
    command = [sys.executable, "-m", "client.tour", "--server", wrong, "--data", demonstration, "--out", out]
    assert surroundings.run_unseen(command, environment.variables()) == 1
    steps = json.loads((out / "journey.json").read_text(encoding="utf-8"))
    assert not any(step["ok"] for step in steps)
    assert steps[-1]["detail"] == "not reached"
    assert (out / "failed.png").exists()

"""`dev.py` in front of what goes wrong on development machines: a sentence with the way out, nothing lost."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from installers.development import centre, command_line, demonstration
from installers.development.measuring import table
from installers.development.not_ready import NotReadyError, require_room
from tests.tree import ROOT


def test_an_old_python_is_told_what_to_install_without_a_traceback(tmp_path: Path) -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    program = tmp_path / "dev.py"
    program.write_text(source.replace("LEAST = (3, 11)", "LEAST = (3, 99)"), encoding="utf-8")
    said = subprocess.run([sys.executable, program, "demo"], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert said.stderr.startswith("Kelaseh needs Python 3.99 or newer")
    assert said.stderr.count("\n") == 1


def test_a_busy_port_is_told_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind((centre.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(NotReadyError, match=rf"Port {port} .* --port N"):
            centre.require_free_port(port)


@pytest.mark.parametrize("port", [-1, 80, 65536])
def test_a_number_that_is_no_port_for_us_is_told(port: int) -> None:
    with pytest.raises(NotReadyError, match="from 1024 to 65535"):
        centre.require_free_port(port)


def test_a_data_folder_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("", encoding="utf-8")
    with pytest.raises(NotReadyError, match="letter is a file"):
        centre.require_folder(tmp_path / "letter" / "demo")


def test_a_disk_without_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(NotReadyError, match=r"MB left, and \d+ MB are needed"):
        require_room(tmp_path / "not" / "yet", 10**9)


def test_trouble_ends_with_code_two_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], free_ports: Callable[[], int]
) -> None:
    (tmp_path / "letter").write_text("", encoding="utf-8")
    words = ["server", "--data", str(tmp_path / "letter"), "--port", str(free_ports())]
    assert command_line.main(words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_reset_leaves_a_folder_alone_that_holds_something_else(
    tmp_path: Path, free_ports: Callable[[], int]
) -> None:
    (tmp_path / "letter").write_text("", encoding="utf-8")
    with pytest.raises(NotReadyError, match="something else"):
        demonstration.demo(tmp_path, free_ports(), reset=True, tour=True, out=None)
    assert (tmp_path / "letter").exists()


def test_a_folder_where_a_server_runs_is_refused(tmp_path: Path, free_ports: Callable[[], int]) -> None:
    # postmaster.pid begins with the server's process number: here another one that is alive.
    (tmp_path / "postgresql").mkdir()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        told = f"{other.pid}\n{tmp_path}\n"
        (tmp_path / "postgresql" / "postmaster.pid").write_text(told, encoding="utf-8")
        with pytest.raises(NotReadyError, match="already runs"):
            demonstration.demo(tmp_path, free_ports(), reset=True, tour=True, out=None)
        other.communicate(b"\n")
    assert (tmp_path / "postgresql").is_dir()
    centre.require_unused(tmp_path)


def test_figures_stand_in_columns() -> None:
    figures = [
        {"name": "save", "ours": 1234.5, "bound": 2000, "ratio": 0.62, "unit": "cases/s", "note": None}
    ]
    assert table(figures).splitlines()[1].split() == ["save", "1,234.50", "2000", "0.62", "cases/s"]

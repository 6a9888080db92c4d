import sys
import threading
from pathlib import Path

import pytest

from client import application


def test_a_bug_leaves_a_report_that_tells_of_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    application._report_bugs_in(tmp_path / "problems")
    name = "رضایی‌نژاد".replace("\u200c", " ")

    def fail() -> None:
        raise LookupError(name)

    failing = threading.Thread(target=fail)
    failing.start()
    failing.join()
    (report,) = (tmp_path / "problems").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "LookupError" in text
    assert "test_problem_reports.py" in text
    assert name not in text


def test_the_home_is_told_by_the_environment_or_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELASEH_HOME", "/srv/kelaseh")
    assert application.default_home() == Path("/srv/kelaseh")
    monkeypatch.delenv("KELASEH_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setattr(sys, "platform", "linux")
    assert application.default_home() == Path("/data/kelaseh")

"""One playing of the tour, from the first screen to the last picture."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from client.collector import Collector
from client.style import theme
from client.tour import looking, opening, outage, referring, registering, reporting, sealing
from client.tour.driver import Driver
from client.tour.journey import Act, Journey
from client.tour.record import Record, StepFailedError
from client.tour.screen import keep_front_window

ACTS: tuple[Act, ...] = (
    *registering.ACTS,
    *referring.ACTS,
    *sealing.ACTS,
    *opening.ACTS,
    *reporting.ACTS,
    *looking.ACTS,
    *outage.ACTS,
)


def play(server_file: Path, data: Path, home: Path, out: Path) -> bool:
    """Play every step; whether all went well. Lines go to the console, the rest to `out`."""
    record = Record(out, tuple(act.sentence for act in ACTS))
    with_windows(lambda driver: _play(Journey(driver, server_file, data, home, out), record))
    return record.close()


def _play(journey: Journey, record: Record) -> None:
    try:
        for act in ACTS:
            with record.step(act.sentence) as step:
                step.detail = act.play(journey)
                journey.driver.raise_bug()
    except StepFailedError:
        journey.driver.gui(lambda: keep_front_window(journey.out / "failed.png"))
    finally:
        journey.close()


def _tell(_kind: QtMsgType, _place: QMessageLogContext, words: str) -> None:
    # What the platform without a display has none of, such as raising windows, is no news.
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def with_windows(work: Callable[[Driver], None]) -> None:
    """Run the windows' event loop while `work` is done on another thread; raises what `work` raises."""
    qInstallMessageHandler(_tell)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kelaseh")
    app.setQuitOnLastWindowClosed(False)
    theme.apply(app)
    driver = Driver()
    sys.excepthook = driver.note_bug
    collector = Collector()
    ended: list[BaseException] = []

    def run() -> None:
        try:
            work(driver)
        except BaseException as error:  # noqa: BLE001 - raised again below
            ended.append(error)
        finally:
            driver.post(app.quit)

    thread = threading.Thread(target=run, name="tour")
    thread.start()
    app.exec()
    thread.join()
    collector.stop()
    for error in ended:
        raise error

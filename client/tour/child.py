"""The screen of step 7, a process that may be killed: `python -m client.tour.child register|resume …`."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from pathlib import Path

from client import connection
from client.tour.driver import Driver, UnmetError
from client.tour.play import with_windows
from client.tour.registering import begin_case, find_case, held, open_from_menu, save_case, type_case
from client.tour.workstation import Workstation
from client.windows.outbox_page import OutboxPage

OUTAGE_SUBJECT = "مزاحمت تلفنی در ساعت‌های شب"


def main(arguments: list[str] | None = None) -> int:
    """Play one part of the outage; the exit code."""
    parser = argparse.ArgumentParser(prog="client.tour.child", description=__doc__)
    parser.add_argument("part", choices=("register", "resume"))
    parser.add_argument("--server", type=Path, required=True, metavar="FILE")
    parser.add_argument("--home", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--login", required=True)
    parser.add_argument("--number", default="", help="the case to look for")
    told = parser.parse_args(arguments)
    users = {user.login: user for user in connection.read(told.server).users}

    def work(driver: Driver) -> None:
        screen = Workstation(driver, users[told.login], told.home, told.server, told.out)
        if told.part == "register":
            register(screen)
        else:
            resume(screen, told.number)

    try:
        with_windows(work)
    except UnmetError as error:
        tell("failure", why=str(error))
        return 1
    return 0


def tell(seen: str, **more: str) -> None:
    """A line for whoever started this process."""
    print(json.dumps({"seen": seen, **more}, ensure_ascii=False), flush=True)


def wait_for_leave() -> None:
    """Wait until whoever started this process lets it go on."""
    sys.stdin.readline()


def register(screen: Workstation) -> None:
    """Sign in while the centre is there, see it go, register a case all the same; then be killed."""
    screen.sign_in_remembered()
    tell("signed in")
    window = screen.window
    screen.until(window.notice.isVisible, "the strip that tells of the outage")
    state = screen.driver.gui(window.bar.link.words)
    screen.take_picture("28-outage")
    tell("outage", strip=screen.driver.gui(window.notice.accessibleName), state=state)
    wait_for_leave()
    page = begin_case(screen)
    type_case(screen, page, OUTAGE_SUBJECT)
    number = save_case(screen, page)
    screen.take_picture("29-outage-saved", toast=True)
    page_of_desk, case = find_case(screen, number)
    if not case.pending:
        raise UnmetError("the case has no mark of waiting")
    screen.driver.press("Esc")
    screen.until(lambda: screen.sees_in(page_of_desk.table, number), "the whole list, our case in it")
    screen.take_picture("30-outage-waiting")
    open_from_menu(screen, "outbox")
    outbox = screen.page("outbox", OutboxPage)
    screen.until(lambda: screen.sees_in(outbox.waiting.table, number), "the case in the queue")
    screen.take_picture("31-outbox-waiting")
    tell("saved", number=number, queue=screen.driver.gui(window.bar.outbox.accessibleName))
    threading.Event().wait()


def resume(screen: Workstation, number: str) -> None:
    """Sign in without the centre, find the case still waiting; see the mark go when the centre returns."""
    screen.sign_in(picture_name="32-sign-in-away")
    page, case = find_case(screen, number)
    if not case.pending:
        raise UnmetError("the case has no mark of waiting")
    screen.take_picture("33-outage-again")
    tell("still there", state=screen.driver.gui(screen.window.bar.link.words))
    screen.until(
        lambda: (case := held(page, number)) and not case.pending, "the case without the mark of waiting"
    )
    screen.until(lambda: not screen.window.notice.isVisible(), "the strip gone")
    screen.take_picture("34-back-again")
    tell("arrived", queue=screen.driver.gui(screen.window.bar.outbox.accessibleName))
    screen.close()


if __name__ == "__main__":
    sys.exit(main())

"""Steps 2 and 3: the referral authority refers the case, the branch sees it come and accepts it."""

from __future__ import annotations

import time

from client.tour.driver import UnmetError
from client.tour.journey import Act, Journey
from client.tour.registering import find_case, held, open_from_menu
from client.windows.case_file import CaseFilePage
from client.windows.inbox import InboxPage
from client.windows.referral_desk import ReferralDeskPage
from common.text import clean


def wait_at_the_branch(journey: Journey) -> str:
    """The branch's clerk sits before the inbox and touches nothing from now on."""
    screen = journey.screen("clerk")
    screen.sign_in()
    page = screen.page("inbox", InboxPage)
    return f"{screen.driver.gui(page.model.rowCount)} arrivals already there"


def see_it_waiting(journey: Journey) -> str:
    """The referral authority finds the case among those that wait."""
    screen = journey.screen("authority")
    screen.sign_in()
    page = screen.page("referral_desk", ReferralDeskPage)
    screen.go_to_row(page.cases, journey.case.number)
    return clean(screen.driver.gui(page.pile.words))


def refer(journey: Journey) -> str:
    """Ctrl+Enter refers it; the branch's inbox shows it by itself."""
    screen, branch = journey.screen("authority"), journey.screen("clerk")
    page = screen.page("referral_desk", ReferralDeskPage)
    inbox = branch.page("inbox", InboxPage)
    screen.driver.press("Return")
    screen.until(lambda: screen.driver.focus_in(page.branches), "the list of branches")
    screen.go_to_row(page.branches, branch.user.desk_title)
    screen.take_picture("05-referral-desk")
    screen.driver.press("Ctrl+Return")
    began = time.monotonic()
    branch.sit_down()
    branch.until(lambda: branch.sees_in(inbox.table, journey.case.number), "the case in the branch's inbox")
    took = time.monotonic() - began
    return f"on the branch's screen {took:.2f} s after the key press, without refreshing"


def see_it_unread(journey: Journey) -> str:
    """It is unread until somebody stands on it."""
    screen = journey.screen("clerk")
    page = screen.page("inbox", InboxPage)
    arrival = screen.driver.gui(lambda: page.model.row(0))
    if arrival.number != journey.case.number or not arrival.unread:
        raise UnmetError("the newest arrival is not our case, or it is not unread")
    screen.take_picture("06-inbox-unread")
    screen.go_to_row(page.table, journey.case.number)
    return "first in the list, bold"


def accept(journey: Journey) -> str:
    """Ctrl+Enter accepts; the centre opens a docket entry and gives its archive number."""
    screen = journey.screen("clerk")
    page = screen.page("inbox", InboxPage)
    screen.until(lambda: page.card.accept.isVisible(), "the card with the button to accept")
    screen.take_picture("07-inbox-accept")
    screen.driver.press("Ctrl+Return")
    screen.until(lambda: not screen.sees_in(page.table, journey.case.number), "the case gone from the inbox")
    desk_cases, case = find_case(screen, journey.case.number)
    if case.case_id != journey.case.id:
        raise UnmetError("another case has this number")

    def archive_number() -> str:
        case = held(desk_cases, journey.case.number)
        shown = clean(case.archive) if case else ""
        return shown if shown[:1].isdigit() else ""

    archive = screen.until(archive_number, "its archive number")
    screen.driver.press("Return")
    screen.page("case_file", CaseFilePage)
    screen.take_picture("08-case-file")
    open_from_menu(screen, "inbox")
    return f"archive number {archive}"


ACTS = (
    Act("the clerk of a branch of criminal court two waits before the inbox", wait_at_the_branch),
    Act("the referral authority sees the case waiting", see_it_waiting),
    Act("refers it to that branch, whose inbox shows it by itself", refer),
    Act("there it is unread", see_it_unread),
    Act("the clerk accepts; a docket entry is opened", accept),
)

"""What else there is to look at: the enquiry desk, the queue, help, keys and commands."""

from __future__ import annotations

from client.tour.driver import UnmetError
from client.tour.journey import ACCUSED, COMPLAINANT, Act, Journey
from client.widgets.shortcut_sheet import ShortcutSheet
from client.windows.command_palette import CommandPalette
from client.windows.enquiry import EnquiryPage
from client.windows.help import HelpPage
from client.windows.outbox_page import OutboxPage
from common.text import clean

_REASON = "مراجعهٔ وکیل شاکی به پیشخوان"


def enquire(journey: Journey) -> str:
    """At the counter: where the case is, and no names."""
    screen = journey.screen("officer")
    screen.sign_in()
    page = screen.page("enquiry", EnquiryPage)
    screen.driver.type(journey.case.number)
    screen.driver.press("Return")
    screen.driver.type(_REASON)
    screen.driver.press("Return")
    screen.until(page.answer.isVisible, "the centre's answer")
    screen.take_picture("23-enquiry")
    told = clean(" ".join(screen.driver.gui(lambda: [value.words() for value in page.values.values()])))
    if clean(journey.cast["appeal_clerk"].desk_title) not in told:
        raise UnmetError(f"the answer does not tell where the case is: {told}")
    if any(name in told for name in (COMPLAINANT[2], ACCUSED[2])):
        raise UnmetError("the answer names a party")
    journey.leave("officer")
    return f"at {journey.cast['appeal_clerk'].desk_title}; no names"


def look_around(journey: Journey) -> str:
    """F7, F1, Ctrl+F1 and Ctrl+K."""
    screen = journey.screen("clerk")
    screen.sit_down()
    driver = screen.driver
    driver.press("F7")
    outbox = screen.page("outbox", OutboxPage)
    sent = driver.gui(outbox.sent.model.rowCount)
    screen.take_picture("24-outbox")
    driver.press("F1")
    screen.page("help", HelpPage)
    screen.take_picture("25-help")
    driver.press("Ctrl+F1")
    screen.dialog(ShortcutSheet)
    screen.take_picture("26-keys")
    screen.leave_dialog()
    driver.press("Ctrl+K")
    palette = screen.dialog(CommandPalette)
    driver.type("کارتابل")
    screen.until(lambda: any("کارتابل" in words for words in palette.found()), "the inbox among the commands")
    screen.take_picture("27-commands")
    screen.leave_dialog()
    return f"{sent} commands sent from this computer"


ACTS = (
    Act("an enquiry officer is told where the case is", enquire),
    Act("the clerk looks at the queue, help, keys and commands", look_around),
)

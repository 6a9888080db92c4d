"""Step 1: a clerk of the referral desk signs in and registers a case."""

from __future__ import annotations

from client.models.desk_cases import DeskCasesModel, HeldCase
from client.tour.driver import UnmetError
from client.tour.journey import ACCUSED, COMPLAINANT, SUBJECT, Act, Journey
from client.tour.workstation import Workstation
from client.widgets.party_model import PartyModel
from client.windows.case_entry import CaseEntryPage
from client.windows.desk_cases import DeskCasesPage
from common import jalali
from common.text import clean

CHARGE = "306"
AGAIN = "مزاحمتی دیگر در روزی دیگر"


def sign_in(journey: Journey) -> str:
    """The registrar, with a login of their own; the password goes to the keyring."""
    screen = journey.screen("registrar")
    screen.sign_in(remember=True, picture_name="01-sign-in")
    terminal = journey.terminal("registrar")
    try:
        login = terminal.who()
    finally:
        terminal.close()
    if login != screen.user.login:
        raise UnmetError(f"the centre sees {login}")
    if not screen.session.remembered_password(journey.server, login):
        raise UnmetError("the keyring has no password")
    return f"as {login}, the centre's own login role; password in the keyring"


def register(journey: Journey) -> str:
    """The form, a mistyped national id told at its cell and mended, the number from the lease."""
    screen = journey.screen("registrar")
    page = begin_case(screen)
    type_case(screen, page, SUBJECT, mistype=True)
    journey.case.number = save_case(screen, page)
    screen.take_picture("03-case-entry-saved", toast=True)
    return f"number {journey.case.number}, charge {CHARGE}"


def see_it_at_once(journey: Journey) -> str:
    """The case stands in the desk's list, and is soon at the centre."""
    screen = journey.screen("registrar")
    page, case = find_case(screen, journey.case.number)
    screen.take_picture("04-desk-cases")
    journey.case.id = case.case_id
    waits = "still on its way" if case.pending else "at the centre"
    screen.until(
        lambda: (case := held(page, journey.case.number)) and not case.pending,
        "the case without the mark of waiting",
    )
    return f"in the list at once ({waits}), then accepted by the centre"


def begin_case(screen: Workstation) -> CaseEntryPage:
    """F3: an empty form with the focus where work begins."""
    screen.sit_down()
    screen.driver.press("F3")
    page = screen.page("case_entry", CaseEntryPage)
    screen.until(lambda: screen.driver.focus_in(page.form.kind), "the kind of the case ready to be typed")
    return page


def type_case(screen: Workstation, page: CaseEntryPage, subject: str, *, mistype: bool = False) -> None:
    """Fill the form by keyboard alone; `mistype`: a wrong national id first, told and then mended."""
    driver, form = screen.driver, page.form
    driver.type("کیفری")
    driver.press("Return", "Tab")
    screen.until(lambda: form.kind.code() == "criminal", "the kind: criminal")
    screen.until(lambda: driver.focus_in(form.received), "the date's field")
    driver.press("Ctrl+A")
    today = screen.session.today()
    driver.type("{:04}{:02}{:02}".format(*jalali.to_jalali(today)))
    screen.until(lambda: form.received.date() == today, "today's Jalali date")
    driver.press_until_focus("Tab", form.subject)
    driver.type(subject)
    screen.until(lambda: form.subject.value() == clean(subject), "the subject")
    driver.press_until_focus("Tab", form.claims)
    driver.type(CHARGE)
    driver.press("Return")
    screen.until(lambda: [row.key for row in form.claims.claims.rows()], "a charge")
    driver.press_until_focus("Tab", form.parties)
    for party in (COMPLAINANT, ACCUSED):
        role, given, family, national_id = party
        wrong = mistype and party is ACCUSED
        for cell in (role, "حقیقی", given, family, _mistyped(national_id) if wrong else national_id):
            driver.type(cell)
            driver.press("Return")
    parties = form.parties.model()
    assert isinstance(parties, PartyModel)
    screen.until(lambda: len(parties.rows()) == 2, "two parties")
    if mistype:
        driver.press("F9")
        problem = screen.until(
            lambda: form.parties.problem_at(1, "national_id"), "the wrong national id told at its cell"
        )
        assert problem
        screen.until(page.errors.isVisible, "the summary of what must be mended")
        screen.take_picture("02-case-entry-problem")
        _mend_national_id(screen, page)


def _mend_national_id(screen: Workstation, page: CaseEntryPage) -> None:
    """The summary's link leads to the cell."""
    driver = screen.driver
    screen.until(lambda: driver.focus_in(page.errors), "the focus at the summary")
    driver.press("Tab", "Return")
    screen.until(lambda: driver.focus_in(page.form.parties), "the focus at the wrong cell")
    driver.type(ACCUSED[-1])
    driver.press("Return")


def save_case(screen: Workstation, page: CaseEntryPage) -> str:
    """F9; the number that the form tells.

    A tour played again in the same province finds the case of the last one, and is asked for a reason.
    """
    before = screen.driver.gui(page.last_saved.words)

    def told() -> str:
        now = page.last_saved.words()
        return now if now != before else ""

    screen.driver.press("F9")
    screen.until(lambda: told() or page.doubles.asked, "the number of the case, or a case like it")
    if not screen.driver.gui(told):
        screen.driver.type(AGAIN)
        screen.driver.press("F9")
    number = screen.until(told, "the number of the case")
    digits = "".join(letter for letter in clean(number).partition("—")[0] if letter.isdigit())
    if len(digits) != 18:
        raise UnmetError(f"an 18-digit number, but the form says {number}")
    return digits


def find_case(screen: Workstation, number: str) -> tuple[DeskCasesPage, HeldCase]:
    """Look for the case in the desk's list; the row found is current."""
    open_from_menu(screen, "desk_cases")
    page = screen.page("desk_cases", DeskCasesPage)
    screen.driver.press("Ctrl+F")
    screen.driver.type(number)
    screen.until(lambda: page.model.rowCount() == 1 and page.model.row(0), f"one case {number} in the list")
    screen.driver.press("Return")
    screen.until(lambda: screen.driver.focus_in(page.table), "the list with the case found")
    case: HeldCase = screen.until(lambda: held(page, number), f"the case {number} in the list")
    return page, case


def held(page: DeskCasesPage, number: str) -> HeldCase | None:
    """The row of the case in the list; None if it is not there, as while the list is being renewed.

    The answer of the centre is stored on another thread: between that and the news of it, the list still has
    the row's old place.
    """
    model: DeskCasesModel = page.model
    for place in range(model.rowCount()):
        row = model.row(place)
        if isinstance(row, HeldCase) and row.number == number:
            return row
    return None


def open_from_menu(screen: Workstation, name: str) -> None:
    """Open a page of the menu by its key, Alt and its place."""
    screen.sit_down()
    places = screen.driver.gui(lambda: [button.entry.name for button in screen.window.nav.buttons()])
    screen.driver.press(f"Alt+{places.index(name) + 1}")


def _mistyped(national_id: str) -> str:
    return f"{national_id[:-1]}{(int(national_id[-1]) + 1) % 10}"


ACTS = (
    Act("a clerk of the referral desk signs in", sign_in),
    Act("registers a case of telephone nuisance (306)", register),
    Act("sees it at once in the desk's list", see_it_at_once),
)

"""Step 5: the appeal court sees number, sender and date, and no more until the right password is typed."""

from __future__ import annotations

import json
import uuid

from client.sync.cache_tables import VIEWS
from client.tour.driver import UnmetError
from client.tour.journey import ACCUSED, COMPLAINANT, Act, Journey
from client.tour.psql import Terminal
from client.tour.workstation import Workstation
from client.windows.case_file import CaseFilePage
from client.windows.inbox import InboxPage
from client.windows.open_seal import OpenSealPage
from common import check_digits, seal
from common.commands import OpenSeal
from common.identifiers import uuid7
from common.text import clean


def see_only_the_cover(journey: Journey) -> str:
    """The announcement has number, sender and date; the cache of this computer knows no more."""
    screen = journey.screen("appeal_clerk")
    screen.sign_in()
    page = screen.page("inbox", InboxPage)
    screen.go_to_row(page.table, journey.case.number)
    row = screen.driver.gui(lambda: page.table.currentIndex().row())
    shown = screen.driver.gui(
        lambda: " ".join(
            str(page.model.index(row, column).data()) for column in range(page.model.columnCount())
        )
    )
    _require_none(shown, _secrets(journey))
    for name in ("court_case", "party", "claim", "docket_entry", "decision"):
        if _cached(screen, name, journey.case.id):
            raise UnmetError(f"the cache holds rows of {name}")
    screen.take_picture("15-inbox-sealed")
    return clean(shown)


def read_nothing_with_psql(journey: Journey) -> str:
    """The clerk's own login reads no table, and of the case only its announcement."""
    terminal = journey.terminal("appeal_clerk")
    try:
        if readable := terminal.readable_tables():
            raise UnmetError(f"psql reads the tables {', '.join(readable)}")
        told = terminal.rows_of(journey.cast["appeal_clerk"].desk, journey.case.id)
    finally:
        terminal.close()
    if set(told) != {"announcement"}:
        raise UnmetError(f"psql is told rows of {', '.join(told)}")
    announced = json.dumps(told, ensure_ascii=False)
    if journey.case.number not in announced:
        raise UnmetError("the announcement has no number")
    _require_none(announced, _secrets(journey))
    return "no table can be read; the feed tells an announcement: number, sender, date"


def mistype(journey: Journey) -> str:
    """One digit wrong: the check digit tells it, and no try is spent."""
    screen = journey.screen("appeal_clerk")
    screen.sit_down()
    inbox = screen.page("inbox", InboxPage)
    screen.until(inbox.card.unseal.isVisible, "the button to open with a password")
    screen.driver.press("Ctrl+Return")
    page = screen.page("open_seal", OpenSealPage)
    left = screen.driver.gui(page.left_tries.words)
    problem = _try(screen, page, other_digit(journey.case.password))
    screen.take_picture("16-open-seal-mistyped")
    if screen.driver.gui(page.left_tries.words) != left or _tries(screen, journey.case.id):
        raise UnmetError("a mistyped password cost a try")
    return problem


def guess_wrong(journey: Journey) -> str:
    """A well-formed wrong one is refused and counted."""
    screen = journey.screen("appeal_clerk")
    page = screen.page("open_seal", OpenSealPage)
    problem = _try(screen, page, wrong_password(journey.case.password))
    screen.until(lambda: _tries(screen, journey.case.id) == 1, "one try counted")
    screen.take_picture("17-open-seal-wrong")
    return problem


def guess_and_roll_back(journey: Journey) -> str:
    """From psql: a wrong guess that is rolled back tells nothing, or is counted all the same."""
    screen = journey.screen("appeal_clerk")
    guess = seal.stretch(seal.typed(wrong_password(journey.case.password)), _salt(screen, journey.case.id))
    terminal = journey.terminal("appeal_clerk")
    try:
        answers = _rolled_back_guesses(journey, terminal, guess.hex())
    finally:
        terminal.close()
    screen.until(lambda: _tries(screen, journey.case.id) == 2, "the try that was rolled back, counted")
    page = screen.page("open_seal", OpenSealPage)
    most = int(screen.session.settings["seal_tries"])
    screen.until(lambda: str(most - 2) in clean(page.left_tries.words()), f"{most - 2} tries left")
    return f"{answers}; the window says: {clean(screen.driver.gui(page.left_tries.words))}"


def open_it(journey: Journey) -> str:
    """The right password opens the case with a docket entry of the appeal branch."""
    screen = journey.screen("appeal_clerk")
    page = screen.page("open_seal", OpenSealPage)
    _type_password(screen, page, journey.case.password)
    screen.driver.press("Ctrl+Return")
    screen.page("case_file", CaseFilePage)
    entries = screen.until(lambda: _cached(screen, "docket_entry", journey.case.id), "its docket entries")
    screen.until(lambda: _cached(screen, "party", journey.case.id) == 2, "both parties")
    screen.take_picture("18-case-file-opened", toast=True)
    return f"{entries} docket entries, both parties, the decision"


def read_it_with_psql(journey: Journey) -> str:
    """Only now the same login is told the rest."""
    terminal = journey.terminal("appeal_clerk")
    try:
        told = terminal.rows_of(journey.cast["appeal_clerk"].desk, journey.case.id)
    finally:
        terminal.close()
    text = json.dumps(told, ensure_ascii=False)
    for secret in _secrets(journey):
        if clean(secret) not in text:
            raise UnmetError(f"the case is open, but «{secret}» is not told")
    return f"rows of {', '.join(sorted(told))}"


def _secrets(journey: Journey) -> tuple[str, ...]:
    return (journey.case.subject, COMPLAINANT[2], COMPLAINANT[3], ACCUSED[2], ACCUSED[3])


def _require_none(text: str, secrets: tuple[str, ...]) -> None:
    cleaned = clean(text)
    for secret in secrets:
        if clean(secret) in cleaned:
            raise UnmetError(f"«{secret}» is told of a sealed case")


def other_digit(password: str) -> str:
    """The password with one digit wrong."""
    return f"{password[:4]}{(int(password[4]) + 1) % 10}{password[5:]}"


def wrong_password(password: str) -> str:
    """Another password, well-formed."""
    digits = f"{(int(password[0]) + 3) % 10}{password[1:-1]}"
    return digits + check_digits.damm_digit(digits)


def _type_password(screen: Workstation, page: OpenSealPage, password: str) -> None:
    screen.until(
        lambda: page.unseal.isEnabled() and screen.driver.focus_in(page.password), "the password's field"
    )
    screen.driver.press("Ctrl+A")
    screen.driver.type(password)
    screen.until(lambda: page.password.digits() == password, "twelve digits")


def _try(screen: Workstation, page: OpenSealPage, password: str) -> str:
    """Type, press Ctrl+Enter; the sentence that refuses it."""
    before = screen.driver.gui(page.password_field.problem)
    _type_password(screen, page, password)
    screen.driver.press("Ctrl+Return")
    problem = screen.until(
        lambda: (now := page.password_field.problem()) != before and page.unseal.isEnabled() and now,
        "a refusal",
    )
    return clean(str(problem))


def _rolled_back_guesses(journey: Journey, terminal: Terminal, guess: str) -> str:
    desk = journey.cast["appeal_clerk"].desk
    workstation = str(uuid7())
    hello = {"client_version": "0.1.0", "schema_version": 1, "workstation": workstation, "machine": "psql"}
    terminal.call("hello", hello)
    terminal.commit()
    present = {"seal": journey.case.seal, "desk": desk, "guess": guess}
    # Guessing and asking in one transaction, to undo both: the answer must not tell.
    attempt = terminal.call("present", present)["attempt"]
    together = _open(journey, terminal, workstation, 1, attempt)
    terminal.roll_back()
    if together in ("applied", "wrong_password"):
        raise UnmetError(f"a guess not yet committed was answered: {together}")
    # Guessing first, then undoing only the question: the guess stays counted.
    attempt = terminal.call("present", present)["attempt"]
    terminal.commit()
    apart = _open(journey, terminal, workstation, 1, attempt)
    terminal.roll_back()
    if apart != "wrong_password":
        raise UnmetError(f"the guess was answered: {apart}")
    return f"in one transaction: {together}; in two: {apart}, counted"


def _open(journey: Journey, terminal: Terminal, workstation: str, sequence: int, attempt: int) -> str:
    """What the centre says to opening by that attempt: applied or the code of the refusal."""
    today = journey.screen("appeal_clerk").session.today()
    command = OpenSeal(
        case=uuid.UUID(journey.case.id), seal=uuid.UUID(journey.case.seal), attempt=attempt, entry=uuid7(),
        received_on=today, next_on=today,
    )  # fmt: skip
    envelope = {
        "id": str(uuid7()), "kind": command.KIND, "version": command.VERSION, "workstation": workstation,
        "desk": journey.cast["appeal_clerk"].desk, "sequence": sequence,
        "issued_at": f"{today}T08:00:00.000000Z", "payload": command.payload(),
    }  # fmt: skip
    answer = terminal.call("execute", [envelope])
    if "code" in answer:
        return str(answer["code"])
    told = answer["answers"][0]
    return str(told.get("code", told["status"]))


def _cached(screen: Workstation, table: str, case: str) -> int:
    """How many rows of the case the cache of this computer has."""
    view = VIEWS[table]
    key = view.c.id if table == "court_case" else view.c.case_id
    with screen.session.cache.read() as connection:
        return len(connection.execute(view.select().where(key == case)).all())


def _tries(screen: Workstation, case: str) -> int:
    announcement = VIEWS["announcement"]
    with screen.session.cache.read() as connection:
        row = connection.execute(announcement.select().where(announcement.c.case_id == case)).one()
    return row.tries or 0


def _salt(screen: Workstation, case: str) -> bytes:
    announcement = VIEWS["announcement"]
    with screen.session.cache.read() as connection:
        row = connection.execute(announcement.select().where(announcement.c.case_id == case)).one()
    return bytes.fromhex(row.salt)


ACTS = (
    Act("the appeal branch's clerk sees number, sender and date of it, nothing else", see_only_the_cover),
    Act("neither does psql with that clerk's login", read_nothing_with_psql),
    Act("a mistyped password is caught by its check digit", mistype),
    Act("a wrong one is refused and counted", guess_wrong),
    Act("also when the caller rolls back", guess_and_roll_back),
    Act("the right one opens the case", open_it),
    Act("now psql tells the rest", read_it_with_psql),
)

"""Step 4: a decision is prepared and signed; after the objection the case goes up under seal."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from client.sync.cache_tables import VIEWS
from client.tour.driver import UnmetError
from client.tour.journey import Act, Journey
from client.tour.registering import find_case
from client.tour.workstation import Workstation
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.decision_text import DecisionText
from client.windows.send_up import SendUpPage
from common import seal
from common.text import clean

SLIP = "slip.pdf"
_BODY = (
    "در خصوص اتهام آقای فرامرز نیک‌پندار دایر بر مزاحمت تلفنی موضوع شکایت خانم مهرانگیز کهن‌دیار، "
    "دادگاه با بررسی محتویات پرونده و گزارش ضابطان بزه را محرز می‌داند و به استناد مادهٔ ۶۴۱ کتاب پنجم "
    "قانون مجازات اسلامی متهم را به پرداخت جزای نقدی محکوم می‌کند. این رأی ظرف بیست روز پس از ابلاغ "
    "قابل تجدیدنظرخواهی است."
)
_GROUP = re.compile(r"^ *([0-9]{4}) *$", re.MULTILINE)


def prepare(journey: Journey) -> str:
    """The clerk writes the decision down for the judge."""
    screen = journey.screen("clerk")
    _open_case(journey, screen)
    screen.driver.press("F9")
    page = screen.page("decision", DecisionPage)
    driver = screen.driver
    screen.until(lambda: driver.focus_in(page.disposition), "the outcome ready to be chosen")
    driver.type("محکومیت")
    driver.press("Return")
    outcome = screen.until(page.disposition.code, "an outcome")
    driver.press_until_focus("Tab", page.body)
    driver.type(_BODY)
    screen.until(lambda: clean(page.body.value()) == clean(_BODY), "the text of the decision")
    screen.take_picture("09-decision")
    driver.press("Ctrl+S")
    screen.page("case_file", CaseFilePage)
    title = driver.gui(lambda: screen.window.words.code_title("disposition", outcome))
    return f"outcome {outcome}: {clean(title)}"


def sign(journey: Journey) -> str:
    """The judge reads and signs; the centre gives the row in the register of decisions."""
    screen = journey.screen("judge")
    screen.sign_in()
    _open_case(journey, screen)
    page = screen.page("case_file", CaseFilePage)
    screen.until(lambda: page.acts.sign.isVisible(), "the button to sign")
    screen.driver.press("Ctrl+Return")
    screen.dialog(DecisionText)
    screen.take_picture("10-sign")
    screen.driver.press("Ctrl+Return")
    row = screen.until(lambda: _signed(screen, journey.case.id), "the decision signed by the judge")
    screen.take_picture("11-case-file-signed", toast=True)
    return f"row {row} of the register"


def send_up(journey: Journey) -> str:
    """The clerk sends the case to the appeal branch, sealed."""
    screen = journey.screen("clerk")
    screen.sit_down()
    case_file = screen.page("case_file", CaseFilePage)
    screen.until(lambda: case_file.acts.send_up.isVisible(), "the button to send the case up")
    driver = screen.driver
    driver.press("F11")
    page = screen.page("send_up", SendUpPage)
    screen.until(lambda: driver.focus_in(page.form.to_desk), "the branch to send to, ready to be chosen")
    appeal = journey.cast["appeal_clerk"]
    driver.type(appeal.desk_title)
    driver.press("Return")
    screen.until(lambda: page.form.to_desk.code() == str(appeal.desk), f"the branch {appeal.desk_title}")
    screen.take_picture("12-send-up")
    driver.press("Ctrl+S")
    screen.until(lambda: page.paper.page_count(), "the slip on the screen")
    screen.take_picture("13-slip-on-screen")
    return f"to {clean(appeal.desk_title)}"


def print_slip(journey: Journey) -> str:
    """F8 prints the slip; here the printer is a file. That it was printed is told to the centre."""
    screen = journey.screen("clerk")
    page = screen.page("send_up", SendUpPage)
    paper = journey.out / SLIP
    screen.driver.gui(lambda: _give_printer(page, paper))
    screen.driver.press("F8")
    screen.until(paper.exists, "the slip out of the printer")
    printed = screen.until(lambda: _printed(screen, journey.case.id), "the printing in the books")
    journey.case.seal = printed
    journey.case.password = _read_password(paper)
    screen.take_picture("14-slip-printed", toast=True)
    return f"{SLIP}, printing recorded"


def _open_case(journey: Journey, screen: Workstation) -> None:
    find_case(screen, journey.case.number)
    screen.driver.press("Return")
    screen.page("case_file", CaseFilePage)


def _signed(screen: Workstation, case: str) -> int | None:
    decision = VIEWS["decision"]
    with screen.session.cache.read() as connection:
        row = connection.execute(decision.select().where(decision.c.case_id == case)).one_or_none()
    return row.register_row if row is not None and row.state == "signed" and row.layer == 0 else None


def _printed(screen: Workstation, case: str) -> str | None:
    table = VIEWS["seal"]
    with screen.session.cache.read() as connection:
        row = connection.execute(table.select().where(table.c.case_id == case)).one_or_none()
    return row.id if row is not None and row.printed_at is not None and row.layer == 0 else None


def _give_printer(page: SendUpPage, paper: Path) -> None:
    """Connect a printer to this computer: it prints on `paper`."""

    def put_out(pdf: bytes) -> bool:
        paper.write_bytes(pdf)
        return True

    page.any_printer = lambda: True
    page.choose_printer = lambda _parent: put_out


def _read_password(paper: Path) -> str:
    """As whoever breaks the slip open reads it: three groups of four digits, of which the last checks."""
    document = pypdfium2.PdfDocument(paper)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    digits = "".join(_GROUP.findall(text.replace("\r", ""))[:3])
    if problem := seal.typed_problem(digits):
        raise UnmetError(f"no password can be read on the slip: {problem}")
    return digits


ACTS = (
    Act("the clerk prepares the decision", prepare),
    Act("the judge signs it", sign),
    Act("after the objection the case goes up to the appeal court under seal", send_up),
    Act("the sealed slip is printed, and that it was is recorded", print_slip),
)

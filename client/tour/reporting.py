"""Step 6: the district head reads the month's figures, looks behind them and takes them home on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from client.models.cases_behind import CaseBehind
from client.models.report_rows import FIGURES
from client.tour.driver import UnmetError
from client.tour.journey import Act, Journey
from client.tour.workstation import Workstation
from client.windows.report import ReportPage
from client.windows.report_export import ExportForm
from common.text import ascii_digits

PAPERS = {"pdf": "monthly-return.pdf", "xlsx": "monthly-return.xlsx"}


def read_figures(journey: Journey) -> str:
    """Per branch: opening, incoming, disposed, closing, clearance rate, disposition time; and a chart."""
    screen = journey.screen("head")
    screen.sign_in()
    page = screen.page("report", ReportPage)
    screen.until(lambda: page.figures.model.rowCount(), "the month's figures")
    screen.take_picture("19-report")
    screen.driver.press("Ctrl+T")
    screen.until(page.figures.by_month, "the chart of twelve months")
    screen.take_picture("20-report-trend")
    screen.driver.press("Ctrl+T")
    for row in range(screen.driver.gui(page.figures.model.rowCount)):
        opening, incoming, disposed, closing = _numbers(screen, page, row)
        if opening + incoming - disposed != closing:
            raise UnmetError(f"row {row}: {opening} + {incoming} - {disposed} is not {closing}")
        _require_indicators(screen, page, row, incoming, disposed)
    return f"{screen.driver.gui(page.figures.model.rowCount) - 1} branches, every row balances"


def look_behind(journey: Journey) -> str:
    """The case of the tour is among the incoming and the disposed of its branch, and not in its stock."""
    screen = journey.screen("head")
    page = screen.page("report", ReportPage)
    first, second = journey.cast["clerk"].desk_title, journey.cast["appeal_clerk"].desk_title
    found = {
        figure: _is_behind(screen, page, first, figure, journey.case.number)
        for figure in ("incoming", "disposed", "closing")
    }
    if found != {"incoming": True, "disposed": True, "closing": False}:
        raise UnmetError(f"our case at {first}: {found}")
    counted = f"{first}: incoming and disposed, no longer in stock"
    if screen.driver.gui(lambda: _row_of(page, second)) is not None:
        found = {
            figure: _is_behind(screen, page, second, figure, journey.case.number)
            for figure in ("incoming", "disposed", "closing")
        }
        if found != {"incoming": True, "disposed": False, "closing": True}:
            raise UnmetError(f"our case at {second}: {found}")
        counted += f"; {second}: incoming and in stock"
    return counted


def take_home(journey: Journey) -> str:
    """Ctrl+P and Ctrl+E save the return as a PDF document and as a workbook."""
    screen = journey.screen("head")
    page = screen.page("report", ReportPage)
    screen.driver.gui(lambda: _answer_where(page, journey.out))
    for key, name in zip(("Ctrl+P", "Ctrl+E"), PAPERS.values(), strict=True):
        (journey.out / name).unlink(missing_ok=True)
        screen.driver.press(key)
        screen.until((journey.out / name).exists, f"the file {name}")
        screen.until(lambda: page.pdf.isEnabled(), "the page ready for the next")
    screen.take_picture("22-report-saved", toast=True)
    return ", ".join(PAPERS.values())


def _require_indicators(
    screen: Workstation, page: ReportPage, row: int, incoming: int, disposed: int
) -> None:
    """Clearance rate where something came in, disposition time where something was disposed of."""
    model = page.figures.model
    clearance, disposition = screen.driver.gui(
        lambda: tuple(
            ascii_digits(str(model.index(row, 1 + len(FIGURES) + place).data())) for place in (0, 1)
        )
    )
    shown = float(clearance.replace("\u066b", ".").replace("\u066c", "")) if incoming else None
    if shown is not None and abs(shown - 100 * disposed / incoming) > 0.01:
        raise UnmetError(f"row {row}: a clearance rate of {clearance} for {disposed} of {incoming}")
    if bool(disposed) != disposition[:1].isdigit():
        raise UnmetError(f"row {row}: a disposition time of {disposition} with {disposed} disposed of")


def _answer_where(page: ReportPage, out: Path) -> None:
    """Answer the system's dialog for files, which stands outside the program."""

    def choose(_parent: QWidget, form: ExportForm, _month: int) -> Path:
        return out / PAPERS[form.ending]

    page.choose_file = choose


def _is_behind(screen: Workstation, page: ReportPage, branch: str, figure: str, number: str) -> bool:
    """Enter on the figure of that branch; whether the case is among those shown."""
    driver = screen.driver
    row, column = driver.gui(lambda: _row_of(page, branch)), 1 + FIGURES.index(figure)
    if row is None:
        raise UnmetError(f"{branch} is not in the report")
    table = page.figures.table
    _step_to(screen, page, row, column)
    shown = int(driver.gui(lambda: ascii_digits(str(table.currentIndex().data()))))
    driver.press("Return")
    model = page.cases.model
    screen.until(lambda: page.stack.currentWidget() is page.cases, "the cases behind the figure")
    screen.until(lambda: not model.canFetchMore() and len(model.rows) >= min(shown, 1), f"{shown} cases")
    while driver.gui(lambda: len(model.rows)) < shown:
        driver.press("End")
        count = driver.gui(lambda: len(model.rows))
        screen.until(lambda: len(model.rows) > count, "the next page of cases")  # noqa: B023 - asked at once
    if figure == "incoming":
        screen.take_picture("21-report-cases")
    numbers = driver.gui(lambda: [row.number for row in model.rows if isinstance(row, CaseBehind)])
    if len(numbers) != shown:
        raise UnmetError(f"the figure is {shown}, the cases behind it are {len(numbers)}")
    driver.press("Esc")
    screen.until(lambda: page.stack.currentWidget() is page.figures, "the figures again")
    return number in numbers


def _step_to(screen: Workstation, page: ReportPage, row: int, column: int) -> None:
    """By arrow keys to a cell of the figures; the left arrow goes to the next column of a Persian table."""
    table = page.figures.table
    at_row, at_column = screen.driver.gui(lambda: (table.currentIndex().row(), table.currentIndex().column()))
    screen.driver.press(*["Down" if row > at_row else "Up"] * abs(row - at_row))
    screen.driver.press(*["Left" if column > at_column else "Right"] * abs(column - at_column))

    def there() -> bool:
        index = table.currentIndex()
        return (index.row(), index.column()) == (row, column)

    screen.until(there, "the figure's cell")


def _row_of(page: ReportPage, branch: str) -> int | None:
    model = page.figures.model
    titles = [ascii_digits(str(model.index(row, 0).data())) for row in range(model.rowCount())]
    return titles.index(branch) if branch in titles else None


def _numbers(screen: Workstation, page: ReportPage, row: int) -> tuple[int, ...]:
    model = page.figures.model
    return screen.driver.gui(
        lambda: tuple(
            int(ascii_digits(str(model.index(row, column).data()).replace("\u066c", "")))
            for column in range(1, 1 + len(FIGURES))
        )
    )


ACTS = (
    Act("the district head reads the month's figures of every branch, with a chart", read_figures),
    Act(
        "looks behind the figures: the case just moved is counted in the right places",
        look_behind,
    ),
    Act("saves the return as PDF and as a workbook", take_home),
)

"""The monthly return on paper and as a workbook."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from PIL import ImageChops

from client.paper.monthly_return import make_return
from client.paper.return_figures import COLUMN_TITLES, DeskRow, MonthlyReturn, shown_figures
from client.paper.workbook import make_workbook
from common import indicators
from common.text import persian_digits
from tests.client.paper.pdf_reading import pdfium_lines, picture, poppler

LONG_TITLE = "شعبهٔ سوم دادگاه تجدیدنظر ویژهٔ رسیدگی به جرایم کارکنان دولت و نهادهای عمومی غیردولتی"


def desk(title: str, opening: int, incoming: int, disposed: int) -> DeskRow:
    closing = opening + incoming - disposed
    return DeskRow(
        title,
        opening,
        incoming,
        disposed,
        closing,
        indicators.clearance_rate(disposed, incoming),
        indicators.disposition_time(closing, disposed, 30),
    )


def monthly(*rows: DeskRow) -> MonthlyReturn:
    return MonthlyReturn(
        "آمار ماهانهٔ شعب", "حوزهٔ قضایی شهرستان کاشان", "آبان ۱۴۰۴", date(2025, 11, 24), 30, rows
    )


THREE = monthly(
    desk("شعبهٔ ۱ حقوقی", 1200, 300, 280), desk("شعبهٔ ۲ حقوقی", 80, 45, 0), desk("شعبهٔ تازه", 0, 0, 0)
)
SEVENTY = monthly(
    *(desk(LONG_TITLE if n % 9 == 4 else f"شعبهٔ {n + 1} حقوقی", 100 + n, 7 * n, 5 * n) for n in range(70))
)


def _page_count(pdf: bytes) -> int:
    found = re.search(r"Pages: +(\d+)", poppler("pdfinfo", "-", pdf=pdf).decode())
    assert found
    return int(found[1])


def test_the_indicators_of_the_total_are_those_of_the_sums() -> None:
    total = THREE.total()
    assert total.counts == (1280, 345, 280, 1345)
    assert total.clearance_rate == Decimal("81.16")
    assert total.disposition_time == Decimal(144)
    assert monthly().total().clearance_rate is None


def test_figures_are_shown_grouped_in_persian_and_a_missing_one_as_a_dash() -> None:
    assert shown_figures(THREE.rows[0]) == ("۱٬۲۰۰", "۳۰۰", "۲۸۰", "۱٬۲۲۰", "۹۳٫۳۳", "۱۳۱")
    assert shown_figures(THREE.rows[2]) == ("۰", "۰", "۰", "۰", "–", "–")


def test_each_desk_has_a_line_with_all_its_figures_and_the_sum_comes_last() -> None:
    lines = pdfium_lines(make_return(THREE))
    for number, row in zip("۱۲۳", THREE.rows, strict=True):
        assert " ".join((number, row.title, *shown_figures(row))) in lines
    assert lines[-2:] == [" ".join(("جمع", *shown_figures(THREE.total()))), "صفحهٔ ۱ از ۱"]


def test_a_long_return_repeats_its_head_and_counts_its_pages() -> None:
    pdf = make_return(SEVENTY)
    assert _page_count(pdf) == 3
    for page in range(3):
        lines = pdfium_lines(pdf, page)
        assert lines[0] == "آمار ماهانهٔ شعب آبان ۱۴۰۴"
        assert "ردیف شعبه" in lines
        assert lines[-1] == f"صفحهٔ {'۱۲۳'[page]} از ۳"
    said = [line for page in range(3) for line in pdfium_lines(pdf, page)]
    for number, row in enumerate(SEVENTY.rows, start=1):
        whole = " ".join((persian_digits(number), row.title, *shown_figures(row)))
        assert row.title == LONG_TITLE or whole in said
    assert said[-2].startswith("جمع")


@pytest.mark.parametrize("count", range(14, 22))
def test_the_totals_never_stand_alone_on_a_page(count: int) -> None:
    pdf = make_return(monthly(*SEVENTY.rows[5:][:count]))
    pages = _page_count(pdf)
    last = pdfium_lines(pdf, pages - 1)
    total = next(number for number, line in enumerate(last) if line.startswith("جمع"))
    assert any("حقوقی" in line or "غیردولتی" in line for line in last[:total])


@pytest.mark.parametrize("figures", [monthly(), THREE, SEVENTY])
def test_nothing_reaches_into_the_margins(figures: MonthlyReturn) -> None:
    page = picture(make_return(figures), 72)
    left, top, right, bottom = ImageChops.invert(page).getbbox() or (0, 0, 0, 0)
    margin = 14.5 / 25.4 * 72
    assert left >= margin
    assert right <= page.width - margin
    assert top >= 20
    assert bottom <= page.height - 20


def test_the_workbook_reads_right_to_left_with_numbers_as_numbers() -> None:
    sheet = openpyxl.load_workbook(BytesIO(make_workbook(THREE))).active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "C5"
    assert [cell.value for cell in sheet[4]] == list(COLUMN_TITLES)
    assert sheet["A1"].value == "آمار ماهانهٔ شعب — آبان ۱۴۰۴"
    assert [cell.value for cell in sheet[5]] == [1, "شعبهٔ ۱ حقوقی", 1200, 300, 280, 1220, 93.33, 131]
    assert [cell.value for cell in sheet[7]][6:] == [None, None]


def test_the_totals_of_the_workbook_are_formulas_that_know_their_values() -> None:
    content = make_workbook(THREE)
    formulas = openpyxl.load_workbook(BytesIO(content)).active
    values = openpyxl.load_workbook(BytesIO(content), data_only=True).active
    assert formulas is not None
    assert values is not None
    assert [cell.value for cell in formulas[8]][2:6] == [f"=SUM({c}5:{c}7)" for c in "CDEF"]
    assert [cell.value for cell in values[8]][1:] == ["جمع", 1280, 345, 280, 1345, 81.16, 144]


def test_a_return_without_desks_still_makes_both_papers() -> None:
    assert "جمع ۰ ۰ ۰ ۰ – –" in pdfium_lines(make_return(monthly()))
    sheet = openpyxl.load_workbook(BytesIO(make_workbook(monthly())), data_only=True).active
    assert sheet is not None
    assert [cell.value for cell in sheet[5]][1:6] == ["جمع", 0, 0, 0, 0]

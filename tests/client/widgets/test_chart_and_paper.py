from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen import canvas

from client.style import palette
from client.widgets.chart import BarChart, Series, shown_lines
from client.widgets.pdf_view import PdfView

Show = Callable[..., QWidget]


@pytest.fixture
def chart(show: Show) -> BarChart:
    chart = BarChart(
        "ورودی و مختومه، آبان ۱۴۰۵",
        ["شعبهٔ ۱", "شعبهٔ ۲"],
        [Series("ورودی", [1240, 20]), Series("مختومه", [900, 0])],
    )
    show(chart)
    return chart


def drawn(chart: BarChart) -> QImage:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart.render_to(painter, QRectF(image.rect()))
    painter.end()
    return image


def bar_pixels(image: QImage, colour: str, left: int, right: int) -> int:
    return sum(
        image.pixelColor(x, y).name().upper() == colour
        for x in range(left, right)
        for y in range(75, image.height())
    )


def test_the_first_category_stands_at_the_right(chart: BarChart) -> None:
    image = drawn(chart)
    first = palette.CHART_SERIES[0]
    assert bar_pixels(image, first, 300, 600) > 20 * bar_pixels(image, first, 0, 300) > 0


def test_a_screen_reader_hears_every_figure(chart: BarChart) -> None:
    assert chart.accessibleName() == "ورودی و مختومه، آبان ۱۴۰۵"
    for words in ("ورودی", "شعبهٔ ۲", "۱٬۲۴۰", "۹۰۰"):
        assert words in chart.accessibleDescription()


def test_a_chart_without_data_says_so(show: Show) -> None:
    chart = BarChart()
    show(chart)
    assert chart.accessibleDescription() == "بی‌داده"
    assert not drawn(chart).isNull()


def test_a_month_of_zeros_can_be_drawn(show: Show) -> None:
    chart = BarChart("هیچ", ["شعبهٔ ۱"], [Series("ورودی", [0])])
    show(chart)
    assert not drawn(chart).isNull()


LONG = "شعبهٔ ۱۲ اجرای احکام کیفری دادسرای عمومی و انقلاب شهرستان سلفچگان"


def test_a_long_name_stands_in_three_lines_and_is_told_in_full_to_the_mouse(show: Show) -> None:
    chart = BarChart("وارده", [LONG, "شعبهٔ ۱"], [Series("وارده", [3, 4])])
    show(chart)
    lines = shown_lines(LONG, 90)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert shown_lines(LONG, 900) == [LONG]
    QTest.mouseMove(chart, QPoint(chart.width() - 100, chart.height() - 20))
    assert LONG in chart.toolTip()
    assert "۳" in chart.toolTip()


@pytest.mark.parametrize("width", [360, 900])
def test_no_figure_stands_in_the_legend(show: Show, width: int) -> None:
    """Whether the legend stands beside the title or below it, the highest bar leaves its figure room."""
    names = [f"شعبهٔ {number}" for number in range(1, 4)]
    chart = BarChart(
        "وارده و مختومه به تفکیک شعبه", names, [Series("وارده", [5, 5, 5]), Series("مختومه", [5, 5, 5])]
    )
    show(chart)
    image = QImage(width, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart.render_to(painter, QRectF(image.rect()))
    painter.end()
    # From the highest bars upwards: the figures, an empty line, and only then legend or title.
    rows = [any(image.pixelColor(x, y).lightness() < 200 for x in range(width - 70)) for y in range(300)]
    bars = next(y for y in range(300) if sum(_is_bar(image, x, y) for x in range(width)) > width // 4)
    figures_end = next(y for y in range(bars - 3, 0, -1) if rows[y])
    figures_begin = next(y for y in range(figures_end, 0, -1) if not rows[y])
    assert figures_end - figures_begin < 14
    assert not any(rows[figures_begin - 2 : figures_begin])


def _is_bar(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).name().upper() in palette.CHART_SERIES


def test_values_and_categories_must_match() -> None:
    with pytest.raises(ValueError, match="one value"):
        BarChart("", ["الف", "ب"], [Series("ورودی", [1])])


def paper(pages: int) -> bytes:
    buffer = BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=(420, 595))
    for page in range(pages):
        sheet.setFillGray(page / pages)
        sheet.rect(0, 0, 420, 595, fill=1)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


@pytest.fixture
def view(show: Show) -> PdfView:
    view = PdfView()
    show(view)
    view.show_pdf(paper(3))
    return view


def test_pages_turn_by_keys(view: PdfView) -> None:
    for key, page in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 2),
    ):
        QTest.keyClick(view, key)
        assert view.page() == page
    assert "۳" in view.accessibleDescription()


def test_the_page_on_screen_is_the_page_of_the_paper(view: PdfView) -> None:
    shades = []
    for page in range(3):
        view.go_to(page)
        pixmap = view._sheet.pixmap()
        shades.append(pixmap.toImage().pixelColor(pixmap.width() // 2, pixmap.height() // 2).lightness())
    assert shades == sorted(set(shades))


def test_ctrl_p_asks_for_printing(view: PdfView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.print_requested):
        QTest.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_without_paper_nothing_can_be_printed(view: PdfView) -> None:
    view.clear()
    assert view.page_count() == 0
    assert not view.print_button.isEnabled()


def test_what_is_no_pdf_leaves_the_paper_shown(view: PdfView) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        view.show_pdf(b"not a pdf")
    assert view.page_count() == 3

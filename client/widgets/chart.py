"""A bar chart that reads right to left; the same drawing on screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from client.style import palette
from client.style.theme import FAMILY
from common.text import group_digits, isolate

_TITLE_PX, _TEXT_PX, _VALUE_SIZES = 15, 12, (11, 10, 9)
_LEFT, _RIGHT_MARGIN = 14, 64  # beside the plot, in pixels; the figures of the scale stand on the right
_HEAD, _LEGEND = 36, 26  # the heights of the title and of a legend below it
_VALUE_HEIGHT = 18
_NAME_LINES, _LINE_HEIGHT, _NAME_GAP = 3, 18, 6
_MOST_STEPS = 5.5
_BARS_OF_SLOT = 0.72
_WIDEST_BAR = 64
_GAP = 2
_LEAST_VALUE_WIDTH = 16
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Series:
    """A named row of values, one for each category; at most three are told apart by colour."""

    name: str
    values: Sequence[int]


class BarChart(QWidget):
    """Shows `series` over `categories`; the first category is at the right. Values are not negative."""

    def __init__(
        self,
        title: str = "",
        categories: Sequence[str] = (),
        series: Sequence[Series] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMinimumSize(320, 240)
        self.setMouseTracking(True)
        self.show_data(title, categories, series)

    def show_data(self, title: str, categories: Sequence[str], series: Sequence[Series]) -> None:
        """Show these; raises ValueError when a series has not one value for each category."""
        if any(len(row.values) != len(categories) for row in series):
            raise ValueError("a series needs one value for each category")
        if len(series) > len(palette.CHART_SERIES):
            raise ValueError("too many series to be told apart")
        self._title, self._categories, self._series = title, tuple(categories), tuple(series)
        self.setAccessibleName(title)
        self.setAccessibleDescription("؛ ".join(self._in_words(row) for row in series) or "بی‌داده")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.SURFACE))
        self.render_to(painter, QRectF(self.rect()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse is told a name and figures that may have found no room."""
        plot = self._plot(QRectF(self.rect()))
        x = event.position().x()
        over = bool(self._series) and plot.left() <= x < plot.right()
        number = int((plot.right() - x) / plot.width() * len(self._categories)) if over else 0
        self.setToolTip(self.tip(min(number, len(self._categories) - 1)) if over else "")

    def tip(self, number: int) -> str:
        """The name of a category in full, and its values."""
        values = (f"{row.name}: {isolate(group_digits(row.values[number]))}" for row in self._series)
        return "\u200f" + "\n\u200f".join((self._categories[number], *values))

    def render_to(self, painter: QPainter, rect: QRectF) -> None:
        """Draw into `rect` with `painter`, on whatever it paints."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        heading = QRectF(rect.left() + 10, rect.top() + 8, rect.width() - 22, 26)
        _write(painter, heading, self._title, _TITLE_PX, bold=True)
        if not self._categories or not self._series:
            painter.setFont(_font(_TEXT_PX))
            painter.setPen(QColor(palette.MUTED))
            painter.drawText(rect, _CENTRE, "برای این بازه داده‌ای نیست")
        else:
            plot = self._plot(rect)
            highest = _top_of_scale(max(max(row.values) for row in self._series))
            self._draw_legend(painter, rect)
            _draw_scale(painter, plot, highest)
            self._draw_categories(painter, plot)
            self._draw_bars(painter, plot, highest)
        painter.restore()

    def _plot(self, rect: QRectF) -> QRectF:
        """Where the bars stand: below title, legend and the highest value, above the longest name."""
        width = (rect.width() - _LEFT - _RIGHT_MARGIN) / max(len(self._categories), 1)
        lines = max((len(shown_lines(name, width - 4)) for name in self._categories), default=1)
        top = _HEAD + (0 if self._legend_beside_title(rect) else _LEGEND) + _VALUE_HEIGHT
        return rect.adjusted(_LEFT, top, -_RIGHT_MARGIN, -lines * _LINE_HEIGHT - 2 * _NAME_GAP)

    def _legend_beside_title(self, rect: QRectF) -> bool:
        title = QFontMetricsF(_font(_TITLE_PX, bold=True)).horizontalAdvance(self._title)
        return title + 24 + self._legend_width() + _LEFT + 12 <= rect.width()

    def _legend_width(self) -> float:
        metrics = QFontMetricsF(_font(_TEXT_PX))
        return sum(metrics.horizontalAdvance(row.name) + 42 for row in self._series) - 19

    def _draw_legend(self, painter: QPainter, rect: QRectF) -> None:
        beside = self._legend_beside_title(rect)
        top = rect.top() + (8 if beside else _HEAD)
        edge = rect.left() + _LEFT + self._legend_width() if beside else rect.right() - 12
        metrics = QFontMetricsF(_font(_TEXT_PX))
        for row, colour in zip(self._series, palette.CHART_SERIES, strict=False):
            painter.fillRect(QRectF(edge - 11, top + 7, 11, 11), QColor(colour))
            width = metrics.horizontalAdvance(row.name) + 6
            _write(painter, QRectF(edge - 17 - width, top, width, 24), row.name, _TEXT_PX)
            edge -= width + 36

    def _draw_categories(self, painter: QPainter, plot: QRectF) -> None:
        slot = plot.width() / len(self._categories)
        for number, name in enumerate(self._categories):
            left = plot.right() - slot * (number + 1)
            for line, words in enumerate(shown_lines(name, slot - 4)):
                top = plot.bottom() + _NAME_GAP + line * _LINE_HEIGHT
                _write(painter, QRectF(left, top, slot, _LINE_HEIGHT), words, _TEXT_PX, flags=_CENTRE)

    def _draw_bars(self, painter: QPainter, plot: QRectF, highest: int) -> None:
        slot = plot.width() / len(self._categories)
        width = min(slot * _BARS_OF_SLOT / len(self._series), _WIDEST_BAR)
        pixels = self._value_pixels(width)
        for place, (row, colour) in enumerate(zip(self._series, palette.CHART_SERIES, strict=False)):
            for number, value in enumerate(row.values):
                middle = plot.right() - slot * (number + 0.5)
                left = middle + width * (len(self._series) / 2 - place - 1)
                height = plot.height() * value / highest
                bar = QRectF(left + _GAP / 2, plot.bottom() - height, width - _GAP, height)
                painter.fillRect(bar, QColor(colour))
                if pixels is not None:
                    over = QRectF(bar.center().x() - 40, bar.top() - 17, 80, 16)
                    _write(painter, over, group_digits(value), pixels, flags=_CENTRE)

    def _value_pixels(self, width: float) -> int | None:
        """The size in which every value stands over its own bar; None if there is no such size."""
        values = [group_digits(value) for row in self._series for value in row.values]
        for pixels in _VALUE_SIZES if width >= _LEAST_VALUE_WIDTH else ():
            metrics = QFontMetricsF(_font(pixels))
            if all(metrics.horizontalAdvance(value) <= width + _GAP for value in values):
                return pixels
        return None

    def _in_words(self, row: Series) -> str:
        pairs = zip(self._categories, row.values, strict=True)
        return f"{row.name}: " + "، ".join(
            f"{isolate(name)} {isolate(group_digits(value))}" for name, value in pairs
        )


def _lines(name: str, font: QFont, width: float) -> list[str]:
    """`name` broken between words into at most _NAME_LINES lines, the last one cut with "…" if it must be."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (metrics.horizontalAdvance(longer) <= width or len(lines) == _NAME_LINES):
            lines[-1] = longer
        else:
            lines.append(word)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def shown_lines(name: str, width: float) -> list[str]:
    """A name below its bars in lines of `width` pixels, at most three; what is left over gives way to «…»."""
    metrics = QFontMetricsF(_font(_TEXT_PX))
    lines: list[str] = []
    words = name.split()
    while words and len(lines) < _NAME_LINES - 1:
        count = 1
        while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        lines.append(" ".join(words))
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def _top_of_scale(highest: int) -> int:
    step = _step(highest)
    return -(-max(highest, 1) // step) * step


def _step(highest: int) -> int:
    """A round step (1, 2 or 5 times a power of ten) that makes at most five lines."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if highest / (factor * power) <= _MOST_STEPS:
                return factor * power
        power *= 10


def _draw_scale(painter: QPainter, plot: QRectF, highest: int) -> None:
    for value in range(0, highest + 1, _step(highest)):
        y = plot.bottom() - plot.height() * value / highest
        painter.setPen(QPen(QColor(palette.BORDER if value == 0 else palette.GRID), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        place = QRectF(plot.right() + 4, y - 11, 50, 22)
        _write(painter, place, group_digits(value), _TEXT_PX, colour=palette.MUTED, flags=_CENTRE)


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _write(
    painter: QPainter,
    place: QRectF,
    words: str,
    pixels: int,
    *,
    bold: bool = False,
    colour: str = palette.INK,
    flags: Qt.AlignmentFlag = _RIGHT,
) -> None:
    painter.setFont(_font(pixels, bold=bold))
    painter.setPen(QColor(colour))
    painter.drawText(place, flags, f"\u200f{words}")

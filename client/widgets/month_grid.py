"""The days of one Jalali month, drawn from the common calendar (Qt's own is wrong in some years)."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from client.style import palette
from common import jalali
from common.text import persian_digits

_CELL = QSize(44, 34)
_WEEKS = 6
_FRIDAY = 6


def month_later(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier if negative), or the month's last day."""
    year, month, day_of_month = jalali.to_jalali(day)
    later_year, later_month = divmod(year * 12 + month - 1 + months, 12)
    last = jalali.month_length(later_year, later_month + 1)
    return jalali.from_jalali(later_year, later_month + 1, min(day_of_month, last))


def within(day: date, earliest: date, latest: date) -> date:
    """`day`, or the nearer bound when it lies outside."""
    return max(earliest, min(day, latest))


class MonthGrid(QWidget):
    """One day is current; arrows, PgUp, PgDn (with Shift: a year), Home (today) move it, Enter chooses it."""

    chosen = Signal(object)
    """A day was chosen (datetime.date)."""
    moved = Signal(object)
    """Another day is current (datetime.date)."""

    def __init__(self, today: date, earliest: date, latest: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._earliest, self._latest = earliest, latest
        self._current = within(today, earliest, latest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(_CELL.width() * 7, _CELL.height() * (_WEEKS + 1))
        self._describe()

    def current(self) -> date:
        """The current day."""
        return self._current

    def go_to(self, day: date) -> None:
        """Make `day`, or the nearest one allowed, current."""
        self._current = within(day, self._earliest, self._latest)
        self._describe()
        self.update()
        self.moved.emit(self._current)

    def go_months(self, months: int) -> None:
        """Move the current day by months."""
        edge = jalali.FIRST_YEAR * 12, jalali.LAST_YEAR * 12 + 11
        target = jalali.month_number(self._current) + months
        if edge[0] <= target <= edge[1]:
            self.go_to(month_later(self._current, months))

    def go_days(self, days: int) -> None:
        """Move the current day by days."""
        self.go_to(self._current + timedelta(days=days))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        months = 12 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        moves: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Right: lambda: self.go_days(-1),
            Qt.Key.Key_Left: lambda: self.go_days(1),
            Qt.Key.Key_Up: lambda: self.go_days(-7),
            Qt.Key.Key_Down: lambda: self.go_days(7),
            Qt.Key.Key_PageUp: lambda: self.go_months(-months),
            Qt.Key.Key_PageDown: lambda: self.go_months(months),
            Qt.Key.Key_Home: lambda: self.go_to(self._today),
            Qt.Key.Key_Return: lambda: self.chosen.emit(self._current),
            Qt.Key.Key_Enter: lambda: self.chosen.emit(self._current),
            Qt.Key.Key_Space: lambda: self.chosen.emit(self._current),
        }
        if key in moves:
            moves[key]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None and self._allowed(day):
            self.go_to(day)
            self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), jalali.show_long(day) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for weekday, name in enumerate(jalali.WEEKDAYS):
            painter.setPen(QColor(palette.ERROR if weekday == _FRIDAY else palette.MUTED))
            painter.drawText(self._cell(weekday, 0), Qt.AlignmentFlag.AlignCenter, name[0])
        first, length = self._month()
        for number in range(length):
            self._paint_day(painter, first + timedelta(days=number), number + 1)

    def _paint_day(self, painter: QPainter, day: date, number: int) -> None:
        cell = self._cell(*self._place(day)).adjusted(3, 2, -3, -2)
        ink = palette.ERROR if jalali.weekday(day) == _FRIDAY else palette.INK
        font = QFont(self.font())
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self._current:
            painter.setBrush(QColor(palette.PRIMARY))
            painter.drawRoundedRect(cell, 4, 4)
            ink = palette.SURFACE
        if day == self._today:
            font.setBold(True)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.FOCUS), 2))
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QColor(ink if self._allowed(day) else palette.DISABLED))
        painter.setFont(font)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, persian_digits(number))

    def _month(self) -> tuple[date, int]:
        year, month, _ = jalali.to_jalali(self._current)
        return jalali.from_jalali(year, month, 1), jalali.month_length(year, month)

    def _place(self, day: date) -> tuple[int, int]:
        """Column (Saturday 0, at the right) and row (weekday names are row 0) of a day of this month."""
        first, _ = self._month()
        offset = jalali.weekday(first) + (day - first).days
        return offset % 7, offset // 7 + 1

    def _cell(self, column: int, row: int) -> QRectF:
        left = self.width() - (column + 1) * _CELL.width()
        return QRectF(left, row * _CELL.height(), _CELL.width(), _CELL.height())

    def _day_at(self, point: QPointF) -> date | None:
        column = int((self.width() - point.x()) // _CELL.width())
        row = int(point.y() // _CELL.height())
        first, length = self._month()
        number = (row - 1) * 7 + column - jalali.weekday(first)
        return first + timedelta(days=number) if row >= 1 and 0 <= number < length else None

    def _allowed(self, day: date) -> bool:
        return self._earliest <= day <= self._latest

    def _describe(self) -> None:
        self.setAccessibleName(f"تقویم {jalali.month_label(jalali.month_number(self._current))}")
        self.setAccessibleDescription(jalali.show_long(self._current))

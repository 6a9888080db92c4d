"""A Jalali date, typed, stepped or chosen from a calendar."""

import datetime
import re
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from client.style.icon import icon
from client.widgets.calendar_popup import CalendarPopup
from client.widgets.field import CodeField
from client.widgets.month_grid import month_later, within
from common import errors, jalali
from common.text import ascii_digits

_TODAY_KEYS = frozenset("tTف=")
_FOREIGN = re.compile(r"[^۰-۹/\-. ]")
_EIGHT_DIGITS = re.compile(r"[0-9]{8}")


class JalaliEdit(CodeField):
    """Typing 14050904 shows ۱۴۰۵/۰۹/۰۴; ↑↓ step a day, PgUp and PgDn a month, T (ف, =) is today, F4 or
    Alt+↓ opens the calendar. `today` tells Tehran's date each time it is asked.
    """

    date_changed = Signal(object)
    """The date changed: datetime.date, or None while the text is no date within the bounds."""

    def __init__(
        self,
        today: Callable[[], datetime.date],
        *,
        earliest: datetime.date = jalali.FIRST_DAY,
        allow_future: bool = False,
        name: str = "تاریخ",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(14, name=name, parent=parent)
        self._today = today
        self._earliest = earliest
        self._allow_future = allow_future
        self._told: datetime.date | None = None
        self.setPlaceholderText("سال/ماه/روز")
        action = QAction(icon("calendar"), "تقویم (F4)", self)
        action.triggered.connect(self.open_calendar)
        self.addAction(action, QLineEdit.ActionPosition.LeadingPosition)
        self.textEdited.connect(self._separate)
        self.textChanged.connect(self._tell)
        self.editingFinished.connect(self._tidy)

    def date(self) -> datetime.date | None:
        """The date typed, or None when there is none, or none within the bounds."""
        day = self._typed()
        return day if day is not None and self._earliest <= day <= self._latest() else None

    def set_date(self, day: datetime.date | None) -> None:
        """Show `day`, or nothing."""
        self.setText(jalali.show(day) if day is not None else "")

    def problem(self) -> str | None:
        """What is wrong with the text, as a sentence, or None; an empty field is no problem here."""
        if not self.text().strip():
            return None
        try:
            day = jalali.parse(self.text())
        except jalali.JalaliError as error:
            return errors.sentence(error.code, error.parameters)
        if day > self._latest():
            return errors.sentence("future_date", {})
        if day < self._earliest:
            return f"تاریخ باید {jalali.show(self._earliest)} یا پس از آن باشد"
        return None

    def normalised(self, entered: str) -> str:
        return _FOREIGN.sub("", super().normalised(entered))

    def open_calendar(self) -> CalendarPopup:
        """Show the calendar under the field, at the right edge."""
        latest = self._latest()
        popup = CalendarPopup(self._today(), self._earliest, latest, self._typed() or self._today(), self)
        popup.chosen.connect(self._put)
        popup.adjustSize()
        under = self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 2))
        room = self.screen().availableGeometry()
        if under.y() + popup.height() > room.bottom():
            under.setY(self.mapToGlobal(QPoint(0, -popup.height() - 2)).y())
        under.setX(max(room.left(), under.x()))
        popup.move(under)
        popup.show()
        popup.grid.setFocus()
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        alt_down = key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_F4 or alt_down:
            self.open_calendar()
        elif key == Qt.Key.Key_Up:
            self._step(lambda day: day + datetime.timedelta(days=1))
        elif key == Qt.Key.Key_Down:
            self._step(lambda day: day - datetime.timedelta(days=1))
        elif key == Qt.Key.Key_PageUp:
            self._step(lambda day: month_later(day, 1))
        elif key == Qt.Key.Key_PageDown:
            self._step(lambda day: month_later(day, -1))
        elif event.text() in _TODAY_KEYS and event.text():
            self._put(self._today())
        else:
            super().keyPressEvent(event)

    def _latest(self) -> datetime.date:
        return jalali.LAST_DAY if self._allow_future else self._today()

    def _typed(self) -> datetime.date | None:
        try:
            return jalali.parse(self.text())
        except jalali.JalaliError:
            return None

    def _step(self, step: Callable[[datetime.date], datetime.date]) -> None:
        """Step from the date typed; the first step into a field without one is today."""
        day = self._typed()
        self._put(self._today() if day is None else step(day))

    def _put(self, day: datetime.date) -> None:
        """Write the nearest day allowed."""
        self._write(within(day, self._earliest, self._latest()))

    def _write(self, day: datetime.date) -> None:
        """Replace the text in a way that undo takes back."""
        if not self.isReadOnly():
            self.selectAll()
            self.insert(jalali.show(day))

    def _separate(self) -> None:
        typed = ascii_digits(self.text())
        if _EIGHT_DIGITS.fullmatch(typed):
            self.selectAll()
            self.insert_text(f"{typed[:4]}/{typed[4:6]}/{typed[6:]}")

    def _tidy(self) -> None:
        day = self._typed()
        if day is not None and self.text() != jalali.show(day):
            self._write(day)

    def _tell(self) -> None:
        day = self.date()
        if day != self._told:
            self._told = day
            self.date_changed.emit(day)

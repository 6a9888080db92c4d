"""The calendar that opens under a date field."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from client.style import palette
from client.style.icon import icon
from client.widgets.label import Label
from client.widgets.month_grid import MonthGrid
from common import jalali


class CalendarPopup(QFrame):
    """A month with its neighbours one step away: earlier at the right, later at the left. Esc closes."""

    chosen = Signal(object)
    """A day was chosen (datetime.date); the popup is closed."""

    def __init__(
        self, today: date, earliest: date, latest: date, start: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAccessibleName("تقویم")
        self._today = today
        self.grid = MonthGrid(today, earliest, latest)
        self._month = Label("", "section")
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addWidget(self.grid)
        button = QPushButton("امروز (T)")
        button.setAccessibleName("امروز")
        button.setEnabled(earliest <= today <= latest)
        button.clicked.connect(lambda: self._choose(today))
        column.addWidget(button)
        self.grid.moved.connect(self._show_month)
        self.grid.chosen.connect(self._choose)
        self.grid.go_to(start)
        self.grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("t", "T", "ف", "="):
            self._choose(self._today)
        elif event.key() == Qt.Key.Key_F4:
            self.close()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self._step("chevron_right", "ماه پیش (PgUp)", -1))
        head.addWidget(self._month, 1)
        head.addWidget(self._step("chevron_left", "ماه پس (PgDn)", 1))
        return head

    def _step(self, picture: str, tip: str, months: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, palette.INK))
        button.setIconSize(QSize(14, 14))
        button.setMinimumSize(32, 32)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.grid.go_months(months))
        return button

    def _show_month(self, day: date) -> None:
        self._month.setText(jalali.month_label(jalali.month_number(day)))

    def _choose(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)

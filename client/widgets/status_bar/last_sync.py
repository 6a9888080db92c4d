"""When the workstation last heard everything from the centre."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from client.widgets.label import Label
from common.text import isolate, persian_digits


class LastSync(Label):
    """«آخرین هم‌گام‌سازی ۱۰:۴۲»."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.show_time(None)

    def show_time(self, at: datetime | None) -> None:
        """Show the clock time of `at` (already in Tehran's time), or that there was none yet."""
        if at is None:
            self.setText("هنوز هم‌گام نشده")
        else:
            self.setText(f"آخرین هم‌گام‌سازی {isolate(persian_digits(f'{at:%H:%M}'))}")

"""How much waits to be sent and how much came back: «صف ارسال: ۲ در انتظار، ۱ ناموفق»."""

from PySide6.QtWidgets import QPushButton, QWidget

from client.style import palette
from common.text import isolate, persian_digits


class OutboxCount(QPushButton):
    """A flat button; its `clicked` opens the outbox."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.show_counts(0, 0)

    def show_counts(self, waiting: int, rejected: int) -> None:
        """Show the number of commands waiting for the centre and of those it rejected."""
        parts = [
            f"{isolate(persian_digits(number))} {word}"
            for number, word in ((waiting, "در انتظار"), (rejected, "ناموفق"))
            if number
        ]
        words = "صف ارسال: " + ("، ".join(parts) or "خالی")
        sign, colour = ("■ ", palette.ERROR) if rejected else ("▲ ", palette.WARNING) if waiting else ("", "")
        self.setText(f"\u200f{sign}{words}")
        self.setAccessibleName(words)
        self.setStyleSheet(f"color: {colour};" if colour else "")

"""Whether the centre can be reached: ● online, ▲ slow, ■ away."""

from typing import Literal

from PySide6.QtWidgets import QLabel, QWidget

from client.style import palette
from client.widgets.label import Label
from common.text import isolate, persian_digits

State = Literal["online", "slow", "offline", "sending"]

_SHOWN: dict[str, tuple[str, str, str]] = {
    "online": ("●", palette.OK, "برخط"),
    "sending": ("●", palette.OK, "برخط — در حال ارسال"),
    "slow": ("▲", palette.WARNING, "کند"),
    "offline": ("■", palette.WARNING, "برون‌خط — در حال کار با صف"),
}


class LinkState(Label):
    """Sign, colour and word of the link's state; starts as away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.show_state("offline")

    def show_state(self, state: State, rtt_ms: float | None = None) -> None:
        """Show `state` and, while there is a link, the round trip in milliseconds."""
        sign, colour, word = _SHOWN[state]
        if rtt_ms is not None and state != "offline":
            word += f" ({isolate(persian_digits(round(rtt_ms)))} میلی‌ثانیه)"
        self.setText(f"{sign} {word}")
        self.setAccessibleName(f"پیوند با مرکز: {word}")
        QLabel.setStyleSheet(self, f"color: {colour};")

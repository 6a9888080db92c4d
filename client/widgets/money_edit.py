"""An amount in Rials, typed as clerks say it («۱۲۵ میلیون»), which tells its words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.style.theme import figures_font
from client.widgets.field import TextField
from common import errors, money
from common.text import group_digits

_LONGEST = 60


class MoneyEdit(TextField):
    """The words are shown under it, so that a zero too many is seen."""

    said = Signal(str)
    """The amount in words, or what is wrong with it; empty when there is none."""

    def __init__(self, *, name: str = "مبلغ (ریال)", parent: QWidget | None = None) -> None:
        super().__init__(_LONGEST, name=name, parent=parent)
        self.setFont(figures_font())
        self.textChanged.connect(lambda text: self.said.emit(amount_words(text)))
        self.editingFinished.connect(self._group)

    def amount(self) -> int | None:
        """Whole Rials, or None when the text is empty or no amount."""
        try:
            return money.parse(self.text()) if self.value() else None
        except money.AmountError:
            return None

    def _group(self) -> None:
        """Write the amount plainly; undo takes it back."""
        amount = self.amount()
        if amount is not None and self.text() != group_digits(amount):
            self.selectAll()
            self.insert_text(group_digits(amount))


def amount_words(typed: str) -> str:
    """«صد و بیست و پنج میلیون ریال»; what is wrong with a text that is no amount; nothing for no text."""
    if not typed.strip():
        return ""
    try:
        return f"{money.words(money.parse(typed))} ریال"
    except money.AmountError as error:
        return errors.sentence(error.code, error.parameters)

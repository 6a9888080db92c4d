"""An amount in Rials, typed as clerks say it («۱۲۵ میلیون»), with its words under it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.style.theme import figures_font
from client.widgets.field import TextField
from client.widgets.label import Label
from common import errors, money
from common.text import group_digits

_LONGEST = 60


class MoneyEdit(QWidget):
    """A field and, under it, the amount in words, so that a zero too many is seen."""

    amount_changed = Signal(object)
    """The amount changed: whole Rials (int), or None while the text is no amount."""

    def __init__(self, *, name: str = "مبلغ (ریال)", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(_LONGEST, name=name)
        self.field.setFont(figures_font())
        self._words = Label("", "hint", wrap=True)
        self._told: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._words)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._tell)
        self.field.editingFinished.connect(self._group)

    def amount(self) -> int | None:
        """Whole Rials, or None when the text is empty or no amount."""
        try:
            return money.parse(self.field.text()) if self.field.value() else None
        except money.AmountError:
            return None

    def set_amount(self, amount: int | None) -> None:
        """Show `amount`, or nothing."""
        self.field.set_value(group_digits(amount) if amount is not None else "")

    def problem(self) -> str | None:
        """What is wrong with the text, as a sentence, or None; an empty field is no problem here."""
        if not self.field.value():
            return None
        try:
            money.parse(self.field.text())
        except money.AmountError as error:
            return errors.sentence(error.code, error.parameters)
        return None

    def set_problem(self, problem: str | None) -> None:
        """Frame the field in red and describe why, or clear it."""
        self.field.set_problem(problem)

    def setAccessibleName(self, name: str) -> None:
        """The name belongs to the field, where the focus is."""
        self.field.setAccessibleName(name)

    def _tell(self) -> None:
        amount = self.amount()
        self._words.setText(f"{money.words(amount)} ریال" if amount is not None else "")
        if amount != self._told:
            self._told = amount
            self.amount_changed.emit(amount)

    def _group(self) -> None:
        """Write the amount plainly; undo takes it back."""
        amount = self.amount()
        if amount is not None and self.field.text() != group_digits(amount):
            self.field.selectAll()
            self.field.insert_text(group_digits(amount))

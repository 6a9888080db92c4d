"""Persian prose of several lines: reasons, the text of a decision."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from client.widgets.field import fitting, is_editing_key, storable, units
from client.widgets.problem_mark import mark_problem
from common import text as words


class TextArea(QPlainTextEdit):
    """Right to left whatever it begins with; cleans what enters on its way in; Tab goes to the next field."""

    trimmed = Signal(int)
    """Some characters of a paste did not fit; how many were left out."""

    def __init__(self, max_length: int, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._max_length = max_length
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    def value(self) -> str:
        """The content as it may be stored."""
        return words.clean(self.toPlainText(), multiline=True)

    def set_value(self, value: str) -> None:
        """Show `value`; undo does not reach behind it."""
        self.setPlainText(fitting(self._normalised(value), self._max_length))

    def set_problem(self, problem: str | None) -> None:
        """Frame the area in red and describe why, or clear it."""
        mark_problem(self, problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if is_editing_key(typed):
            super().keyPressEvent(event)
        elif clean := fitting(self._normalised(typed), self._room()):
            super().keyPressEvent(QKeyEvent(event.type(), event.key(), event.modifiers(), clean))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        clean = QInputMethodEvent(event.preeditString(), event.attributes())
        committed = fitting(self._normalised(event.commitString()), self._room())
        clean.setCommitString(committed, event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(clean)

    def insertFromMimeData(self, source: QMimeData) -> None:
        clean = self._normalised(source.text())
        fits = fitting(clean, self._room())
        self.textCursor().insertText(fits)
        self.ensureCursorVisible()
        if len(fits) < len(clean):
            self.trimmed.emit(len(clean) - len(fits))

    def _normalised(self, entered: str) -> str:
        lines = entered.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(words.persian_digits(storable(line)) for line in lines)

    def _room(self) -> int:
        return self._max_length - units(self.toPlainText()) + units(self.textCursor().selectedText())

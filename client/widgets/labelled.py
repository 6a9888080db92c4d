"""A field with its name above it and, under it, a hint and what is wrong."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.widgets.label import Label
from client.widgets.problem_mark import mark_problem


class Labelled(QWidget):
    """`label` above `widget`, `hint` and error under it; gives the widget its accessible name.

    An `&` before a letter of the label makes it a mnemonic (only reachable with that keyboard layout).
    """

    def __init__(self, label: str, widget: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widget = widget
        self.label = Label(label, "label")
        self.label.setBuddy(widget)
        self._hint = Label(hint, "hint", wrap=True)
        self._error = Label("", "error", wrap=True)
        self._error.hide()
        widget.setAccessibleName(label.replace("&", ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(widget)
        column.addWidget(self._hint)
        column.addWidget(self._error)
        column.addStretch(1)
        # Only now that it has a parent: shown without one it would be a window for a moment.
        self._hint.setVisible(bool(hint))
        self.setFocusProxy(widget)

    def set_label(self, label: str) -> None:
        """Name the field otherwise."""
        self.label.setText(label)
        self.widget.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Show `hint` under the field, or nothing."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def set_problem(self, problem: str | None) -> None:
        """Show «خطا: problem» under the field and frame the field, or clear both."""
        self._error.setText(f"خطا: {problem}" if problem else "")
        self._error.setVisible(bool(problem))
        set_problem = getattr(self.widget, "set_problem", None)
        if set_problem is None:
            mark_problem(self.widget, problem)
        else:
            set_problem(problem)

    def problem(self) -> str | None:
        """The problem shown, without the word «خطا»."""
        return self._error.words().removeprefix("خطا: ") or None

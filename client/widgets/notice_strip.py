"""The amber strip under the title: something is not as usual and work goes on (the link is lost)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from client.style import palette
from client.style.icon import icon
from client.widgets.label import Label


class NoticeStrip(QFrame):
    """Hidden until told something; never takes the focus."""

    acted = Signal()
    """The button of the strip was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        sign = QLabel()
        sign.setPixmap(icon("warning", palette.WARNING).pixmap(20, 20))
        self._words = Label("", wrap=True)
        self.action_button = QPushButton()
        self.action_button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.action_button)
        self.hide()

    def show_notice(self, sentence: str, action: str = "") -> None:
        """Show `sentence` and, when `action` is given, a button with that verb."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.action_button.setText(action)
        self.action_button.setAccessibleName(action)
        self.action_button.setVisible(bool(action))
        self.show()

    def clear(self) -> None:
        """Back to normal: hide."""
        self.hide()

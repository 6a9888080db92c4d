"""A calm line that says a thing is done («ذخیره شد — …») and goes away by itself."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from client.style import palette
from client.style.icon import icon
from client.widgets.label import Label

SHOWN_MS = 6000


class Toast(QFrame):
    """A line in the flow of the page, hidden until told something; takes no focus, is read out."""

    def __init__(self, shown_ms: int = SHOWN_MS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        sign = QLabel()
        sign.setPixmap(icon("check", palette.OK).pixmap(20, 20))
        self._words = Label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self._words, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(shown_ms)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show `sentence` for a while."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def words(self) -> str:
        """The last sentence said."""
        return self._words.words()

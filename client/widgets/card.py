"""A framed section of a page with its title."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from client.widgets.label import Label


class Card(QFrame):
    """A white card; put the content into `body`. Without a title there is no head."""

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(title)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 14)
        outer.setSpacing(8)
        self._title = Label(title, "section")
        self._hint = Label(hint, "hint")
        self.head = QHBoxLayout()
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.head.addWidget(self._hint)
        outer.addLayout(self.head)
        # Only now: a label shown while it has no parent is a window for a moment, and takes the focus.
        self._title.setVisible(bool(title))
        self._hint.setVisible(bool(hint))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def tighten(self) -> None:
        """Little air round and between, for a page that must show much."""
        self._outer.setContentsMargins(12, 8, 12, 8)
        self._outer.setSpacing(4)
        self.body.setSpacing(4)

    def set_title(self, title: str) -> None:
        """Change the title; an empty one hides it."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_hint(self, hint: str) -> None:
        """Change the small words at the far end of the head."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

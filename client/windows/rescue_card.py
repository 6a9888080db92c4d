"""After signing in to a cache that was rebuilt or put back: what was kept, what is missing, what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from client.models import rescue_words
from client.sync.rescue import Rescue
from client.widgets.card import Card
from client.widgets.label import Label
from client.widgets.notice_strip import NoticeStrip


class RescueCard(Card):
    """Stands in the place of the form until it was read. What is missing is told again at each sign-in until
    the user says that he has checked it."""

    known = Signal()
    """The user has read it, and checked what may be missing: he need not be told again."""
    later = Signal()
    """The user goes on and will check later."""

    def __init__(self, rescue: Rescue, *, certain: bool, parent: QWidget | None = None) -> None:
        """`certain`: the centre was heard, so what is missing is really missing."""
        super().__init__(parent=parent)
        self.setAccessibleName(rescue_words.heading(rescue))
        self.body.setSpacing(12)
        self.body.addWidget(Label(rescue_words.heading(rescue), "section", wrap=True))
        warning = NoticeStrip()
        self.body.addWidget(warning)
        if missing := rescue_words.missing(rescue):
            warning.show_notice(missing)
        for sentence in rescue_words.sentences(rescue):
            self.body.addWidget(Label(sentence, wrap=True))
        self.body.addStretch(1)
        self.done = QPushButton("ادامه" if rescue.complete else "سنجیدم و ادامه")
        self.done.setProperty("primary", "true")
        self.done.clicked.connect(self.known)
        self.go_on = QPushButton("ادامه، بعداً می‌سنجم")
        self.go_on.clicked.connect(self.later)
        self.done.setVisible(rescue.complete or certain)
        self.go_on.setVisible(not rescue.complete)
        for button in (self.done, self.go_on):
            button.setAutoDefault(True)
            self.body.addWidget(button)

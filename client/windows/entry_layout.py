"""What the entry page looks like: the form in a scroll area, what was saved last above it, acts below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.error_summary import ErrorSummary, Target
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.notice_strip import NoticeStrip
from client.windows.case_form import CaseForm
from client.windows.entry_doubles import DoublesCard
from client.windows.entry_drafts import DraftList
from client.windows.entry_previous import PreviousMenu
from client.windows.entry_undo import LastSaved
from client.windows.page import Page


class EntryLayout(Page):
    """The widgets of the page and where they stand; what they do is said by the page itself."""

    title = "ثبت پرونده"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self.form = CaseForm(words, session.cache, session.today, role.desk)
        self.doubles = DoublesCard(words)
        self.form.beside.addWidget(self.doubles)
        self.errors = ErrorSummary()
        self.notice = NoticeStrip()
        self.last_saved = LastSaved(session, role.desk)
        self.draft_state = Label("", "hint")
        self.save_next = KeyButton("ذخیره و پروندهٔ بعد", "F9", also="Ctrl+Return", primary=True)
        self.save = KeyButton("ذخیره", "Ctrl+S")
        self.copy = KeyButton("رونوشت از پیش", "Ctrl+D")
        self.list_drafts = KeyButton("پیش‌نویس‌ها", "F8")
        self.cancel = KeyButton("انصراف", "Esc")
        self.menu: PreviousMenu | None = None
        self.draft_list: DraftList | None = None
        self.go_first: Target | None = None
        """Where the focus goes when the page comes to the front: a draft's cursor, a problem."""
        self.area = QScrollArea()
        self._lay_out()

    def activate(self) -> None:
        if self.go_first is not None:
            target, self.go_first = self.go_first, None
            if isinstance(target, QWidget):
                target.setFocus()
            else:
                target()
        elif self.form.is_empty():
            self.begin()
        else:
            (self.focusWidget() or self.form.kind).setFocus()

    def begin(self) -> None:
        """The focus where an empty form is begun: at the first field not kept from the case before."""
        (self.form.case.field("paper_number") if self.form.kind.code() else self.form.kind).setFocus()

    def panes(self) -> list[QWidget]:
        form = self.form
        first = next((stop for stop in form.details.stops().values() if stop.isVisibleTo(self)), form.parties)
        doubles = [self.doubles.list] if self.doubles.isVisibleTo(self) else []
        return [form.kind, form.claims, form.parties, first, *doubles, self.save_next]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addSpacing(14)
        head.addWidget(self.last_saved)
        head.addStretch(1)
        head.addWidget(self.draft_state)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.errors)
        column.addWidget(self.form, 1)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.save_next, self.save, self.copy, self.list_drafts):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        self.column.addLayout(head)
        self.column.addWidget(self.area, 1)
        self.column.addLayout(buttons)

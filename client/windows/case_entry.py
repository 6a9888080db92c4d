"""F3: a case enters the system. Drafts are kept by themselves; a rejected case is mended here."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.words import Words
from client.sync.session import Attention, DeskRole, Rejection, Session
from client.widgets.error_summary import ErrorSummary, Target
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.notice_strip import NoticeStrip
from client.windows.case_form import CaseForm
from client.windows.confirm import confirm
from client.windows.page import Page
from common import case_number, errors
from common.commands import Problem, RegisterCase
from common.identifiers import uuid7
from common.text import isolate

_DRAFT_MS = 1000
_NEW = "new"
# Well-formed and nobody's: a number is only taken when all the rest is right.
_UNNUMBERED = "140000000000000000"
# After these the rejected command's number or ids can't be used again.
_NUMBER_SPENT = frozenset(("number_taken", "number_not_leased", "number_malformed"))
_IDS_SPENT = frozenset(("already_used", "id_reused"))


class CaseEntryPage(Page):
    """One dense form in the order of the paper; Ctrl+Enter saves and takes the next of the pile."""

    title = "ثبت پرونده"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self.form = CaseForm(words, session.today, role.desk)
        self.errors = ErrorSummary()
        self.notice = NoticeStrip()
        self.last_saved = Label("", "muted")
        self.last_saved.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._draft_state = Label("", "hint")
        self._mending: Attention | None = None
        self._go_first: Target | None = None
        self.save_next = KeyButton("ذخیره و پروندهٔ بعد", "F9", also="Ctrl+Return", primary=True)
        self.save = KeyButton("ذخیره", "Ctrl+S")
        self.cancel = KeyButton("انصراف", "Esc")
        self._lay_out()
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self.form.changed.connect(self._typed)
        self.save_next.clicked.connect(lambda: self.save_case(keep_kind=True))
        self.save.clicked.connect(lambda: self.save_case(keep_kind=False))
        self.cancel.clicked.connect(self._cancel)
        self._restore()

    def open(self, argument: object) -> None:
        """An Attention: a rejected registration with all that was typed; what was in the form is kept."""
        if not isinstance(argument, Attention) or not isinstance(argument.command, RegisterCase):
            return
        self.keep_draft()
        self._mending = argument
        draft = self.session.drafts.load(self._form_name, self._draft_key)
        if draft is not None:
            self.form.fill(draft.content)
        else:
            self.form.fill_from(argument.command)
        sentence = errors.sentence(argument.code, {"field": argument.field, **argument.parameters})
        remedy = "؛ با ذخیرهٔ دوباره شمارهٔ تازه می‌گیرد" if argument.code in _NUMBER_SPENT else ""
        self.notice.show_notice(f"مرکز این ثبت را نپذیرفت: {sentence}{remedy}")
        if argument.field:
            found = self.form.mark([Problem(argument.code, argument.field, argument.parameters)])
            self._go_first = found[0][1]
        self.save_next.set_words("ذخیرهٔ اصلاح")

    def activate(self) -> None:
        if self._go_first is not None:
            target, self._go_first = self._go_first, None
            if isinstance(target, QWidget):
                target.setFocus()
            else:
                target()
        elif self.form.kind.code() is None:
            self.form.kind.setFocus()
        elif not self.form.subject.text():
            self.form.subject.setFocus()
        else:
            (self.focusWidget() or self.form.kind).setFocus()

    def panes(self) -> list[QWidget]:
        return [self.form.kind, self.form.claims, self.form.parties, self.save_next]

    def unsaved(self) -> bool:
        return not self.form.is_empty()

    def keep_draft(self) -> None:
        """Save what is typed as the draft of this form, or forget the draft of an empty one."""
        self._draft_timer.stop()
        if self.form.is_empty():
            self.session.drafts.delete(self._form_name, self._draft_key)
            self._draft_state.setText("")
            return
        self.session.drafts.save(self._form_name, self._draft_key, self.form.content())
        self._draft_state.setText("پیش‌نویس نگه داشته شد")

    def save_case(self, *, keep_kind: bool) -> bool:
        """Check, take a number and issue; False if something must be mended first."""
        case = self._case_id()
        found = self.form.check(self.form.command(_UNNUMBERED, case))
        if found:
            self.errors.show_problems(found)
            self._area.ensureVisible(0, 0)
            return False
        try:
            number = self._number()
        except Rejection as refusal:
            self.errors.show_problems([(refusal.sentence(), self.save_next)])
            return False
        command = self.form.command(number, case)
        self.session.issue(command, self.role.desk, mends=self._mending.id if self._mending else None)
        self._saved(command, keep_kind=keep_kind)
        return True

    def _saved(self, command: RegisterCase, *, keep_kind: bool) -> None:
        self.errors.clear()
        self.form.clear(keep_kind=keep_kind)
        self.keep_draft()
        if self._mending is not None:
            self._end_mending()
        shown = case_number.show(command.number)
        self.last_saved.setText(f"ثبت شد: {shown} — {isolate(command.subject)}")
        self.say(f"ذخیره شد — شمارهٔ {shown}")
        (self.form.subject if keep_kind and self.form.kind.code() else self.form.kind).setFocus()

    def _end_mending(self) -> None:
        self._mending = None
        self.notice.clear()
        self.save_next.set_words("ذخیره و پروندهٔ بعد")
        self._restore()

    def _number(self) -> str:
        """A new number of the lease, or that of the command being mended, which the centre gave to nobody."""
        old = self._mending
        if old is not None and old.code not in _NUMBER_SPENT and isinstance(old.command, RegisterCase):
            return old.command.number
        return self.session.next_number("case")

    def _case_id(self) -> uuid.UUID:
        old = self._mending
        return uuid.UUID(old.case_id) if old is not None and old.code not in _IDS_SPENT else uuid7()

    @property
    def _form_name(self) -> str:
        return f"case_entry/{self.role.desk}"

    @property
    def _draft_key(self) -> str:
        return str(self._mending.id) if self._mending else _NEW

    def _restore(self) -> None:
        draft = self.session.drafts.load(self._form_name, self._draft_key)
        if draft is not None:
            self.form.fill(draft.content)
            self._draft_timer.stop()
            self._draft_state.setText("پیش‌نویسِ پیشین باز شد")

    def _typed(self) -> None:
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _cancel(self) -> None:
        if not self.form.is_empty() and not confirm(
            self, "نوشته‌های این فرم پاک شود؟", "پاک کن", "این پرونده هنوز ثبت نشده است."
        ):
            return
        self.errors.clear()
        self.form.clear()
        self.keep_draft()
        if self._mending is not None:
            self._end_mending()
        self.leave()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addSpacing(14)
        head.addWidget(self.last_saved)
        head.addStretch(1)
        head.addWidget(self._draft_state)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.errors)
        column.addWidget(self.form, 1)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_next)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        self.column.addLayout(head)
        self.column.addWidget(self._area, 1)
        self.column.addLayout(buttons)

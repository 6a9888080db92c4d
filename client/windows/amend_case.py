"""Ctrl+E: what a case says is amended. Only the differences go to the centre, and the old values stay."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from client.models.attention import refusal
from client.models.bridge import Bridge
from client.models.case_file import read_case
from client.models.changes_made import Said, changes_in_words, count_changes, said_by, what_is_said
from client.models.rejected_amendment import Conflict, MendedAmendment
from client.models.stated_case import case_as_stated
from client.models.words import Words
from client.sync.refusals import ShapeProblems
from client.sync.session import Attention, DeskRole, Session
from client.widgets.empty_state import EmptyState
from client.widgets.error_summary import ErrorSummary
from client.widgets.field import TextField
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.notice_strip import NoticeStrip
from client.windows.amend_conflicts import AmendConflicts
from client.windows.case_form import CaseForm, Found
from client.windows.confirm import confirm
from client.windows.cursor_place import cursor_place, follow_cursor, put_cursor
from client.windows.entry_position import go_to, position_of
from client.windows.page import Page
from common import case_number, errors
from common.commands import AmendCase, RegisterCase

_DRAFT_MS = 1000
_REASON_LENGTH = 200
_GONE = "این پرونده در دسترس این میز نیست یا هنوز از مرکز نرسیده است"
# The number is not amended, and older ones have another form.
_NUMBERED = "140000000000000000"


class AmendCasePage(Page):
    """Opened with a case's id, or with a rejected amendment and everything typed in it."""

    title = "اصلاح پرونده"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._seen: RegisterCase | None = None
        self._mending: Attention | None = None
        self._mended: MendedAmendment | None = None
        self._spelling: frozenset[Said] = frozenset()
        self._fresh = False
        self._position: dict[str, Any] = {}
        self.form = CaseForm(words, session.cache, session.today, role.desk, amending=True)
        self.errors = ErrorSummary()
        self.notice = NoticeStrip()
        self.conflicts = AmendConflicts(words)
        self.reason = TextField(_REASON_LENGTH, name="دلیل اصلاح، اگر لازم است")
        self.count = Label("", "hint")
        self.save = KeyButton("ذخیرهٔ اصلاح", "Ctrl+Return", also="F9", primary=True)
        self.cancel = KeyButton("انصراف", "Esc")
        self.nothing = EmptyState("document", _GONE)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        self.form.changed.connect(self._typed)
        self.form.moved.connect(self._moved)
        follow_cursor(self, self._moved)
        self.reason.textChanged.connect(lambda _text: self._typed())
        self.conflicts.chosen.connect(self._choose)
        self.save.clicked.connect(self.save_amendment)
        self.cancel.clicked.connect(self._cancel)

    # ------------------------------------------------------------------ opening

    def open(self, argument: object) -> None:
        """A case's id, or an Attention of an amendment; what was half typed for another case is kept."""
        if self._seen is not None:
            self.keep_draft()
        self._mending = argument if isinstance(argument, Attention) else None
        case_id = argument.case_id if isinstance(argument, Attention) else str(argument)
        self._mended, self._fresh, self._position = None, True, {}
        self.conflicts.show_conflicts([], None)
        self.errors.clear()
        self.notice.clear()
        self._seen = case_as_stated(self.session.cache, case_id)
        self._area.setVisible(self._seen is not None)
        self.nothing.setVisible(self._seen is None)
        self.save.setEnabled(self._seen is not None)
        self.heading.setText(self.title)
        if self._seen is None:
            return
        self.heading.setText(f"اصلاح پروندهٔ {case_number.show(self._seen.number)}")
        said, reason = self._seen, ""
        if self._mending is not None:
            self._mended = MendedAmendment(self._mending, self._seen)
            self._seen, said, reason = self._mended.seen, self._mended.wanted, self._mended.reason
        draft = self.session.drafts.load(self._form_name, self._draft_key)
        if draft is not None and self._mending is None:
            self._seen = said = RegisterCase.from_payload(draft.content["seen"])
        self._spelling = self._spelt()
        if draft is not None:
            self.form.fill(draft.content["form"])
            self._position = draft.content.get("position", {})
        else:
            self.form.fill_from(said)
        self.reason.set_value(draft.content["reason"] if draft is not None else reason)
        self._timer.stop()
        self._show_count()
        if self._mending is not None and self._mended is not None:
            self._tell(self._mending, self._mended.conflicts)

    def activate(self) -> None:
        undecided = self.conflicts.undecided()
        if undecided is not None:
            undecided.setFocus()
        elif (self._fresh or self.focusWidget() is None) and not self._go_to_position():
            self.form.subject.setFocus()
        self._fresh = False

    def panes(self) -> list[QWidget]:
        chosen = [mine for mine, _ in self.conflicts.choices()[:1]]
        return [*chosen, self.form.subject, self.form.claims, self.form.parties, self.reason, self.save]

    def unsaved(self) -> bool:
        return self._seen is not None and self._is_begun()

    def keep_draft(self) -> None:
        """Keep what differs from the case; forget the draft of a form that says what the case does."""
        self._timer.stop()
        if self._seen is None:
            return
        if not self._is_begun():
            self.session.drafts.delete(self._form_name, self._draft_key)
        else:
            content = {
                "seen": self._seen.payload(), "form": self.form.content(), "reason": self.reason.text(),
                "position": position_of(self.form) or cursor_place(self.reason),
            }  # fmt: skip
            self.session.drafts.save(self._form_name, self._draft_key, content)
        self._show_count()

    # ------------------------------------------------------------------ saving

    def save_amendment(self) -> bool:
        """Check and issue; False if something must be mended first."""
        if self._seen is None:
            return False
        self.form.finish_editing()
        if (undecided := self.conflicts.undecided()) is not None:
            self._show_problems([("در هر مورد یکی از دو مقدار را برگزینید", undecided)])
            return False
        found = self.form.check(self.form.command(_NUMBERED, self._seen.case))
        command = self._amendment()
        if command is None and not found:
            found = [(errors.sentence("nothing_changed"), self.form.subject)]
        if found or command is None:
            self._show_problems(found)
            return False
        try:
            mends = self._mending.id if self._mending else None
            self.session.issue(command, self.role.desk, mends, ends=(self._form_name, self._draft_key))
        except ShapeProblems as refused:
            self._show_problems([(refused.sentence(), self.reason)])
            return False
        self._put_down()
        self.say(f"اصلاح ذخیره شد — {changes_in_words(command)}")
        self.leave()
        return True

    def _amendment(self) -> AmendCase | None:
        """The differences between the case and the form, with what no form shows."""
        assert self._seen is not None
        reason = self.reason.value() or None
        command = self.form.changes(self._seen, reason) or AmendCase(case=self._seen.case, reason=reason)
        changes = [change for change in command.changes if what_is_said(change) not in self._spelling]
        renamed = {change.row for change in changes if change.entity == "party"}
        command = dataclasses.replace(
            command,
            changes=(*changes, *(self._mended.beside if self._mended else ())),
            keys=tuple(keys for keys in command.keys if keys.party in renamed),
        )
        return command if count_changes(command) else None

    def _spelt(self) -> frozenset[Said]:
        """What the fields spell otherwise than the case, though nobody has typed: no change of anything."""
        assert self._seen is not None
        self.form.fill_from(self._seen)
        return said_by(self.form.changes(self._seen))

    def _tell(self, mending: Attention, conflicts: list[Conflict]) -> None:
        """Why it was refused: two values side by side, or a sentence."""
        self.conflicts.show_conflicts(conflicts, read_case(self.session.cache, mending.case_id))
        if not conflicts:
            self.notice.show_notice(f"مرکز این اصلاح را نپذیرفت: {refusal(mending)}")

    def _choose(self, place: int, mine: bool) -> None:
        """One of the two values stands; the form shows it."""
        assert self._seen is not None
        assert self._mended is not None
        said = self.form.command(self._seen.number, self._seen.case)
        self.form.fill_from(self._mended.choose(place, mine, said))
        self._typed()

    # ------------------------------------------------------------------ within

    @property
    def _form_name(self) -> str:
        return f"amend_case/{self.role.desk}"

    @property
    def _draft_key(self) -> str:
        assert self._seen is not None
        return str(self._mending.id) if self._mending else str(self._seen.case)

    def _is_begun(self) -> bool:
        """Whether anything was typed: a difference, a reason, the text of an open cell."""
        cell = self.form.claims.open_editor() or self.form.parties.open_editor()
        return cell is not None or bool(self.reason.text()) or self._amendment() is not None

    def _go_to_position(self) -> bool:
        """Put the cursor where it stood when the draft was kept."""
        place, self._position = self._position, {}
        return bool(place) and (go_to(self.form, place) or put_cursor(self.reason, place))

    def _moved(self) -> None:
        """The cursor went elsewhere: the draft is to open there."""
        idle = not self._timer.isActive() and self.isVisible()
        if idle and self._seen is not None and self._is_begun():
            self._timer.start()

    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _show_count(self) -> None:
        command = self._amendment() if self._seen is not None else None
        self.count.setText(f"{changes_in_words(command)} — پیش‌نویس نگه داشته شد" if command else "")

    def _show_problems(self, found: list[Found]) -> None:
        self.errors.show_problems(found)
        self._area.ensureVisible(0, 0)

    def _cancel(self) -> None:
        if self.unsaved() and not confirm(
            self, "تغییرهای این فرم کنار گذاشته شود؟", "کنار بگذار", "پرونده همان می‌ماند که بود."
        ):
            return
        self.forget()
        self.leave()

    def forget(self) -> None:
        """Away with what is typed and its draft; nothing is open then."""
        if self._seen is not None:
            self.session.drafts.delete(self._form_name, self._draft_key)
        self._put_down()

    def _put_down(self) -> None:
        self._timer.stop()
        self._seen, self._mending, self._mended = None, None, None
        self.conflicts.show_conflicts([], None)
        self.form.clear()
        self._timer.stop()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.count)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.notice, self.errors, self.conflicts):
            column.addWidget(part)
        column.addWidget(self.form, 1)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(Label("دلیل اصلاح:", "muted"))
        buttons.addWidget(self.reason, 1)
        buttons.addSpacing(8)
        buttons.addWidget(self.cancel)
        self.column.addLayout(head)
        self.column.addWidget(self._area, 1)
        self.column.addWidget(self.nothing, 1)
        self.column.addLayout(buttons)
        self.nothing.hide()

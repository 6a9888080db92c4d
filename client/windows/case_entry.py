"""F3: a case enters the system. Drafts are kept by themselves; a rejected case is mended here."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from client.models.bridge import Bridge
from client.models.stated_case import case_as_stated, last_registered
from client.models.words import Words
from client.sync.drafts import Draft
from client.sync.session import DeskRole, Rejection, Session
from client.widgets.key_hint import Key
from client.windows.confirm import confirm
from client.windows.cursor_place import follow_cursor
from client.windows.entry_drafts import DraftList, EntryDrafts
from client.windows.entry_layout import EntryLayout
from client.windows.entry_lookup import DoubleLookup
from client.windows.entry_mending import Mending
from client.windows.entry_position import go_to, position_of
from client.windows.entry_previous import PreviousMenu
from common import case_number
from common.commands import RegisterCase

# Half of what is promised: a keystroke is in the draft within two seconds.
_DRAFT_MS = 1000
# Well-formed and nobody's: a number is only taken when all the rest is right.
_UNNUMBERED = "140000000000000000"


class CaseEntryPage(EntryLayout):
    """One dense form in the order of the paper; F9 saves and takes the next of the pile."""

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        self._mending: Mending | None = None
        self.drafts = EntryDrafts(session.drafts, session.cache, f"case_entry/{role.desk}")
        self.lookup = DoubleLookup(session, self.form, self.doubles)
        Key("Ctrl+Z", "بازگرداندن آخرین ثبت، در فرم خالی", self._undo, self)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._connect()
        self._restore()
        self.last_saved.tell()

    # ------------------------------------------------------------------ the page

    def open(self, argument: object) -> None:
        """An Attention: a rejected registration with all that was typed; what was in the form is kept."""
        mending = Mending.of(argument)
        if mending is not None:
            self.keep_draft()
            self._mend(mending)

    def unsaved(self) -> bool:
        return not self.form.is_empty()

    def keep_draft(self) -> None:
        """Save what is typed as the draft of this entry, or forget the draft of an empty one."""
        self._draft_timer.stop()
        if self.form.is_empty():
            self.drafts.forget()
            self.draft_state.setText("")
            return
        self.drafts.keep(self._content())
        self.draft_state.setText("پیش‌نویس نگه داشته شد")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z that no field had a use for."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ saving

    def save_case(self, *, keep_kind: bool) -> bool:
        """Check, look for doubles, take a number and issue; False if something must be mended first."""
        command = self.form.command(_UNNUMBERED, self._case_id())
        found = self.form.check(command)
        if found:
            self.errors.show_problems(found)
            self.area.ensureVisible(0, 0)
            return False
        self.errors.clear()
        double = self._double(command)
        if double is None:
            return False
        try:
            number = self._number()
        except Rejection as refusal:
            self.errors.show_problems([(refusal.sentence(), self.save_next)])
            return False
        command = dataclasses.replace(command, number=number, **double)
        mends = self._mending.attention.id if self._mending else None
        issued = self.session.issue(command, self.role.desk, mends, ends=self.drafts.place)
        self._begin_next(keep_kind=keep_kind)
        self.last_saved.tell_issued(issued.id, command.case, command.number)
        self.say(f"ذخیره شد — شمارهٔ {case_number.show(command.number)}")
        self.activate()
        return True

    def _double(self, command: RegisterCase) -> dict[str, Any] | None:
        """What a deliberate double states of itself, nothing of another; None if the reason is wanted."""
        doubles = self.lookup.now(command)
        if not doubles:
            return {}
        reason = self.doubles.reason.value()
        if self.doubles.asked and reason:
            chosen = self.doubles.chosen() or doubles[0].case.id
            return {"double_of": uuid.UUID(chosen), "double_reason": reason}
        if self.doubles.asked:
            self.doubles.reason_field.set_problem("بنویسید چرا با بودن این پرونده، باز ثبت می‌شود")
        self.doubles.ask()
        return None

    def _begin_next(self, *, keep_kind: bool = False) -> None:
        self._clear(keep_kind=keep_kind)
        if self._mending is not None:
            self._end_mending()
            self._restore()

    def _clear(self, *, keep_kind: bool = False) -> None:
        self.form.clear(keep_kind=keep_kind)
        self.errors.clear()
        self.lookup.forget()
        self.drafts.begin()
        self._draft_timer.stop()
        self.draft_state.setText("")

    def _number(self) -> str:
        """A new number of the lease, or that of the command being mended, which the centre gave to nobody."""
        return (self._mending and self._mending.number()) or self.session.next_number("case")

    def _case_id(self) -> uuid.UUID:
        return self._mending.case_id() if self._mending is not None else uuid.UUID(self.drafts.key)

    # ------------------------------------------------------------------ mending and undoing

    def _mend(self, mending: Mending) -> None:
        self._mending = mending
        self.form.known.but = mending.attention.case_id
        content = self.drafts.begin(str(mending.attention.id))
        if content is not None:
            self._fill(content)
        else:
            self.form.fill_from(mending.rejected, anew=mending.anew)
        self.notice.show_notice(mending.sentence())
        problem = mending.problem()
        if problem is not None:
            self.go_first = self.form.mark([problem], mending.rejected)[0][1]
        self.save_next.set_words("ذخیرهٔ اصلاح")

    def _end_mending(self) -> None:
        self._mending = None
        self.form.known.but = None
        self.notice.clear()
        self.save_next.set_words("ذخیره و پروندهٔ بعد")

    def _undo(self) -> None:
        """In an empty form: take the last registration back, with everything typed in the form again."""
        if not self.form.is_empty():
            focused = self.window().focusWidget()
            if isinstance(focused, QLineEdit):
                focused.undo()
            return
        undoable = self.last_saved.undoable()
        if undoable is None:
            self.say("ثبتی نیست که هنوز بتوان بازگرداند")
            return
        stated = case_as_stated(self.session.cache, undoable.case_id)
        if stated is None:
            return
        self.form.fill_from(stated, anew=True)
        self.form.subject.setFocus()
        self.last_saved.take_back(undoable, Draft(*self.drafts.place, self._content(), self.session.now()))
        self.last_saved.forget()
        self.say(f"ثبت {case_number.show(stated.number)} بازگردانده شد؛ نوشته‌ها در فرم است")

    # ------------------------------------------------------------------ drafts and the case before

    def _restore(self) -> None:
        """Open the draft typed in last, the cursor where it was."""
        found = self.drafts.open_ones()
        if found:
            self._open_draft(found[0].key)
            self.draft_state.setText("پیش‌نویسِ پیشین باز شد")

    def _open_draft(self, key: str) -> None:
        rejected = (each for each in self.session.attention() if str(each.id) == key)
        mending = Mending.of(next(rejected, None))
        if mending is not None:
            self._mend(mending)
            return
        content = self.drafts.begin(key or None)
        if content is not None:
            self._fill(content)

    def _fill(self, content: dict[str, object]) -> None:
        self.form.fill(content)
        self.doubles.reason.set_value(str(content.get("double_reason", "")))
        position = content.get("position")
        if isinstance(position, dict) and position:
            self.go_first = lambda: go_to(self.form, position)
        self._draft_timer.stop()

    def _show_drafts(self) -> None:
        self.keep_draft()
        self.draft_list = DraftList(self.drafts.open_ones(), self.drafts.key, self.window())
        self.draft_list.wanted.connect(self._switch)
        self.draft_list.thrown.connect(self._throw)
        self.draft_list.open()

    def _switch(self, key: str) -> None:
        if key != self.drafts.key:
            self._end_mending()
            self._clear()
            if key:
                self._open_draft(key)
        self.activate()

    def _throw(self, key: str) -> None:
        self.drafts.forget(key)
        if key == self.drafts.key:
            self._clear()

    def _content(self) -> dict[str, Any]:
        """What the draft says of what is typed."""
        return {
            **self.form.content(),
            "title": self._draft_title(),
            "position": position_of(self.form),
            "double_reason": self.doubles.reason.value(),
        }

    def _draft_title(self) -> str:
        names = [row.name() for row in self.form.parties.parties.rows() if row.name()]
        return " — ".join(word for word in (self.form.subject.value(), "، ".join(names[:2])) if word)

    def _offer_previous(self) -> None:
        case = last_registered(self.session.cache, self.session.login)
        stated = case_as_stated(self.session.cache, case) if case else None
        if stated is None:
            self.say("هنوز پرونده‌ای ثبت نکرده‌اید که رونوشت شود")
            return
        focused = self.window().focusWidget() or self
        self.menu = PreviousMenu(
            case_number.show(stated.number), lambda sections: self.form.add_from(stated, sections), self
        )
        self.menu.popup(focused.mapToGlobal(focused.rect().bottomLeft()))

    # ------------------------------------------------------------------ within

    def _typed(self) -> None:
        if not self._draft_timer.isActive():
            self._draft_timer.start()
        self.lookup.later()

    def _moved(self) -> None:
        if self.isVisible() and not self._draft_timer.isActive() and not self.form.is_empty():
            self._draft_timer.start()

    def _open_double(self, case: str) -> None:
        self.keep_draft()
        self.navigate("case_file", case)

    def _cancel(self) -> None:
        if not self.form.is_empty() and not confirm(
            self, "نوشته‌های این فرم پاک شود؟", "پاک کن", "این پرونده هنوز ثبت نشده است."
        ):
            return
        self.drafts.forget()
        self._begin_next()
        self.leave()

    def _connect(self) -> None:
        self.form.changed.connect(self._typed)
        self.form.moved.connect(self._moved)
        self.doubles.reason.textChanged.connect(self._typed)
        follow_cursor(self.form, self._moved)
        self.doubles.opened.connect(self._open_double)
        self.save_next.clicked.connect(lambda: self.save_case(keep_kind=True))
        self.save.clicked.connect(lambda: self.save_case(keep_kind=False))
        self.copy.clicked.connect(self._offer_previous)
        self.list_drafts.clicked.connect(self._show_drafts)
        self.cancel.clicked.connect(self._cancel)
        self.form.parties.done.connect(self.save_next.setFocus)
        self.bridge.cache_changed.connect(lambda change: self.last_saved.look(change.cases))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

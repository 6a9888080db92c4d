"""A small form at the foot of a case file: what is typed is a draft at once, Ctrl+Enter saves, Esc closes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.models.attention import refusal
from client.sync.session import Attention, DeskRole, Session
from client.widgets.card import Card
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.problem_mark import mark_problem
from client.windows.cursor_place import cursor_place, follow_cursor, put_cursor
from common import errors
from common.commands import Command, Problem

_DRAFT_MS = 1000


class CaseEditor(Card):
    """Subclasses set `form`, lay their fields into `fields` and say what was typed.

    One case at a time (`case_id`); opened for another, the draft of the one before is kept.
    """

    form = ""
    """The name of its drafts."""

    saved = Signal(str)
    """A command was issued: the sentence to say."""
    closed = Signal()

    def __init__(self, session: Session, role: DeskRole, title: str, verb: str) -> None:
        super().__init__(title)
        self.session, self.role = session, role
        self.case_id = ""
        self.mending: Attention | None = None
        self._marked: list[QWidget] = []
        self.fields = QHBoxLayout()
        self.fields.setSpacing(14)
        self.body.addLayout(self.fields)
        self.problem_line = Label("", "error", wrap=True)
        self.problem_line.hide()
        self.save = KeyButton(verb, "Ctrl+Return", also="Ctrl+S", primary=True)
        self.cancel = KeyButton("بستن", "Esc")
        self.draft_state = Label("", "hint")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.save)
        self.buttons.addWidget(self.problem_line, 8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.draft_state)
        self.buttons.addWidget(self.cancel)
        self.body.addLayout(self.buttons)
        self._followed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        self.save.clicked.connect(self.issue)
        self.cancel.clicked.connect(self.close_editor)
        self.hide()

    # ------------------------------------------------------------------ what subclasses say

    def content(self) -> dict[str, Any]:
        """What was typed, for a draft."""
        raise NotImplementedError

    def fill(self, content: dict[str, Any]) -> None:
        """Show the content of a draft; an empty one clears the form."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        raise NotImplementedError

    def command(self) -> Command:
        """The command of what was typed, right or not."""
        raise NotImplementedError

    def fill_from(self, command: Command) -> None:
        """Show a command that was rejected."""
        raise NotImplementedError

    def own_problems(self) -> list[Problem]:
        """What a command can't know: text that is no date or no code."""
        return []

    def field_of(self, problem: Problem) -> QWidget:
        """The field that a problem is about."""
        raise NotImplementedError

    def done_words(self) -> str:
        """What is said once it is saved."""
        raise NotImplementedError

    # ------------------------------------------------------------------ the life of the form

    def open_for(self, case_id: str, mending: Attention | None = None) -> None:
        """Show the form for that case, with its draft or the rejected command."""
        if self.case_id and (case_id, mending) != (self.case_id, self.mending):
            self.keep_draft()
        self.case_id, self.mending = case_id, mending
        self.show_problem("")
        draft = self.session.drafts.load(self._form, self._key)
        if draft is not None:
            self.fill(draft.content)
        elif mending is not None and mending.command is not None:
            self.fill_from(mending.command)
        else:
            self.fill({})
        self.draft_state.setText("پیش‌نویسِ پیشین باز شد" if draft is not None else "")
        if mending is not None:
            self.show_problem(refusal(mending))
        self._make_ready()
        self.show()
        if draft is None or not put_cursor(self, draft.content.get("position", {})):
            self.setFocus()
        self._timer.stop()

    def _make_ready(self) -> None:
        """What subclasses have laid in by now: the buttons, made first, come after it for the Tab key too."""
        if not self._followed:
            follow_cursor(self, self._moved)
            self._followed = True
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget not in (self.save, self.cancel)
        ]
        for before, after in pairwise((*stops, self.save, self.cancel)):
            QWidget.setTabOrder(before, after)

    def has_draft(self, case_id: str) -> bool:
        """Whether something half typed is kept for that case."""
        return self.session.drafts.load(self._form, case_id) is not None

    def typed(self) -> None:
        """Something was typed: keep it soon."""
        self.show_problem("")
        if not self._timer.isActive():
            self._timer.start()

    def _moved(self) -> None:
        """The cursor went elsewhere: the draft is to open there."""
        if self.case_id and not self.is_empty() and not self._timer.isActive():
            self._timer.start()

    def keep_draft(self) -> None:
        """Keep what is typed, or forget the draft of an empty form."""
        self._timer.stop()
        if not self.case_id:
            return
        if self.is_empty():
            self.session.drafts.delete(self._form, self._key)
            self.draft_state.setText("")
        else:
            content = {**self.content(), "position": cursor_place(self)}
            self.session.drafts.save(self._form, self._key, content)
            self.draft_state.setText("پیش‌نویس نگه داشته شد")

    def close_editor(self) -> None:
        """Away; what was typed stays as a draft."""
        if not self.isHidden():
            self.keep_draft()
            self._leave()

    def issue(self) -> bool:
        """Check and issue; False if something must be mended first."""
        command = self.command()
        found = self.own_problems()
        found += command.problems(self.session.today())
        if found:
            self._show_problems(found)
            return False
        mends = self.mending.id if self.mending else None
        self.session.issue(command, self.role.desk, mends, ends=(self._form, self._key))
        words = self.done_words()
        self._timer.stop()
        self._leave()
        self.saved.emit(words)
        return True

    def show_problem(self, sentence: str) -> None:
        """Say what must be mended, or nothing."""
        for field in self._marked:
            mark_problem(field, None)
        self._marked = []
        self.problem_line.setText(f"خطا: {sentence}" if sentence else "")
        self.problem_line.setVisible(bool(sentence))

    def _show_problems(self, problems: Iterable[Problem]) -> None:
        """All at once, one for each field; the first field takes the focus."""
        told: dict[QWidget, str] = {}
        for problem in problems:
            sentence = errors.sentence(problem.code, {"field": problem.field, **problem.parameters})
            told.setdefault(self.field_of(problem), sentence)
        self.show_problem(" · ".join(told.values()))
        for field, sentence in told.items():
            mark_problem(field, sentence)
        self._marked = list(told)
        self._marked[0].setFocus()

    @property
    def case(self) -> uuid.UUID:
        """The id of the case."""
        return uuid.UUID(self.case_id)

    @property
    def _form(self) -> str:
        return f"{self.form}/{self.role.desk}"

    @property
    def _key(self) -> str:
        return str(self.mending.id) if self.mending else self.case_id

    def _leave(self) -> None:
        self.case_id, self.mending = "", None
        self.hide()
        self.closed.emit()

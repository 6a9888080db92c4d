"""The small forms at the foot of a case file, one at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.models.case_file import CaseFile
from client.models.words import Words
from client.sync.session import Attention, DeskRole, Session
from client.windows.case_acts import CaseActs
from client.windows.case_editor import CaseEditor
from client.windows.note_editor import NoteEditor
from client.windows.place_editor import PlaceEditor
from client.windows.step_editor import SettleEditor, StepEditor


class CaseEditors(QWidget):
    """Notes, steps and the place of the paper file."""

    saved = Signal(str)
    """A command was issued: the sentence to say."""
    shown_changed = Signal(bool)
    """Whether one of them is open now."""
    left = Signal()
    """Closed: the focus goes back to the case."""

    def __init__(self, session: Session, role: DeskRole, words: Words) -> None:
        super().__init__()
        self.note = NoteEditor(session, role)
        self.step = StepEditor(session, role, words)
        self.settle = SettleEditor(session, role, words)
        self.place = PlaceEditor(session, role, words)
        self._all: tuple[CaseEditor, ...] = (self.note, self.step, self.settle, self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for editor in self._all:
            column.addWidget(editor)
            editor.saved.connect(self.saved)
            editor.closed.connect(self._closed)

    def shown(self) -> CaseEditor | None:
        """The one that is open."""
        return next((editor for editor in self._all if not editor.isHidden()), None)

    def write_note(self, case_id: str) -> None:
        """A note beside the case."""
        self._open(self.note, case_id)

    def open_step(self, file: CaseFile) -> None:
        """A step that somebody must take."""
        self.step.choose(file)
        self._open(self.step, str(file.case.id))

    def settle_step(self, case_id: str, step: Any) -> None:
        """That step (a row) is done or dropped."""
        self.settle.choose(step)
        self._open(self.settle, case_id)

    def move_file(self, case: Any) -> None:
        """The paper file of the case (its row) has gone somewhere else."""
        self.place.choose(case)
        self._open(self.place, case.id)

    def mend(self, rejected: Attention, file: CaseFile | None) -> None:
        """The form of a rejected command, with everything typed, though the case (`file`) is gone."""
        editor = {"write_note": self.note, "open_step": self.step, "settle_step": self.settle}.get(
            rejected.kind
        )
        if editor is None:
            return
        if editor is self.settle:
            self._choose_step(str(rejected.payload.get("step")), file)
        elif editor is self.step and file is not None:
            self.step.choose(file)
        self._open(editor, rejected.case_id, rejected)

    def _choose_step(self, step_id: str, file: CaseFile | None) -> None:
        found = [row for row in file.steps if row.id == step_id] if file is not None else []
        if found:
            self.settle.choose(found[0])
        else:
            self.settle.choose_gone(step_id)

    def close_all(self) -> None:
        """Away with what is open; it stays as a draft."""
        if (editor := self.shown()) is not None:
            editor.close_editor()

    def show_drafts(self, acts: CaseActs, case_id: str) -> None:
        """Say on the buttons where something half typed waits."""
        acts.note.set_words("ادامهٔ یادداشت" if self.note.has_draft(case_id) else "یادداشت")
        acts.step.set_words("ادامهٔ اقدام تازه" if self.step.has_draft(case_id) else "اقدام تازه")

    def _open(self, editor: CaseEditor, case_id: str, mending: Attention | None = None) -> None:
        other = self.shown()
        if other is not None and other is not editor:
            other.keep_draft()
            other.hide()
        self.shown_changed.emit(True)
        editor.open_for(case_id, mending)

    def _closed(self) -> None:
        self.shown_changed.emit(False)
        self.left.emit()

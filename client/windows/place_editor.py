"""Where the paper file lies now: the quickest change of a case, and still an amendment with its author."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtWidgets import QWidget

from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.field import TextField
from client.widgets.labelled import Labelled
from client.widgets.picker import Picker
from client.windows.case_editor import CaseEditor
from common.commands import AmendCase, Command, FieldChanged, Problem
from common.identifiers import uuid7
from common.text import persian_digits

_NOTE_LENGTH = 200


class PlaceEditor(CaseEditor):
    """A place of the list and some words; `choose` says where the file is before `open_for`."""

    form = "file_place"

    def __init__(self, session: Session, role: DeskRole, words: Words) -> None:
        super().__init__(session, role, "جای پروندهٔ کاغذی", "ثبت جای پرونده")
        codes = words.codes("file_place", session.today())
        self._now: tuple[str | None, str | None] = (None, None)
        self.place = Picker([(code.code, persian_digits(code.title), "") for code in codes])
        self.note = TextField(_NOTE_LENGTH)
        self.fields.addWidget(Labelled("کجاست", self.place), 2)
        self.fields.addWidget(Labelled("توضیح (قفسه، گیرنده، نامه)", self.note), 5)
        self.setFocusProxy(self.place)
        self.place.textChanged.connect(lambda _text: self.typed())
        self.note.textChanged.connect(lambda _text: self.typed())

    def choose(self, case: Any) -> None:
        """The row of the case: what it says of its paper file now."""
        self._now = (case.file_place, case.file_note)

    def content(self) -> dict[str, Any]:
        return {"place": self.place.code(), "note": self.note.text()}

    def fill(self, content: dict[str, Any]) -> None:
        place, note = self._now
        self.place.set_code(content.get("place", place))
        self.note.set_value(content.get("note", note or ""))
        self.place.selectAll()

    def fill_from(self, command: Command) -> None:
        assert isinstance(command, AmendCase)
        said = {change.field: change.new for change in command.changes}
        self.fill({"place": said.get("file_place", self._now[0]), "note": said.get("file_note") or ""})

    def is_empty(self) -> bool:
        return (self.place.code(), self.note.value() or None) == self._now

    def command(self) -> AmendCase:
        said = (
            ("file_place", self._now[0], self.place.code()),
            ("file_note", self._now[1], self.note.value() or None),
        )
        changes = tuple(
            FieldChanged(uuid7(), "court_case", uuid.UUID(self.case_id), field, old, new)
            for field, old, new in said
            if old != new
        )
        return AmendCase(case=self.case, changes=changes)

    def own_problems(self) -> list[Problem]:
        if self.place.code() is None and self.place.text():
            return [Problem("unknown_code", "file_place")]
        return [Problem("nothing_changed", "file_place")] if self.is_empty() else []

    def field_of(self, problem: Problem) -> QWidget:
        return self.note if problem.field == "file_note" else self.place

    def done_words(self) -> str:
        return f"جای پروندهٔ کاغذی: {self.place.text()}"

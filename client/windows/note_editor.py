"""A note beside a case: for the branch, or for the judge alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from client.sync.session import DeskRole, Session
from client.widgets.text_area import TextArea
from client.windows.case_editor import CaseEditor
from common.commands import Command, Problem, WriteNote
from common.identifiers import uuid7

_MOST_CHARACTERS = 4000
_HEIGHT = 96


class NoteEditor(CaseEditor):
    """Several lines; a judge chooses who may read them."""

    form = "note"

    def __init__(self, session: Session, role: DeskRole) -> None:
        super().__init__(session, role, "یادداشت تازه", "نوشتن یادداشت")
        self.text = TextArea(_MOST_CHARACTERS, name="یادداشت")
        self.text.setFixedHeight(_HEIGHT)
        self.branch = QRadioButton("برای شعبه")
        self.private = QRadioButton("خصوصی — فقط خود شما")
        for choice in (self.branch, self.private):
            choice.setAccessibleName(choice.text())
        self.branch.setChecked(True)
        self.fields.addWidget(self.text, 1)
        if role.role == "judge":
            choices = QVBoxLayout()
            choices.addWidget(self.branch)
            choices.addWidget(self.private)
            choices.addStretch(1)
            self.fields.addLayout(choices)
        else:
            self.branch.setParent(self)
            self.private.setParent(self)
            self.branch.hide()
            self.private.hide()
        self.set_hint("Enter سطر تازه · Ctrl+Enter ذخیره · هرچه بنویسید پیش‌نویس می‌شود")
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self.typed)
        self.private.toggled.connect(lambda _on: self.typed())

    def content(self) -> dict[str, Any]:
        return {"body": self.text.toPlainText(), "private": self.private.isChecked()}

    def fill(self, content: dict[str, Any]) -> None:
        self.text.set_value(content.get("body", ""))
        (self.private if content.get("private") else self.branch).setChecked(True)

    def fill_from(self, command: Command) -> None:
        assert isinstance(command, WriteNote)
        self.fill({"body": command.body, "private": command.scope == "private"})

    def is_empty(self) -> bool:
        return not self.text.value()

    def command(self) -> WriteNote:
        scope = "private" if self.private.isChecked() else "branch"
        return WriteNote(case=self.case, note=uuid7(), scope=scope, body=self.text.value())

    def own_problems(self) -> list[Problem]:
        return [Problem("empty", "note")] if self.is_empty() else []

    def field_of(self, _problem: Problem) -> QWidget:
        return self.text

    def done_words(self) -> str:
        return "یادداشت نوشته شد" + (" — فقط خود شما می‌بینید" if self.private.isChecked() else "")

"""Where the cursor stands, so that a draft opens there: field, row, column, the text of an open cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from client.widgets.entry_table import EntryTable
from client.windows.case_form import CaseForm


def position_of(form: CaseForm) -> dict[str, Any]:
    """The position as JSON values; empty when the cursor is nowhere in the form."""
    focused = form.window().focusWidget()
    for name, stop in stops(form).items():
        if isinstance(stop, EntryTable):
            editor = stop.open_editor()
            if focused is not None and (focused is stop or focused is editor):
                row, column = stop.place()
                told: dict[str, Any] = {"at": name, "row": row, "column": column}
                if editor is not None:
                    told |= {"text": editor.text(), "cursor": editor.cursorPosition()}
                return told
        elif focused is stop:
            told = {"at": name, "party": form.parties.place()[0]}
            if isinstance(stop, QLineEdit):
                # A choice half typed is no value yet; what is one is told by the content.
                told |= {"cursor": stop.cursorPosition(), "text": stop.text()}
            return told
    return {}


def go_to(form: CaseForm, position: dict[str, Any]) -> bool:
    """Put the cursor there; False if there is no such place."""
    stop = stops(form).get(str(position.get("at", "")))
    if stop is None:
        return False
    cursor = int(position.get("cursor", 0))
    if isinstance(stop, EntryTable):
        stop.reopen(int(position["row"]), int(position["column"]), position.get("text"), cursor)
        return True
    if "party" in position:
        form.parties.choose(int(position["party"]))
    stop.setFocus()
    if isinstance(stop, QLineEdit):
        if stop.text() != position.get("text"):
            stop.setText(str(position.get("text", "")))
        stop.setCursorPosition(cursor)
    return True


def stops(form: CaseForm) -> dict[str, QWidget]:
    """Everything in the form that has the cursor at times, by name, in reading order."""
    case: dict[str, QWidget] = {f"case.{name}": form.case.field(name) for name in form.case.names()}
    details = {f"detail.{name}": stop for name, stop in form.details.stops().items()}
    return {**case, "claims": form.claims, "parties": form.parties, **details}

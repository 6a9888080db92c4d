"""Where the cursor stands in a small form, so that its draft opens there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QWidget


def cursor_place(form: QWidget) -> dict[str, Any]:
    """Field and cursor as JSON values; empty when the cursor is in no text field of the form."""
    focused = form.window().focusWidget()
    for at, field in enumerate(_fields(form)):
        if field is not focused:
            continue
        name = field.accessibleName()
        if isinstance(field, QLineEdit):
            # A choice half typed is no value yet, so the content does not tell it.
            return {"field": at, "name": name, "cursor": field.cursorPosition(), "text": field.text()}
        return {"field": at, "name": name, "cursor": field.textCursor().position()}
    return {}


def put_cursor(form: QWidget, place: dict[str, Any]) -> bool:
    """Put the cursor there; False if there is no such place."""
    fields = _fields(form)
    if not 0 <= (at := int(place.get("field", -1))) < len(fields):
        return False
    field = fields[at]
    if field.accessibleName() != place.get("name") or not field.isVisibleTo(form):
        return False
    field.setFocus()
    if isinstance(field, QLineEdit):
        if field.text() != (text := place.get("text", field.text())):
            field.setText(text)
        field.setCursorPosition(int(place["cursor"]))
    else:
        cursor = field.textCursor()
        cursor.setPosition(min(int(place["cursor"]), field.document().characterCount() - 1))
        field.setTextCursor(cursor)
    return True


def follow_cursor(form: QWidget, moved: Callable[[], object]) -> None:
    """Call `moved` whenever the cursor moves within a text field that the form has now."""
    for field in _fields(form):
        field.cursorPositionChanged.connect(lambda *_places: moved())


def _fields(form: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    found = (form, *form.findChildren(QWidget))
    fields = [field for field in found if isinstance(field, QLineEdit | QPlainTextEdit)]
    # An open cell comes and goes; its table tells what stands in it.
    return [field for field in fields if not _is_cell(field)]


def _is_cell(field: QWidget) -> bool:
    viewport = field.parentWidget()
    return viewport is not None and isinstance(viewport.parentWidget(), QAbstractItemView)

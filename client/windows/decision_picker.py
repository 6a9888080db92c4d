"""A field for a code of the centre's lists that loses no word, whether it names a code by now or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from client.models.words import Words
from client.widgets.picker import Picker
from common import errors


class CodePicker(Picker):
    """`field` is its name in the payload and in drafts, `kind` the list of codes."""

    def __init__(self, words: Words, field: str, kind: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._field, self._kind, self._today = words, field, kind, today

    def content(self) -> dict[str, str]:
        """The code for a draft, or the words that are none yet."""
        code = self.code() or ""
        return {self._field: code, f"{self._field}_text": "" if code else self.text()}

    def fill(self, content: Mapping[str, Any]) -> None:
        """Show what `content` told, or a payload says."""
        code = content.get(self._field) or ""
        self.set_code(code or None)
        if self.code() is None:
            # Offered once but no longer, or words that are no code yet: to be mended, not typed anew.
            title = self._words.code_title(self._kind, code) if code else ""
            self.setText(title or content.get(f"{self._field}_text", ""))

    def settle(self) -> None:
        """Look up what was typed; the key that saves leaves no field."""
        self.editingFinished.emit()

    def missing(self) -> str | None:
        """Why there is no code: nothing was typed, it is in no list, it was offered once."""
        if self.code() is not None:
            return None
        typed = self.text().strip()
        gone = {code.title for code in self._words.codes(self._kind) if not code.offered(self._today())}
        code = "missing_field" if not typed else "code_ended" if typed in gone else "unknown_code"
        return errors.sentence(code, {"field": self._field})

    def freeze(self, fixed: bool) -> None:
        """To be read only, or typed into again."""
        self.setReadOnly(fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus)

"""Half-typed forms, kept encrypted in the cache."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any


@dataclasses.dataclass(frozen=True)
class Draft:
    """A half-typed form: `form` its kind, `key` which one of them (a case's id, or "new")."""

    form: str
    key: str
    content: dict[str, Any]
    saved_at: datetime


class Drafts:
    """Drafts by form and key."""

    def save(self, form: str, key: str, content: dict[str, Any]) -> None:
        """Keep `content` (JSON values) in place of an older draft."""
        raise NotImplementedError

    def load(self, form: str, key: str) -> Draft | None:
        """The draft, or None."""
        raise NotImplementedError

    def delete(self, form: str, key: str) -> None:
        """Forget the draft, if there is one."""
        raise NotImplementedError

    def list(self, form: str | None = None) -> tuple[Draft, ...]:
        """Drafts of `form` (or all), newest first."""
        raise NotImplementedError

"""Who the user is for the centre: name, today's desks and rights, settings; kept for offline sign-in."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from sqlalchemy import Connection

from client.sync.cache import recall, remember


@dataclasses.dataclass(frozen=True)
class DeskRole:
    """A desk the user acts for today, in which `role`, with the `kinds` of commands it may issue."""

    desk: int
    role: str
    kinds: frozenset[str]
    substitute_for: str | None = None


@dataclasses.dataclass(frozen=True)
class Identity:
    """What api.hello told; `last_day` is Tehran's date at that time."""

    name: str
    roles: tuple[DeskRole, ...]
    settings: dict[str, Any]
    last_day: date

    @classmethod
    def of(cls, greeting: dict[str, Any]) -> Identity:
        """The identity in an answer of api.hello, or in what `keep` kept of it."""
        return cls(
            name=f"{greeting['given']} {greeting['family']}",
            roles=tuple(
                DeskRole(desk["desk"], desk["role"], frozenset(desk["kinds"]), desk.get("substitute_for"))
                for desk in greeting["desks"]
            ),
            settings=greeting["settings"],
            last_day=date.fromisoformat(greeting["today"]),
        )

    @property
    def kinds(self) -> frozenset[str]:
        """All kinds of commands the user may issue at some desk."""
        return frozenset().union(*(role.kinds for role in self.roles))


def keep(connection: Connection, greeting: dict[str, Any]) -> None:
    """Remember an answer of api.hello."""
    remember(connection, "greeting", greeting)


def kept(connection: Connection) -> Identity | None:
    """The identity that was kept, None before the first greeting."""
    greeting = recall(connection, "greeting")
    return None if greeting is None else Identity.of(greeting)

"""Commands read back from where they were kept as JSON, perhaps by another release of this program."""

from __future__ import annotations

from typing import Any

from common.commands import COMMANDS, Command


def command_of(kind: str, version: int, payload: dict[str, Any]) -> Command | None:
    """The command, or None if this release does not know its kind, its version or the form of its payload.

    Such a command is sent as it is; we do not guess what it does.
    """
    known = COMMANDS.get(kind)
    if known is None or version != known.VERSION:
        return None
    try:
        return known.from_payload(payload)
    except ValueError:
        return None

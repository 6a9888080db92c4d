"""The event by which a command will be told in the story of its case."""

from __future__ import annotations

from client.sync.predictions.rows import Context, Rows, put
from common.commands import Command, ShareNote, WriteNote

# Of the rows a command names, the one its event is about: the first of these (server: rule.target). A step
# may name the decision that ordered it.
_TARGETS = ("step", "decision", "seal", "referral", "note", "command", "case")


def target_of(command: Command) -> str:
    """The id of the row that the command is about."""
    return str(next(id for name in _TARGETS if (id := getattr(command, name, None)) is not None))


def tell(rows: Rows, command: Command, context: Context) -> None:
    """Add the event; of notes the story of a case says nothing. `position` is the centre's to give."""
    if isinstance(command, WriteNote | ShareNote) or isinstance(context.undone, WriteNote):
        return
    put(rows, "event", str(context.command), case_id=str(command.case), position=None, desk=context.desk,
        kind=command.KIND, target=target_of(command), actor=context.login, behalf=context.behalf,
        issued_at=context.issued_at, at=context.issued_at)  # fmt: skip

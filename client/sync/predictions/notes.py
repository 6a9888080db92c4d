"""What notes and steps make of a case."""

from __future__ import annotations

from client.sync.predictions.rows import Context, Rows, as_text, change, put
from common.commands import OpenStep, SettleStep, ShareNote, WriteNote


def write_note(rows: Rows, command: WriteNote, context: Context) -> None:
    """A note of the desk, or a judge's own."""
    put(rows, "note", str(command.note), case_id=str(command.case), desk=context.desk, scope=command.scope,
        body=command.body, shared=False, withdrawn=False, written_at=context.issued_at,
        written_by=context.login, behalf=context.behalf)  # fmt: skip


def share_note(rows: Rows, command: ShareNote, _context: Context) -> None:
    """The desk reads it from now on."""
    change(rows, "note", str(command.note), shared=True)


def open_step(rows: Rows, command: OpenStep, context: Context) -> None:
    """Something is under way at the desk."""
    put(rows, "step", str(command.step), case_id=str(command.case), desk=context.desk,
        decision=as_text(command.decision), kind=command.kind, title=command.title,
        due_on=as_text(command.due_on), state="open", opened_at=context.issued_at, opened_by=context.login,
        settled_at=None, settled_by=None, remark=None)  # fmt: skip


def settle_step(rows: Rows, command: SettleStep, context: Context) -> None:
    """It is done or dropped."""
    change(rows, "step", str(command.step), state=command.outcome, settled_at=context.issued_at,
           settled_by=context.login, remark=command.remark)  # fmt: skip

"""What a queued command will make of the rows of its case: pure functions, one per command.

They foretell what a window shows until the feed brings the truth. They judge nothing: rights and rules are
the centre's, and a command on rows that are not there changes nothing. Numbers of the books are unknown
until the centre has answered (``Context.result``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from client.sync.predictions import amendments, decisions, notes, undoing, ways
from client.sync.predictions.events import tell
from client.sync.predictions.rows import Context, Row, Rows
from common.commands import (
    AcceptReferral,
    AmendCase,
    Command,
    OpenSeal,
    OpenStep,
    PrepareDecision,
    RecordPrint,
    ReferCase,
    RegisterCase,
    ReissueSeal,
    SendUp,
    SettleStep,
    ShareNote,
    SignDecision,
    UndoCommand,
    WithdrawDecision,
    WriteNote,
)

__all__ = ["Context", "Row", "Rows", "predict"]


def predict(rows: Rows, command: Command, context: Context) -> Rows:
    """The rows of the case after `command`, with the event it will be told by. `rows` is left as it was."""
    after = {table: dict(entries) for table, entries in rows.items()}
    _PREDICTIONS[type(command)](after, command, context)
    tell(after, command, context)
    return after


_Prediction = Callable[[Rows, Command, Context], None]
_PREDICTIONS: dict[type[Command], _Prediction] = {
    command: cast("_Prediction", function)
    for command, function in (
        (RegisterCase, amendments.register_case),
        (AmendCase, amendments.amend_case),
        (UndoCommand, undoing.undo_command),
        (ReferCase, ways.refer_case),
        (AcceptReferral, ways.accept_referral),
        (WriteNote, notes.write_note),
        (ShareNote, notes.share_note),
        (OpenStep, notes.open_step),
        (SettleStep, notes.settle_step),
        (PrepareDecision, decisions.prepare_decision),
        (SignDecision, decisions.sign_decision),
        (WithdrawDecision, decisions.withdraw_decision),
        (SendUp, ways.send_up),
        (ReissueSeal, ways.reissue_seal),
        (RecordPrint, ways.record_print),
        (OpenSeal, ways.open_seal),
    )
}

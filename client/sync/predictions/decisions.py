"""What a decision makes of a case while it is written, signed or put away."""

from __future__ import annotations

from client.sync.predictions.rows import Context, Rows, as_text, carry, change, put
from common.commands import PrepareDecision, SignDecision, WithdrawDecision
from common.commands.decisions import CORRECTION


def prepare_decision(rows: Rows, command: PrepareDecision, context: Context) -> None:
    """A decision that waits for the judge, with what it says of each claim."""
    case, decision = str(command.case), str(command.decision)
    put(rows, "decision", decision, case_id=case, entry=str(command.entry), desk=context.desk,
        number=command.number, disposition=command.disposition, decided_on=str(command.decided_on),
        body=command.body, state="prepared", register_year=None, register_row=None,
        prepared_at=context.issued_at, prepared_by=context.login, signed_at=None, signed_by=None,
        kind=command.kind, corrects=as_text(command.corrects))  # fmt: skip
    for outcome in command.outcomes:
        put(rows, "outcome", str(outcome.id), case_id=case, decision=decision, claim=str(outcome.claim),
            party=as_text(outcome.party), disposition=outcome.disposition)  # fmt: skip


def sign_decision(rows: Rows, command: SignDecision, context: Context) -> None:
    """Signed; a final disposition ends the docket entry, a correction ends nothing."""
    change(rows, "decision", str(command.decision), state="signed", signed_at=context.issued_at,
           signed_by=context.login, register_year=context.result.get("register_year"),
           register_row=context.result.get("register_row"))  # fmt: skip
    carry(rows, command.carry)
    decision = rows.get("decision", {}).get(str(command.decision))
    outcome = context.dispositions.get(decision["disposition"], {}) if decision else {}
    if decision and decision["kind"] != CORRECTION and outcome.get("ends"):
        change(rows, "docket_entry", decision["entry"], disposed_on=decision["decided_on"],
               out_class=outcome.get("out_class"), next_on=None, next_kind=None)  # fmt: skip


def withdraw_decision(rows: Rows, command: WithdrawDecision, _context: Context) -> None:
    """Put away unsigned."""
    change(rows, "decision", str(command.decision), state="withdrawn")

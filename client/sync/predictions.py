"""What a queued command will make of the rows of its case: pure functions, one per command.

They foretell what a window shows until the feed brings the truth. They judge nothing: rights and rules are
the centre's, and a command on rows that are not there changes nothing. Numbers of the books are unknown
until the centre has answered (``Context.result``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, cast

from common.commands import (
    AcceptReferral,
    Command,
    OpenSeal,
    PrepareDecision,
    RecordPrint,
    ReferCase,
    RegisterCase,
    ReissueSeal,
    SendUp,
    SignDecision,
)

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
"""Table -> id -> row, without `layer`. A predicted row that is missing afterwards has been taken away."""


@dataclasses.dataclass(frozen=True)
class Context:
    """Who issued the command, for which desk, when; `result` if the centre has answered.

    `today` is the Tehran date of `issued_at` (both text); `dispositions`: attributes by disposition code.
    """

    login: str
    desk: int
    issued_at: str
    today: str
    dispositions: Mapping[str, Mapping[str, Any]]
    result: Mapping[str, Any]


def predict(rows: Rows, command: Command, context: Context) -> Rows:
    """The rows of the case after `command`. `rows` is left as it was."""
    after = {table: dict(entries) for table, entries in rows.items()}
    _PREDICTIONS[type(command)](after, command, context)
    return after


def _register_case(rows: Rows, command: RegisterCase, context: Context) -> None:
    case = str(command.case)
    _put(rows, "court_case", case, number=command.number, kind=command.kind, subject=command.subject,
         received_on=str(command.received_on), holder=context.desk, registered_at=context.issued_at,
         registered_by=context.login)  # fmt: skip
    for ordinal, party in enumerate(command.parties, 1):
        _put(rows, "party", str(party.id), case_id=case, ordinal=ordinal, role=party.role, kind=party.kind,
             national_id=party.national_id, given=party.given, family=party.family,
             sort_key=party.sort_key, search_key=party.search_key)  # fmt: skip
    for ordinal, claim in enumerate(command.claims, 1):
        _put(rows, "claim", str(claim.id), case_id=case, ordinal=ordinal, code_kind=claim.code_kind,
             code=claim.code, amount=claim.amount)  # fmt: skip


def _refer_case(rows: Rows, command: ReferCase, context: Context) -> None:
    _put(rows, "referral", str(command.referral), case_id=str(command.case), from_desk=context.desk,
         to_desk=command.to_desk, state="waiting", method=command.method, referred_on=context.today,
         referred_at=context.issued_at, referred_by=context.login, accepted_at=None,
         accepted_by=None)  # fmt: skip


def _accept_referral(rows: Rows, command: AcceptReferral, context: Context) -> None:
    _change(rows, "referral", str(command.referral), state="accepted", accepted_at=context.issued_at,
            accepted_by=context.login)  # fmt: skip
    _open_entry(rows, command, context, later="transferred")


def _prepare_decision(rows: Rows, command: PrepareDecision, context: Context) -> None:
    _put(rows, "decision", str(command.decision), case_id=str(command.case), entry=str(command.entry),
         desk=context.desk, number=command.number, disposition=command.disposition,
         decided_on=str(command.decided_on), body=command.body, state="prepared", register_year=None,
         register_row=None, prepared_at=context.issued_at, prepared_by=context.login, signed_at=None,
         signed_by=None)  # fmt: skip


def _sign_decision(rows: Rows, command: SignDecision, context: Context) -> None:
    _change(rows, "decision", str(command.decision), state="signed", signed_at=context.issued_at,
            signed_by=context.login, register_year=context.result.get("register_year"),
            register_row=context.result.get("register_row"))  # fmt: skip
    decision = rows.get("decision", {}).get(str(command.decision))
    outcome = context.dispositions.get(decision["disposition"], {}) if decision else {}
    if decision and outcome.get("ends"):
        _change(rows, "docket_entry", decision["entry"], disposed_on=decision["decided_on"],
                out_class=outcome.get("out_class"), next_on=None, next_kind=None)  # fmt: skip


def _send_up(rows: Rows, command: SendUp, context: Context) -> None:
    _seal(rows, command, context, to_desk=command.to_desk, objection=command.objection,
          filed_on=str(command.filed_on))  # fmt: skip


def _reissue_seal(rows: Rows, command: ReissueSeal, context: Context) -> None:
    old = rows.get("seal", {}).get(str(command.replaces))
    if old:
        _change(rows, "seal", old["id"], state="void")
        _seal(rows, command, context, to_desk=old["to_desk"], objection=old["objection"],
              filed_on=old["filed_on"])  # fmt: skip


def _record_print(rows: Rows, command: RecordPrint, context: Context) -> None:
    _change(rows, "seal", str(command.seal), printed_at=context.issued_at, printed_by=context.login)


def _open_seal(rows: Rows, command: OpenSeal, context: Context) -> None:
    # Only the centre knows whether the guess was right: before its answer nothing is shown as opened.
    if context.result:
        _change(rows, "seal", str(command.seal), state="opened", opened_at=context.issued_at,
                opened_by=context.login)  # fmt: skip
        _open_entry(rows, command, context, later="appeal")


def _open_entry(rows: Rows, command: AcceptReferral | OpenSeal, context: Context, later: str) -> None:
    case = str(command.case)
    announced = rows.get("announcement", {}).pop(f"{case}/{context.desk}", None)
    if announced and case not in rows.get("court_case", {}):
        # All that an announced case lets us say; the feed brings the rest when the desk has taken it up.
        _put(rows, "court_case", case, number=announced["number"], kind=None, subject=announced["subject"],
             received_on=str(command.received_on), holder=context.desk, registered_at=None,
             registered_by=None)  # fmt: skip
    _change(rows, "court_case", case, holder=context.desk)
    known = [entry["ordinal"] or 0 for entry in rows.get("docket_entry", {}).values()]
    ordinal = context.result.get("ordinal", max(known, default=0) + 1 if not announced else None)
    _put(rows, "docket_entry", str(command.entry), case_id=case, desk=context.desk, ordinal=ordinal,
         archive_year=context.result.get("archive_year"), archive_row=context.result.get("archive_row"),
         received_on=str(command.received_on), in_on=context.today,
         in_class=None if ordinal is None else "new" if ordinal == 1 else later, disposed_on=None,
         out_class=None, void=False, next_on=str(command.next_on), next_kind=command.next_kind,
         opened_at=context.issued_at, opened_by=context.login)  # fmt: skip


def _seal(rows: Rows, command: SendUp | ReissueSeal, context: Context, **told: Any) -> None:
    _put(rows, "seal", str(command.seal), case_id=str(command.case), serial=command.serial,
         from_desk=context.desk, state="sealed", tries=0, expires_on=str(command.expires_on),
         sent_on=context.today, sent_at=context.issued_at, sent_by=context.login, printed_at=None,
         printed_by=None, opened_at=None, opened_by=None, **told)  # fmt: skip


def _put(rows: Rows, table: str, id: str, **columns: Any) -> None:
    rows.setdefault(table, {})[id] = {"id": id, **columns}


def _change(rows: Rows, table: str, id: str, **columns: Any) -> None:
    if old := rows.get(table, {}).get(id):
        rows[table][id] = {**old, **columns}


_Prediction = Callable[[Rows, Command, Context], None]
_PREDICTIONS: dict[type[Command], _Prediction] = {
    command: cast("_Prediction", function)
    for command, function in (
        (RegisterCase, _register_case),
        (ReferCase, _refer_case),
        (AcceptReferral, _accept_referral),
        (PrepareDecision, _prepare_decision),
        (SignDecision, _sign_decision),
        (SendUp, _send_up),
        (ReissueSeal, _reissue_seal),
        (RecordPrint, _record_print),
        (OpenSeal, _open_seal),
    )
}

"""What the way of a case makes of it: referred, taken up, sent up under seal, opened there."""

from __future__ import annotations

from typing import Any

from client.sync.predictions.rows import Context, Rows, carry, change, put
from common.commands import AcceptReferral, OpenSeal, RecordPrint, ReferCase, ReissueSeal, SendUp


def refer_case(rows: Rows, command: ReferCase, context: Context) -> None:
    """A referral that waits at the branch."""
    put(rows, "referral", str(command.referral), case_id=str(command.case), from_desk=context.desk,
        to_desk=command.to_desk, state="waiting", method=command.method, referred_on=context.today,
        referred_at=context.issued_at, referred_by=context.login, accepted_at=None,
        accepted_by=None)  # fmt: skip


def accept_referral(rows: Rows, command: AcceptReferral, context: Context) -> None:
    """The branch holds the case."""
    change(rows, "referral", str(command.referral), state="accepted", accepted_at=context.issued_at,
           accepted_by=context.login)  # fmt: skip
    _open_entry(rows, command, context, later="transferred")


def send_up(rows: Rows, command: SendUp, context: Context) -> None:
    """Under seal to the appeal branch."""
    carry(rows, command.carry)
    _put_seal(rows, command, context, to_desk=command.to_desk, objection=command.objection,
              filed_on=str(command.filed_on))  # fmt: skip


def reissue_seal(rows: Rows, command: ReissueSeal, context: Context) -> None:
    """A new seal in place of the old."""
    old = rows.get("seal", {}).get(str(command.replaces))
    if old:
        change(rows, "seal", old["id"], state="void")
        _put_seal(rows, command, context, to_desk=old["to_desk"], objection=old["objection"],
                  filed_on=old["filed_on"])  # fmt: skip


def record_print(rows: Rows, command: RecordPrint, context: Context) -> None:
    """The slip is on paper."""
    change(rows, "seal", str(command.seal), printed_at=context.issued_at, printed_by=context.login)


def open_seal(rows: Rows, command: OpenSeal, context: Context) -> None:
    """The appeal branch holds the case."""
    # Only the centre knows whether the guess was right: before its answer nothing is shown as opened.
    if context.result:
        change(rows, "seal", str(command.seal), state="opened", opened_at=context.issued_at,
               opened_by=context.login)  # fmt: skip
        _open_entry(rows, command, context, later="appeal")


def _open_entry(rows: Rows, command: AcceptReferral | OpenSeal, context: Context, later: str) -> None:
    case = str(command.case)
    announced = rows.get("announcement", {}).pop(f"{case}/{context.desk}", None)
    if announced and case not in rows.get("court_case", {}):
        # All that an announced case lets us say; the feed brings the rest when the desk has taken it up.
        put(rows, "court_case", case, number=announced["number"], kind=None, subject=announced["subject"],
            received_on=str(command.received_on), holder=context.desk, registered_at=None,
            registered_by=None, paper_number=None, paper_on=None, offence_on=None, offence_place=None,
            marriage_on=None, marriage_number=None, basis_number=None, basis_on=None, file_place=None,
            file_note=None, double_of=None, double_reason=None, withdrawn=False)  # fmt: skip
    change(rows, "court_case", case, holder=context.desk)
    entries = rows.get("docket_entry", {}).values()
    following = max((entry["ordinal"] or 0 for entry in entries), default=0) + 1
    ordinal = context.result.get("ordinal", following if not announced else None)
    first = ordinal == 1 or not (announced or any(not entry["void"] for entry in entries))
    put(rows, "docket_entry", str(command.entry), case_id=case, desk=context.desk, ordinal=ordinal,
        archive_year=context.result.get("archive_year"), archive_row=context.result.get("archive_row"),
        received_on=str(command.received_on), in_on=str(command.received_on),
        in_class=None if ordinal is None else "new" if first else later, disposed_on=None,
        out_class=None, void=False, next_on=str(command.next_on), next_kind=command.next_kind,
        opened_at=context.issued_at, opened_by=context.login)  # fmt: skip
    for id, step in list(rows.get("step", {}).items()):
        if step["state"] == "carried":
            change(rows, "step", id, state="open", desk=context.desk)


def _put_seal(rows: Rows, command: SendUp | ReissueSeal, context: Context, **told: Any) -> None:
    put(rows, "seal", str(command.seal), case_id=str(command.case), serial=command.serial,
        from_desk=context.desk, state="sealed", tries=0, expires_on=str(command.expires_on),
        sent_on=context.today, sent_at=context.issued_at, sent_by=context.login, printed_at=None,
        printed_by=None, opened_at=None, opened_by=None, **told)  # fmt: skip

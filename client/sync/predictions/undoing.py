"""What taking a command back makes of a case: the rows stay and say so.

What is not known here of the command that is undone (it was given at another workstation) leaves its rows
as they are until the centre has told.
"""

from __future__ import annotations

import uuid

from client.sync.predictions.amendments import added_rows, amendment, value_of
from client.sync.predictions.events import target_of
from client.sync.predictions.rows import Context, Rows, change, has, put
from common.commands import AcceptReferral, AmendCase, UndoCommand
from common.text import search_key, sort_key


def undo_command(rows: Rows, command: UndoCommand, context: Context) -> None:
    """Turn back what the command did."""
    if context.undone is not None:
        kind, target = context.undone.KIND, target_of(context.undone)
    elif event := rows.get("event", {}).get(str(command.command)):
        kind, target = event["kind"], event["target"]
    else:
        return
    match kind:
        case "register_case":
            change(rows, "court_case", target, withdrawn=True)
        case "refer_case":
            change(rows, "referral", target, state="withdrawn")
        case "accept_referral":
            _accept_referral(rows, str(command.case), target, context)
        case "prepare_decision":
            change(rows, "decision", target, state="withdrawn")
        case "amend_case":
            _amend_case(rows, str(command.case), context)
        case "write_note":
            change(rows, "note", target, withdrawn=True)


def _accept_referral(rows: Rows, case: str, referral: str, context: Context) -> None:
    announcement = f"{case}/{context.desk}"
    entry = _entry_opened(rows, context)
    if announced := context.told.get("announcement", {}).get(announcement):
        # The acceptance itself is still under way: the desk goes on knowing what it was announced.
        rows.setdefault("announcement", {})[announcement] = announced
        if not has(context.told, "court_case", case):
            rows.get("court_case", {}).pop(case, None)
        if entry:
            rows["docket_entry"].pop(entry, None)
        return
    if entry:
        change(rows, "docket_entry", entry, void=True)
    for id, step in list(rows.get("step", {}).items()):
        if step["state"] == "open" and step["desk"] == context.desk:
            change(rows, "step", id, state="carried")
    way = rows.get("referral", {}).get(referral)
    head = rows.get("court_case", {}).get(case)
    if way and head:
        change(rows, "referral", referral, state="waiting", accepted_at=None, accepted_by=None)
        change(rows, "court_case", case, holder=way["from_desk"])
        put(rows, "announcement", announcement, case_id=case, desk=context.desk, number=head["number"],
            cause="referral", cause_id=referral, from_desk=way["from_desk"], to_desk=context.desk,
            sent_on=way["referred_on"], state="waiting", subject=head["subject"], serial=None,
            salt=None, tries=None)  # fmt: skip


def _entry_opened(rows: Rows, context: Context) -> str | None:
    """The docket entry of the acceptance that is undone."""
    if isinstance(context.undone, AcceptReferral):
        entry = str(context.undone.entry)
        return entry if has(rows, "docket_entry", entry) else None
    own = [
        row
        for row in rows.get("docket_entry", {}).values()
        if row["desk"] == context.desk and row["opened_by"] == context.login and not row["void"]
    ]
    return max(own, key=lambda row: row["opened_at"])["id"] if own else None


def _amend_case(rows: Rows, case: str, context: Context) -> None:
    undone = context.undone
    if not isinstance(undone, AmendCase) or not has(rows, "court_case", case):
        return
    for field in undone.changes:
        row = str(field.row)
        change(rows, field.entity, row, **{field.field: value_of(field.field, field.old)})
        # The centre gives the turned amendment an id of its own; ours stands in until that one comes.
        amendment(
            rows, context, case, str(uuid.uuid5(context.command, str(field.id))), entity=field.entity,
            row_id=row, field=field.field, old=field.new, new=field.old, reason=None,
        )  # fmt: skip
    for keys in undone.keys:
        _renew_keys(rows, str(keys.party))
    for entity, id in added_rows(undone):
        change(rows, entity, str(id), struck=True)
        amendment(
            rows, context, case, str(uuid.uuid5(context.command, str(id))), entity=entity, row_id=str(id),
            field="struck", old="false", new="true", reason=None,
        )  # fmt: skip


def _renew_keys(rows: Rows, id: str) -> None:
    if party := rows.get("party", {}).get(id):
        given, family = party["given"] or "", party["family"] or ""
        change(rows, "party", id, sort_key=sort_key(f"{family} {given}"),
               search_key=search_key(f"{given} {family}"))  # fmt: skip

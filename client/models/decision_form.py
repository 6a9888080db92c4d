"""What keeps a decision from being written, told before the centre tells it; what its form is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row

from client.models.case_file import CaseFile, shown_day
from client.sync.session import DeskRole
from common import case_number, errors, jalali
from common.commands.decisions import CORRECTION
from common.text import isolate

Content = dict[str, Any]


def correctable_now(file: CaseFile, role: DeskRole) -> list[Row[Any]]:
    """The signed decisions the desk may write a correction of at this moment, oldest first."""
    holds = file.case.holder == role.desk and not file.case.withdrawn and file.live_seal() is None
    if not holds or "prepare_decision" not in role.kinds:
        return []
    busy = {row.entry for row in file.decisions if row.state == "prepared"}
    return [row for row in file.correctable(role.desk) if row.entry not in busy]


def standing_problems(file: CaseFile, desk: int, corrected: Any | None) -> dict[str, str]:
    """What of the case keeps `desk` from writing this decision at all, by payload field."""
    found: dict[str, str] = {}
    if file.case.withdrawn:
        found["case"] = errors.sentence("case_withdrawn")
    elif file.case.holder != desk:
        found["case"] = errors.sentence("not_holder")
    elif file.live_seal() is not None:
        found["case"] = "پرونده زیر مهر در راه است؛ تا گشوده نشود رأی تازه‌ای در آن نوشته نمی‌شود"
    entry = corrected.entry if corrected is not None else getattr(file.running_entry(desk), "id", None)
    if entry is None:
        found["entry"] = errors.sentence("entry_closed")
    if corrected is not None and corrected.state != "signed":
        found["corrects"] = errors.sentence("unsigned_decision")
    for row in file.decisions:
        if row.state == "prepared" and row.entry == entry:
            number = case_number.show(row.number)
            found["decision"] = (
                f"رأی {number} آماده است و امضا نشده؛ نخست امضا شود یا در پرونده کنارش بگذارید"
            )
    return found


def date_problem(day: date, today: date, file: CaseFile, desk: int, corrected: Any | None) -> str | None:
    """Why a decision can't be of that `day`: not after today, nor before what it ends or corrects."""
    if day > today:
        return errors.sentence("future_date", {"field": "decided_on"})
    if corrected is not None:
        before = day < date.fromisoformat(corrected.decided_on)
        earliest = isolate(shown_day(corrected.decided_on))
        return f"تاریخ تصحیح پیش از تاریخ همان رأی ({earliest}) است؛ آن را درست کنید" if before else None
    entry = file.running_entry(desk)
    if entry is not None and entry.in_on and day < (came := date.fromisoformat(entry.in_on)):
        return f"تاریخ رأی پیش از ورود پرونده به شعبه ({jalali.show(came)}) است؛ آن را درست کنید"
    return None


def content_of(file: CaseFile, decision: Any) -> Content:
    """A decision of the case as it was typed, without its number: to write it anew."""
    return {
        "number": "",
        "kind": decision.kind or "",
        "disposition": decision.disposition,
        "decided_on": decision.decided_on,
        "body": decision.body,
        "outcomes": [
            {"claim": row.claim, "party": row.party, "disposition": row.disposition}
            for row in file.outcomes_of(decision.id)
        ],
    }


def corrected_by(payload: Mapping[str, Any]) -> str | None:
    """The id of the decision that the payload of a prepare_decision corrects."""
    found = payload.get("corrects")
    return str(found) if found and payload.get("kind") == CORRECTION else None

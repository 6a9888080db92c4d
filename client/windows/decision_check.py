"""What must be mended in a decision before it is saved, and where on the page each problem stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from client.models import decision_form
from client.models.case_file import CaseFile
from client.models.outcomes import stated
from client.widgets.error_summary import Target
from common import errors
from common.commands.decisions import MOST_OUTCOMES
from common.errors import FIELD_NAMES
from common.text import persian_digits

if TYPE_CHECKING:
    from client.windows.decision_form import DecisionForm

Problems = dict[str, str]
"""Payload field (of an outcome: «outcomes[row of the table].…») -> sentence."""

_OUTCOME = re.compile(r"outcomes\[(\d+)\]\.")
# In reading order; what is of the whole case comes first, the text last.
_ORDER = (
    "case", "entry", "decision", "corrects", "number", "disposition", "kind", "decided_on", "outcomes",
)  # fmt: skip


def problems(form: DecisionForm, file: CaseFile, desk: int, corrected: Any, today: date) -> Problems:
    """Everything the page itself can tell of what was typed."""
    found = decision_form.standing_problems(file, desk, corrected)
    if not form.number.text():
        found["number"] = form.number_field.problem() or errors.sentence("lease_exhausted")
    for name, picker in (("disposition", form.disposition), ("kind", form.kind)):
        follows = name == "kind" and not form.disposition.code() and not picker.text()
        if (missing := picker.missing()) and not follows:
            found[name] = missing
    day = form.decided_on.date()
    if day is None:
        missing = errors.sentence("missing_field", {"field": "decided_on"})
        found["decided_on"] = form.decided_on.problem() or missing
    elif wrong := decision_form.date_problem(day, today, file, desk, corrected):
        found["decided_on"] = wrong
    rows = form.outcomes.rows()
    for at in range(len(rows)):
        if problem := form.outcomes.outcomes.own_problem(at):
            found[f"outcomes[{at}].disposition"] = problem
    if len(stated(rows, form.disposition.code() or "")) > MOST_OUTCOMES:
        found["outcomes"] = errors.sentence("too_many", {"field": "outcomes", "limit": MOST_OUTCOMES})
    if not form.body.value():
        found["body"] = errors.sentence("missing_field", {"field": "body"})
    return found


def show_problems(form: DecisionForm, found: Mapping[str, str]) -> list[tuple[str, Target]]:
    """Tell them at their fields, and no others; (sentence, where to go) in reading order."""
    rows = {int(at[1]): words for name, words in found.items() if (at := _OUTCOME.match(name))}
    for name, field in form.fields.items():
        field.set_problem(found.get(name))
    form.outcomes.set_problem(found.get("outcomes"))
    form.outcomes.show_problems(rows)
    ahead = [name for name in found if name != "body" and not _OUTCOME.match(name)]
    ahead.sort(key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    links: list[tuple[str, Target]] = [(_named(name, found[name]), _target(form, name)) for name in ahead]
    links += [
        (f"ردیف {persian_digits(row + 1)} جدول: {words}", partial(form.outcomes.focus_row, row))
        for row, words in sorted(rows.items())
    ]
    if "body" in found:
        links.append((found["body"], form.body))
    return links


def row_of(form: DecisionForm, field: str | None, payload: Mapping[str, Any]) -> str:
    """The field of a refusal of `payload`, of an outcome by its row in the table; "case" for none."""
    found = _OUTCOME.match(field or "")
    if found is None:
        return field or "case"
    said, at = payload.get("outcomes", ()), int(found[1])
    key = (said[at]["claim"], said[at].get("party")) if at < len(said) else None
    keys = [row.key for row in form.outcomes.outcomes.rows()]
    return f"outcomes[{keys.index(key)}].disposition" if key in keys else "outcomes"


def _named(name: str, sentence: str) -> str:
    """A date's trouble does not say which date it is of."""
    title = FIELD_NAMES["decided_on"]
    return f"{title}: {sentence}" if name == "decided_on" and title not in sentence else sentence


def _target(form: DecisionForm, name: str) -> Target:
    if name in form.fields:
        return form.fields[name].widget
    return form.outcomes if name == "outcomes" else form.body

"""What tests of decisions, steps and notes do again and again, by the person whose job it is."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable
from typing import Any

from common.commands import OpenStep, OutcomeStated, PrepareDecision, SettleStep, SignDecision, WriteNote
from common.identifiers import uuid7
from tests.server.world import Province, Story

ENDS, INTERIM = "201", "403"
"""Dispositions: a conviction, and an order for an expert's opinion."""


def at_branch(province: Province, **changes: Any) -> Story:
    """A case that the first branch has taken up."""
    return province.story().register(**changes).refer().accept()


def prepare(story: Story, login: str = "clerk2", **changes: Any) -> uuid.UUID:
    """A prepared decision of the story's entry; an ending verdict unless `changes` say otherwise."""
    station = story.province.station(login)
    command = PrepareDecision(
        case=story.case, decision=uuid7(), entry=story.entry, number=station.next_number("decision"),
        kind="verdict", disposition=ENDS, decided_on=station.today, body="متهم محکوم است.",
    )  # fmt: skip
    command = dataclasses.replace(command, **changes)
    station.do(command)
    return command.decision


def sign(
    story: Story, decision: uuid.UUID, carry: Iterable[uuid.UUID] = (), login: str = "judge2"
) -> dict[str, Any]:
    """The row of the register that a signed decision gets."""
    return story.province.station(login).do(
        SignDecision(case=story.case, decision=decision, carry=tuple(carry))
    )


def outcome(claim: uuid.UUID, disposition: str = ENDS, party: uuid.UUID | None = None) -> OutcomeStated:
    """What a decision says of a claim."""
    return OutcomeStated(id=uuid7(), claim=claim, disposition=disposition, party=party)


def open_step(story: Story, login: str = "clerk2", **changes: Any) -> uuid.UUID:
    """An inquiry that is under way, unless `changes` say otherwise."""
    command = OpenStep(case=story.case, step=uuid7(), kind="inquiry", title="استعلام از مخابرات")
    command = dataclasses.replace(command, **changes)
    story.province.station(login).do(command)
    return command.step


def settle(story: Story, step: uuid.UUID, outcome: str = "done", **changes: Any) -> None:
    """The step is done, or dropped."""
    story.province.station(changes.pop("login", "clerk2")).do(
        SettleStep(case=story.case, step=step, outcome=outcome, **changes)
    )


def write_note(
    story: Story, scope: str = "branch", login: str = "clerk2", body: str = "یادداشت"
) -> uuid.UUID:
    """A note of the desk, or a judge's own."""
    note = uuid7()
    story.province.station(login).do(WriteNote(case=story.case, note=note, scope=scope, body=body))
    return note


def delivered(story: Story, login: str, table: str) -> list[list[Any]]:
    """The rows of a table that a person's page of his desk's cases brings."""
    station = story.province.station(login)
    rows: list[list[Any]] = station.ask("fill", desk=station.desk)["rows"].get(table, [])
    return rows

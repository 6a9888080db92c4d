"""The amendment between what was seen and what the form says: applied to the one it gives the other."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from client.models.amending import amendment, as_text
from client.models.party_rows import fresh, party_rows, party_stated, representations_stated
from common.commands import (
    AmendCase,
    ClaimStated,
    FlagStated,
    PartyStated,
    RegisterCase,
    RepresentationStated,
)
from common.text import search_key, sort_key

CASE = UUID(int=1)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1))
WORDS = st.sampled_from(["مریم", "رضایی‌نژاد", "علی", "شرکت پارس", "12/الف"])
FLAGS = ("deaf", "blind", "minor")


def ids(table: int, number: int) -> UUID:
    return UUID(int=table * 1000 + number)


@st.composite
def parties(draw: st.DrawFn) -> tuple[PartyStated, ...]:
    found = []
    for number in draw(st.sets(st.integers(1, 4), min_size=1)):
        given_name, family = draw(WORDS), draw(WORDS)
        flags = [
            FlagStated(ids(9, number * 10 + at), flag, draw(st.none() | WORDS))
            for at, flag in enumerate(FLAGS)
            if draw(st.booleans())
        ]
        found.append(
            PartyStated(
                ids(2, number), draw(st.sampled_from(["plaintiff", "lawyer"])), "person",
                sort_key(f"{family} {given_name}"), search_key(f"{given_name} {family}"), None, given_name,
                family,
                birth_on=draw(DAYS), address=draw(st.none() | WORDS), flags=tuple(flags),
            )
        )  # fmt: skip
    return tuple(found)


@st.composite
def stated(draw: st.DrawFn) -> RegisterCase:
    people = draw(parties())
    claims = [
        ClaimStated(
            ids(3, n), "claim", draw(st.sampled_from(["101", "102"])), draw(st.none() | st.integers(0, 9))
        )
        for n in draw(st.sets(st.integers(1, 3)))
    ]
    acting = [
        RepresentationStated(ids(4, n), a.id, b.id, draw(st.none() | WORDS), draw(DAYS))
        for n, (a, b) in enumerate((a, b) for a in people for b in people if a.id != b.id)
        if draw(st.booleans())
    ]
    return RegisterCase(
        CASE, "1" * 18, "civil", draw(st.dates(date(2020, 1, 1), date(2026, 1, 1))), draw(WORDS),
        tuple(claims), people, tuple(acting), paper_number=draw(st.none() | WORDS), paper_on=draw(DAYS),
    )  # fmt: skip


def applied(case: RegisterCase, command: AmendCase) -> Any:
    """What the rows of a case say after an amendment: row -> field -> text, as the centre does it."""
    world = told(case)
    for change in command.changes:
        row = world[change.entity, change.row]
        if change.field == "struck":
            assert (change.old, change.new) == ("false", "true")
            del world[change.entity, change.row]
        else:
            assert row.get(change.field) == change.old, "the old value is the one that was seen"
            row[change.field] = change.new
    for keys in command.keys:
        if ("party", keys.party) in world:
            row = world["party", keys.party]
            assert (keys.seen_sort_key, keys.seen_search_key) == (row["sort_key"], row["search_key"])
            row |= {"sort_key": keys.sort_key, "search_key": keys.search_key}
    for table, added in (
        ("party", command.parties), ("claim", command.claims), ("representation", command.representations),
    ):  # fmt: skip
        for new_row in added:
            assert (table, new_row.id) not in told(case), "an added row has an id of its own"
            world[table, new_row.id] = fields(new_row)
            for flag in getattr(new_row, "flags", ()):
                world["party_flag", flag.id] = fields(flag) | {"party": str(new_row.id)}
    for flag in command.flags:
        world["party_flag", flag.id] = fields(flag)
    alive = {row for table, row in world if table == "party"}
    return meaning({
        key: row for key, row in world.items() if key[0] != "party_flag" or UUID(row["party"]) in alive
    })  # fmt: skip


def fields(row: Any) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    return {name: as_text(value) for name, value in values.items() if name != "flags"}


def told(case: RegisterCase) -> dict[tuple[str, UUID], dict[str, Any]]:
    lists = ("claims", "parties", "representations")
    whole = {
        field.name: getattr(case, field.name) for field in dataclasses.fields(case) if field.name not in lists
    }
    world = {("court_case", case.case): {name: as_text(value) for name, value in whole.items()}}
    for table, rows in (
        ("claim", case.claims),
        ("party", case.parties),
        ("representation", case.representations),
    ):
        world |= {(table, row.id): fields(row) for row in rows}
    for party in case.parties:
        world |= {("party_flag", flag.id): fields(flag) | {"party": str(party.id)} for flag in party.flags}
    return world


def meaning(world: dict[tuple[str, UUID], dict[str, Any]]) -> Any:
    """Rows without their own ids, for one struck out and added again says the same."""
    return sorted(
        (
            table,
            sorted((name, value or "") for name, value in row.items() if name != "id" or table == "party"),
        )
        for (table, _), row in world.items()
    )


@given(stated(), stated())
def test_applying_the_changes_to_the_rows_gives_what_the_form_says(
    seen: RegisterCase, said: RegisterCase
) -> None:
    command = amendment(seen, said)
    if command is None:
        assert meaning(told(seen)) == meaning(told(said))
        return
    assert [
        problem for problem in command.problems(date(2026, 11, 25)) if problem.field.startswith("changes")
    ] == []
    assert applied(seen, command) == meaning(told(said))


@given(stated())
def test_a_form_that_was_only_looked_at_changes_nothing(seen: RegisterCase) -> None:
    assert amendment(seen, seen) is None


@given(parties())
def test_what_is_typed_to_state_parties_states_them_again(people: tuple[PartyStated, ...]) -> None:
    first = people[0]
    acting = tuple(
        RepresentationStated(ids(4, n), first.id, other.id, "12", date(2025, 1, 1))
        for n, other in enumerate(people[1:])
    )
    rows = party_rows(people, acting)
    assert tuple(party_stated(row) for row in rows) == people
    assert representations_stated(rows) == acting


@given(parties())
def test_a_copy_says_the_same_with_other_ids(people: tuple[PartyStated, ...]) -> None:
    rows = party_rows(people)
    copied = fresh(rows)
    assert copied == rows
    assert not {row.id for row in copied} & {row.id for row in rows}

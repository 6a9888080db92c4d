"""The invented province, what its papers and files tell: every case is one a clerk could have registered."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from common.commands import (
    AMENDABLE,
    ClaimStated,
    FlagStated,
    OutcomeStated,
    PartyStated,
    PrepareDecision,
    RegisterCase,
    RepresentationStated,
    WriteNote,
)
from common.commands.base import Part
from common.commands.cases import OWN_FIELDS
from common.identifiers import uuid7
from common.text import is_clean
from server.cluster import Cluster
from server.demo import build
from server.reference import code_rows
from tests.conftest import Database
from tests.server.demo_database import Demo, migrated_databases

CASES = 1500
Row = dict[str, Any]


@pytest.fixture(scope="module")
def demo(cluster: Cluster, template_database: str) -> Iterator[Demo]:
    """A small demonstration, built once and only read."""
    with migrated_databases(cluster, template_database) as make:
        database: Database = make()
        yield Demo(database, build(database.superuser, cases=CASES))


def table(demo: Demo, name: str) -> list[Row]:
    """Whole rows, by id; ids, days and instants are text."""
    return [row for (row,) in demo.rows(f"select to_jsonb(t) from court.{name} t order by id")]


def by_case(rows: list[Row]) -> Callable[[str], list[Row]]:
    """The rows of a case."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["case_id"], []).append(row)
    return lambda case: found.get(case, [])


def stated(part: type[Part], row: Row, **more: object) -> Any:
    """The part of a payload that this row came from."""
    names = {name for name in part.__dataclass_fields__ if name in row and row[name] is not None}
    return part.from_payload({name: row[name] for name in names} | more)


def test_every_case_is_one_that_could_be_registered_as_it_stands(demo: Demo) -> None:
    parties, claims = by_case(table(demo, "party")), by_case(table(demo, "claim"))
    represented, flags = by_case(table(demo, "representation")), by_case(table(demo, "party_flag"))
    for case in table(demo, "court_case"):
        ident = case["id"]
        command: RegisterCase = stated(
            RegisterCase,
            case,
            case=ident,
            parties=[
                stated(
                    PartyStated,
                    party,
                    flags=[
                        stated(FlagStated, flag).payload()
                        for flag in flags(ident)
                        if flag["party"] == party["id"]
                    ],
                ).payload()
                for party in parties(ident)
                if not party["struck"]
            ],
            claims=[stated(ClaimStated, claim).payload() for claim in claims(ident)],
            representations=[stated(RepresentationStated, row).payload() for row in represented(ident)],
        )
        assert list(command.problems(date.fromisoformat(case["received_on"]))) == []
        assert not case["withdrawn"]


def test_a_lawyer_has_a_client_and_nobody_stands_on_both_sides(demo: Demo) -> None:
    roles = {code: attributes for kind, code, _, _, attributes in code_rows() if kind == "party_role"}
    acting = {row["representative"] for row in table(demo, "representation")}
    people = [party for party in table(demo, "party") if not party["struck"]]
    assert all(party["id"] in acting for party in people if roles[party["role"]].get("represents"))
    seen: dict[tuple[str, str], set[str]] = {}
    for party in people:
        if party["national_id"]:
            sides = seen.setdefault((party["case_id"], party["national_id"]), set())
            assert party["role"] not in sides
            sides.add(party["role"])
    for found in seen.values():
        assert not {"claimant", "respondent"} <= {roles[role]["side"] for role in found}


def test_every_code_that_is_used_is_in_its_list(demo: Demo) -> None:
    known = {(kind, code) for kind, code, *_ in code_rows()}
    for name, column, kind in (
        ("party_flag", "flag", "party_flag"),
        ("court_case", "file_place", "file_place"),
        ("step", "kind", "step_kind"),
        ("decision", "kind", "decision_kind"),
        ("outcome", "disposition", "disposition"),
        ("party", "role", "party_role"),
    ):
        used = {(kind, row[column]) for row in table(demo, name) if row[column] is not None}
        assert used
        assert used <= known


def test_a_detail_stands_with_a_flag_that_wants_one(demo: Demo) -> None:
    wanted = {
        code: "detail" in attributes for kind, code, _, _, attributes in code_rows() if kind == "party_flag"
    }
    for flag in table(demo, "party_flag"):
        assert wanted[flag["flag"]] == (flag["detail"] is not None)
        assert flag["detail"] is None or is_clean(flag["detail"])


def test_own_fields_stand_in_cases_of_their_kind(demo: Demo) -> None:
    filled = Counter(
        (case["kind"], field)
        for case in table(demo, "court_case")
        for field in OWN_FIELDS
        if case[field] is not None
    )
    assert set(filled) == {
        ("criminal", "offence_on"), ("criminal", "offence_place"), ("family", "marriage_on"),
        ("family", "marriage_number"), ("enforcement", "basis_number"), ("enforcement", "basis_on"),
    }  # fmt: skip


def test_the_province_has_the_shares_that_were_decided(demo: Demo) -> None:
    parties, flagged = table(demo, "party"), {row["party"] for row in table(demo, "party_flag")}
    assert 0.03 < len(flagged) / len(parties) < 0.055
    kinds = {case["id"]: case["kind"] for case in table(demo, "court_case")}
    total = Counter(kinds.values())
    with_lawyer = Counter(kinds[case] for case in {row["case_id"] for row in table(demo, "representation")})
    assert 0.29 < with_lawyer["civil"] / total["civil"] < 0.42
    assert 0.15 < with_lawyer["criminal"] / total["criminal"] < 0.27


def test_decisions_are_what_could_be_prepared_and_corrections_are_bound_to_the_old(demo: Demo) -> None:
    decisions = {row["id"]: row for row in table(demo, "decision")}
    outcomes = table(demo, "outcome")
    for row in decisions.values():
        own = [stated(OutcomeStated, found).payload() for found in outcomes if found["decision"] == row["id"]]
        command = stated(PrepareDecision, row, case=row["case_id"], decision=row["id"], outcomes=own)
        assert list(command.problems(date.fromisoformat(row["decided_on"]))) == []
    corrections = [row for row in decisions.values() if row["corrects"]]
    assert corrections
    for row in corrections:
        old = decisions[row["corrects"]]
        assert (old["entry"], old["desk"], old["disposition"]) == (
            row["entry"],
            row["desk"],
            row["disposition"],
        )
        assert old["state"] == "signed"
        assert old["signed_at"] < row["prepared_at"]


def test_outcomes_tell_of_every_claim_and_of_parties_of_the_case(demo: Demo) -> None:
    claims, parties = by_case(table(demo, "claim")), by_case(table(demo, "party"))
    told: dict[tuple[str, str], set[str]] = {}
    for outcome in table(demo, "outcome"):
        told.setdefault((outcome["decision"], outcome["case_id"]), set()).add(outcome["claim"])
        standing = {party["id"] for party in parties(outcome["case_id"]) if not party["struck"]}
        assert outcome["party"] is None or outcome["party"] in standing
    assert told
    for (_, case), found in told.items():
        assert found == {claim["id"] for claim in claims(case)}


def test_an_open_step_belongs_to_a_running_entry_and_some_are_overdue(demo: Demo) -> None:
    running = set(demo.rows("select case_id::text, desk from court.docket_entry where disposed_on is null"))
    steps = [row for row in table(demo, "step") if row["state"] == "open"]
    assert {(row["case_id"], row["desk"]) for row in steps} <= running
    overdue = [row for row in steps if row["due_on"] < demo.today.isoformat()]
    assert 0 < len(overdue) < len(steps) / 2
    assert demo.value("select count(*) from court.step where settled_at < opened_at") == 0


def test_notes_are_written_by_people_of_the_desk_and_private_ones_by_judges(demo: Demo) -> None:
    roles = {(user.login, user.desk): user.role for user in demo.users}
    notes = table(demo, "note")
    assert {(note["scope"], note["shared"]) for note in notes} == {
        ("branch", False), ("private", False), ("private", True),
    }  # fmt: skip
    for note in notes:
        command = WriteNote(case=uuid7(), note=uuid7(), scope=note["scope"], body=note["body"])
        assert list(command.problems(demo.today)) == []
        role = roles[note["written_by"], note["desk"]]
        assert role == "judge" or note["scope"] == "branch"


def test_amendments_keep_what_stood_there_and_end_at_what_stands_there_now(demo: Demo) -> None:
    rows = {name: {row["id"]: row for row in table(demo, name)} for name in AMENDABLE}
    amendments = table(demo, "amendment")
    assert {row["field"] for row in amendments} >= {"address", "mobile", None}
    for amendment in amendments:
        row = rows[amendment["entity"]][amendment["row_id"]]
        assert row.get("case_id", row["id"]) == amendment["case_id"]
        if amendment["field"] is None:
            assert amendment["id"] == amendment["row_id"]
            continue
        assert amendment["field"] in AMENDABLE[amendment["entity"]]
        assert amendment["old"] != amendment["new"]
        now = row[amendment["field"]]
        assert (str(now).lower() if isinstance(now, bool) else str(now)) == amendment["new"]

"""A clerk and a judge work on one case at random: what each foretells is what the centre then tells both."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from client.models.undo import last_undoable
from common.commands import (
    AmendCase,
    Command,
    FieldChanged,
    FlagAdded,
    OpenStep,
    OutcomeStated,
    PartyKeys,
    SettleStep,
    ShareNote,
    UndoCommand,
    WithdrawDecision,
    WriteNote,
)
from common.identifiers import uuid7
from common.text import search_key, sort_key
from tests.client.sync.headless import Headless, known, party, wait_until
from tests.server import world

Case = dict[str, list[dict[str, Any]]]
STEPS = 25
_NAMES = ("کریمی", "کریمی‌نژاد", "احمدی", "موسوی‌زاده")
_TEXTS = ("تهران، خیابان 12", "قم", "پلاک 7")


class Walk:
    """Two people of one branch and a case; each act is one of those that are possible now."""

    def __init__(self, clerk: Headless, judge: Headless, case: uuid.UUID, seed: int) -> None:
        self.case = case
        self.clerk, self.judge = clerk, judge
        self.random = Random(seed)
        self.done: list[str] = []

    def step(self) -> None:
        """One act of one of them, compared at both workstations when the centre has told of it."""
        actor, other = self.random.sample([self.clerk, self.judge], 2)
        if not actor.case(self.case)["court_case"]:
            # The acceptance was undone; only the clerk takes a case up.
            actor, other = self.clerk, self.judge
        command = self._command(actor)
        issued = actor.session.issue(command, actor.role.desk)
        foretold = actor.case(self.case)
        answer = actor.answered(issued)
        assert answer.status == "applied", (command, answer)
        self.done.append(command.KIND)
        actor.settled()
        told = actor.case(self.case)
        _compare(foretold, told, command)
        wait_until(lambda: _public(other.case(self.case)) == _public(actor.case(self.case)))

    def _command(self, actor: Headless) -> Command:
        rows = actor.case(self.case)
        if not rows["court_case"]:
            return actor.accept(self.case)
        acts: list[Callable[[Headless, Case], Command | None]] = [
            self._rename, self._amend, self._add, self._note, self._open, self._settle, self._prepare,
            self._withdraw, self._share, self._undo, self._undo,
        ]  # fmt: skip
        self.random.shuffle(acts)
        return next(command for act in acts if (command := act(actor, rows)) is not None)

    def _rename(self, _: Headless, rows: Case) -> Command | None:
        row = self.random.choice([row for row in rows["party"] if not row["struck"]])
        new = self.random.choice([name for name in _NAMES if name != row["family"]])
        change = _changed("party", row, "family", new)
        keys = PartyKeys(change.row, sort_key(f"{new} {row['given']}"), search_key(f"{row['given']} {new}"))
        return AmendCase(case=self.case, changes=(change,), keys=(keys,))

    def _amend(self, _: Headless, rows: Case) -> Command | None:
        (head,) = rows["court_case"]
        row = self.random.choice([row for row in rows["party"] if not row["struck"]])
        places = [text for text in _TEXTS if text != row["address"]]
        days = [day for day in ("2026-11-01", None) if day != head["offence_on"]]
        return AmendCase(
            case=self.case,
            changes=(
                _changed("party", row, "address", self.random.choice(places)),
                _changed("court_case", head, "offence_on", self.random.choice(days)),
            ),
            reason="اصلاح",
        )

    def _add(self, _: Headless, rows: Case) -> Command | None:
        row = self.random.choice([row for row in rows["party"] if not row["struck"]])
        flags = {flag["flag"] for flag in rows["party_flag"] if flag["party"] == row["id"]}
        free = [flag for flag in ("deaf", "blind", "minor") if flag not in flags]
        if not free or len(rows["party"]) > 8:
            return None
        flag = FlagAdded(id=uuid7(), flag=free[0], party=uuid.UUID(row["id"]))
        witness = party("witness", "نرگس", f"نوری {len(rows['party'])}")
        return AmendCase(case=self.case, parties=(witness,), flags=(flag,))

    def _note(self, actor: Headless, _: Case) -> Command | None:
        scope = "private" if actor is self.judge and self.random.random() < 0.6 else "branch"
        return WriteNote(case=self.case, note=uuid7(), scope=scope, body="سازش محتمل است\nخط دوم")

    def _share(self, actor: Headless, rows: Case) -> Command | None:
        own = [row for row in rows["note"] if row["scope"] == "private" and not row["shared"]]
        standing = [row for row in own if not row["withdrawn"]]
        if actor is not self.judge or not standing:
            return None
        return ShareNote(case=self.case, note=uuid.UUID(standing[0]["id"]))

    def _open(self, actor: Headless, _: Case) -> Command | None:
        due = self.random.choice([None, actor.session.today() + timedelta(days=9)])
        return OpenStep(case=self.case, step=uuid7(), kind="inquiry", title="استعلام ثبتی", due_on=due)

    def _settle(self, _: Headless, rows: Case) -> Command | None:
        opened = [row for row in rows["step"] if row["state"] == "open"]
        if not opened:
            return None
        outcome, remark = self.random.choice([("done", None), ("dropped", "لازم نشد")])
        return SettleStep(case=self.case, step=uuid.UUID(opened[0]["id"]), outcome=outcome, remark=remark)

    def _prepare(self, actor: Headless, rows: Case) -> Command | None:
        if any(row["state"] == "prepared" for row in rows["decision"]):
            return None
        outcome = OutcomeStated(id=uuid7(), claim=uuid.UUID(rows["claim"][0]["id"]), disposition="201")
        return actor.prepare(self.case, outcomes=(outcome,))

    def _withdraw(self, _: Headless, rows: Case) -> Command | None:
        prepared = [row for row in rows["decision"] if row["state"] == "prepared"]
        if not prepared or self.random.random() < 0.5:
            return None
        return WithdrawDecision(case=self.case, decision=uuid.UUID(prepared[0]["id"]))

    def _undo(self, actor: Headless, _: Case) -> Command | None:
        minutes = int(actor.session.settings["undo_minutes"])
        found = last_undoable(
            actor.session.cache, actor.role.desk, actor.login, actor.session.now(), minutes, str(self.case)
        )
        return None if found is None else UndoCommand(case=self.case, command=found.command)


def _changed(entity: str, row: dict[str, Any], field: str, new: str | None) -> FieldChanged:
    return FieldChanged(
        id=uuid7(), entity=entity, row=uuid.UUID(row["id"]), field=field, old=row[field], new=new
    )


def _compare(foretold: Case, told: Case, command: Command) -> None:
    """Every row the centre tells was foretold with the same values, and no other row was."""
    undoes = isinstance(command, UndoCommand)
    for table, rows in known(told).items():
        before = {_identity(table, row, undoes): row for row in known(foretold)[table]}
        after = {_identity(table, row, undoes): row for row in rows}
        if not told["court_case"] and table != "announcement":
            assert after == {}, table
        elif foretold["court_case"] and foretold["court_case"][0]["kind"] is None:
            # Taken up from its announcement: the desk could not know more of the case than that told.
            assert set(before) <= set(after), (table, command)
        else:
            assert _without_ids(before) == _without_ids(after), (table, command)


def _identity(table: str, row: dict[str, Any], undoes: bool) -> object:
    # The centre gives the amendments of an undoing ids of its own.
    if table == "amendment" and undoes:
        return tuple(str(row[name]) for name in ("row_id", "field", "old", "new", "reason"))
    return row["id"]


def _without_ids(rows: dict[object, dict[str, Any]]) -> dict[object, dict[str, Any]]:
    return {
        key: row if isinstance(key, str) else {name: row[name] for name in row if name != "id"}
        for key, row in rows.items()
    }


def _public(case: Case) -> Case:
    """What both of the branch are told."""
    notes = [note for note in case["note"] if note["scope"] == "branch" or note["shared"]]
    return {**case, "note": notes}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_two_people_foretell_of_a_case_is_what_the_centre_tells_both(
    office: Callable[..., Headless], seed: int
) -> None:
    authority, clerk, judge = office("authority"), office("clerk2"), office("judge2")
    registered = authority.register()
    authority.do(registered)
    authority.do(authority.refer(registered.case, world.FIRST))
    clerk.do(clerk.accept(registered.case))
    for each in (clerk, judge):
        each.settled()
        each.wait_for("select * from v_court_case where id = :case", case=str(registered.case))
    walk = Walk(clerk, judge, registered.case, seed)
    for _ in range(STEPS):
        walk.step()
    assert {"amend_case", "undo_command"} <= set(walk.done)

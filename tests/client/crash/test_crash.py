"""The client is killed after each step of typing, saving and undoing, and at each commit within them.

Two ways, for they cost differently. *After every step* a real program is killed by SIGKILL and another
goes on from the files it left, to the end of the script. *At every commit* one program plays the script
unbroken while its files are copied before and after each commit (why that is the same as killing it there
is told at `journal.watch`, and tested), and a fresh program opens each copy. What was acknowledged is
what the window showed when two seconds had gone by, and the sentences by which it said that something is
saved or undone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.client.crash.conftest import LOGINS, Office
from tests.client.crash.faults import FAULTS
from tests.client.crash.script import COMMANDS, SCRIPTS, way_back
from tests.client.crash.verdict import History, Instant, Lines, check_numbers
from tests.server.world import Province

OpenOffice = Callable[[str], Office]
# What the commits of each script begin with: each kind of durable write there is in typing, saving, undoing.
KINDS = {
    "entry": {
        "insert meta", "insert draft", "delete draft", "update lease", "insert outbox", "delete outbox",
    },
    "file": {"insert meta", "insert draft", "update lease", "insert outbox", "delete outbox"},
}  # fmt: skip


def check(office: Office, history: History, instants: list[Instant]) -> None:
    """A fresh program comes back after each of the instants."""
    ways = [(instant.home, way_back(office.script, instant.back_to)) for instant in instants]
    looks = list(dict.fromkeys(ways))
    found = dict(zip(looks, office.look(looks), strict=True))
    for instant, way in zip(instants, ways, strict=True):
        history.check(instant, found[way])


def check_at_centre(office: Office, home: Path, province: Province, number: int) -> None:
    """The road is open again: the centre has each command once, in order, and no other of this clerk."""
    workstation = office.online(home)
    workstation.settled()
    sent = workstation.rows("select id, state from outbox order by sequence")
    workstation.close()
    assert [row["state"] for row in sent] == ["applied"] * number
    with province.superuser() as cursor:
        cursor.execute(
            "select id::text from court.command_log where actor = %s and workstation ="
            " (select workstation from court.command_log where id = %s) order by position",
            (LOGINS[office.script], sent[-1]["id"]),
        )
        assert [row[0] for row in cursor.fetchall()] == [row["id"] for row in sent]


@pytest.mark.parametrize("script", SCRIPTS)
def test_killed_after_every_step_the_program_goes_on_where_it_was_and_all_arrives_once(
    script: str, office: OpenOffice, province: Province
) -> None:
    program, steps = office(script), SCRIPTS[script]
    home = program.home()
    told: Lines = []
    for done in range(len(steps) + 1):
        # What is on the case file's page also tells what the centre has answered by then.
        centre = script == "entry" and done % 2 == 0
        lines = program.work(home, done, min(done + 1, len(steps)), centre=centre)
        found: dict[str, Any] = next(of_it for what, of_it in lines if what == "came back")
        history = History(script, told)
        history.check_shown(steps[done - 1] if done else None, found)
        said = tuple(sentence for what, sentence in told if what == "said")
        assert len(found["commands"]) == len(said), f"after step {done}"
        check_numbers(said, found)
        told += lines
    assert len(said) == COMMANDS[script]
    check_at_centre(program, home, province, len(said))


@pytest.mark.parametrize("script", SCRIPTS)
def test_killed_at_any_commit_the_program_has_lost_nothing_and_does_nothing_twice(
    script: str, office: OpenOffice, province: Province
) -> None:
    program = office(script)
    copies = program.folder / "copies"
    lines = program.work(program.home(), 0, len(SCRIPTS[script]), copies=str(copies))
    history = History(script, lines)
    instants = history.instants(copies)
    assert history.kinds() == KINDS[script]
    assert instants[-1].commands == COMMANDS[script]
    check(program, history, instants)
    copied = len(list(copies.iterdir()))
    print(f"{script}: {len(SCRIPTS[script])} steps, {copied} copies, {len(instants)} instants")
    for before in sorted(copies.glob("*-before"))[1:]:
        number = int(before.name.partition("-")[0])
        assert program.rows(before) == program.rows(copies / f"{number - 1:03}-after"), before.name
    # Whichever of these instants the clerk goes on from, the centre has it all once.
    for commands, instant in {instant.commands: instant for instant in instants if instant.commands}.items():
        check_at_centre(program, instant.home, province, commands)


def test_a_program_really_killed_beside_a_commit_leaves_what_the_copy_holds(office: OpenOffice) -> None:
    program = office("entry")
    begun = program.home()
    before_saving = [step.name for step in SCRIPTS["entry"]].index("the case is saved")
    program.work(begun, 0, before_saving)
    for kind in ("insert draft", "update lease", "insert outbox", "delete draft"):
        for when in ("before", "after"):
            home = program.home(begun)
            copies = home / "copies"
            program.work(home, before_saving, before_saving + 3, copies=str(copies), die=[kind, when])
            assert program.rows(home) == program.rows(max(copies.glob(f"*-{when}"))), f"{when} {kind}"


@pytest.mark.parametrize("name", FAULTS)
def test_a_program_with_this_fault_would_be_found(name: str, office: OpenOffice) -> None:
    fault = FAULTS[name]
    program, steps = office(fault.script), [step.name for step in SCRIPTS[fault.script]]
    copies, at = program.folder / "copies", steps.index(fault.step)
    history = History(fault.script, program.work(program.home(), 0, at + 1, copies=str(copies), fault=name))
    instants = [instant for instant in history.instants(copies) if instant.done == at]
    with pytest.raises(AssertionError, match=r"saved, not there|not as it was|left behind|half typed again"):
        check(program, history, instants)

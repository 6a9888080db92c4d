"""Valid requests of the case file for the fuzzer to spoil."""

from __future__ import annotations

import uuid

from common.commands import (
    AmendCase,
    Command,
    FlagAdded,
    OpenStep,
    RepresentationStated,
    SettleStep,
    ShareNote,
    UndoCommand,
    WithdrawDecision,
    WriteNote,
)
from common.identifiers import uuid7
from tests.attacks.hostile import Template
from tests.server import acts, world
from tests.server.amending import change, keys, last_command, parties, subject
from tests.server.world import Province


def case_file(province: Province) -> list[Template]:
    """Amending, undoing, notes, steps and a decision put away: each on a case that is ready for it."""
    amended, undone = acts.at_branch(province), acts.at_branch(province)
    undoable = last_command(province, "accept_referral")
    first, _ = parties(province, amended)
    lawyer = world.party("lawyer")
    amendment = AmendCase(
        case=amended.case,
        changes=(
            subject(amended, "توهین"), change("party", first, "birth_on", None, "1990-01-01"),
            change("party", first, "given", "علی", "مریم"),
        ),
        keys=(keys(first, "مریم", "محمدی"),), parties=(lawyer,), claims=(world.charge(amount=5),),
        representations=(
            RepresentationStated(id=uuid7(), representative=lawyer.id, client=uuid.UUID(first)),
        ),
        flags=(FlagAdded(id=uuid7(), party=uuid.UUID(first), flag="interpreter", detail="کردی"),), reason="x",
    )  # fmt: skip
    private = acts.write_note(amended, "private", login="judge2")
    step = acts.open_step(amended)
    decision = acts.prepare(acts.at_branch(province))
    commands: tuple[tuple[str, Command], ...] = (
        ("clerk2", amendment),
        ("clerk2", UndoCommand(case=undone.case, command=undoable)),
        ("clerk2", WriteNote(case=amended.case, note=uuid7(), scope="branch", body="یادداشت")),
        ("judge2", ShareNote(case=amended.case, note=private)),
        ("clerk2", OpenStep(case=amended.case, step=uuid7(), kind="inquiry", title="استعلام")),
        ("clerk2", SettleStep(case=amended.case, step=step, outcome="dropped", remark="بی‌نیاز")),
    )
    last = province.value("select case_id::text from court.decision where id = %s", (str(decision),))
    commands += (("clerk2", WithdrawDecision(case=uuid.UUID(last), decision=decision)),)
    return [
        Template(login, "execute", province.station(login).envelope(command.KIND, command.payload()))
        for login, command in commands
    ]

"""What a clerk does next: plausible work for his desk, by what his own cache shows, also while offline."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from client.sync.session import NumberType, Session
from common.commands import (
    UNDOABLE,
    AcceptReferral,
    AmendCase,
    ClaimStated,
    Command,
    FieldChanged,
    OpenSeal,
    OpenStep,
    PrepareDecision,
    ReferCase,
    RegisterCase,
    SendUp,
    SettleStep,
    ShareNote,
    SignDecision,
    UndoCommand,
    WriteNote,
)
from common.errors import Rejection
from common.identifiers import uuid7
from tests.client.sync.headless import party
from tests.server import world

# Every case of this province is sealed with the same stretched password, as if it were sent by post.
STRETCHED = b"\x07" * 32
ENDING = "201"
_GUESS_SECONDS = 5.0
_SOME = " order by random() limit 1"
_RUNNING = """
select e.id, e.case_id from v_docket_entry e
  join v_court_case c on c.id = e.case_id and c.holder = e.desk
 where e.desk = ? and e.disposed_on is null and not e.void
"""

Told = Callable[[str], None]


class Work:
    """The work of one person at one desk. `tell_number` hears every number that was given to a paper."""

    def __init__(self, session: Session, login: str, chance: random.Random, tell_number: Told) -> None:
        self._session, self._chance, self._tell_number = session, chance, tell_number
        self.desk, role = world.PEOPLE[login]
        self._last: tuple[uuid.UUID, uuid.UUID] | None = None
        self._kinds = {
            "clerk": [self._register, self._amend, self._note, self._undo]
            if self.desk == world.REFERRAL
            else [self._accept, self._prepare, self._open_step, self._settle_step, self._amend, self._note,
                  self._send_up, self._open_seal, self._undo],
            "branch_manager": [self._accept, self._prepare, self._send_up, self._undo],
            "judge": [self._sign, self._sign, self._private_note, self._share, self._amend],
            "referral_authority": [self._refer, self._refer, self._refer, self._note, self._undo],
        }[role]  # fmt: skip

    def next(self) -> Command | None:
        """Something to do, None if there is nothing or the centre would be needed and is away."""
        kinds = self._chance.sample(self._kinds, len(self._kinds))
        return next((command for kind in kinds if (command := kind()) is not None), None)

    def story(self) -> Iterator[Command]:
        """A registration, an amendment and a note: the same work for every step of it."""
        for kind in (self._register, self._amend, self._note):
            if (command := kind()) is not None:
                yield command

    def done(self, command: Command, id: uuid.UUID) -> None:
        """The command was acknowledged under that id."""
        if command.KIND in UNDOABLE:
            self._last = (command.case, id)

    def _row(self, query: str, *parameters: Any) -> dict[str, Any] | None:
        with self._session.cache.read() as connection:
            row = connection.exec_driver_sql(query + _SOME, parameters).mappings().first()
        return None if row is None else dict(row)

    def _number(self, kind: NumberType) -> str | None:
        try:
            number = self._session.next_number(kind)
        except Rejection:
            return None
        self._tell_number(number)
        return number

    def _held(self) -> dict[str, Any] | None:
        return self._row(
            "select id, subject from v_court_case where holder = ? and not coalesce(withdrawn, 0)", self.desk
        )

    def _register(self) -> Command | None:
        number = self._number("case")
        if number is None:
            return None
        return RegisterCase(
            case=uuid7(), number=number, kind="criminal", received_on=self._session.today(),
            subject="مزاحمت تلفنی",
            claims=(ClaimStated(id=uuid7(), code_kind="charge", code=world.CHARGE),),
            parties=(party("complainant", "زهرا", "کریمی"), party("accused", "علی", "محمدی")),
        )  # fmt: skip

    def _refer(self) -> Command | None:
        waiting = self._row(
            "select id from v_court_case where holder = ? and not coalesce(withdrawn, 0) and id not in"
            " (select case_id from v_referral where state = 'waiting')",
            self.desk,
        )
        if waiting is None:
            return None
        to_desk = self._chance.choice((world.FIRST, world.FIRST, world.SECOND))
        return ReferCase(case=uuid.UUID(waiting["id"]), referral=uuid7(), to_desk=to_desk)

    def _accept(self) -> Command | None:
        announced = self._row(
            "select case_id, cause_id from v_announcement"
            " where desk = ? and to_desk = ? and cause = 'referral' and state = 'waiting'",
            self.desk, self.desk,
        )  # fmt: skip
        if announced is None:
            return None
        return AcceptReferral(
            case=uuid.UUID(announced["case_id"]), referral=uuid.UUID(announced["cause_id"]), entry=uuid7(),
            received_on=self._session.today(), next_on=self._session.today() + timedelta(days=30),
        )  # fmt: skip

    def _prepare(self) -> Command | None:
        running = self._row(
            _RUNNING + " and e.id not in (select entry from v_decision where state = 'prepared')", self.desk
        )
        number = None if running is None else self._number("decision")
        if running is None or number is None:
            return None
        return PrepareDecision(
            case=uuid.UUID(running["case_id"]), decision=uuid7(), entry=uuid.UUID(running["id"]),
            number=number, kind="verdict", disposition=ENDING, decided_on=self._session.today(),
            body="متهم محکوم است.",
        )  # fmt: skip

    def _sign(self) -> Command | None:
        prepared = self._row(
            "select id, case_id from v_decision where desk = ? and state = 'prepared'", self.desk
        )
        if prepared is None:
            return None
        return SignDecision(case=uuid.UUID(prepared["case_id"]), decision=uuid.UUID(prepared["id"]))

    def _open_step(self) -> Command | None:
        running = self._row(_RUNNING, self.desk)
        if running is None:
            return None
        return OpenStep(case=uuid.UUID(running["case_id"]), step=uuid7(), kind="inquiry", title="استعلام ثبت")

    def _settle_step(self) -> Command | None:
        step = self._row("select id, case_id from v_step where desk = ? and state = 'open'", self.desk)
        if step is None:
            return None
        return SettleStep(case=uuid.UUID(step["case_id"]), step=uuid.UUID(step["id"]), outcome="done")

    def _amend(self) -> Command | None:
        held = self._held()
        if held is None:
            return None
        case = uuid.UUID(held["id"])
        new = f"موضوع {self._chance.randrange(10**6)}"
        change = FieldChanged(
            id=uuid7(), entity="court_case", row=case, field="subject", old=held["subject"], new=new
        )
        return AmendCase(case=case, changes=(change,))

    def _note(self, scope: str = "branch") -> Command | None:
        held = self._held()
        if held is None:
            return None
        return WriteNote(case=uuid.UUID(held["id"]), note=uuid7(), scope=scope, body="یادداشت")

    def _private_note(self) -> Command | None:
        return self._note("private")

    def _share(self) -> Command | None:
        note = self._row(
            "select id, case_id from v_note where desk = ? and scope = 'private' and not coalesce(shared, 0)",
            self.desk,
        )
        if note is None:
            return None
        return ShareNote(case=uuid.UUID(note["case_id"]), note=uuid.UUID(note["id"]))

    def _send_up(self) -> Command | None:
        decided = self._row(
            "select c.id from v_court_case c join v_docket_entry e on e.case_id = c.id and e.desk = c.holder"
            " where c.holder = ? and e.disposed_on is not null and not e.void and e.in_class <> 'appeal'"
            " and c.id not in (select case_id from v_seal where state in ('sealed', 'locked'))",
            self.desk,
        )
        number = None if decided is None else self._number("seal")
        if decided is None or number is None:
            return None
        return SendUp(
            case=uuid.UUID(decided["id"]), seal=uuid7(), serial=number, salt=bytes(16),
            verifier=hashlib.sha256(STRETCHED).digest(), to_desk=world.APPEAL, objection="appeal",
            expires_on=self._session.today() + timedelta(days=10), filed_on=self._session.today(),
        )  # fmt: skip

    def _open_seal(self) -> Command | None:
        """The password is presented to the centre; without it this waits."""
        sealed = self._row(
            "select case_id, cause_id from v_announcement"
            " where desk = ? and cause = 'seal' and state = 'sealed'",
            self.desk,
        )
        if sealed is None or self.desk != world.APPEAL:
            return None
        request = {"seal": sealed["cause_id"], "desk": self.desk, "guess": STRETCHED.hex()}
        try:
            attempt = self._session.ask("present", request).result(_GUESS_SECONDS)["attempt"]
        except (Rejection, TimeoutError):
            return None
        return OpenSeal(
            case=uuid.UUID(sealed["case_id"]), seal=uuid.UUID(sealed["cause_id"]), attempt=attempt,
            entry=uuid7(), received_on=self._session.today(),
            next_on=self._session.today() + timedelta(days=30),
        )  # fmt: skip

    def _undo(self) -> Command | None:
        last, self._last = self._last, None
        return None if last is None else UndoCommand(case=last[0], command=last[1])

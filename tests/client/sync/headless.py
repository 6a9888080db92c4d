"""A workstation without windows: a real Session on its own home, for tests and journeys."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import keyring.backend
import keyring.errors
from sqlalchemy import text

from client.sync.events import Answered, Event
from client.sync.link import Pace
from client.sync.session import DeskRole, Issued, ServerAddress, Session
from common import seal
from common.commands import (
    AcceptReferral,
    ClaimStated,
    Command,
    OpenSeal,
    OutcomeStated,
    PartyStated,
    PrepareDecision,
    ReferCase,
    RegisterCase,
    SendUp,
    SignDecision,
)
from common.identifiers import uuid7
from common.read_models import CASE_TABLES
from common.text import search_key, sort_key
from tests.server.world import national_id

# As the program's, but it looks again sooner.
QUICK = Pace(front=0.05, back=0.1, sweep=5.0, first_retry=0.05, last_retry=0.3)
PATIENCE = 60.0
_WAITS = "select 1 from outbox where state = 'waiting' or (state = 'applied' and not covered) limit 1"

Result = TypeVar("Result")


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that lives as long as the test; may stand for one account's at several starts."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class FileKeyring(keyring.backend.KeyringBackend):
    """A keyring in a plain file, for programs that are killed and started again. Never half written, as those
    of operating systems are not."""

    priority = 1

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def _entries(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_text())) if self._path.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._entries() | {f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self._entries()
        if entries.pop(f"{service} {username}", None) is None:
            raise keyring.errors.PasswordDeleteError
        self._write(entries)

    def _write(self, entries: dict[str, str]) -> None:
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(entries))
        beside.replace(self._path)


def wait_until(condition: Callable[[], Result | None], seconds: float = PATIENCE) -> Result:
    """The first true value of `condition`; AssertionError if there is none in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        pause.wait(0.01)
    return found


def is_quiet(session: Session) -> bool:
    """Whether nothing waits to be sent and nothing is foretold any more."""
    with session.cache.read() as connection:
        return connection.exec_driver_sql(_WAITS).first() is None


def _case_column(table: str) -> str:
    return "id" if table == "court_case" else "case_id"


class Headless:
    """One person's workstation: sign in, act as the windows do, look into the cache."""

    def __init__(
        self,
        home: Path,
        server: ServerAddress,
        login: str,
        password: str,
        keys: keyring.backend.KeyringBackend | None = None,
        pace: Pace = QUICK,
        **options: Any,
    ) -> None:
        self.home, self.server, self.login, self.password = home, server, login, password
        self.keys = keys or MemoryKeyring()
        self._pace, self._options = pace, options
        self.events: list[Event] = []
        self.session = self._sign_in()

    def _sign_in(self) -> Session:
        session = Session.sign_in(
            self.home,
            self.server,
            self.login,
            self.password,
            False,
            self.keys,
            pace=self._pace,
            **self._options,
        )
        session.subscribe(self.events.append)
        return session

    def restart(self) -> None:
        """Close the program and start it again."""
        self.session.close()
        self.session = self._sign_in()

    def close(self) -> None:
        """Close the program."""
        self.session.close()

    @property
    def role(self) -> DeskRole:
        """The first desk of the user."""
        return self.session.roles[0]

    # ---- looking
    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of the cache."""
        with self.session.cache.read() as connection:
            return [dict(row) for row in connection.execute(text(query), parameters).mappings()]

    def case(self, case: uuid.UUID) -> dict[str, list[dict[str, Any]]]:
        """All that the views tell of a case, table by table."""
        return {
            table.name: self.rows(
                f"select * from v_{table.name} where {_case_column(table.name)} = :case order by id",
                case=str(case),
            )
            for table in CASE_TABLES
        }

    def wait_for(self, query: str, **parameters: Any) -> dict[str, Any]:
        """The first row of a query of the cache that has one."""
        return wait_until(lambda: self.rows(query, **parameters))[0]

    def answered(self, issued: Issued) -> Answered:
        """The centre's answer to a command."""
        return wait_until(
            lambda: next(
                (e for e in tuple(self.events) if isinstance(e, Answered) and e.id == issued.id), None
            )
        )

    def settled(self) -> None:
        """Nothing waits to be sent and nothing is foretold any more."""
        wait_until(lambda: is_quiet(self.session))

    # ---- acting
    def do(self, command: Command) -> Answered:
        """Issue a command and wait for the answer; AssertionError if it is rejected."""
        answer = self.answered(self.session.issue(command, self.role.desk))
        assert answer.status == "applied", answer
        return answer

    def register(self, subject: str = "مزاحمت تلفنی", charge: str = "306") -> RegisterCase:
        """A criminal case, as the counter would enter it; not yet issued."""
        return RegisterCase(
            case=uuid7(),
            number=self.session.next_number("case"),
            kind="criminal",
            received_on=self.session.today(),
            subject=subject,
            claims=(ClaimStated(id=uuid7(), code_kind="charge", code=charge),),
            parties=(party("complainant", "زهرا", "کریمی"), party("accused", "علی", "محمدی")),
        )

    def refer(self, case: uuid.UUID, to_desk: int) -> ReferCase:
        """Refer a waiting case to a branch; not yet issued."""
        return ReferCase(case=case, referral=uuid7(), to_desk=to_desk)

    def accept(self, case: uuid.UUID) -> AcceptReferral:
        """Take up an announced referral; waits for the announcement; not yet issued."""
        announced = self.wait_for(
            "select * from v_announcement where case_id = :case and cause = 'referral' and state = 'waiting'",
            case=str(case),
        )
        return AcceptReferral(
            case=case,
            referral=uuid.UUID(announced["cause_id"]),
            entry=uuid7(),
            received_on=self.session.today(),
            next_on=self.session.today() + timedelta(days=30),
        )

    def prepare(
        self, case: uuid.UUID, disposition: str = "201", outcomes: tuple[OutcomeStated, ...] = ()
    ) -> PrepareDecision:
        """Write the decision of the running entry; waits for it; not yet issued."""
        entry = self.wait_for(
            "select * from v_docket_entry where case_id = :case and desk = :desk"
            " and disposed_on is null and not void",
            case=str(case),
            desk=self.role.desk,
        )
        return PrepareDecision(
            case=case,
            decision=uuid7(),
            entry=uuid.UUID(entry["id"]),
            number=self.session.next_number("decision"),
            kind="verdict",
            disposition=disposition,
            decided_on=self.session.today(),
            body="متهم محکوم است.",
            outcomes=outcomes,
        )

    def sign(self, case: uuid.UUID) -> SignDecision:
        """Sign the prepared decision; waits for it; not yet issued."""
        decision = self.wait_for(
            "select * from v_decision where case_id = :case and state = 'prepared'", case=str(case)
        )
        return SignDecision(case=case, decision=uuid.UUID(decision["id"]))

    def send_up(self, case: uuid.UUID, to_desk: int) -> tuple[SendUp, seal.CasePassword]:
        """Seal a decided case and send it to an appeal branch; not yet issued."""
        password, salt = seal.new_password(), seal.new_salt()
        command = SendUp(
            case=case,
            seal=uuid7(),
            serial=self.session.next_number("seal"),
            salt=salt,
            verifier=seal.verifier(seal.stretch(password, salt)),
            expires_on=self.session.today() + timedelta(days=10),
            to_desk=to_desk,
            objection="appeal",
            filed_on=self.session.today(),
        )
        return command, password

    def open(self, case: uuid.UUID, password: seal.CasePassword) -> OpenSeal:
        """Present the password of an announced seal; waits for the announcement; not yet issued."""
        announced = self.wait_for(
            "select * from v_announcement where case_id = :case and cause = 'seal'", case=str(case)
        )
        guess = seal.stretch(password, bytes.fromhex(announced["salt"]))
        request = {"seal": announced["cause_id"], "desk": self.role.desk, "guess": guess.hex()}
        attempt = self.session.ask("present", request).result(PATIENCE)["attempt"]
        return OpenSeal(
            case=case,
            seal=uuid.UUID(announced["cause_id"]),
            attempt=attempt,
            entry=uuid7(),
            received_on=self.session.today(),
            next_on=self.session.today() + timedelta(days=30),
        )


def known(case: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What a prediction can tell of a case: without the centre's instants, positions and numbers of books."""
    return {
        table: [
            {
                name: value
                for name, value in row.items()
                if name not in _ONLY_THE_CENTRE_KNOWS and not name.endswith("_at")
            }
            for row in rows
        ]
        for table, rows in case.items()
    }


_ONLY_THE_CENTRE_KNOWS = (
    "layer", "at", "position", "archive_year", "archive_row", "register_year", "register_row",
)  # fmt: skip


def party(role: str, given: str, family: str) -> PartyStated:
    """A person with a fresh id."""
    return PartyStated(
        id=uuid7(),
        role=role,
        kind="person",
        sort_key=sort_key(f"{family} {given}"),
        search_key=search_key(f"{given} {family}"),
        national_id=national_id(f"{role} {given} {family}"),
        given=given,
        family=family,
    )

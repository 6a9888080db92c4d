"""A small province for tests: two bodies, one of first instance and one of appeal, and people of every role.

``build`` fills a migrated database; a ``Station`` is one person at one workstation who talks to the centre as
the program does: hello, leases, commands, feed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import uuid
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg2

from common import case_number, jalali
from common.commands import (
    AcceptReferral,
    Command,
    OpenSeal,
    PrepareDecision,
    ReferCase,
    RegisterCase,
    SendUp,
    SignDecision,
)
from common.commands.cases import ClaimStated, PartyStated
from common.identifiers import national_id_problem, uuid7
from common.text import search_key, sort_key
from server import users
from server.demo.scram import scram_verifier
from server.migrate import USER

PASSWORD = "correct horse 1405"
_VERIFIER = scram_verifier(PASSWORD)

DISTRICTS = ((1, "حوزه قضایی مرکز"), (2, "حوزه قضایی شمال"))
BODIES = ((1, 1, "criminal", "مجتمع کیفری مرکز"), (2, 1, "appeal", "دادگاه تجدیدنظر استان"))
# id, code, kind, branch kind, body, district, number, title
DESKS = (
    (1, "referral-criminal", "referral", None, 1, 1, None, "دفتر کل و ارجاع مجتمع کیفری"),
    (2, "criminal-two-1", "branch", "criminal_two", 1, 1, 1, "شعبه ۱ کیفری دو"),
    (3, "criminal-two-2", "branch", "criminal_two", 1, 1, 2, "شعبه ۲ کیفری دو"),
    (4, "appeal-1", "branch", "appeal", 2, 2, 1, "شعبه ۱ تجدیدنظر"),
    (5, "enquiry", "enquiry", None, None, 1, None, "واحد پاسخگویی"),
    (6, "district-1", "district", None, None, 1, None, "ریاست حوزه مرکز"),
    (7, "province", "province", None, None, None, None, "دادگستری کل استان"),
    (8, "administration", "administration", None, None, None, None, "مدیریت سامانه"),
)
REFERRAL, FIRST, SECOND, APPEAL, ENQUIRY, DISTRICT, PROVINCE, ADMINISTRATION = (desk[0] for desk in DESKS)
# login: desk, role
PEOPLE = {
    "registrar": (REFERRAL, "clerk"),
    "authority": (REFERRAL, "referral_authority"),
    "clerk2": (FIRST, "clerk"),
    "manager2": (FIRST, "branch_manager"),
    "judge2": (FIRST, "judge"),
    "clerk3": (SECOND, "clerk"),
    "judge3": (SECOND, "judge"),
    "clerk4": (APPEAL, "clerk"),
    "judge4": (APPEAL, "judge"),
    "enquirer": (ENQUIRY, "enquiry_officer"),
    "head": (DISTRICT, "district_head"),
    "chief": (PROVINCE, "district_head"),
    "admin": (ADMINISTRATION, "administrator"),
}
# Charges and dispositions of server/codes that the stories use.
CHARGE = "306"


def build(connection_kwargs: dict[str, Any]) -> None:
    """Fill a migrated database with desks and people; every password is ``PASSWORD``.

    In a copy of a filled one, the people's logins are put right: they belong to the cluster, where an
    earlier test may have locked one or given it a new password.
    """
    with (
        closing(psycopg2.connect(**connection_kwargs)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("select from court.desk")
        if cursor.rowcount:
            for login in PEOPLE.keys() - _logins_in_order(cursor):
                users.add_login(cursor, login, _VERIFIER, "مریم", "محمدی")
            return
        cursor.executemany("insert into court.district (id, title) values (%s, %s)", DISTRICTS)
        cursor.executemany(
            "insert into court.body (id, district, kind, title) values (%s, %s, %s, %s)", BODIES
        )
        cursor.executemany(
            "insert into court.desk (id, code, kind, branch_kind, body, district, number, title, sort_key)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [(*desk, sort_key(desk[-1])) for desk in DESKS],
        )
        for login, (desk, role) in PEOPLE.items():
            users.add_login(cursor, login, _VERIFIER, "مریم", "محمدی")
            users.add_membership(cursor, login, desk, role)


def _logins_in_order(cursor: Any) -> set[str]:
    cursor.execute(
        "select rolname from pg_authid where rolpassword = %s and rolcanlogin and rolconnlimit = %s"
        " and not (rolsuper or rolcreatedb or rolcreaterole) and pg_has_role(oid, %s, 'member')",
        (_VERIFIER, users.CONNECTIONS, USER),
    )
    return {login for (login,) in cursor.fetchall()}


class Rejected(Exception):  # noqa: N818 -- the word of the door
    """The centre refused: `code`, `field`, `parameters`."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(answer)
        self.code: str = answer["code"]
        self.field: str | None = answer.get("field")
        self.parameters: dict[str, Any] = answer.get("parameters", {})


class Station:
    """A person at a workstation, connected. Every call is a transaction of its own."""

    def __init__(self, connection_kwargs: dict[str, Any], desk: int) -> None:
        self.connection = psycopg2.connect(**connection_kwargs)
        self.connection.autocommit = True
        self.desk = desk
        self.workstation = uuid7()
        self._sequence = itertools.count(1)
        self._numbers: dict[str, Iterator[str]] = {}
        self.greeting = self.ask("hello", client_version="0.1.0", schema_version=1,
                                 workstation=str(self.workstation), machine="test")  # fmt: skip
        self.today = date.fromisoformat(self.greeting["today"])

    def close(self) -> None:
        """End the connection."""
        self.connection.close()

    def raw(self, function: str, text: str) -> dict[str, Any]:
        """What an api function answers to any text."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"select api.{function}(%s)", (text,))
            answer: dict[str, Any] = cursor.fetchone()[0]
        return answer

    def ask(self, function: str, **request: Any) -> dict[str, Any]:
        """What an api function answers; raises Rejected if it refuses."""
        answer = self.raw(function, json.dumps(request))
        if "code" in answer:
            raise Rejected(answer)
        return answer

    def envelope(self, kind: str, payload: dict[str, Any], **other: Any) -> dict[str, Any]:
        """A command as it is sent."""
        return {
            "id": str(uuid7()),
            "kind": kind,
            "version": 1,
            "desk": self.desk,
            "workstation": str(self.workstation),
            "sequence": next(self._sequence),
            "issued_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "payload": payload,
        } | other

    def send(self, *envelopes: dict[str, Any]) -> list[dict[str, Any]]:
        """The answers to a batch."""
        answers: list[dict[str, Any]] = self.ask_execute(envelopes)["answers"]
        return answers

    def ask_execute(self, envelopes: Any) -> dict[str, Any]:
        """The whole answer to a batch; raises Rejected if the batch is refused as a whole."""
        answer = self.raw("execute", json.dumps(list(envelopes)))
        if "code" in answer:
            raise Rejected(answer)
        return answer

    def do(self, command: Command, **other: Any) -> dict[str, Any]:
        """The result of a command; raises Rejected if it is refused."""
        (answer,) = self.send(self.envelope(command.KIND, command.payload(), **other))
        if answer["status"] == "rejected":
            raise Rejected(answer)
        result: dict[str, Any] = answer["result"]
        return result

    def next_number(self, type_: str) -> str:
        """The next number of this workstation's lease, leasing a hundred at a time."""
        if type_ not in self._numbers:
            self._numbers[type_] = self._leased(type_)
        return next(self._numbers[type_])

    def _leased(self, type_: str) -> Iterator[str]:
        settings = self.greeting["settings"]
        year = jalali.to_jalali(self.today)[0]
        while True:
            lease = self.ask("lease", workstation=str(self.workstation), year=year, type=type_, size=100)
            for serial in range(lease["first"], lease["last"] + 1):
                yield case_number.compose(
                    year, settings["number_organisation"], settings[f"number_{type_}"], serial
                )


@dataclasses.dataclass
class Story:
    """A case on its way through the province; each step is done by the person whose job it is."""

    province: Province
    case: uuid.UUID = dataclasses.field(default_factory=uuid7)
    referral: uuid.UUID = dataclasses.field(default_factory=uuid7)
    entry: uuid.UUID = dataclasses.field(default_factory=uuid7)
    decision: uuid.UUID = dataclasses.field(default_factory=uuid7)
    seal: uuid.UUID = dataclasses.field(default_factory=uuid7)
    number: str = ""
    stretched: bytes = b"\x07" * 32

    def register(self, **changes: Any) -> Story:
        station = self.province.station("registrar")
        command = dataclasses.replace(registration(station), case=self.case, **changes)
        self.number = command.number
        station.do(command)
        return self

    def refer(self, to_desk: int = FIRST) -> Story:
        self.province.station("authority").do(
            ReferCase(case=self.case, referral=self.referral, to_desk=to_desk)
        )
        return self

    def accept(self, login: str = "clerk2") -> Story:
        station = self.province.station(login)
        self.accepted = station.do(
            AcceptReferral(
                case=self.case, referral=self.referral, entry=self.entry, received_on=station.today,
                next_on=station.today + timedelta(days=30),
            )
        )  # fmt: skip
        return self

    def decide(self, disposition: str, clerk: str = "clerk2", judge: str = "judge2") -> Story:
        station = self.province.station(clerk)
        station.do(
            PrepareDecision(
                case=self.case, decision=self.decision, entry=self.entry,
                number=station.next_number("decision"), kind="verdict",
                disposition=disposition, decided_on=station.today,
                body="متهم محکوم است.",
            )
        )  # fmt: skip
        self.signed = self.province.station(judge).do(SignDecision(case=self.case, decision=self.decision))
        return self

    def send_up(self, login: str = "clerk2", to_desk: int = APPEAL) -> Story:
        station = self.province.station(login)
        station.do(
            SendUp(
                case=self.case, seal=self.seal, serial=station.next_number("seal"), salt=bytes(16),
                verifier=verifier(self.stretched), objection="appeal",
                expires_on=station.today + timedelta(days=10), to_desk=to_desk, filed_on=station.today,
            )
        )  # fmt: skip
        return self

    def present(self, guess: bytes, login: str = "clerk4") -> int:
        """The number of the counted attempt."""
        station = self.province.station(login)
        answer = station.ask("present", seal=str(self.seal), desk=station.desk, guess=guess.hex())
        attempt: int = answer["attempt"]
        return attempt

    def open(self, attempt: int, login: str = "clerk4") -> dict[str, Any]:
        """The result of opening by a counted attempt."""
        station = self.province.station(login)
        return station.do(
            OpenSeal(
                case=self.case, seal=self.seal, attempt=attempt, entry=uuid7(), received_on=station.today,
                next_on=station.today + timedelta(days=30),
            )
        )  # fmt: skip


class Province:
    """A built database and the stations of its people, connected when first needed."""

    def __init__(self, database: Any) -> None:
        self.database = database
        build(database.superuser)
        self._stations: dict[str, Station] = {}

    def connection(self, login: str) -> dict[str, Any]:
        """Arguments of psycopg2.connect for a person."""
        kwargs: dict[str, Any] = self.database.as_(login, PASSWORD)
        return kwargs

    def station(self, login: str) -> Station:
        """The one station of a person."""
        if login not in self._stations:
            self._stations[login] = self.new_station(login)
        return self._stations[login]

    def new_station(self, login: str) -> Station:
        """Another workstation of a person; the caller closes it."""
        return Station(self.connection(login), PEOPLE[login][0])

    def story(self) -> Story:
        """A case not yet registered."""
        return Story(self)

    @contextmanager
    def superuser(self) -> Iterator[Any]:
        """A superuser's cursor; committed at the end."""
        with (
            closing(psycopg2.connect(**self.database.superuser)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            yield cursor

    def value(self, query: str, parameters: tuple[Any, ...] = ()) -> Any:
        """The first column of the first row, as superuser."""
        with self.superuser() as cursor:
            cursor.execute(query, parameters)
            row = cursor.fetchone()
        return None if row is None else row[0]

    def close(self) -> None:
        """End all connections."""
        for station in self._stations.values():
            station.close()


def party(role: str, **changes: Any) -> PartyStated:
    """A person with a fresh id; another one in each role."""
    given, family = "علی", "محمدی"
    stated = PartyStated(
        id=uuid7(), role=role, kind="person", sort_key=sort_key(f"{family} {given}"),
        search_key=search_key(f"{given} {family}"), national_id=national_id(role), given=given, family=family,
    )  # fmt: skip
    return dataclasses.replace(stated, **changes)


def national_id(of: str) -> str:
    """A right code of a person, the same for the same text."""
    nine = f"{zlib.crc32(of.encode()) % 10**9:09d}"
    return next(code for digit in range(10) if not national_id_problem(code := f"{nine}{digit}"))


def charge(**changes: Any) -> ClaimStated:
    """The charge of telephone nuisance, with a fresh id."""
    return dataclasses.replace(ClaimStated(id=uuid7(), code_kind="charge", code=CHARGE), **changes)


def registration(station: Station) -> RegisterCase:
    """A criminal case with two parties and a charge, with a number of the station's lease."""
    return RegisterCase(
        case=uuid7(), number=station.next_number("case"), kind="criminal", received_on=station.today,
        subject="مزاحمت تلفنی", claims=(charge(),), parties=(party("complainant"), party("accused")),
    )  # fmt: skip


def verifier(stretched: bytes) -> bytes:
    """What the centre keeps of a stretched password."""
    return hashlib.sha256(stretched).digest()

"""A client in memory, written from the description of the feed alone: what a login has been told so far."""

from __future__ import annotations

import json
from functools import reduce
from operator import xor
from typing import Any

import psycopg2

from common.read_models import FEED_COLUMNS

CASE_TABLES = (
    "court_case", "party", "claim", "representation", "party_flag", "amendment", "note", "step", "event",
    "referral", "docket_entry", "decision", "outcome", "seal",
)  # fmt: skip
NOTE_DESK = FEED_COLUMNS["note"].index("desk")
DECISION_DESK, DECISION_STATE = (FEED_COLUMNS["decision"].index(name) for name in ("desk", "state"))
OUTCOME_DECISION = FEED_COLUMNS["outcome"].index("decision")
HOLDER = FEED_COLUMNS["court_case"].index("holder")
ANNOUNCEMENT = "announcement"
CASE_COLUMN = {table: 0 if table == "court_case" else 1 for table in (*CASE_TABLES, ANNOUNCEMENT)}
assert all(FEED_COLUMNS[table][column] in ("id", "case_id") for table, column in CASE_COLUMN.items())

Row = tuple[Any, ...]


class Refused(Exception):  # noqa: N818 -- the word of the door
    """The centre did not answer."""


class Reader:
    """The cache of one login; `poll` brings it up to date."""

    def __init__(self, connection_kwargs: dict[str, Any], login: str) -> None:
        self.login = login
        self.access: dict[tuple[str, int], tuple[int, int]] = {}
        self.rows: dict[str, dict[str, dict[str, Row]]] = {}  # case, table, id
        self.cursors: dict[int, str] = {}
        self.today: set[int] = set()
        self.incarnation: int | None = None
        self.verified = 0
        self.repaired = 0
        self._kwargs = connection_kwargs
        self._connection: Any = None

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def ask(self, function: str, request: dict[str, Any]) -> dict[str, Any]:
        """What the centre answers. Raises psycopg2's errors when it is away."""
        if self._connection is None:
            self._connection = psycopg2.connect(**self._kwargs)
            self._connection.autocommit = True
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(f"select api.{function}(%s)", (json.dumps(request),))
                answer: dict[str, Any] = cursor.fetchone()[0]
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            self.close()
            raise
        if "code" in answer:
            raise Refused(answer)
        return answer

    def has_news(self) -> bool:
        """What the pulse says."""
        return bool(self.ask("pulse", {"desks": self.cursors})["news"])

    def poll(self) -> set[str] | None:
        """The cases touched by what has come; None if the centre begins a new life and must be verified."""
        answer = self.ask("changes", {"desks": self.cursors})
        if answer["incarnation"] is None:  # nobody has said hello since its start
            return None
        if self.incarnation is not None and answer["incarnation"] != self.incarnation:
            verified = self.verify()
            return None if verified is None else verified | (self.poll() or set())  # as after pages of a fill
        self.incarnation = answer["incarnation"]
        today = {desk for desk, _ in answer["desks"]}
        touched = self._forget_desks(set(self.cursors) - today)
        touched |= self._take(answer)
        for desk in self.cursors:
            self.cursors[desk] = answer["snapshot"]
        for desk in answer["fill"]:
            self.cursors[desk] = answer["snapshot"]
            try:
                touched |= self._fill(desk)
            except Refused:  # the membership has ended again meanwhile
                touched |= self._forget_desks({desk})
        if answer["fill"]:  # the pages are of later moments than the rest: shown when one answer covers all
            return touched | (self.poll() or set())
        return touched

    def verify(self) -> set[str] | None:
        """Compare with the centre after a new incarnation, fetch what differs."""
        touched: set[str] = set()
        desks = set(self.cursors)
        incarnations = set()
        for desk in sorted(desks):
            try:
                incarnations.add(self._verify_desk(desk, touched))
            except Refused:  # the membership has ended meanwhile
                touched |= self._forget_desks({desk})
        # Without desks there is nothing to verify; another life between two desks: once more.
        self.incarnation = incarnations.pop() if len(incarnations) == 1 else None if not desks else 0
        self.verified += 1
        return touched

    def _verify_desk(self, desk: int, touched: set[str]) -> int | None:
        mine = {case: line for (case, of_desk), line in self.access.items() if of_desk == desk}
        verified = self.ask("verify", {"desk": desk})
        digest = reduce(xor, (stamp for _, stamp in mine.values()), 0)
        if (verified["count"], int(verified["digest"])) != (len(mine), digest):
            self.repaired += 1
            verified = self.ask("heads", {"desk": desk})
            there = {case: (level, stamp) for case, level, stamp in verified["heads"]}
            for case in mine.keys() - there.keys():
                del self.access[case, desk]
                touched.add(case)
            differing = sorted(case for case, line in there.items() if mine.get(case) != line)
            for start in range(0, len(differing), 500):
                touched |= self._take(
                    self.ask("cases", {"desk": desk, "ids": differing[start : start + 500]})
                )
            self._tidy(touched)
        self.cursors[desk] = verified["snapshot"]
        incarnation: int | None = verified["incarnation"]
        return incarnation

    def _fill(self, desk: int) -> set[str]:
        touched: set[str] = set()
        request: dict[str, Any] = {"desk": desk, "limit": 50}
        while True:
            page = self.ask("fill", request)
            touched |= self._take(page)
            if page["after"] is None:
                return touched
            request["after"] = page["after"]

    def _take(self, told: dict[str, Any]) -> set[str]:
        touched = set()
        for case, desk, level, stamp, whole in told["access"]:
            touched.add(case)
            if whole:
                self.rows.pop(case, None)
            if level:
                self.access[case, desk] = (level, stamp)
            else:
                self.access.pop((case, desk), None)
        for table, rows in told["rows"].items():
            for row in rows:
                case = row[CASE_COLUMN[table]]
                self.rows.setdefault(case, {}).setdefault(table, {})[row[0]] = tuple(row)
        self._tidy(touched)
        self._forget_of_desks(told)
        return touched

    def _forget_desks(self, desks: set[int]) -> set[str]:
        gone = [key for key in self.access if key[1] in desks]
        for key in gone:
            del self.access[key]
        for desk in desks:
            del self.cursors[desk]
        touched = {case for case, _ in gone}
        self._tidy(touched)
        return touched

    def _forget_of_desks(self, told: dict[str, Any]) -> None:
        """A desk's notes and drafts go with the membership, though the case is open through another desk."""
        today = {desk[0] if isinstance(desk, list) else desk for desk in told["desks"]}
        if today == self.today:
            return
        self.today = today
        for held in self.rows.values():
            if notes := held.pop("note", None):
                kept = {id: row for id, row in notes.items() if row[NOTE_DESK] in today}
                if kept:
                    held["note"] = kept
            self._forget_drafts(held)

    def _forget_drafts(self, held: dict[str, dict[str, Row]]) -> None:
        holders = {row[HOLDER] for row in held.get("court_case", {}).values()}
        drafts = {
            id
            for id, row in held.get("decision", {}).items()
            if row[DECISION_STATE] != "signed" and not {row[DECISION_DESK], *holders} & self.today
        }
        for table, column in (("decision", 0), ("outcome", OUTCOME_DECISION)):
            rows = {id: row for id, row in held.pop(table, {}).items() if row[column] not in drafts}
            if rows:
                held[table] = rows

    def _tidy(self, cases: set[str]) -> None:
        """A case goes with the last desk that holds it; an announcement with its desk's level."""
        levels: dict[str, dict[int, int]] = {case: {} for case in cases}
        for (case, desk), (level, _) in self.access.items():
            if case in levels:
                levels[case][desk] = level
        for case, of_desks in levels.items():
            held = self.rows.get(case, {})
            if 2 not in of_desks.values():
                held = {ANNOUNCEMENT: held.get(ANNOUNCEMENT, {})}
            announced = held.get(ANNOUNCEMENT, {})
            kept = {key: row for key, row in announced.items() if of_desks.get(row[2]) == 1}
            held = {**held, ANNOUNCEMENT: kept}
            self.rows[case] = {table: rows for table, rows in held.items() if rows}
            if not self.rows[case]:
                del self.rows[case]

"""Hostile requests at every api function: each gets a coded answer, none leaves half a change behind.

``python -m tests.attacks.fuzz --examples 100000`` prints its figures.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
import time
from contextlib import closing, suppress
from typing import Any

import psycopg2
from hypothesis import HealthCheck, Phase, given, seed, settings

from common.errors import SENTENCES
from common.identifiers import uuid7
from tests.attacks.case_file import case_file
from tests.attacks.hostile import Hostile, Template, hostile
from tests.own_server import own_database
from tests.server import world
from tests.server.world import Province, Station, Story

RESEND = ("40001", "40P01", "55P03")
CASE_TABLES = (
    "court_case", "case_access", "party", "claim", "representation", "party_flag", "amendment", "note",
    "step", "referral", "docket_entry", "decision", "outcome", "seal",
)  # fmt: skip
FINGERPRINT = "select " + ", ".join(
    f"(select row(count(*), coalesce(sum(changed::text::numeric), 0))::text from court.{table})"
    for table in CASE_TABLES
)


class Fault(AssertionError):  # noqa: N818 -- not an error of this program
    """What the centre must not do."""


class Fuzzer:
    """Sends requests and judges the answers; counts them by kind of answer."""

    def __init__(self, province: Province) -> None:
        self.province = province
        self.templates = templates(province)
        self.figures: collections.Counter[str] = collections.Counter()
        self.missing_rules: collections.Counter[str] = collections.Counter()
        self._watch = psycopg2.connect(**province.database.superuser)
        self._watch.autocommit = True
        self._before = self._fingerprint()
        self._lines: dict[str, Any] = {}
        self._ids = [t.request["id"] for t in self.templates if t.function == "execute"]

    def close(self) -> None:
        """End the connections."""
        self._watch.close()
        for line in self._lines.values():
            line.close()

    def send(self, request: Hostile) -> None:
        """Send and judge one request; raises Fault."""
        line = self._line(request.login)
        sent = request.text
        if request.fresh:
            for known in self._ids:
                sent = sent.replace(known, str(uuid7()))
        try:
            with line.cursor() as cursor:
                cursor.execute(f"select api.{request.function}(%s)::text", (sent,))
                text = cursor.fetchone()[0]
        except psycopg2.Error as error:
            line.rollback()
            if error.pgcode not in RESEND:
                raise Fault(f"{error.pgcode} {error} for {request}") from error
            self.figures["to be sent again"] += 1
            return
        except (UnicodeEncodeError, ValueError):  # the driver itself refuses: nothing was sent
            self.figures["not sendable"] += 1
            return
        applied = self._judge(request, text)
        # What was accepted is taken back, so that every request meets the same province.
        line.rollback() if applied else line.commit()
        after = self._fingerprint()
        if after != self._before:
            raise Fault(f"something was left behind by {request}: {text[:300]}")

    def _judge(self, request: Hostile, text: str) -> bool:
        """Whether anything was accepted; raises Fault for an answer that is not as promised."""
        try:
            answer = json.loads(text, parse_int=str, parse_float=str)
        except RecursionError:
            self.figures["too deep for Python"] += 1
            return True  # beside the deep one there may be one that was accepted
        if not isinstance(answer, dict):
            raise Fault(f"no object: {text[:300]} for {request}")
        if "code" in answer:
            self._known(answer, request)
            self.figures["refused as a whole"] += 1
            return False
        if request.function != "execute":
            self.figures["answered"] += 1
            return True
        for line in answer["answers"]:
            self.figures[line["status"]] += 1
            if line["status"] == "rejected":
                self._known(line, request)
        return any(line["status"] == "applied" for line in answer["answers"])

    def _known(self, refusal: dict[str, Any], request: Hostile) -> None:
        if refusal["code"] not in SENTENCES:
            raise Fault(f"a code without a sentence: {refusal} for {request}")
        self.figures[f"code {refusal['code']}"] += 1
        if "sqlstate" in refusal.get("parameters", {}):
            self.missing_rules[refusal["parameters"]["sqlstate"]] += 1

    def _line(self, login: str) -> Any:
        if login not in self._lines:
            self._lines[login] = psycopg2.connect(**self.province.connection(login))
        return self._lines[login]

    def _fingerprint(self) -> tuple[Any, ...]:
        with self._watch.cursor() as cursor:
            cursor.execute(FINGERPRINT)
            found: tuple[Any, ...] = cursor.fetchone()
        return found


def templates(province: Province) -> tuple[Template, ...]:
    """A valid request for every command and function, each on a case of its own."""
    registrar, clerk, appeal = (province.station(login) for login in ("registrar", "clerk2", "clerk4"))
    found: list[Template] = []

    captured: list[dict[str, Any]] = []

    def capture(station: Station, step: Any) -> None:
        """What a step would send, without sending it."""
        send = station.send

        def keep(*envelopes: dict[str, Any]) -> list[dict[str, Any]]:
            captured.extend(envelopes)
            return [{"status": "applied", "result": {}} for _ in envelopes]

        station.send = keep  # type: ignore[method-assign]
        try:
            step()
        finally:
            station.send = send  # type: ignore[method-assign]
        found.append(Template(station.connection.info.user, "execute", captured[-1]))

    capture(registrar, province.story().register)
    capture(province.station("authority"), province.story().register().refer)
    capture(clerk, province.story().register().refer().accept)
    running = province.story().register().refer().accept()
    capture(clerk, lambda: _ignoring(lambda: running.decide("201")))
    found.extend(case_file(province))
    prepared = province.story().register().refer().accept()
    capture(province.station("judge2"), lambda: prepared.decide("201"))
    decided = province.story().register().refer().accept().decide("201")
    capture(clerk, decided.send_up)
    sealed = province.story().register().refer().accept().decide("201").send_up()
    found.append(
        Template(
            "clerk2",
            "execute",
            clerk.envelope("record_print", {"case": str(sealed.case), "seal": str(sealed.seal)}),
        )
    )
    again = dict(captured[-1]["payload"]) | {
        "case": str(sealed.case), "seal": str(world.uuid7()), "replaces": str(sealed.seal),
    }  # fmt: skip
    for key in ("to_desk", "objection", "filed_on"):
        del again[key]
    found.append(Template("clerk2", "execute", clerk.envelope("reissue_seal", again)))
    guessed = province.story().register().refer().accept().decide("201").send_up()
    attempt = guessed.present(guessed.stretched)
    capture(appeal, lambda: guessed.open(attempt))
    found += _questions(province, sealed)
    return tuple(found)


def _ignoring(step: Any) -> None:
    with suppress(world.Rejected):
        step()


def _questions(province: Province, sealed: Story) -> list[Template]:
    clerk = province.station("clerk2")
    month = 1405 * 12 + 8
    ticket = province.station("enquirer").ask("ask", desk=world.ENQUIRY, number=sealed.number, reason="x")[
        "ticket"
    ]
    cursors = {"desks": {"2": clerk.ask("changes", desks={})["snapshot"]}, "reference": "3:3:"}
    requests: tuple[tuple[str, str, Any], ...] = (
        (
            "clerk2",
            "hello",
            {
                "client_version": "0.1.0",
                "schema_version": 1,
                "workstation": str(clerk.workstation),
                "machine": "test",
            },
        ),
        (
            "clerk2",
            "lease",
            {"workstation": str(clerk.workstation), "year": 1405, "type": "case", "size": 10},
        ),
        ("clerk4", "present", {"seal": str(sealed.seal), "desk": world.APPEAL, "guess": "00" * 32}),
        ("clerk2", "pulse", cursors),
        ("clerk2", "changes", cursors),
        ("clerk2", "fill", {"desk": 2, "after": str(sealed.case), "limit": 5}),
        ("clerk2", "verify", {"desk": 2}),
        ("clerk2", "heads", {"desk": 2}),
        ("clerk2", "cases", {"desk": 2, "ids": [str(sealed.case)]}),
        ("judge2", "report_month", {"desk": 2, "month": month}),
        ("head", "report_trend", {"desk": world.DISTRICT, "from": month - 1, "to": month}),
        (
            "judge2",
            "cases_behind",
            {"desk": 2, "branch": 2, "month": month, "figure": "closing", "after": "1", "limit": 5},
        ),
        ("enquirer", "ask", {"desk": world.ENQUIRY, "number": sealed.number, "reason": "x"}),
        ("enquirer", "answer", {"ticket": ticket}),
    )
    return [Template(*request) for request in requests]


def run(province: Province, examples: int, start: int) -> Fuzzer:
    """Send `examples` hostile requests; the Fuzzer has the figures. Raises Fault with the shortest."""
    fuzzer = Fuzzer(province)
    with closing(fuzzer):

        @seed(start)
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )
        @given(hostile(fuzzer.templates))
        def send(request: Hostile) -> None:
            fuzzer.send(request)

        send()
    return fuzzer


def main() -> int:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bin", help="the folder of PostgreSQL's programs")
    arguments = parser.parse_args()
    with own_database(arguments.bin) as database, closing(Province(database)) as province:
        began = time.monotonic()
        fuzzer = run(province, arguments.examples, arguments.seed)
        sys.stdout.write(
            f"{arguments.examples} requests, seed {arguments.seed}, {time.monotonic() - began:.0f} s\n"
        )
        for name, count in fuzzer.figures.most_common():
            sys.stdout.write(f"  {name}: {count}\n")
        sys.stdout.write(
            f"  of these rejected for want of a rule, by SQLSTATE: {dict(fuzzer.missing_rules)}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

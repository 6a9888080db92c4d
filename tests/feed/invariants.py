"""What is true of a case in every committed state: a cache in which it is not true has been torn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from common.read_models import FEED_COLUMNS
from tests.feed.reader import ANNOUNCEMENT, CASE_TABLES, Reader

Line = dict[str, Any]
ENDING = "201"
GUESSES = 5


def broken(
    reader: Reader, cases: set[str], registered: dict[str, tuple[int, int]], first_desk: int
) -> list[str]:
    """What is wrong with the given cases in a reader's cache.

    registered: parties and claims of each case as sent. first_desk: the desk that registers.
    """
    levels: dict[str, dict[int, int]] = {case: {} for case in cases}
    for (case, desk), (level, _) in reader.access.items():
        if case in levels:
            levels[case][desk] = level
    return [
        f"{reader.login} {case}: {problem}"
        for case in cases
        for problem in _problems(reader, case, levels[case], registered.get(case), first_desk)
    ]


def _problems(
    reader: Reader, case: str, levels: dict[int, int], sent: tuple[int, int] | None, first_desk: int
) -> Iterator[str]:
    held = {
        table: [
            dict(zip(FEED_COLUMNS[table], row, strict=True))
            for row in reader.rows.get(case, {}).get(table, {}).values()
        ]
        for table in (*CASE_TABLES, ANNOUNCEMENT)
    }
    announced = sorted(line["desk"] for line in held[ANNOUNCEMENT])
    if announced != sorted(desk for desk, level in levels.items() if level == 1):
        yield f"announcements at {announced} for levels {levels}"
    if 2 not in levels.values():
        if any(held[table] for table in CASE_TABLES):
            yield "rows of a case that is only announced"
        return
    if len(held["court_case"]) != 1:
        yield "no head"
        return
    added = [line["entity"] for line in held["amendment"] if line["field"] is None]
    stated = tuple(len(held[table]) - added.count(table) for table in ("party", "claim"))
    if sent is not None and sent != stated:
        yield f"{stated} parties and claims for {sent}"
    yield from _story(held)
    yield from _course(held, held["court_case"][0]["holder"], first_desk)


def _story(held: dict[str, list[Line]]) -> Iterator[str]:
    """The log tells of each stay and decision, and the case says what its last amendment made of it."""
    kinds = [line["kind"] for line in held["event"]]
    if kinds.count("register_case") != 1:
        yield "not registered once"
    if kinds.count("accept_referral") + kinds.count("open_seal") != len(held["docket_entry"]):
        yield "stays and events differ"
    if kinds.count("sign_decision") != sum(line["state"] == "signed" for line in held["decision"]):
        yield "decisions and events differ"
    subjects = [line for line in held["amendment"] if line["field"] == "subject"]
    if (
        subjects
        and max(subjects, key=lambda line: str(line["at"]))["new"] != held["court_case"][0]["subject"]
    ):
        yield "the subject is not what its last amendment says"


def _course(held: dict[str, list[Line]], holder: int, first_desk: int) -> Iterator[str]:
    entries = sorted(held["docket_entry"], key=lambda line: line["ordinal"])
    if [entry["ordinal"] for entry in entries] != list(range(1, len(entries) + 1)):
        yield "stays are not numbered through"
    entries = [entry for entry in entries if not entry["void"]]
    if holder != (entries[-1]["desk"] if entries else first_desk):
        yield f"held by {holder}, not where the last stay is"
    states = [line["state"] for line in held["referral"]]
    if states.count("waiting") > 1 or ("waiting" in states and entries):
        yield f"referrals {states} with {len(entries)} stays"
    for line in held["referral"]:
        if line["state"] == "accepted" and line["to_desk"] not in [entry["desk"] for entry in entries]:
            yield "accepted, but no stay there"
    ended = {
        line["entry"]: line["decided_on"]
        for line in held["decision"]
        if line["state"] == "signed" and line["disposition"] == ENDING
    }
    if ended != {entry["id"]: entry["disposed_on"] for entry in entries if entry["disposed_on"]}:
        yield "stays ended otherwise than decisions say"
    yield from _seals(held["seal"], entries, holder)


def _seals(seals: list[Line], entries: list[Line], holder: int) -> Iterator[str]:
    if sum(line["state"] in ("sealed", "locked") for line in seals) > 1:
        yield "two live seals"
    for line in seals:
        if line["state"] == "opened" and (holder != line["to_desk"] or entries[-1]["in_class"] != "appeal"):
            yield "opened, but not taken up"
        if line["state"] == "locked" and line["tries"] != GUESSES:
            yield f"locked after {line['tries']} guesses"
        if line["state"] == "sealed" and line["tries"] >= GUESSES:
            yield "not locked after five guesses"

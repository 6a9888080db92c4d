"""Each guarantee is broken on purpose, in a copy of a true history: the checker names it."""

import copy
import dataclasses
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from tests.chaos import checker
from tests.chaos.chaos import Chaos
from tests.chaos.records import Line, Station
from tests.server import world
from tests.server.world import Province

Break = Callable[[Any, list[Station]], None]


def line_of(stations: list[Station], what: str, kind: str = "") -> Line:
    """Some line of a journal."""
    return next(
        line
        for station in stations
        for line in station.lines
        if line["what"] == what and line.get("kind", "").startswith(kind)
    )


def log_forgets(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("delete from court.command_log where id = %s", (line_of(stations, "issued")["id"],))


def outbox_forgets(cursor: Any, stations: list[Station]) -> None:
    lost = line_of(stations, "issued")["id"]
    for station in stations:
        station.cache.outbox = [line for line in station.cache.outbox if line["id"] != lost]


def log_repeats(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("alter table court.command_log drop constraint command_log_pkey")
    cursor.execute("create temp table again on commit drop as select * from court.command_log limit 1")
    cursor.execute(
        "update again set n = n + 10000, position = position + 1000000, sequence = sequence + 10000"
    )
    cursor.execute("insert into court.command_log select * from again")


def log_alters(cursor: Any, stations: list[Station]) -> None:
    cursor.execute(
        "update court.command_log set payload = payload || %s where id = %s",
        ('{"subject": "x"}', line_of(stations, "issued", "register")["id"]),
    )


def two_swap_places(cursor: Any, stations: list[Station]) -> None:
    cursor.execute(
        "select id, position from court.command_log where workstation = (select workstation from"
        " court.command_log group by workstation order by count(*) desc limit 1) order by position limit 2"
    )
    (one, first), (other, second) = cursor.fetchall()
    for id, position in ((one, -1), (other, first), (one, second)):
        cursor.execute("update court.command_log set position = %s where id = %s", (position, id))


def answer_is_another(cursor: Any, stations: list[Station]) -> None:
    line_of(stations, "answered", "register")["status"] = "rejected"


def note_is_not_written(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("delete from court.note where id = (select id from court.note limit 1)")


def note_is_nobodys(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("create temp table again on commit drop as select * from court.note limit 1")
    cursor.execute("update again set id = gen_random_uuid()")
    cursor.execute("insert into court.note select * from again")


def number_is_given_again(cursor: Any, stations: list[Station]) -> None:
    stations[-1].lines.append(line_of(stations, "number"))


def number_is_guessed(cursor: Any, stations: list[Station]) -> None:
    line = line_of(stations, "number")
    line["number"] = line["number"][:8] + "9" * 10


def lease_is_given_again(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("alter table court.lease drop constraint lease_year_type_int8range_excl")
    cursor.execute(
        "insert into court.lease (workstation, year, type, first, last, incarnation)"
        " select workstation, year, type, first, last, incarnation from court.lease limit 1"
    )


def book_has_a_gap(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("update court.docket_entry set archive_row = archive_row + 1000 where archive_row = 1")


def cache_misses_a_row(cursor: Any, stations: list[Station]) -> None:
    tables = next(iter(stations[0].cache.rows.values()))
    tables["party"].popitem()


def cache_keeps_a_withdrawn_case(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("update court.case_access set level = 0 where desk = %s", (world.REFERRAL,))


def cache_is_behind(cursor: Any, stations: list[Station]) -> None:
    cursor.execute("update court.court_case set subject = subject || '!'")


def cache_still_foretells(cursor: Any, stations: list[Station]) -> None:
    stations[0].cache.foretold = 1


def command_still_waits(cursor: Any, stations: list[Station]) -> None:
    stations[0].cache.outbox[0]["state"] = "waiting"


def refusal_is_not_told(cursor: Any, stations: list[Station]) -> None:
    cursor.execute(
        "update court.command_log set status = 'rejected' where id = %s",
        (line_of(stations, "issued", "register")["id"],),
    )


def warning_is_groundless(cursor: Any, stations: list[Station]) -> None:
    stations[0].lines.append({"what": "warned"})


# How a guarantee is broken, and the word that the checker must begin a finding with.
BROKEN: dict[Break, str] = {
    log_forgets: "lost",
    outbox_forgets: "lost",
    log_repeats: "doubled",
    log_alters: "changed",
    two_swap_places: "order",
    answer_is_another: "told",
    note_is_not_written: "effect",
    note_is_nobodys: "effect",
    number_is_given_again: "number",
    number_is_guessed: "number",
    lease_is_given_again: "number",
    book_has_a_gap: "book",
    cache_misses_a_row: "cache",
    cache_keeps_a_withdrawn_case: "cache",
    cache_is_behind: "cache",
    cache_still_foretells: "rest",
    command_still_waits: "rest",
    refusal_is_not_told: "rest",
    warning_is_groundless: "told",
}


@contextmanager
def undone(province: Province) -> Iterator[Any]:
    """A superuser's cursor whose work is taken back; no trigger is in its way."""
    with closing(psycopg2.connect(**province.database.superuser)) as connection:
        with connection.cursor() as cursor:
            cursor.execute("set session_replication_role = replica")
            yield cursor
        connection.rollback()


def test_every_guarantee_that_is_broken_is_named(province: Province, tmp_path: Path) -> None:
    chaos = Chaos(province, tmp_path, seed=1405, clients=3, pause=0.02, deck=())
    figures = chaos.run(2.0, per_second=5)
    assert figures.found == []
    kinds = {"register_case", "refer_case", "accept_referral", "write_note", "amend_case"}
    assert kinds <= set(figures.kinds), figures
    true_history = chaos.stations()
    missed = {}
    for broken, word in BROKEN.items():
        stations = [dataclasses.replace(each) for each in copy.deepcopy(true_history)]
        with undone(province) as cursor:
            broken(cursor, stations)
            found = checker.findings(cursor, stations)
        if not any(line.startswith(f"{word}: ") for line in found):
            missed[broken.__name__] = found
    assert missed == {}
    with undone(province) as cursor:
        cursor.execute("update court.command_log set result = '{\"x\": 1}' where n = 2")
        cursor.connection.commit()
    assert any(line.startswith("chain: desk ") for line in checker.broken_chains(province.database.superuser))

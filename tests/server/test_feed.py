"""The feed brings every committed row a desk may see, once, whatever else goes on."""

import json
from typing import Any

import psycopg2
import pytest

from common.commands import ReferCase
from common.identifiers import uuid7
from tests.server import world
from tests.server.world import PASSWORD, Province, Rejected, Station


class Copy:
    """What a client holds: access lines and rows, kept up by changes and fill."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.cursors: dict[str, Any] = {"desks": {}}
        self.access: dict[tuple[str, int], tuple[int, int]] = {}
        self.rows: dict[tuple[str, str], list[Any]] = {}
        self.reference: dict[str, int] = {}

    def update(self) -> dict[str, Any]:
        answer = self.station.ask("changes", **self.cursors)
        self._take(answer)
        for desk in answer["fill"]:
            after: dict[str, str] = {}
            while True:
                page = self.station.ask("fill", desk=desk, limit=2, **after)
                self._take(page)
                if page["after"] is None:
                    break
                after = {"after": page["after"]}
        self.reference = {table: len(rows) for table, rows in answer["reference"].items()}
        self.cursors = {
            "desks": {str(desk): answer["snapshot"] for desk, _ in answer["desks"]},
            "reference": answer["snapshot"],
        }
        return answer

    def _take(self, answer: dict[str, Any]) -> None:
        for case, desk, level, stamp, whole in answer["access"]:
            if whole or level == 0:
                self.rows = {key: row for key, row in self.rows.items() if case not in (row[0], row[1])}
            self.access[case, desk] = (level, stamp)
        for table, rows in answer["rows"].items():
            self.rows.update({(table, row[0]): row for row in rows})

    def tables(self) -> set[str]:
        return {table for table, _ in self.rows}


def test_a_desk_without_a_cursor_is_filled_page_by_page(province: Province) -> None:
    for _ in range(5):
        province.story().register()
    copy = Copy(province.station("authority"))
    assert copy.update()["fill"] == [world.REFERRAL]
    assert len(copy.access) == 5
    assert copy.tables() == {"court_case", "party", "claim", "event"}
    assert copy.reference["desk"] == len(world.DESKS)
    assert copy.update()["access"] == []
    assert copy.reference == {}


def test_a_referral_is_announced_and_the_case_comes_whole_when_accepted(province: Province) -> None:
    copy, other = Copy(province.station("clerk2")), Copy(province.station("clerk3"))
    copy.update()
    other.update()
    story = province.story().register().refer()
    copy.update()
    assert copy.tables() == {"announcement"}
    (row,) = copy.rows.values()
    assert row[3:5] + row[10:11] == [story.number, "referral", "مزاحمت تلفنی"]
    story.accept()
    copy.update()
    assert copy.tables() == {"court_case", "party", "claim", "referral", "docket_entry", "event"}
    other.update()
    assert other.rows == {}


def test_the_referral_that_waits_is_announced_whatever_the_clock_said_when_others_were_made(
    province: Province,
) -> None:
    """A referral, taken back, and another, in one batch: one instant; the clock was set back in between."""
    story, authority, copy = (
        province.story().register(),
        province.station("authority"),
        Copy(province.station("clerk2")),
    )
    copy.update()
    early, late = sorted((uuid7(), uuid7()))
    first, again = (
        authority.envelope(
            "refer_case", ReferCase(case=story.case, referral=id, to_desk=world.FIRST).payload()
        )
        for id in (late, early)
    )
    undone = authority.envelope("undo_command", {"case": str(story.case), "command": first["id"]})
    assert [answer["status"] for answer in authority.send(first, undone, again)] == ["applied"] * 3
    copy.update()
    (row,) = copy.rows.values()
    assert (row[5], row[9]) == (str(early), "waiting")


def test_a_sealed_case_tells_that_it_comes_and_nothing_more(province: Province) -> None:
    copy = Copy(province.station("clerk4"))
    copy.update()
    story = province.story().register().refer().accept().decide("201").send_up()
    copy.update()
    ((_, row),) = copy.rows.items()
    assert row[0:2] == [f"{story.case}/{world.APPEAL}", str(story.case)]
    assert (row[3], row[4], row[10], row[12], row[13]) == (story.number, "seal", None, "00" * 16, 0)
    story.open(story.present(story.stretched))
    copy.update()
    assert {"court_case", "party", "decision", "seal"} <= copy.tables()
    assert all(story.stretched.hex() not in json.dumps(row) for row in copy.rows.values())


def test_an_open_transaction_holds_nobody_back_and_loses_nothing(province: Province) -> None:
    reader = Copy(province.station("authority"))
    reader.update()
    registrar = province.station("registrar")
    waiting = registrar.envelope("register_case", world.registration(registrar).payload())
    other = province.new_station("registrar")
    with psycopg2.connect(**province.connection("registrar")) as held, held.cursor() as cursor:
        cursor.execute("select api.execute(%s)", (json.dumps([waiting]),))
        with province.superuser() as free:
            free.execute("select pg_current_xact_id()")
        reader.update()
        assert reader.access == {}
        held.commit()
    reader.update()
    assert [case for case, _ in reader.access] == [waiting["payload"]["case"]]
    other.close()


def test_pulse_tells_exactly_when_there_is_news(province: Province) -> None:
    station = province.station("authority")
    copy = Copy(station)
    copy.update()
    assert station.ask("pulse", **copy.cursors)["news"] is False
    province.story().register()
    assert station.ask("pulse", **copy.cursors)["news"] is True
    copy.update()
    assert station.ask("pulse", **copy.cursors)["news"] is False
    with province.superuser() as cursor:
        cursor.execute("update court.setting set value = '29', changed = default where key = 'seal_days'")
    assert station.ask("pulse", **copy.cursors)["news"] is True


def test_a_membership_that_ends_takes_the_desk_away(province: Province) -> None:
    station = province.station("clerk2")
    copy = Copy(station)
    copy.update()
    with province.superuser() as cursor:
        cursor.execute("update court.membership set during = '(,2020-01-01)' where login = 'clerk2'")
    assert station.ask("pulse", **copy.cursors)["news"] is True
    assert station.ask("changes", **copy.cursors)["desks"] == []
    with pytest.raises(Rejected, match="forbidden"):
        station.ask("fill", desk=world.FIRST)


def test_the_digest_of_the_copy_is_that_of_the_centre(province: Province) -> None:
    for _ in range(3):
        province.story().register().refer()
    station = province.station("authority")
    copy = Copy(station)
    copy.update()
    digest = 0
    for _, stamp in copy.access.values():
        digest ^= stamp
    verified = station.ask("verify", desk=world.REFERRAL)
    assert (verified["count"], verified["digest"]) == (3, str(digest))
    heads = station.ask("heads", desk=world.REFERRAL)["heads"]
    assert {(case, level, stamp) for case, level, stamp in heads} == {
        (case, level, stamp) for (case, _), (level, stamp) in copy.access.items()
    }
    fetched = station.ask("cases", desk=world.REFERRAL, ids=[heads[0][0]])
    assert len(fetched["rows"]["court_case"]) == 1


def test_a_foreign_case_is_not_told_by_any_question(province: Province) -> None:
    story = province.story().register()
    station = province.station("clerk3")
    assert station.ask("cases", desk=world.SECOND, ids=[str(story.case)]) == {
        "desks": [world.SECOND],
        "access": [],
        "rows": {},
    }
    for desk in (world.REFERRAL, 999):
        with pytest.raises(Rejected, match="forbidden"):
            station.ask("cases", desk=desk, ids=[str(story.case)])


def test_the_feed_refuses_a_transaction_that_has_written(province: Province) -> None:
    station = province.station("registrar")
    with psycopg2.connect(**province.database.as_("registrar", PASSWORD)) as held, held.cursor() as cursor:
        envelope = station.envelope("register_case", world.registration(station).payload())
        cursor.execute("select api.execute(%s)", (json.dumps([envelope]),))
        cursor.execute("select api.changes('{\"desks\": {}}')")
        assert cursor.fetchone()[0] == {"code": "transaction_has_written"}

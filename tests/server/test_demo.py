"""The invented province: its rows are those a real centre could have."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from random import Random
from typing import Any

import psycopg2
import pytest

from common import case_number, jalali
from common.commands import AcceptReferral
from common.identifiers import legal_id_problem, national_id_problem, uuid7
from common.text import is_clean, search_key, sort_key
from server.cluster import Cluster
from server.demo import build
from server.demo.bodies import desks
from server.demo.court_days import is_open
from server.demo.history import make_history
from server.demo.people import staff, users
from tests.conftest import Database
from tests.server.demo_database import Demo, migrated_databases
from tests.server.world import Rejected

CASES = 600
CASE_TABLES = (
    "court_case", "party", "claim", "representation", "party_flag", "amendment", "note", "step", "referral",
    "docket_entry", "decision", "outcome", "seal", "case_access",
)  # fmt: skip


@pytest.fixture(scope="module")
def databases(cluster: Cluster, template_database: str) -> Iterator[Callable[[], Database]]:
    """Makes migrated databases that last as long as this module."""
    with migrated_databases(cluster, template_database) as make:
        yield make


@pytest.fixture(scope="module")
def demo(databases: Callable[[], Database]) -> Demo:
    """A small demonstration, built once and only read."""
    database = databases()
    return Demo(database, build(database.superuser, cases=CASES))


def test_the_province_has_the_desks_that_were_decided(demo: Demo) -> None:
    kinds = dict(demo.rows("select branch_kind, count(*) from court.desk where kind = 'branch' group by 1"))
    assert kinds == {
        "investigator": 14, "assistant_prosecutor": 12, "criminal_enforcement": 2, "criminal_one": 3,
        "criminal_two": 14, "revolutionary": 4, "juvenile": 2, "civil": 18, "family": 9, "peace": 7,
        "appeal": 9, "civil_enforcement": 2, "district_court": 4,
    }  # fmt: skip
    assert Counter(desk.kind for desk in desks()) == {
        "branch": 100, "referral": 11, "enquiry": 2, "district": 5, "province": 1, "administration": 1,
    }  # fmt: skip
    assert demo.value("select count(*) from court.body") == 11
    assert all(is_clean(title) for (title,) in demo.rows("select title from court.desk"))


def test_306_people_hold_the_roles_that_were_decided(demo: Demo) -> None:
    assert Counter(user.role for user in demo.users) == {
        "judge": 112, "branch_manager": 60, "clerk": 111, "referral_authority": 11, "enquiry_officer": 4,
        "district_head": 6, "administrator": 2,
    }  # fmt: skip
    at = Counter((user.desk, user.role) for user in demo.users)
    for desk in desks():
        if desk.kind in ("branch", "referral"):
            assert at[desk.id, "clerk"] >= 1
        if desk.kind == "branch":
            assert at[desk.id, "judge"] == (2 if desk.branch_kind in ("appeal", "criminal_one") else 1)
    assert demo.value("select count(*) from court.membership where during @> rule.today()") == 306


def test_everybody_can_sign_in(demo: Demo) -> None:
    for user in demo.users:
        with closing(psycopg2.connect(**demo.database.as_(user.login, user.password))) as connection:
            assert connection.info.user == user.login
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(**demo.database.as_(demo.users[0].login, "qom-0000"))


def test_hello_tells_everybody_his_desk(demo: Demo) -> None:
    for role in ("clerk", "judge", "referral_authority", "enquiry_officer", "district_head", "administrator"):
        user = demo.user(role)
        with closing(demo.station(user)) as station:
            assert [(desk["desk"], desk["role"]) for desk in station.greeting["desks"]] == [(user.desk, role)]


def test_every_number_is_unique_and_lies_in_a_lease_that_never_comes_again(demo: Demo) -> None:
    leases = {
        (year, kind): last for year, kind, last in demo.rows("select year, type, last from court.lease")
    }
    for kind, query in (
        ("case", "select number from court.court_case"),
        ("decision", "select number from court.decision"),
        ("seal", "select serial from court.seal"),
    ):
        numbers = [case_number.classify(number) for (number,) in demo.rows(query)]
        assert {number.kind for number in numbers} <= {"national18"}
        by_year: dict[int, list[int]] = {}
        for number in numbers:
            assert number.year is not None
            assert number.serial is not None
            by_year.setdefault(number.year, []).append(number.serial)
        for year, serials in by_year.items():
            assert sorted(serials) == list(range(1, leases[year, kind] + 1))


def test_a_lease_given_later_begins_beyond_the_imported_numbers(demo: Demo) -> None:
    with closing(demo.station(demo.user("clerk"))) as station:
        year = jalali.to_jalali(station.today)[0]
        lease = station.ask("lease", workstation=str(station.workstation), year=year, type="case", size=10)
        imported = demo.value(
            "select max(substr(number, 9)::bigint) from court.court_case where number like %s", f"{year}%"
        )
    assert lease["first"] > (imported or 0) + 100_000


@pytest.mark.parametrize(
    "book",
    [
        "select desk, archive_year, archive_row, in_on, opened_at from court.docket_entry",
        "select desk, register_year, register_row, decided_on, signed_at from court.decision"
        " where state = 'signed'",
    ],
    ids=["archive", "register"],
)
def test_the_books_have_no_gap_and_follow_the_days(demo: Demo, book: str) -> None:
    books: dict[tuple[int, int], list[tuple[int, date, Any]]] = {}
    for desk, year, row, day, at in demo.rows(book):
        assert jalali.to_jalali(day)[0] == year
        books.setdefault((desk, year), []).append((row, day, at))
    for lines in books.values():
        lines.sort()
        assert [row for row, _, _ in lines] == list(range(1, len(lines) + 1))
        assert [line[1:] for line in lines] == sorted(line[1:] for line in lines)


def test_opening_and_incoming_less_disposed_is_closing_in_every_month(demo: Demo) -> None:
    chief = demo.user("district_head", next(desk.id for desk in desks() if desk.kind == "province"))
    month = jalali.month_number(demo.today)
    carried: dict[int, int] | None = None
    with closing(demo.station(chief)) as station:
        for asked in range(month - 24, month + 1):
            rows = station.ask("report_month", desk=chief.desk, month=asked)["rows"]
            for desk, opening, incoming, disposed, closing_stock in rows:
                assert opening + incoming - disposed == closing_stock
                assert carried is None or carried.get(desk, 0) == opening
            carried = {desk: closing_stock for desk, *_, closing_stock in rows}
    assert carried is not None
    assert sum(carried.values()) == demo.value(
        "select count(*) from court.docket_entry where disposed_on is null"
    )


def test_every_running_stay_has_a_next_date_on_a_day_courts_work(demo: Demo) -> None:
    running = demo.rows("select in_on, next_on, next_kind from court.docket_entry where disposed_on is null")
    assert running
    assert all(next_on >= in_on and is_open(next_on) and kind for in_on, next_on, kind in running)
    assert demo.value("select count(*) from court.docket_entry where disposed_on is not null"
                      " and next_on is not null") == 0  # fmt: skip


def test_nothing_happens_today_or_later(demo: Demo) -> None:
    columns = demo.rows(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'court' and table_name = any(%s)"
        "   and data_type in ('date', 'timestamp with time zone')"
        "   and column_name not in ('next_on', 'expires_on', 'due_on')",
        list(CASE_TABLES),
    )
    assert len(columns) > 12
    for table, column in columns:
        latest = demo.value(
            f"select max(({column} at time zone 'Asia/Tehran')::date) from court.{table}"
            if column.endswith("at")
            else f"select max({column}) from court.{table}"
        )
        assert latest is None or latest < demo.today, (table, column)


def test_acts_of_a_case_follow_each_other(demo: Demo) -> None:
    assert demo.rows(
        "select r.id from court.referral r join court.court_case c on c.id = r.case_id"
        " where r.referred_at < c.registered_at or r.accepted_at < r.referred_at"
        " union all select s.id from court.seal s where s.filed_on > s.sent_on or s.opened_at <= s.printed_at"
        " union all select d.id from court.decision d join court.docket_entry e on e.id = d.entry"
        " where d.prepared_at < e.opened_at or d.signed_at < d.prepared_at"
        "   or d.decided_on > e.disposed_on and d.kind <> 'correction'"
        " union all select e.id from court.docket_entry e join court.docket_entry p"
        " on p.case_id = e.case_id and p.ordinal = e.ordinal - 1"
        " where p.disposed_on is null or p.disposed_on > e.in_on"
    ) == []  # fmt: skip


def test_who_holds_a_case_sees_it_and_who_waits_for_it_knows_of_it(demo: Demo) -> None:
    expected: dict[tuple[Any, int], int] = {}
    for case, desk in demo.rows("select case_id, from_desk from court.referral where state = 'accepted'"):
        expected[case, desk] = 1
    for case, desk in demo.rows(
        "select case_id, to_desk from court.referral where state = 'waiting'"
        " union all select case_id, to_desk from court.seal where state = 'sealed'"
    ):
        expected[case, desk] = 1
    for case, desk in demo.rows(
        "select case_id, desk from court.docket_entry union all select id, holder from court.court_case"
    ):
        expected[case, desk] = 2
    found = {(c, d): level for c, d, level in demo.rows("select case_id, desk, level from court.case_access")}
    assert found == expected


def test_a_case_is_held_where_it_was_last_taken_up_or_where_it_waits_to_be_referred(demo: Demo) -> None:
    for holder, kind, last in demo.rows(
        "select c.holder, d.kind, (select e.desk from court.docket_entry e where e.case_id = c.id"
        " order by e.ordinal desc limit 1) from court.court_case c join court.desk d on d.id = c.holder"
    ):
        assert kind == "referral" or holder == last


def test_cases_go_only_to_branches_that_may_hear_their_kind(demo: Demo) -> None:
    assert demo.value(
        "select count(*) from court.referral r join court.court_case c on c.id = r.case_id"
        " join court.desk b on b.id = r.to_desk join court.desk a on a.id = r.from_desk"
        " join court.code k on k.kind = 'case_kind' and k.code = c.kind"
        " where not k.attributes -> 'branches' ? b.branch_kind or a.body <> b.body"
    ) == 0  # fmt: skip


def test_what_ends_a_stay_is_a_signed_decision_that_says_so(demo: Demo) -> None:
    endings = demo.rows(
        "select d.entry, d.decided_on, k.attributes ->> 'out_class' from court.decision d"
        " join court.code k on k.kind = 'disposition' and k.code = d.disposition"
        " where d.state = 'signed' and d.kind <> 'correction' and (k.attributes ->> 'ends')::boolean"
        " order by d.entry"
    )
    stays = demo.rows(
        "select id, disposed_on, out_class from court.docket_entry where disposed_on is not null order by id"
    )
    assert endings == stays


def test_parties_are_stated_as_a_clerk_must_state_them(demo: Demo) -> None:
    per_case = Counter(case for (case,) in demo.rows("select case_id from court.party"))
    assert len(per_case) == CASES
    assert set(per_case.values()) <= {2, 3, 4, 5, 6}
    for kind, national_id, given, family, sort, search in demo.rows(
        "select kind, national_id, given, family, sort_key, search_key from court.party"
    ):
        names = [name for name in (given, family) if name]
        assert all(is_clean(name) for name in names)
        assert sort == sort_key(" ".join(reversed(names)))
        assert search == search_key(" ".join(names))
        assert bool(family) == (kind != "unknown")
        if kind == "person":
            assert given
            assert national_id_problem(national_id) is None
        elif kind == "entity" and national_id:
            assert legal_id_problem(national_id) is None
    assert all(
        is_clean(subject) and is_clean(body, multiline=True)
        for subject, body in demo.rows(
            "select c.subject, d.body from court.decision d join court.court_case c on c.id = d.case_id"
        )
    )


def test_every_foreign_key_holds_though_it_was_not_checked_at_loading(demo: Demo) -> None:
    keys = demo.rows(
        "select conrelid::regclass::text, confrelid::regclass::text,"
        " (select array_agg(attname::text order by place) from unnest(conkey) with ordinality k (n, place)"
        "    join pg_attribute on attrelid = conrelid and attnum = n),"
        " (select array_agg(attname::text order by place) from unnest(confkey) with ordinality k (n, place)"
        "    join pg_attribute on attrelid = confrelid and attnum = n)"
        " from pg_constraint where contype = 'f' and connamespace = 'court'::regnamespace"
    )
    # A case's rows have a guard instead of a key, and the guard was off as well: docs/decisions/0003.
    keys += demo.rows(
        "select attrelid::regclass::text, 'court.court_case', array['case_id'], array['id'] from pg_attribute"
        " join pg_class on pg_class.oid = attrelid and relkind = 'r' and relnamespace = 'court'::regnamespace"
        " where attname = 'case_id'"
    )
    assert len(keys) > 20
    for table, other, columns, targets in keys:
        joined = " and ".join(f"o.{b} = t.{a}" for a, b in zip(columns, targets, strict=True))
        present = " and ".join(f"t.{a} is not null" for a in columns)
        orphans = f"select count(*) from {table} t where {present} and not exists"
        assert demo.value(f"{orphans} (select from {other} o where {joined})") == 0, (table, columns)


def test_the_log_tells_of_the_import_and_its_chain_holds(demo: Demo) -> None:
    assert demo.rows("select actor, kind, status, count(*) from court.command_log group by 1, 2, 3") == [
        ("import", "import", "applied", 120)
    ]
    assert demo.value(
        "select count(*) from court.chain_head h join court.command_log l using (desk, n)"
        " where h.hash = l.hash and l.hash = rule.link('', l)"
        "   and l.receipt = rule.receipt((select value from court.secret where name = 'receipt'), l)"
    ) == 120  # fmt: skip
    assert demo.value("select sum((payload ->> 'entries')::int) from court.command_log") == demo.value(
        "select count(*) from court.docket_entry"
    )


def test_there_is_work_waiting_today(demo: Demo) -> None:
    assert demo.value("select count(*) from court.referral where state = 'waiting'") >= 2
    assert demo.value("select count(*) from court.court_case c where not exists"
                      " (select from court.referral r where r.case_id = c.id)") >= 2  # fmt: skip
    assert 40 <= demo.value("select count(*) from court.docket_entry where disposed_on is null") <= 160
    appealed = demo.value("select count(distinct case_id) from court.seal")
    assert 0.05 <= appealed / CASES <= 0.13


def test_a_branch_takes_up_what_waits_for_it_in_the_next_row_of_its_archive(databases: Any) -> None:
    database = databases()
    demo = Demo(database, build(database.superuser, cases=200))
    ((case, referral, branch),) = demo.rows(
        "select case_id, id, to_desk from court.referral where state = 'waiting' order by id limit 1"
    )
    with closing(demo.station(demo.user("clerk", branch))) as station:
        before = demo.value(
            "select coalesce(max(archive_row), 0) from court.docket_entry"
            " where desk = %s and archive_year = %s",
            branch,
            jalali.to_jalali(station.today)[0],
        )
        result = station.do(
            AcceptReferral(
                case=case, referral=referral, entry=uuid7(), received_on=station.today,
                next_on=station.today + timedelta(days=20),
            )
        )  # fmt: skip
        assert result["archive_row"] == before + 1
        cursors = {"desks": {str(branch): "3:3:"}}
        delivered = station.raw("changes", json.dumps(cursors))
    assert any(row[0] == str(case) and row[1] == branch and row[2] == 2 for row in delivered["access"])


def test_the_same_seed_and_day_make_the_same_rows(databases: Any) -> None:
    def rows() -> dict[str, list[tuple[Any, ...]]]:
        database = databases()
        demo = Demo(database, build(database.superuser, cases=150, today=date(2026, 11, 25)))
        return {
            table: demo.rows(f"select to_jsonb(t) - 'changed' - 'gained' from court.{table} t order by 1")
            for table in CASE_TABLES
        }

    assert rows() == rows()


@pytest.mark.parametrize("today", [date(2026, 3, 23), date(2026, 4, 4), date(2026, 6, 6), date(2025, 11, 21)])
def test_in_any_season_there_is_fresh_work_and_nothing_from_the_future(today: date) -> None:
    people = users(Random(1405))
    cases = make_history(Random(1), staff(people), today, 300, lambda done: None)
    waiting = [case for case in cases if case.referrals and case.referrals[-1].accepted_at is None]
    unreferred = [case for case in cases if not case.referrals]
    assert len(waiting) >= 2
    assert len(unreferred) >= 2
    assert all(case.received_on < today for case in cases)
    assert all(stay.in_on < today for case in cases for stay in case.stays)
    assert {str(case.id) for case in cases} != {
        str(case.id) for case in make_history(Random(2), staff(people), today, 300, lambda done: None)
    }


def test_the_demonstration_wants_an_empty_database(demo: Demo) -> None:
    with pytest.raises(ValueError, match="empty"):
        build(demo.database.superuser, cases=1)


def test_an_administrator_of_the_demonstration_sees_no_case(demo: Demo) -> None:
    user = demo.user("administrator")
    with closing(demo.station(user)) as station, pytest.raises(Rejected):
        station.ask("report_month", desk=user.desk, month=jalali.month_number(station.today))

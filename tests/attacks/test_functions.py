"""Nothing but schema api is called, by whatever name, number or detour."""

from tests.attacks.intruder import DENIED, NO_SUCH_FUNCTION, NO_SUCH_OBJECT, NO_SUCH_TABLE, Intruder
from tests.server.world import Province

NOT_HIS = frozenset({DENIED, NO_SUCH_FUNCTION, NO_SUCH_OBJECT, NO_SUCH_TABLE})
DETOURS: tuple[tuple[str, ...], ...] = (
    ("set search_path = command, rule, court", "select register_case(null, null)"),
    ("set search_path = rule", "select begin_incarnation()"),
    ("set search_path = court", "select count(*) from court_case"),
    ("create schema mine",),
    ("create schema authorization current_user",),
    ("create temp table mine (a int)",),
    ("create function pg_temp.mine() returns int language sql as 'select 1'",),
    ("create function public.today() returns date language sql as 'select current_date'",),
    ("create function api.mine() returns int language sql as 'select 1'",),
    ("create or replace function api.pulse(text) returns jsonb language sql as 'select null::jsonb'",),
    ("create function pg_catalog.mine() returns int language sql as 'select 1'",),
    ("create aggregate public.mine(jsonb) (sfunc = command.register_case, stype = rule.act)",),
    ("create operator public.=== (function = command.register_case, leftarg = rule.act, rightarg = jsonb)",),
    ("create cast (text as rule.act) with inout",),
    ("create type public.mine as (a rule.act)",),
    ("create domain public.mine as court.court_case",),
    ("create procedure public.mine() language sql as 'select 1'",),
    ("do $$ begin perform rule.begin_incarnation(); end $$",),
    ("do language plpgsql $$ begin null; end $$",),
    ("alter function api.execute(text) reset all",),
    ("alter function api.execute(text) security invoker",),
    ("alter function api.execute(text) owner to current_user",),
    ("grant execute on all functions in schema rule to current_user",),
    ("grant usage on schema court to current_user",),
    ("drop function api.execute(text)",),
    ("set role kelaseh_owner",),
    ("set role kelaseh_reader",),
    ("set role kelaseh_clerk",),
    ("set role kelaseh_judge",),
    ("set role kelaseh_administrator",),
    ("set role postgres",),
    ("set session authorization postgres",),
    ("set session authorization clerk2",),
    ("set role clerk2",),
    ("grant kelaseh_owner to current_user",),
    ("grant kelaseh_judge to current_user",),
    ("grant clerk2 to current_user",),
    ("create role mine login superuser",),
    ("alter role current_user superuser",),
    ("alter role current_user createrole",),
    ("alter role current_user connection limit 1000",),
    ("alter role clerk2 password 'mine'",),
    ("alter default privileges for role kelaseh_owner grant select on tables to public",),
    ("reassign owned by kelaseh_owner to current_user",),
    ("drop owned by kelaseh_owner",),
    ("create extension dblink schema api",),
    ("create extension file_fdw schema api",),
    ("create server mine foreign data wrapper postgres_fdw",),
    ("create publication mine for all tables",),
    ("create event trigger mine on ddl_command_end execute function rule.kept()",),
    ("alter database postgres rename to mine",),
)


def test_no_login_calls_a_rule_or_a_command_directly(intruder: Intruder) -> None:
    with intruder.province.superuser() as cursor:
        cursor.execute(
            "select p.pronamespace::regnamespace::text || '.' || p.proname,"
            "       (select string_agg(format('null::%s', t), ', ') from unnest(p.proargtypes::regtype[]) t),"
            "       p.oid::regprocedure::text, p.oid"
            "  from pg_proc p where p.pronamespace in (to_regnamespace('rule'), to_regnamespace('command'))"
        )
        routines = cursor.fetchall()
    attempts: list[tuple[str, ...]] = list(DETOURS)
    for name, arguments, signature, _ in routines:
        attempts += [
            (f"select {name}({arguments or ''})",),
            (f"select * from {name}({arguments or ''})",),
            (f"select '{signature}'::regprocedure",),
            (f"select pg_get_functiondef('{signature}'::regprocedure)",),
            (f"call {name}()",),
            (f"alter function {signature} owner to current_user",),
        ]
    assert len(attempts) > 300
    succeeded = intruder.successes(attempts, NOT_HIS)
    assert not succeeded, "\n".join(map(str, succeeded))
    for *_, oid in routines:
        assert not intruder.value("select has_function_privilege(%s::oid, 'execute')", (oid,))


def test_every_routine_says_where_it_looks_names_up(province: Province) -> None:
    """An api function runs as its owner: what it calls must not be found in the caller's schemas first."""
    with province.superuser() as cursor:
        cursor.execute(
            "select oid::regprocedure::text, proconfig from pg_proc"
            " where prosecdef and pronamespace::regnamespace::text in ('api', 'rule', 'command')"
        )
        for routine, settings in cursor.fetchall():
            assert "search_path=pg_catalog, pg_temp" in (settings or []), routine


def test_what_may_be_executed_by_everybody_is_known(province: Province) -> None:
    count = province.value(
        "select count(*) from pg_proc where pronamespace::regnamespace::text in ('rule', 'command')"
        " and (has_function_privilege('kelaseh_user', oid, 'execute'))"
    )
    assert count == 0

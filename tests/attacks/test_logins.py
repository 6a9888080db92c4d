"""What PostgreSQL lets any login do, one by one: refused here, or harmless for the reason given."""

from collections.abc import Iterator
from contextlib import ExitStack, closing

import psycopg2
import pytest

from tests.attacks.intruder import Intruder
from tests.server.world import Province

# Would burn transaction numbers, hold others up, fill the disk, or tell of others' work.
REFUSED = (
    "create temp table mine (a int)",
    "create table public.mine (a int)",
    "select pg_current_xact_id()",
    "select pg_current_xact_id_if_assigned()",
    "select txid_current()",
    "select lo_creat(-1)",
    "select lo_create(4711)",
    "select lo_from_bytea(0, 'x')",
    "select lo_import('/etc/passwd')",
    "select lo_export(1, '/nowhere/x')",
    "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('.')",
    "select pg_stat_file('PG_VERSION')",
    "copy (select 1) to program 'id'",
    "copy (select 1) to '/tmp/mine'",
    "select pg_sleep(0.01)",
    "select pg_sleep_for('10 ms')",
    "select pg_try_advisory_lock(42)",
    "select count(pg_try_advisory_lock(g)) from generate_series(1, 20000) g",
    "select pg_advisory_xact_lock(1, 1)",
    "select pg_try_advisory_xact_lock_shared(1)",
    "do $$ begin perform 1; end $$",
    "select pg_export_snapshot()",
    "select pg_logical_emit_message(false, 'a', 'b')",
    "select query_to_xml('select 1', true, false, '')",
    "select table_to_xml('pg_class', true, false, '')",
    "select cursor_to_xml('x', 1, true, false, '')",
    "select * from pg_control_checkpoint()",
    "select * from pg_control_system()",
    "select pg_current_wal_flush_lsn()",
    "select pg_current_wal_insert_lsn()",
    "select pg_switch_wal()",
    "select pg_postmaster_start_time()",
    "select * from pg_roles",
    "select * from pg_user",
    "select * from pg_group",
    "select * from pg_auth_members",
    "select * from pg_db_role_setting",
    "select * from pg_stat_activity",
    "select * from pg_stat_all_tables",
    "select * from pg_stat_user_tables",
    "select * from pg_stat_xact_user_tables",
    "select * from pg_stat_xact_all_tables",
    "select * from pg_stat_user_functions",
    "select * from pg_stat_xact_user_functions",
    "select * from pg_statio_all_tables",
    "select * from pg_stat_user_indexes",
    "select * from pg_stat_database",
    "select * from pg_stat_wal",
    "select * from pg_stat_replication",
    "select * from pg_locks",
    "select * from pg_prepared_xacts",
    "select pg_stat_get_xact_tuples_fetched('pg_class'::regclass)",
    "select pg_stat_get_xact_blocks_fetched('pg_class'::regclass)",
    "select pg_stat_get_live_tuples('pg_class'::regclass)",
    "select pg_stat_get_activity(null)",
    "select pg_stat_get_backend_activity(1)",
    "select pg_lock_status()",
    "select pg_blocking_pids(pg_backend_pid())",
    "select pg_notification_queue_usage()",
    "select pg_total_relation_size('pg_class')",
    "select pg_relation_size('pg_class')",
    "select pg_database_size(current_database())",
    "select pg_stat_reset()",
    "select pg_reload_conf()",
    "select pg_rotate_logfile()",
    "select pg_promote()",
    "set temp_file_limit = -1",
    "set session_replication_role = replica",
    "set log_min_messages = panic",
    "set log_statement = 'none'",
    "set log_executor_stats = on",
    "set commit_delay = 1000",
    "set session_preload_libraries = 'x'",
    "set allow_system_table_mods = on",
    "begin; prepare transaction 'mine'",
    "load 'dblink'",
    "alter system set fsync = off",
    "create subscription mine connection '' publication mine with (connect = false)",
    "checkpoint",
    "reindex system postgres",
    "begin; lock table pg_class in access exclusive mode",
    "begin; lock table pg_proc in row exclusive mode",
    "comment on database postgres is 'mine'",
    "alter role current_user valid until 'infinity'",
    "create database mine",
    "create tablespace mine location '/tmp'",
)
# Statement: why it is harmless. None of them takes a transaction number.
HARMLESS = {
    "set statement_timeout = 0": "his own statements; the functions bound their waits themselves",
    "set lock_timeout = 0": "api functions that wait pin it",
    "set idle_in_transaction_session_timeout = 0": "a held transaction is the warden's affair",
    "set work_mem = '2GB'": "memory is bounded outside PostgreSQL",
    "set row_security = off": "a report then fails; it never tells more",
    "set synchronous_commit = off": "the door turns it on again for its transaction",
    "set default_transaction_isolation = 'serializable'": "door and feed refuse it with a code",
    "set client_min_messages = debug5": "messages of our functions are pinned",
    "set debug_print_plan = on": "plans of our functions are pinned",
    "set search_path = pg_temp": "our functions pin theirs",
    "set role kelaseh_user": "session_user stays the actor, and that role may call schema api alone",
    "set court.opened = '00000000-0000-0000-0000-000000000000'": "read by triggers of tables he cannot write",
    "listen mine": "we notify nothing",
    "notify mine, 'x'": "nobody listens",
    "declare mine cursor for select 1": "his own",
    "select prosrc from pg_proc where pronamespace = 'api'::regnamespace": "our code is public",
    "select relname from pg_class where relname = 'court_case'": "our tables are public",
    "select pg_current_snapshot()": "numbers of open transactions, nobody's names",
    "select pg_backend_pid()": "his own",
    "select pg_cancel_backend(pg_backend_pid())": "his own",
    "lock table pg_class in access share mode": "conflicts with nothing but our upgrades, which time out",
    "select 'a' ~ '(a|b)*'": "a long regular expression is his own statement",
    "select setseed(0.5)": "stamps of his own commands become guessable; they are no secret",
    "explain (analyze, buffers) select api.pulse('{}')": "shows the call, not what is in it",
    "discard plans": "his own",
}


@pytest.fixture
def outside(intruder: Intruder) -> Iterator[psycopg2.extensions.connection]:
    """A connection whose statements are not in a transaction block."""
    connection = psycopg2.connect(**intruder.province.connection(intruder.login))
    connection.autocommit = True
    yield connection
    connection.close()


def test_what_would_hold_others_up_or_tell_of_them_is_refused(
    intruder: Intruder, outside: psycopg2.extensions.connection
) -> None:
    succeeded = []
    for statement in REFUSED:
        try:
            with outside.cursor() as cursor:
                cursor.execute(statement)
        except psycopg2.Error as error:
            # 42501 denied, 42883 not there in this version, 55000 not prepared for, 42704 unknown setting
            if error.pgcode in ("42501", "42883", "42P01", "55000", "55P02", "58P01", "42704", "0A000"):
                continue
            succeeded.append((statement, error.pgcode))
        else:
            succeeded.append((statement, None))
        finally:
            with outside.cursor() as cursor:
                cursor.execute("rollback")
    assert not succeeded, "\n".join(map(str, succeeded))


def test_what_is_left_to_a_login_takes_no_transaction_number(intruder: Intruder) -> None:
    for statement in HARMLESS:
        try:
            with intruder.connection.cursor() as cursor:
                cursor.execute(statement)
        except psycopg2.errors.QueryCanceled:
            pass  # by itself
        else:
            numbered = intruder.province.value(
                "select backend_xid is not null from pg_stat_activity where pid = %s",
                (intruder.connection.info.backend_pid,),
            )
            assert not numbered, statement
        intruder.connection.rollback()


def test_other_databases_are_closed(province: Province) -> None:
    kwargs = province.connection("clerk3")
    for name in ("postgres", "template1", "template0"):
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(**kwargs | {"dbname": name})


def test_nobody_ends_a_session_of_another(province: Province) -> None:
    victim = province.station("registrar").connection.info.backend_pid
    with closing(Intruder(province, "clerk3")) as intruder:
        assert intruder.refused(f"select pg_terminate_backend({victim})") == "42501"
        assert intruder.refused(f"select pg_cancel_backend({victim})") == "42501"


def test_a_login_has_three_connections(province: Province) -> None:
    kwargs = province.connection("clerk3")
    with ExitStack() as held:
        for _ in range(3):
            held.enter_context(closing(psycopg2.connect(**kwargs)))
        with pytest.raises(psycopg2.OperationalError, match="too many connections"):
            psycopg2.connect(**kwargs)

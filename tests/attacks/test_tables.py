"""No login touches a table, whatever the verb: roles x tables x verbs, all refused."""

from tests.attacks.intruder import DENIED, Intruder

VERBS = (
    "select * from {table}",
    "select count(*) from {table}",
    "insert into {table} default values",
    "update {table} set {column} = {column}",
    "delete from {table}",
    "truncate {table} cascade",
    "copy {table} to stdout",
    "copy {table} from stdin",
    "copy (select * from {table}) to stdout",
    "select null::{table}",
    "lock table {table} in access share mode",
    "lock table {table} in access exclusive mode",
    "explain select * from {table}",
    "alter table {table} add column mine int",
    "alter table {table} disable trigger all",
    "alter table {table} disable row level security",
    "drop table {table} cascade",
    "create policy mine on {table} using (true)",
    "create index on {table} ({column})",
    "create view mine as select * from {table}",
    "grant select on {table} to current_user",
    "comment on table {table} is 'mine'",
    "select pg_catalog.has_table_privilege('{table}', 'select')",
    "declare mine cursor with hold for select * from {table}",
    "prepare mine as select * from {table}",
    "merge into {table} using (select 1) as mine on false when not matched then insert default values",
    "select ts_stat('select to_tsvector(x::text) from {table} x')",
)
SEQUENCES = (
    "select nextval('court.position')",
    "select setval('court.position', 1)",
    "select last_value from court.position",
    "select currval('court.position')",
    "alter sequence court.position restart",
)
HIDDEN_STATISTICS = (
    "select * from pg_statistic",
    "select * from pg_stats",
    "select * from pg_statistic_ext_data",
    "select * from pg_authid",
    "select * from pg_largeobject",
    "select * from pg_user_mapping",
    "select * from pg_subscription",
)


def test_no_login_reads_or_writes_a_table(intruder: Intruder) -> None:
    with intruder.province.superuser() as cursor:
        cursor.execute(
            "select distinct on (relname) 'court.' || quote_ident(relname), quote_ident(attname)"
            "  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0"
            " where relnamespace = 'court'::regnamespace and relkind in ('r', 'v')"
        )
        tables = cursor.fetchall()
    attempts = [(verb.format(table=table, column=column),) for table, column in tables for verb in VERBS]
    attempts += [(statement,) for statement in SEQUENCES + HIDDEN_STATISTICS]
    assert len(attempts) > 300
    assert intruder.successes(attempts, frozenset({DENIED})) == []

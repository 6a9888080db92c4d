-- The tables of the first release. Code (schemas api, command, rule) is replaced on every migration and
-- nothing here calls it: no default, check, index or generated column may depend on it.
-- `changed` stamps a row with the transaction that wrote it: the feed compares it with a client's snapshot.

create schema court;
create extension if not exists btree_gist schema court;

-- ---------------------------------------------------------------- words and people (reference rows)
create table court.district (
    id int primary key,
    title text not null,
    changed xid8 not null default pg_current_xact_id()
);

create table court.body (
    id int primary key,
    district int not null references court.district,
    kind text not null,
    title text not null,
    changed xid8 not null default pg_current_xact_id()
);

-- A desk is what holds cases and has members.
create table court.desk (
    id int primary key,
    code text not null unique,
    kind text not null check (kind in ('branch', 'referral', 'enquiry', 'district', 'province', 'administration')),
    branch_kind text,
    body int references court.body,
    district int references court.district,
    number int,
    title text not null,
    sort_key text not null,
    active boolean not null default true,
    changed xid8 not null default pg_current_xact_id(),
    check ((kind = 'branch') = (branch_kind is not null))
);

create table court.account (
    login text primary key,
    given text not null,
    family text not null,
    sort_key text not null,
    public_key bytea,
    locked boolean not null default false,
    changed xid8 not null default pg_current_xact_id()
);

create table court.membership (
    id int generated always as identity primary key,
    login text not null references court.account,
    desk int not null references court.desk,
    role text not null check (role in ('clerk', 'judge', 'branch_manager', 'referral_authority',
                                       'enquiry_officer', 'district_head', 'administrator')),
    during daterange not null,
    substitute_for text references court.account,
    exclude using gist (login with =, desk with =, during with &&)
);
create index on court.membership (login);

create table court.code (
    kind text not null,
    code text not null,
    title text not null,
    class text,
    attributes jsonb not null default '{}',
    valid_from date,
    valid_to date,
    merged_into text,
    sort_key text not null,
    search_key text not null,
    changed xid8 not null default pg_current_xact_id(),
    primary key (kind, code)
);

-- A Jalali month is year * 12 + month - 1; written by common/jalali.py, so SQL never converts dates.
create table court.calendar_month (
    month int primary key,
    label text not null,
    starts date not null unique,
    ends date not null unique,
    days int not null,
    follows date unique nulls not distinct references court.calendar_month (ends),
    changed xid8 not null default pg_current_xact_id(),
    check (follows = starts),
    check (ends - starts = days)
);

-- Tehran's days as instants: "today" is the row that holds now().
create table court.calendar_day (
    day date primary key,
    starts timestamptz not null unique,
    ends timestamptz not null unique,
    month int not null,
    check (starts < ends)
);

create table court.setting (
    key text primary key,
    value jsonb not null,
    changed xid8 not null default pg_current_xact_id()
);

-- The feed asks every second whether a word has changed.
create index on court.district (changed);
create index on court.body (changed);
create index on court.desk (changed);
create index on court.account (changed);
create index on court.code (changed);
create index on court.calendar_month (changed);
create index on court.setting (changed);

-- ---------------------------------------------------------------- workstations and leased numbers
create table court.workstation (
    id uuid primary key,
    login text not null references court.account,
    machine text not null,
    registered_at timestamptz not null default now(),
    seen_at timestamptz not null default now()
);

create table court.lease (
    id bigint generated always as identity primary key,
    workstation uuid not null references court.workstation,
    year int not null,
    type text not null check (type in ('case', 'decision', 'seal')),
    first bigint not null,
    last bigint not null,
    incarnation int not null,
    issued_at timestamptz not null default now(),
    check (first <= last),
    exclude using gist (year with =, type with =, int8range(first, last, '[]') with &&)
);
create index on court.lease (workstation, type, year, first);
create index on court.lease (year, type, last);

create table court.void_range (
    year int not null,
    type text not null,
    first bigint not null,
    last bigint not null,
    reason text not null,
    made_at timestamptz not null default now(),
    primary key (year, type, first),
    check (first <= last)
);

-- ---------------------------------------------------------------- cases
-- What every command writes (the case's holder, its access rows, the log) has no foreign key to its desk: each would
-- lock the desk's row, which everybody shares. The door writes only desks it has just read.
-- Nor has a case's row one to its case: its guard demands that this transaction has opened or registered that very case
-- (docs/decisions/0003-no-foreign-keys-under-the-guard.md).
create table court.court_case (
    id uuid primary key,
    number text not null unique,
    kind text not null,
    subject text not null,
    received_on date not null,
    holder int not null,
    registered_at timestamptz not null default now(),
    registered_by text not null,
    changed xid8 not null default pg_current_xact_id()
);

create table court.case_access (
    case_id uuid not null,
    desk int not null,
    level smallint not null check (level between 0 and 2),
    gained xid8 not null default pg_current_xact_id(),
    changed xid8 not null default pg_current_xact_id(),
    stamp bigint not null default (random() * 9e18)::bigint,
    primary key (case_id, desk)
) with (fillfactor = 70);
create index case_access_feed on court.case_access (desk, changed) include (case_id, level, gained);
create index case_access_digest on court.case_access (desk, case_id) include (stamp, level);

create table court.party (
    id uuid primary key,
    case_id uuid not null,
    ordinal int not null,
    role text not null,
    kind text not null check (kind in ('person', 'entity', 'foreigner', 'unknown')),
    national_id text,
    given text,
    family text,
    sort_key text not null,
    search_key text not null,
    changed xid8 not null default pg_current_xact_id(),
    unique (case_id, ordinal)
);

create table court.claim (
    id uuid primary key,
    case_id uuid not null,
    ordinal int not null,
    code_kind text not null check (code_kind in ('charge', 'claim')),
    code text not null,
    amount bigint check (amount between 0 and 1000000000000000),
    changed xid8 not null default pg_current_xact_id(),
    unique (case_id, ordinal)
);

create table court.referral (
    id uuid primary key,
    case_id uuid not null,
    from_desk int not null references court.desk,
    to_desk int not null references court.desk,
    state text not null check (state in ('waiting', 'accepted', 'withdrawn')),
    method text not null check (method in ('manual', 'rotation', 'balanced', 'random')),
    referred_on date not null,
    referred_at timestamptz not null default now(),
    referred_by text not null,
    accepted_at timestamptz,
    accepted_by text,
    changed xid8 not null default pg_current_xact_id()
);
create unique index referral_one_waiting on court.referral (case_id) where state = 'waiting';
create index on court.referral (case_id);

-- One stay of a case at one branch: the unit of every figure.
create table court.docket_entry (
    id uuid primary key,
    case_id uuid not null,
    desk int not null references court.desk,
    ordinal int not null,
    archive_year int not null,
    archive_row int not null,
    received_on date not null,
    in_on date not null,
    in_class text not null,
    disposed_on date,
    out_class text,
    void boolean not null default false,
    next_on date,
    next_kind text,
    opened_at timestamptz not null default now(),
    opened_by text not null,
    changed xid8 not null default pg_current_xact_id(),
    unique (case_id, ordinal),
    unique (desk, archive_year, archive_row),
    check (in_on >= received_on and (out_class is null) = (disposed_on is null)
           and (disposed_on is null or disposed_on >= in_on))
);
-- For the reports: the flows by day, each with what they count, and what stands open. Pages go by (day, id).
create index on court.docket_entry (desk, in_on, id) include (disposed_on, in_class) where not void;
create index on court.docket_entry (desk, disposed_on, id) include (in_on, out_class)
    where disposed_on is not null and not void;
create index on court.docket_entry (desk, in_on, id) where disposed_on is null and not void;

create table court.decision (
    id uuid primary key,
    case_id uuid not null,
    entry uuid not null references court.docket_entry,
    desk int not null references court.desk,
    number text not null unique,
    disposition text not null,
    decided_on date not null,
    body text not null,
    state text not null check (state in ('prepared', 'signed')),
    register_year int,
    register_row int,
    prepared_at timestamptz not null default now(),
    prepared_by text not null,
    signed_at timestamptz,
    signed_by text,
    changed xid8 not null default pg_current_xact_id(),
    unique (desk, register_year, register_row),
    check ((state = 'signed') = (signed_by is not null and signed_at is not null
                                 and register_year is not null and register_row is not null))
);
create index on court.decision (case_id);

create table court.seal (
    id uuid primary key,
    case_id uuid not null,
    serial text not null unique,
    from_desk int not null references court.desk,
    to_desk int not null references court.desk,
    objection text not null,
    filed_on date not null,
    salt bytea not null,
    verifier bytea not null,
    state text not null check (state in ('sealed', 'locked', 'opened', 'void')),
    tries int not null default 0,
    expires_on date not null,
    sent_on date not null,
    sent_at timestamptz not null default now(),
    sent_by text not null,
    printed_at timestamptz,
    printed_by text,
    opened_at timestamptz,
    opened_by text,
    changed xid8 not null default pg_current_xact_id()
);
create unique index seal_one_live on court.seal (case_id) where state in ('sealed', 'locked');
create index on court.seal (case_id);

-- Guesses are counted here by api.present, in a transaction of their own, before anything is answered.
create table court.seal_attempt (
    seal uuid not null references court.seal,
    n int not null,
    guess bytea not null,
    login text not null,
    desk int not null,
    made xid8 not null default pg_current_xact_id(),
    made_at timestamptz not null default now(),
    primary key (seal, n)
);

-- ---------------------------------------------------------------- looks that leave a trace
create table court.enquiry (
    id uuid primary key,
    login text not null,
    desk int not null references court.desk,
    question jsonb not null,
    made xid8 not null default pg_current_xact_id(),
    made_at timestamptz not null default now(),
    answered_at timestamptz
);

-- ---------------------------------------------------------------- the log
create table court.incarnation (
    number int generated always as identity primary key,
    started timestamptz not null,
    begun_at timestamptz not null default now()
);

-- Emptied by a crash, a base backup, a promotion: its absence, or another start time, tells of a new incarnation.
create unlogged table court.alive (
    started timestamptz primary key,
    incarnation int not null
);

create sequence court.position;

-- The key of receipts; generated at installation, never granted.
create table court.secret (
    name text primary key,
    value bytea not null
);

create table court.command_log (
    id uuid primary key,
    desk int not null,
    n bigint not null,
    actor text not null,
    substituting text,
    kind text not null,
    version int not null,
    payload jsonb not null,
    workstation uuid,
    sequence bigint,
    issued_at timestamptz,
    mends uuid,
    received_at timestamptz not null default now(),
    status text not null check (status in ('applied', 'rejected')),
    result jsonb not null,
    incarnation int not null,
    position bigint not null unique,
    receipt bytea not null,
    hash bytea not null,
    unique (desk, n)
);
create index on court.command_log (workstation, sequence);

create table court.chain_head (
    desk int primary key references court.desk,
    n bigint not null default 0,
    hash bytea not null default '\x'
) with (fillfactor = 20);

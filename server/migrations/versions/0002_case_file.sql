-- What the entry form and the case file need: more of the paper, representation, flags, amendments, notes, steps,
-- outcomes, and the log as the story of a case.

alter table court.court_case
    add paper_number text,
    add paper_on date,
    add offence_on date,
    add offence_place text,
    add marriage_on date,
    add marriage_number text,
    add basis_number text,
    add basis_on date,
    add file_place text,
    add file_note text,
    add double_of uuid,
    add double_reason text,
    add withdrawn boolean not null default false,
    add check ((double_of is null) = (double_reason is null));

alter table court.party
    add father text,
    add birth_on date,
    add nationality text,
    add address text,
    add postal_code text,
    add mobile text,
    add phone text,
    add id_reason text,
    add struck boolean not null default false;

alter table court.claim add struck boolean not null default false;

-- A lawyer and his client, a guardian and his ward: both are parties of the case.
create table court.representation (
    id uuid primary key,
    case_id uuid not null,
    representative uuid not null,
    client uuid not null,
    document text,
    granted_on date,
    struck boolean not null default false,
    changed xid8 not null default pg_current_xact_id(),
    check (representative <> client)
);
create unique index representation_once on court.representation (representative, client) where not struck;
create index on court.representation (case_id);

create table court.party_flag (
    id uuid primary key,
    case_id uuid not null,
    party uuid not null,
    flag text not null,
    detail text,
    struck boolean not null default false,
    changed xid8 not null default pg_current_xact_id()
);
create unique index party_flag_once on court.party_flag (party, flag) where not struck;
create index on court.party_flag (case_id);

-- The old value of every field that was changed, and the rows that came later (`field` null). Never changed itself.
create table court.amendment (
    id uuid primary key,
    case_id uuid not null,
    entity text not null check (entity in ('court_case', 'party', 'claim', 'representation', 'party_flag')),
    row_id uuid not null,
    field text,
    old text,
    new text,
    desk int not null,
    command uuid not null,
    at timestamptz not null default now(),
    by text not null,
    behalf text,
    reason text,
    changed xid8 not null default pg_current_xact_id()
);
create index on court.amendment (case_id);

create table court.note (
    id uuid primary key,
    case_id uuid not null,
    desk int not null,
    scope text not null check (scope in ('branch', 'private')),
    body text not null,
    shared boolean not null default false,
    withdrawn boolean not null default false,
    written_at timestamptz not null default now(),
    written_by text not null,
    behalf text,
    changed xid8 not null default pg_current_xact_id(),
    check (not shared or scope = 'private')
);
create index on court.note (case_id);

-- Something under way that keeps a case from leaving. Carried along, it is open again where the case arrives.
create table court.step (
    id uuid primary key,
    case_id uuid not null,
    desk int not null,
    decision uuid,
    kind text not null,
    title text not null,
    due_on date,
    state text not null check (state in ('open', 'carried', 'done', 'dropped')),
    opened_at timestamptz not null default now(),
    opened_by text not null,
    settled_at timestamptz,
    settled_by text,
    remark text,
    changed xid8 not null default pg_current_xact_id(),
    check ((state in ('done', 'dropped')) = (settled_at is not null and settled_by is not null))
);
create index on court.step (case_id);

alter table court.decision
    add kind text not null default 'verdict',
    add corrects uuid,
    drop constraint decision_state_check,
    add check (state in ('prepared', 'signed', 'withdrawn')),
    add check ((kind = 'correction') = (corrects is not null));
alter table court.decision alter kind drop default;

create table court.outcome (
    id uuid primary key,
    case_id uuid not null,
    decision uuid not null,
    claim uuid not null,
    party uuid,
    disposition text not null,
    changed xid8 not null default pg_current_xact_id(),
    unique nulls not distinct (decision, claim, party)
);
create index on court.outcome (case_id);

-- The log tells the story of each case: the feed delivers its applied entries (rule.case_rows).
alter table court.command_log
    add case_id uuid,
    add changed xid8 not null default pg_current_xact_id();
-- What was done before has its story too. The log's guard is made anew with the code that follows each migration.
alter table court.command_log disable trigger user;
update court.command_log set case_id = (payload ->> 'case')::uuid where status = 'applied';
create index command_log_case on court.command_log (case_id, position) where status = 'applied';

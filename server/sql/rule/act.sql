-- Who acts, where and when: what every command is told besides its payload.
create type rule.act as (
    id uuid,
    actor text,
    desk int,
    desk_kind text,
    branch_kind text,
    body int,
    role text,
    substituting text,
    workstation uuid,
    today date
);

-- Whether a role may issue a kind of command at a kind of desk; null if there is no such command. The role's right is
-- the grant in policy/rights.sql; registering and referring happen at a referral desk, all else at a branch.
create function rule.permitted(role text, desk_kind text, command_kind text) returns boolean
language sql stable as $$
    select case
        when desk_kind = case when command_kind in ('register_case', 'refer_case') then 'referral' else 'branch' end
        then has_function_privilege('kelaseh_' || role,
                                    to_regprocedure('command.' || command_kind || '(rule.act,jsonb)'), 'execute')
        when to_regprocedure('command.' || command_kind || '(rule.act,jsonb)') is not null then false
        end
$$;

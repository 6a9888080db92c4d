-- Whether a role may issue a kind of command at a kind of desk; null if there is no such command. The role's right is
-- the grant in policy/rights.sql, at desks where the role is held at all; registering and referring happen at a referral
-- desk; amending, undoing and notes there and at a branch; all else at a branch.
create function rule.permitted(role text, desk_kind text, command_kind text) returns boolean
language sql stable as $$
    select case
        when rule.sits_at(role, desk_kind)
         and (desk_kind = 'referral' and command_kind in ('register_case', 'refer_case', 'amend_case', 'undo_command',
                                                          'write_note')
              or desk_kind = 'branch' and command_kind not in ('register_case', 'refer_case'))
        then has_function_privilege('kelaseh_' || role,
                                    to_regprocedure('command.' || command_kind || '(rule.act,jsonb)'), 'execute')
        when to_regprocedure('command.' || command_kind || '(rule.act,jsonb)') is not null then false
        end
$$;

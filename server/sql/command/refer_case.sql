-- The referral authority sends a waiting case to a branch of its body (Criminal Procedure Code art. 338).
create function command.refer_case(act rule.act, payload jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    referred court.court_case;
    branch court.desk;
begin
    payload := rule.keys(payload, '{case,referral,to_desk,method}');
    referred := rule.held_case(act, rule.uuid(payload, 'case'));
    if exists (select from court.referral r where r.case_id = referred.id and r.state = 'waiting') then
        perform rule.reject('already_referred', 'case');
    end if;
    select * into branch from court.desk d
     where d.id = rule.integer(payload, 'to_desk', 0, 2147483647)
       and d.kind = 'branch' and d.active and d.body = act.body;
    if not found then
        perform rule.reject('wrong_branch', 'to_desk');
    end if;
    perform from court.code c
      where c.kind = 'case_kind' and c.code = referred.kind and c.attributes -> 'branches' ? branch.branch_kind;
    if not found then
        perform rule.reject('wrong_branch_kind', 'to_desk');
    end if;
    if jsonb_typeof(payload -> 'method') <> 'string'
       or payload ->> 'method' not in ('manual', 'rotation', 'balanced', 'random') then
        perform rule.reject('unknown_code', 'method');
    end if;
    insert into court.referral (id, case_id, from_desk, to_desk, state, method, referred_on, referred_by)
    values (rule.uuid(payload, 'referral'), referred.id, act.desk, branch.id, 'waiting', payload ->> 'method',
            act.today, act.actor);
    perform rule.set_access(referred.id, branch.id, 1);
    return '{}'::jsonb;
end
$$;

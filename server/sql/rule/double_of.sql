-- The case that a registration doubles deliberately, with its reason; null if it doubles none. It must be open to the desk.
create function rule.double_of(act rule.act, payload jsonb) returns uuid
language plpgsql as $$
declare
    doubled uuid;
begin
    if not payload ?| '{double_of,double_reason}' then
        return null;
    elsif not payload ?& '{double_of,double_reason}' then
        perform rule.reject('missing_field', case when payload ? 'double_of' then 'double_reason' else 'double_of' end);
    end if;
    doubled := rule.uuid(payload, 'double_of');
    perform rule.text(payload, 'double_reason', 200);
    if not exists (select from court.case_access a where a.case_id = doubled and a.desk = act.desk and a.level = 2) then
        perform rule.reject('unknown_case', 'double_of');
    end if;
    return doubled;
end
$$;

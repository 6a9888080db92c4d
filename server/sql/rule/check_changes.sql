-- Refuse changes that are not stated as common.commands.amendments.FieldChanged demands, or are of rows of no or another
-- case.
create function rule.check_changes(of_case uuid, changes jsonb) returns void
language plpgsql as $$
declare
    change jsonb;
    place text;
    seen text[];
begin
    perform rule.check_list(changes, 'changes', 200);
    for i in 0 .. jsonb_array_length(changes) - 1 loop
        place := 'changes[' || i || '].';
        change := rule.keys(changes -> i, '{id,entity,row,field}', '{old,new}', place);
        perform rule.uuid(change, 'id', place), rule.uuid(change, 'row', place),
                rule.text(change, 'entity', 40, false, place), rule.text(change, 'field', 40, false, place),
                rule.text(change, 'new', 300, false, place);
        if change ->> 'field' <> all (rule.amendable(change ->> 'entity')) then
            perform rule.reject('unknown_field', place || 'field');
        elsif jsonb_typeof(change -> 'old') <> 'string' then
            perform rule.reject('malformed', place || 'old');
        elsif change ->> 'old' is not distinct from change ->> 'new' then
            perform rule.reject('nothing_changed', place || 'new');
        elsif change ->> 'field' = 'struck' and coalesce(change ->> 'new', '') not in ('true', 'false')
              or change ->> 'field' = 'amount' and change ->> 'new' !~ '^(0|[1-9][0-9]{0,29})$' then
            perform rule.reject('malformed', place || 'new');
        elsif change ->> 'row' || (change ->> 'field') = any (seen) then
            perform rule.reject('changed_twice', place || 'field');
        elsif rule.case_row(of_case, change ->> 'entity', (change ->> 'row')::uuid) is null then
            perform rule.reject('unknown_row', place || 'row');
        end if;
        seen := seen || (change ->> 'row' || (change ->> 'field'));
    end loop;
end
$$;

-- Refuse a case's own fields that have not the form common.commands.cases.RegisterCase demands. Dates and numbers of the
-- offence, the marriage or the judgment to be enforced belong to one kind of case each.
create function rule.check_head(head jsonb, today date) returns void
language plpgsql as $$
declare
    own text[] := case head ->> 'kind'
        when 'criminal' then '{offence_on,offence_place}'::text[]
        when 'family' then '{marriage_on,marriage_number}'
        when 'enforcement' then '{basis_number,basis_on}'
        else '{}' end;
    stranger text;
    received_on date := rule.date(head, 'received_on', today);
    subject text := rule.text(head, 'subject', 200);
begin
    if received_on is null or subject is null then
        perform rule.reject('missing_field', case when subject is null then 'subject' else 'received_on' end);
    elsif not head ?| '{paper_number,paper_on,offence_on,offence_place,marriage_on,marriage_number,basis_number,basis_on,file_place,file_note}' then
        return;
    end if;
    perform rule.text(head, 'paper_number', 40), rule.text(head, 'offence_place', 200),
            rule.text(head, 'marriage_number', 40), rule.text(head, 'basis_number', 40),
            rule.text(head, 'file_note', 300), rule.date(head, 'offence_on', today), rule.date(head, 'marriage_on', today),
            rule.date(head, 'basis_on', today);
    if rule.date(head, 'paper_on', today) > received_on then
        perform rule.reject('date_after', 'paper_on');
    end if;
    select f into stranger
      from unnest('{offence_on,offence_place,marriage_on,marriage_number,basis_number,basis_on}'::text[]) f
     where head ? f and f <> all (own) limit 1;
    if stranger is not null then
        perform rule.reject('field_of_other_kind', stranger);
    end if;
end
$$;

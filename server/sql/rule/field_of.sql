-- The field of a payload whose value somebody else has used already, by the name of the unique constraint it met;
-- null if no payload can meet it.
create function rule.field_of(constraint_name text) returns text
language sql immutable as $$
    select case constraint_name
        when 'court_case_pkey' then 'case'
        when 'court_case_number_key' then 'number'
        when 'party_pkey' then 'parties'
        when 'claim_pkey' then 'claims'
        when 'representation_pkey' then 'representations'
        when 'party_flag_pkey' then 'flags'
        when 'amendment_pkey' then 'changes'
        when 'note_pkey' then 'note'
        when 'step_pkey' then 'step'
        when 'outcome_pkey' then 'outcomes'
        when 'referral_pkey' then 'referral'
        when 'docket_entry_pkey' then 'entry'
        when 'decision_pkey' then 'decision'
        when 'decision_number_key' then 'number'
        when 'seal_pkey' then 'seal'
        when 'seal_serial_key' then 'serial'
        end
$$;

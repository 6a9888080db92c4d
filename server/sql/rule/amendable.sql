-- The fields of a table of the case that an amendment may change; as common.commands.amendments.AMENDABLE.
create function rule.amendable(entity text) returns text[]
language sql immutable as $$
    select case entity
        when 'court_case' then '{subject,received_on,paper_number,paper_on,offence_on,offence_place,marriage_on,marriage_number,basis_number,basis_on,file_place,file_note}'::text[]
        when 'party' then '{role,kind,national_id,given,family,father,birth_on,nationality,address,postal_code,mobile,phone,id_reason,struck}'
        when 'claim' then '{code,amount,struck}'
        when 'representation' then '{document,granted_on,struck}'
        when 'party_flag' then '{detail,struck}'
        else '{}' end
$$;

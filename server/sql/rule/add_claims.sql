-- Write the claims of the payload, which rule.check_claims has passed; the first one's place in the case is after `last`.
create function rule.add_claims(of_case uuid, payload jsonb, last int default 0) returns void
language plpgsql as $$
begin
    insert into court.claim (id, case_id, ordinal, code_kind, code, amount)
    select c.id, of_case, last + ordinality, c.code_kind, c.code, c.amount::bigint  -- 5.0 is whole, but no text of a bigint
      from rows from (jsonb_to_recordset(payload -> 'claims') as (id uuid, code_kind text, code text, amount numeric))
           with ordinality as c (id, code_kind, code, amount);
end
$$;

-- The row a command was about, as the story of its case names it.
create function rule.target(payload jsonb) returns text
language sql immutable as $$
    select coalesce(payload ->> 'decision', payload ->> 'seal', payload ->> 'referral', payload ->> 'note',
                    payload ->> 'step', payload ->> 'command', payload ->> 'case')
$$;

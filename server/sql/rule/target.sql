-- The row a command was about, as the story of its case names it. A step may name the decision that ordered it.
create function rule.target(payload jsonb) returns text
language sql immutable as $$
    select coalesce(payload ->> 'step', payload ->> 'decision', payload ->> 'seal', payload ->> 'referral', payload ->> 'note',
                    payload ->> 'command', payload ->> 'case')
$$;

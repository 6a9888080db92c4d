-- An instant as the feed writes it: UTC, six decimals, so that its text sorts by time.
create function rule.instant(at timestamptz) returns text
language sql stable as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

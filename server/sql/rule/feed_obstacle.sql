-- Why the feed may not answer in this transaction; null if it may. Its own number counts as seen in its own snapshot,
-- and a standby's snapshot lists no open transactions: both would lose rows.
create function rule.feed_obstacle() returns text
language sql stable as $$
    select case
        when pg_is_in_recovery() then 'standby'
        when current_setting('transaction_isolation') <> 'read committed' then 'not_read_committed'
        when pg_current_xact_id_if_assigned() is not null then 'transaction_has_written'
        end
$$;

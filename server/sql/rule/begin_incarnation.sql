-- The number of this incarnation, a new one after every start, crash, promotion or restore: a crash empties the
-- unlogged table, a copied database carries another start time. It follows the clock, in seconds since 2020: counted
-- on from what a restored copy remembers it would be a number that clients know from the history that was lost, and
-- their cursors would go on as if nothing had happened.
create function rule.begin_incarnation() returns int
language plpgsql as $$
declare
    this int := rule.incarnation();
begin
    if this is null then
        lock table court.alive in share row exclusive mode;
        this := rule.incarnation();
        if this is null then
            delete from court.alive;
            insert into court.incarnation (number, started) overriding system value
            select greatest((select max(i.number) from court.incarnation i) + 1,
                            floor(extract(epoch from clock_timestamp() - timestamptz '2020-01-01 00:00:00Z'))::int),
                   pg_postmaster_start_time()
            returning number into this;
            insert into court.alive (started, incarnation) values (pg_postmaster_start_time(), this);
        end if;
    end if;
    return this;
end
$$;

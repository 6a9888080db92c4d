-- The number of this incarnation, a new one after every start, crash, promotion or restore: a crash empties the
-- unlogged table, a copied database carries another start time.
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
            insert into court.incarnation (started) values (pg_postmaster_start_time()) returning number into this;
            insert into court.alive (started, incarnation) values (pg_postmaster_start_time(), this);
        end if;
    end if;
    return this;
end
$$;

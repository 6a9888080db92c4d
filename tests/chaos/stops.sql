-- A transaction that has written its so-manieth row (chaos.stop) waits for whoever holds the lock 4711.
create schema chaos;
create table chaos.stop (at int not null);
insert into chaos.stop values (0);
create function chaos.step() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    n int := coalesce(nullif(current_setting('chaos.n', true), ''), '0')::int + 1;
begin
    perform set_config('chaos.n', n::text, true);
    if n = (select at from chaos.stop) then
        perform pg_advisory_lock(4711);
    end if;
    return null;
end
$$;
do $$
declare
    name text;
begin
    for name in select relname from pg_class where relnamespace = 'court'::regnamespace and relkind = 'r' loop
        execute format('create trigger chaos_step after insert or update on court.%I'
                       ' for each row execute function chaos.step()', name);
    end loop;
end
$$;

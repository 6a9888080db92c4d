-- Anybody may ask PostgreSQL to print the plans of the queries in his session, also of those inside our functions, and
-- a plan shows values: it told right from wrong of a guess that api.present had counted but the caller then rolled back.
do $$
declare
    routine regprocedure;
begin
    for routine in select p.oid from pg_proc p where p.pronamespace = 'api'::regnamespace loop
        execute format('alter function %s set client_min_messages = warning set debug_print_parse = off'
                       ' set debug_print_rewritten = off set debug_print_plan = off', routine);
    end loop;
end
$$;

-- The envelope of a command as the log's columns; refuses what is not one.
create function rule.envelope(request jsonb) returns court.command_log
language plpgsql as $$
declare
    entry court.command_log;
begin
    request := rule.keys(request, '{id,kind,version,desk,workstation,sequence,issued_at,payload}', '{substituting,mends}');
    entry.id := rule.uuid(request, 'id');
    entry.desk := rule.integer(request, 'desk', 0, 2147483647);
    entry.kind := request ->> 'kind';
    entry.version := rule.integer(request, 'version', 1, 1000);
    entry.workstation := rule.uuid(request, 'workstation');
    entry.sequence := rule.integer(request, 'sequence', 0, 9007199254740991);
    entry.mends := rule.uuid(request, 'mends');
    entry.payload := request -> 'payload';
    if jsonb_typeof(request -> 'kind') <> 'string' or entry.kind !~ '^[a-z_]{1,60}$' then
        perform rule.reject('malformed', 'kind');
    elsif jsonb_typeof(request -> 'issued_at') <> 'string'
          or request ->> 'issued_at' not like '____-__-__T__:__:__%Z' or length(request ->> 'issued_at') > 27
          or not pg_input_is_valid(request ->> 'issued_at', 'timestamptz') then
        perform rule.reject('malformed', 'issued_at');
    elsif jsonb_typeof(request -> 'payload') <> 'object' then
        perform rule.reject('malformed', 'payload');
    elsif request ? 'substituting' and jsonb_typeof(request -> 'substituting') <> 'string' then
        perform rule.reject('malformed', 'substituting');
    end if;
    entry.issued_at := (request ->> 'issued_at')::timestamptz;
    return entry;
end
$$;

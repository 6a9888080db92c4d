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
          or request ->> 'issued_at' !~ '^[^T]{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$' then
        perform rule.reject('malformed', 'issued_at');
    elsif jsonb_typeof(request -> 'payload') <> 'object' then
        perform rule.reject('malformed', 'payload');
    elsif request ? 'substituting' and jsonb_typeof(request -> 'substituting') <> 'string' then
        perform rule.reject('malformed', 'substituting');
    end if;
    perform rule.date(jsonb_build_object('issued_at', split_part(request ->> 'issued_at', 'T', 1)), 'issued_at');
    entry.issued_at := (request ->> 'issued_at')::timestamptz;
    return entry;
end
$$;

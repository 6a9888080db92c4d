-- The one door in: a JSON array of at most 50 commands, each in its own subtransaction.
--
-- A command is applied once, whatever is sent again: its desk's chain head is locked first, so two copies of an id meet
-- there. What a member of the desk sent in a proper envelope is logged, applied or rejected, and final for its id.
-- A deadlock, a lock not had within five seconds or a lost race for an id raise out: the client sends the batch again.
create function api.execute(commands text) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
    batch jsonb;
    request jsonb;
    answers jsonb[] := array[]::jsonb[];
    act rule.act;
    entry court.command_log;
    old court.command_log;
    accountable boolean;
    may boolean;
    at_own_workstation boolean;
    head_n bigint;
    head_hash bytea;
    receipt_key bytea;
    current_incarnation int;
    code text;
    field text;
    parameters text;
    state text;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        return '{"code": "not_read_committed"}'::jsonb;
    end if;
    batch := rule.parsed(commands, 1000000);
    if jsonb_typeof(batch) is distinct from 'array' then
        return jsonb_build_object('code', case when octet_length(commands) > 1000000 then 'batch_too_large'
                                               else 'malformed' end);
    elsif jsonb_array_length(batch) > 50 then
        return '{"code": "batch_too_large", "parameters": {"limit": 50}}'::jsonb;
    end if;
    if current_setting('synchronous_commit') <> 'on' then  -- else a caller might lose what others were shown
        perform set_config('synchronous_commit', 'on', true);
    end if;
    act.actor := session_user;
    -- What rule.incarnation and rule.today tell, in one look.
    select s.value, a.incarnation, (select d.day from court.calendar_day d
                                     where d.starts <= statement_timestamp() order by d.starts desc limit 1)
      into receipt_key, current_incarnation, act.today
      from court.secret s
      left join court.alive a on a.started = pg_postmaster_start_time()
     where s.name = 'receipt';
    current_incarnation := coalesce(current_incarnation, rule.begin_incarnation());

    for place in 0 .. jsonb_array_length(batch) - 1 loop
        request := batch -> place;
        accountable := false;
        begin
            entry := rule.envelope(request);
            select d.kind, d.branch_kind, d.body, m.role, m.substitute_for, rule.permitted(m.role, d.kind, entry.kind),
                   exists (select from court.workstation w where w.id = entry.workstation and w.login = m.login)
              into act.desk_kind, act.branch_kind, act.body, act.role, act.substituting, may, at_own_workstation
              from court.membership m
              join court.desk d on d.id = m.desk and d.active
              join court.account a on a.login = m.login and not a.locked
             where m.login = act.actor and m.desk = entry.desk and m.during @> act.today;
            if not found or act.substituting is distinct from coalesce(request ->> 'substituting', act.substituting) then
                -- What he did while he belonged there is done, though its answer was lost and his time there is over.
                select * into old from court.command_log l
                 where l.id = entry.id and (l.desk, l.actor, l.kind, l.version, l.payload)
                                           = (entry.desk, act.actor, entry.kind, entry.version, entry.payload);
                if found then
                    answers := answers || rule.answer(old, 'duplicate');
                    continue;
                end if;
                perform rule.reject('forbidden', 'desk');
            elsif not at_own_workstation then
                perform rule.reject('unknown_workstation', 'workstation');
            end if;
            select h.n, h.hash into head_n, head_hash
              from court.chain_head h where h.desk = entry.desk for no key update;
            select * into old from court.command_log l where l.id = entry.id;
            if found then
                if (old.desk, old.actor, old.kind, old.version, old.payload)
                   is distinct from (entry.desk, act.actor, entry.kind, entry.version, entry.payload) then
                    perform rule.reject('id_reused', 'id');
                end if;
                answers := answers || rule.answer(old, 'duplicate');
                continue;
            end if;
            accountable := true;
            if may is null then
                perform rule.reject('unknown_command', 'kind');
            elsif not may then
                perform rule.reject('forbidden', 'kind');
            elsif entry.version <> 1 then
                perform rule.reject('unknown_version', 'version');
            end if;
            act.id := entry.id;
            act.desk := entry.desk;
            act.workstation := entry.workstation;
            case entry.kind
                when 'register_case' then entry.result := command.register_case(act, entry.payload);
                when 'amend_case' then entry.result := command.amend_case(act, entry.payload);
                when 'undo_command' then entry.result := command.undo_command(act, entry.payload);
                when 'refer_case' then entry.result := command.refer_case(act, entry.payload);
                when 'accept_referral' then entry.result := command.accept_referral(act, entry.payload);
                when 'write_note' then entry.result := command.write_note(act, entry.payload);
                when 'share_note' then entry.result := command.share_note(act, entry.payload);
                when 'open_step' then entry.result := command.open_step(act, entry.payload);
                when 'settle_step' then entry.result := command.settle_step(act, entry.payload);
                when 'prepare_decision' then entry.result := command.prepare_decision(act, entry.payload);
                when 'sign_decision' then entry.result := command.sign_decision(act, entry.payload);
                when 'withdraw_decision' then entry.result := command.withdraw_decision(act, entry.payload);
                when 'send_up' then entry.result := command.send_up(act, entry.payload);
                when 'record_print' then entry.result := command.record_print(act, entry.payload);
                when 'open_seal' then entry.result := command.open_seal(act, entry.payload);
                when 'reissue_seal' then entry.result := command.reissue_seal(act, entry.payload);
            end case;
            entry.status := 'applied';
            entry.case_id := (entry.payload ->> 'case')::uuid;
        exception
            when sqlstate 'KR001' then
                get stacked diagnostics code = message_text, field = column_name, parameters = pg_exception_detail;
                entry.status := 'rejected';
                entry.result := rule.refusal(code, field, parameters);
            when data_exception or integrity_constraint_violation or program_limit_exceeded then
                get stacked diagnostics state = returned_sqlstate, field = constraint_name;
                entry.status := 'rejected';
                if state = '23505' and rule.field_of(field) is not null then
                    entry.result := jsonb_build_object('code', 'already_used', 'field', rule.field_of(field));
                else  -- a rule is missing: the log keeps the state, so that it is found
                    entry.result := jsonb_build_object('code', 'malformed',
                                                       'parameters', jsonb_build_object('sqlstate', state));
                end if;
        end;
        if not accountable then
            answers := answers || (jsonb_build_object('id', request -> 'id', 'status', 'rejected') || entry.result);
            continue;
        end if;
        if entry.status = 'rejected' then  -- the lock fell with the subtransaction
            select h.n, h.hash into head_n, head_hash
              from court.chain_head h where h.desk = entry.desk for no key update;
        end if;
        entry.actor := act.actor;
        entry.substituting := act.substituting;
        entry.received_at := clock_timestamp();
        entry.changed := pg_current_xact_id();
        entry.n := head_n + 1;
        entry.incarnation := current_incarnation;
        entry.position := nextval('court.position');
        entry.receipt := rule.receipt(receipt_key, entry);
        entry.hash := rule.link(head_hash, entry);
        insert into court.command_log select entry.* on conflict (id) do nothing;
        if not found then
            raise exception 'the id % was used meanwhile', entry.id using errcode = 'serialization_failure';
        end if;
        update court.chain_head h set n = entry.n, hash = entry.hash where h.desk = entry.desk;
        answers := answers || rule.answer(entry, 'applied');
    end loop;
    return jsonb_build_object('incarnation', current_incarnation, 'answers', to_jsonb(answers));
end
$$;

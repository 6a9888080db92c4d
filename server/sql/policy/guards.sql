-- No row of a case is written unless the command has opened that case, and none keeps its old `changed`: both would
-- hide it from the feed. Books and log are append-only.
create trigger guard before insert or update on court.court_case for each row
    when (new.id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.case_access for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.party for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.claim for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.referral for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.docket_entry for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.decision for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.seal for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.representation for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.party_flag for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.amendment for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.note for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.step for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();
create trigger guard before insert or update on court.outcome for each row
    when (new.case_id::text is distinct from current_setting('court.opened', true) or new.changed <> pg_current_xact_id())
    execute function rule.forgotten();

create trigger kept before delete or truncate on court.court_case execute function rule.kept();
create trigger kept before delete or truncate on court.case_access execute function rule.kept();
create trigger kept before delete or truncate on court.party execute function rule.kept();
create trigger kept before delete or truncate on court.claim execute function rule.kept();
create trigger kept before delete or truncate on court.referral execute function rule.kept();
create trigger kept before delete or truncate on court.docket_entry execute function rule.kept();
create trigger kept before delete or truncate on court.decision execute function rule.kept();
create trigger kept before delete or truncate on court.seal execute function rule.kept();
create trigger kept before delete or truncate on court.representation execute function rule.kept();
create trigger kept before delete or truncate on court.party_flag execute function rule.kept();
create trigger kept before update or delete or truncate on court.amendment execute function rule.kept();
create trigger kept before delete or truncate on court.note execute function rule.kept();
create trigger kept before delete or truncate on court.step execute function rule.kept();
create trigger kept before delete or truncate on court.outcome execute function rule.kept();
create trigger kept before update or delete or truncate on court.seal_attempt execute function rule.kept();
create trigger kept before update or delete or truncate on court.command_log execute function rule.kept();
create trigger kept before delete or truncate on court.enquiry execute function rule.kept();

-- Every desk has a chain of log entries from its first day.
create trigger chain after insert on court.desk for each row execute function rule.begin_chain();

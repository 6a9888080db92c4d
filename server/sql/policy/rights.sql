-- The one table of rights: which role may issue which command. The door asks for the right of the role held today at the
-- desk acted for. Nobody is a member of these roles, and nobody may enter schema command: a command is out of reach
-- except through api.execute. rule.permitted adds the kind of desk.
grant execute on function command.register_case(rule.act, jsonb) to kelaseh_clerk, kelaseh_referral_authority;
grant execute on function command.amend_case(rule.act, jsonb), command.undo_command(rule.act, jsonb)
    to kelaseh_clerk, kelaseh_branch_manager, kelaseh_judge, kelaseh_referral_authority;
grant execute on function command.refer_case(rule.act, jsonb) to kelaseh_referral_authority;
grant execute on function command.accept_referral(rule.act, jsonb) to kelaseh_clerk, kelaseh_branch_manager;
grant execute on function command.prepare_decision(rule.act, jsonb)
    to kelaseh_clerk, kelaseh_branch_manager, kelaseh_judge;
grant execute on function command.sign_decision(rule.act, jsonb) to kelaseh_judge;
grant execute on function command.withdraw_decision(rule.act, jsonb)
    to kelaseh_clerk, kelaseh_branch_manager, kelaseh_judge;
grant execute on function command.write_note(rule.act, jsonb)
    to kelaseh_clerk, kelaseh_branch_manager, kelaseh_judge, kelaseh_referral_authority;
grant execute on function command.share_note(rule.act, jsonb) to kelaseh_judge;
grant execute on function command.open_step(rule.act, jsonb), command.settle_step(rule.act, jsonb)
    to kelaseh_clerk, kelaseh_branch_manager, kelaseh_judge;
grant execute on function command.send_up(rule.act, jsonb) to kelaseh_clerk, kelaseh_branch_manager;
grant execute on function command.reissue_seal(rule.act, jsonb) to kelaseh_clerk, kelaseh_branch_manager;
grant execute on function command.record_print(rule.act, jsonb) to kelaseh_clerk, kelaseh_branch_manager;
grant execute on function command.open_seal(rule.act, jsonb) to kelaseh_clerk, kelaseh_branch_manager;

-- What a login can do at all: call the functions of schema api.
grant usage on schema api to kelaseh_user;
grant execute on all functions in schema api to kelaseh_user;

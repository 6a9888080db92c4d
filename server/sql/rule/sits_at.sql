-- Whether a role is held at a kind of desk at all. A membership beside this table, entered by mistake, gives nothing: a
-- district head written down at a branch does not see its cases.
create function rule.sits_at(role text, desk_kind text) returns boolean
language sql immutable as $$
    select (role, desk_kind) in (
        ('clerk', 'branch'), ('clerk', 'referral'), ('branch_manager', 'branch'), ('branch_manager', 'referral'),
        ('judge', 'branch'), ('referral_authority', 'referral'), ('enquiry_officer', 'enquiry'),
        ('district_head', 'district'), ('district_head', 'province'), ('administrator', 'administration'))
$$;

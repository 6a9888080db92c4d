"""The rights of every role, written down from the rules of the court, not read from the code.

Sources: the roles and rights of the circular's offices (``docs/architecture.md``); only a judge ends a case,
the office of a branch takes cases up, sends them on and keeps the slips; the referral authority refers; heads
read figures, the enquiry officer answers by number, the administrator sees no case.
"""

from __future__ import annotations

ROLES = (
    "clerk",
    "judge",
    "branch_manager",
    "referral_authority",
    "enquiry_officer",
    "district_head",
    "administrator",
)
DESK_KINDS = ("branch", "referral", "enquiry", "district", "province", "administration")

OFFICE = frozenset({"clerk", "branch_manager"})
WRITERS = OFFICE | {"judge"}
BRANCH, REFERRAL, BOTH = frozenset({"branch"}), frozenset({"referral"}), frozenset({"branch", "referral"})

# Command: who may issue it, and at which kinds of desk.
COMMANDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "register_case": (frozenset({"clerk", "referral_authority"}), REFERRAL),
    "refer_case": (frozenset({"referral_authority"}), REFERRAL),
    "amend_case": (WRITERS | {"referral_authority"}, BOTH),
    "undo_command": (WRITERS | {"referral_authority"}, BOTH),
    "write_note": (WRITERS | {"referral_authority"}, BOTH),
    "share_note": (frozenset({"judge"}), BRANCH),
    "open_step": (WRITERS, BRANCH),
    "settle_step": (WRITERS, BRANCH),
    "accept_referral": (OFFICE, BRANCH),
    "prepare_decision": (WRITERS, BRANCH),
    "sign_decision": (frozenset({"judge"}), BRANCH),
    "withdraw_decision": (WRITERS, BRANCH),
    "send_up": (OFFICE, BRANCH),
    "reissue_seal": (OFFICE, BRANCH),
    "record_print": (OFFICE, BRANCH),
    "open_seal": (OFFICE, BRANCH),
}

# Where a role is held at all: a membership beside it, written down by mistake, gives nothing.
SITS_AT: dict[str, frozenset[str]] = {
    "clerk": BOTH,
    "branch_manager": BOTH,
    "judge": BRANCH,
    "referral_authority": REFERRAL,
}


def may_issue(role: str, command: str, desk_kind: str) -> bool:
    """Whether a member in `role` at a desk of `desk_kind` may issue a command there."""
    roles, kinds = COMMANDS[command]
    return role in roles and desk_kind in kinds and desk_kind in SITS_AT.get(role, frozenset())


def may_report(role: str, desk_kind: str) -> bool:
    """Whether he reads figures acting at that desk: of his branch, his district, the province."""
    return (role == "district_head" and desk_kind in ("district", "province")) or (
        role in ("judge", "branch_manager") and desk_kind == "branch"
    )


def may_enquire(role: str, desk_kind: str) -> bool:
    """Whether he answers by case number at that desk."""
    return role == "enquiry_officer" and desk_kind == "enquiry"


def may_present(role: str, desk_kind: str) -> bool:
    """Whether he presents a case password at that desk: who opens seals."""
    return may_issue(role, "open_seal", desk_kind)

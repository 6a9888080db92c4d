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

# Command: who may issue it, and at which kind of desk.
COMMANDS: dict[str, tuple[frozenset[str], str]] = {
    "register_case": (frozenset({"clerk", "referral_authority"}), "referral"),
    "refer_case": (frozenset({"referral_authority"}), "referral"),
    "accept_referral": (frozenset({"clerk", "branch_manager"}), "branch"),
    "prepare_decision": (frozenset({"clerk", "branch_manager", "judge"}), "branch"),
    "sign_decision": (frozenset({"judge"}), "branch"),
    "send_up": (frozenset({"clerk", "branch_manager"}), "branch"),
    "reissue_seal": (frozenset({"clerk", "branch_manager"}), "branch"),
    "record_print": (frozenset({"clerk", "branch_manager"}), "branch"),
    "open_seal": (frozenset({"clerk", "branch_manager"}), "branch"),
}


def may_issue(role: str, command: str, desk_kind: str) -> bool:
    """Whether a member in `role` at a desk of `desk_kind` may issue a command there."""
    roles, kind = COMMANDS[command]
    return role in roles and desk_kind == kind


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

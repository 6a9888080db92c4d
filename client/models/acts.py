"""What commands are called on the screen."""

from __future__ import annotations

ACTS = {
    "register_case": "ثبت پرونده",
    "refer_case": "ارجاع پرونده",
    "accept_referral": "پذیرش ارجاع",
    "prepare_decision": "آماده کردن رأی",
    "sign_decision": "امضای رأی",
    "send_up": "ارسال به مرجع بالاتر",
    "reissue_seal": "رمز تازه",
    "record_print": "ثبت چاپ برگهٔ رمز",
    "open_seal": "گشودن با رمز",
}
"""Kind of command -> its name."""


def act_title(kind: str) -> str:
    """The name of a kind of command; an unknown one as it is."""
    return ACTS.get(kind, kind)

"""What commands are called on the screen."""

from __future__ import annotations

ACTS = {
    "register_case": "ثبت پرونده",
    "amend_case": "اصلاح پرونده",
    "undo_command": "بازگرداندن کار",
    "refer_case": "ارجاع پرونده",
    "accept_referral": "پذیرش ارجاع",
    "write_note": "یادداشت",
    "share_note": "نمایاندن یادداشت به شعبه",
    "open_step": "آغاز اقدام",
    "settle_step": "پایان اقدام",
    "prepare_decision": "آماده کردن رأی",
    "sign_decision": "امضای رأی",
    "withdraw_decision": "کنار گذاشتن رأی",
    "send_up": "ارسال به مرجع بالاتر",
    "reissue_seal": "رمز تازه",
    "record_print": "ثبت چاپ برگهٔ رمز",
    "open_seal": "گشودن با رمز",
    "open_entry": "گشودن ردیف رسیدگی",
}
"""Kind of command -> its name."""


def act_title(kind: str) -> str:
    """The name of a kind of command; an unknown one as it is."""
    return ACTS.get(kind, kind)

"""Where each refusal of a sign-in is told: at a field, or of the machine, with what can be done about it."""

from __future__ import annotations

AT_LOGIN = frozenset(("account_locked", "too_many_sessions"))
AT_SERVER = frozenset(("certificate_refused", "centre_refused", "centre_away_first_time"))
OF_THE_MACHINE = frozenset(
    ("cache_in_use", "disk_full", "cache_read_only", "disk_failing", "cache_unwritable", "cache_damaged")
)

_LEFT_BEHIND = (
    "چیزی پاک نمی‌شود؛ ولی درخواستی که فرستاده نشده باشد در همان فایل می‌ماند."
    " پرونده‌ها از مرکز از نو گرفته می‌شود."
)
_TAKEN_ALONG = (
    "چیزی پاک نمی‌شود؛ درخواست‌های فرستاده‌نشده و پیش‌نویس‌ها برداشته می‌شود و پرونده‌ها از مرکز از نو گرفته می‌شود."
)
PUT_ASIDE = {
    "cache_unreadable": _LEFT_BEHIND,
    "cache_wrong_key": _LEFT_BEHIND,
    "cache_key_missing": _LEFT_BEHIND,
    "cache_too_new": _TAKEN_ALONG,
}
"""Refusals after which the user may have the cache put aside, and what he is told before that."""

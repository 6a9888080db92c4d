"""What became of a cache that was damaged, older or put aside, in sentences."""

from __future__ import annotations

from client.sync.rescue import Rescue
from common.text import isolate, persian_digits

_HAPPENED = {
    "cache_damaged": "دادهٔ محلی این رایانه آسیب دیده بود و از نو ساخته شد",
    "cache_older": "دادهٔ محلی این رایانه از رونوشت پشتیبان برگردانده شده است",
}
_PUT_ASIDE = "دادهٔ محلی پیشین این رایانه کنار گذاشته شد"
_CHECK = "کارهای پس از آخرین ارتباط را با دفتر و رسیدها بسنجید و آنچه نیست دوباره ثبت کنید."


def heading(rescue: Rescue) -> str:
    """What happened."""
    return _HAPPENED.get(rescue.reason, _PUT_ASIDE)


def sentences(rescue: Rescue) -> list[str]:
    """What was kept, and where the old file is."""
    waiting, drafts = persian_digits(rescue.waiting), persian_digits(rescue.drafts)
    kept = f"{waiting} درخواست فرستاده‌نشده و {drafts} پیش‌نویس سر جایش است."
    told = [kept] if rescue.waiting or rescue.drafts else []
    if rescue.complete:
        told.append("چیزی از دست نرفته است؛ پرونده‌ها خودبه‌خود از مرکز می‌رسند.")
    if rescue.aside:
        # The long beginning of its name is that of the cache; the end tells when.
        told.append(f"فایل پیشین پاک نشده است؛ پایان نامش: {isolate(rescue.aside.rpartition('.')[2])}")
    return told


def missing(rescue: Rescue) -> str:
    """What may not have reached the centre, and the remedy; "" if nothing is missing."""
    if rescue.complete:
        return ""
    if rescue.lost is None:
        return f"اگر درخواستی فرستاده نشده بود، خوانده نشد. {_CHECK}"
    return f"{persian_digits(len(rescue.lost))} درخواست خوانده نشد و شاید به مرکز نرسیده باشد. {_CHECK}"

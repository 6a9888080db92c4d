"""Why a command or a request was refused: a code at the door, a Persian sentence on the screen.

A sentence says what is wrong and what to do, briefly and without blame. Parameters stand in braces; each is
shown with Persian digits and isolated, so that it cannot turn the sentence around.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from common import case_number, jalali, money
from common.text import group_digits, isolate, persian_digits

SENTENCES: dict[str, str] = {
    # The door
    "forbidden": "این کار با سمت امروز شما در این میز مجاز نیست؛ از مدیر دفتر یا رئیس حوزه بخواهید",
    "unknown_command": "مرکز این کار را نمی‌شناسد؛ برنامه را به‌روز کنید",
    "unknown_version": "مرکز این نسخه از درخواست را نمی‌شناسد؛ برنامه را به‌روز کنید",
    "unknown_workstation": "مرکز این ایستگاه کاری را نمی‌شناسد؛ یک بار از برنامه خارج و دوباره وارد شوید",
    "ticket_unknown": "این درخواست منقضی شده است؛ جست‌وجو را از نو انجام دهید",
    "malformed": "مقدار «{field}» به شکل درست نرسیده است؛ آن را دوباره وارد کنید",
    "missing_field": "«{field}» خالی است؛ آن را وارد کنید",
    "unknown_field": "مرکز «{field}» را نمی‌شناسد؛ برنامه را به‌روز کنید",
    "too_long": "«{field}» بلندتر از {limit} نویسه است؛ آن را کوتاه کنید",
    "too_many": "«{field}» بیش از {limit} ردیف دارد؛ ردیف‌ها را کم کنید",
    "not_clean": "در «{field}» نویسه‌ای پنهان یا ناسازگار هست؛ آن را دوباره بنویسید",
    "empty": "«{field}» خالی است؛ آن را وارد کنید",
    "id_reused": "این درخواست پیش‌تر با محتوای دیگری رسیده است؛ آن را از نو ثبت کنید",
    "already_used": "این ردیف پیش‌تر ثبت شده است؛ آن را از نو وارد کنید",
    "batch_too_large": "درخواست‌ها بیش از آن‌اند که یک‌جا فرستاده شوند؛ در چند نوبت بفرستید",
    "standby": "این مرکز رونوشت است و کاری نمی‌پذیرد؛ به مرکز اصلی وصل شوید",
    "counter_behind": "مرکز پس از بازگردانی هنوز آماده نیست؛ کارشناس سامانه را خبر کنید",
    "lease_too_fast": "مرکز اکنون شمارهٔ بیشتری نمی‌دهد؛ اندکی بعد دوباره امتحان کنید",
    "lease_year": "مرکز برای این سال شماره نمی‌دهد؛ تاریخ رایانه را بازبینی کنید",
    "not_read_committed": "اتصال به مرکز تنظیم درستی ندارد؛ دوباره وارد شوید",
    "client_too_old": "این نسخه از برنامه قدیمی است؛ نسخهٔ {minimum} یا تازه‌تر را نصب کنید",
    "too_old_payload": "این درخواست با نسخه‌ای بسیار قدیمی ساخته شده است؛ آن را از نو ثبت کنید",
    "clock_behind": "ساعت مرکز عقب است و شماره نمی‌دهد؛ کارشناس سامانه را خبر کنید",
    "centre_busy": "مرکز اکنون پاسخ نمی‌دهد؛ درخواست شما در صف است و دوباره فرستاده می‌شود",
    "centre_away": "ارتباط با مرکز برقرار نیست؛ پس از برقراری دوباره امتحان کنید",
    # Signing in
    "wrong_login": "نام کاربری یا گذرواژه درست نیست؛ دوباره وارد کنید",
    "account_locked": "این حساب بسته است؛ از کارشناس سامانه بخواهید آن را باز کند",
    "centre_away_first_time": "نخستین ورود در این رایانه ارتباط با مرکز می‌خواهد؛ پس از برقراری وارد شوید",
    "offline_days_over": "مهلت کار بدون ارتباط گذشته است؛ یک بار با ارتباط به مرکز وارد شوید",
    "keyring_missing": "جاکلیدی این رایانه در دسترس نیست؛ کارشناس سامانه را خبر کنید",
    "keyring_locked": "جاکلیدی این رایانه قفل است؛ آن را باز کنید و دوباره وارد شوید",
    "certificate_refused": "گواهی این مرکز معتبر نیست؛ نشانی مرکز را بازبینی کنید",
    "centre_refused": "این مرکز اتصال را نپذیرفت؛ نشانی مرکز را بازبینی کنید",
    "too_many_sessions": "این حساب در چند رایانهٔ دیگر باز است؛ نخست در یکی از آن‌ها خارج شوید",
    "cache_unreadable": "دادهٔ محلی این رایانه با این کلید خوانده نمی‌شود؛ آن را کنار بگذارید و وارد شوید",
    "cache_wrong_key": "دادهٔ محلی با کلید دیگری ساخته شده است؛ جاکلیدی پیشین را برگردانید یا کنارش بگذارید",
    "cache_key_missing": "کلید دادهٔ محلی در جاکلیدی نیست؛ جاکلیدی پیشین را برگردانید یا داده را کنار بگذارید",
    "cache_damaged": "دادهٔ محلی آسیب دیده است؛ برنامه را ببندید و باز کنید تا از نو ساخته شود",
    "cache_too_new": "دادهٔ محلی را نسخهٔ تازه‌تری از برنامه ساخته است؛ برنامه را به‌روز کنید",
    "disk_full": "دیسک این رایانه پر است و چیزی ذخیره نمی‌شود؛ جا باز کنید، کار خودبه‌خود پیش می‌رود",
    "cache_read_only": "دیسک این رایانه نوشتن را نمی‌پذیرد؛ کارشناس سامانه را خبر کنید",
    "disk_failing": "دیسک این رایانه خطا می‌دهد و چیزی ذخیره نمی‌شود؛ کارشناس سامانه را خبر کنید",
    "cache_unwritable": "برنامهٔ دیگری دادهٔ محلی را نگه داشته است و ذخیره نشد؛ اندکی بعد دوباره امتحان کنید",
    "cache_in_use": "برنامه با همین حساب در این رایانه باز است؛ همان پنجره را به کار ببرید",
    # What is not there
    "unknown_case": "این پرونده یافت نشد یا در دسترس این میز نیست؛ شماره را بازبینی کنید",
    "unknown_desk": "این میز یافت نشد یا فعال نیست؛ میز دیگری برگزینید",
    "wrong_branch": "این شعبه از این مجتمع نیست؛ شعبهٔ دیگری برگزینید",
    "unknown_decision": "این رأی در پروندهٔ شما یافت نشد؛ پرونده را تازه کنید",
    "unknown_entry": "این ردیف در پروندهٔ شما یافت نشد؛ پرونده را تازه کنید",
    "unknown_month": "برای این ماه آماری نیست؛ ماه دیگری برگزینید",
    "unknown_code": "«{field}» در فهرست نیست؛ یکی از موارد فهرست را برگزینید",
    # Dates
    "future_date": "«{field}» پس از امروز است؛ تاریخ امروز یا پیش از آن را وارد کنید",
    "date_before": "«{field}» زودتر از حد مجاز است؛ تاریخ دیرتری وارد کنید",
    "date_after": "«{field}» دیرتر از حد مجاز است؛ تاریخ زودتری وارد کنید",
    "date_malformed": "تاریخ خوانا نیست؛ آن را به شکل ۱۴۰۵/۰۹/۰۴ وارد کنید",
    "date_year": "سال باید از {first} تا {last} باشد؛ سال شمسی را وارد کنید",
    "date_month": "ماه باید از ۱ تا ۱۲ باشد",
    "date_day": "{month} {year} از ۱ تا {last} روز دارد؛ روز را درست کنید",
    # Numbers
    "number_taken": "شمارهٔ {number} پیش‌تر به کار رفته است؛ شمارهٔ دیگری بگیرید",
    "number_not_leased": "شمارهٔ {number} از شماره‌های این ایستگاه کاری نیست؛ شمارهٔ دیگری بگیرید",
    "number_malformed": "«{field}» شکل درستی ندارد؛ شمارهٔ ۱۸ رقمی را وارد کنید",
    "lease_exhausted": "شماره‌های این ایستگاه تمام شده است؛ پس از برقراری ارتباط با مرکز ادامه دهید",
    "national_id_length": "کد ملی باید ۱۰ رقم باشد؛ رقم‌ها را بازبینی کنید",
    "national_id_check_digit": "رقم کنترلی کد ملی درست نیست؛ رقم‌ها را بازبینی کنید",
    "national_id_repeated": "کد ملی رقم‌های یکسان دارد؛ آن را درست یا خالی کنید، یا دلیل درستی‌اش را بنویسید",
    "legal_id_length": "شناسهٔ ملی باید ۱۱ رقم باشد؛ رقم‌ها را بازبینی کنید",
    "legal_id_check_digit": "رقم کنترلی شناسهٔ ملی درست نیست؛ رقم‌ها را بازبینی کنید",
    "postal_code_malformed": "کد پستی باید ۱۰ رقم باشد و با صفر آغاز نشود",
    "mobile_malformed": "شمارهٔ همراه باید ۱۱ رقم باشد و با ۰۹ آغاز شود",
    "amount_malformed": "مبلغ خوانا نیست؛ آن را به ریال و مانند ۱۲۵٬۰۰۰٬۰۰۰ یا ۱۲۵ میلیون وارد کنید",
    "amount_too_large": "مبلغ نباید بیش از {limit} ریال باشد",
    # Case and referral
    "no_parties": "پرونده طرفی ندارد؛ دست‌کم یک نفر را وارد کنید",
    "no_claims": "خواسته یا اتهام وارد نشده است؛ دست‌کم یک مورد را برگزینید",
    "legal_id_in_person": "این شناسهٔ ملی از شخص حقوقی است؛ نوع طرف را عوض کنید یا کد ملی را وارد کنید",
    "national_id_in_entity": "این کد ملی از شخص حقیقی است؛ نوع طرف را عوض کنید یا شناسهٔ ملی را وارد کنید",
    "phone_malformed": "شمارهٔ تلفن باید ۵ تا ۱۵ رقم باشد؛ فقط رقم وارد کنید",
    "before_birth": "تاریخ تولد پس از تاریخ پرونده یا نامه است؛ یکی از آن دو را درست کنید",
    "opposite_roles": "یک نفر در دو سمت روبه‌رو آمده است؛ سمت یا کد ملی یکی از دو ردیف را درست کنید",
    "lawyer_without_client": "برای این نماینده موکلی تعیین نشده است؛ بگویید از سوی کدام طرف است",
    "represents_himself": "نماینده نمی‌تواند موکل خود باشد؛ طرف دیگری برگزینید",
    "unknown_party": "این طرف در پرونده نیست؛ یکی از طرف‌های همین پرونده را برگزینید",
    "represented_twice": "این نمایندگی دو بار آمده است؛ یکی را حذف کنید",
    "flag_twice": "این نشانه برای همین طرف دو بار آمده است؛ یکی را حذف کنید",
    "field_of_other_kind": "«{field}» از آن این نوع پرونده نیست؛ آن را خالی کنید",
    "code_ended": "«{field}» دیگر به کار نمی‌رود؛ عنوان تازه‌ای از فهرست برگزینید",
    "role_twice": "یک نفر دو بار با همین سمت آمده است؛ یکی از دو ردیف را حذف کنید",
    "already_referred": "این پرونده پیش‌تر ارجاع شده است؛ فهرست را تازه کنید",
    "not_waiting": "این ارجاع دیگر در انتظار پذیرش نیست؛ فهرست را تازه کنید",
    "referral_not_waiting": "این ارجاع دیگر در انتظار پذیرش نیست؛ فهرست را تازه کنید",
    "not_holder": "پرونده اکنون نزد میز دیگری است؛ از همان میز پیگیری کنید",
    "already_accepted": "این پرونده پیش‌تر در شعبه پذیرفته شده است؛ فهرست را تازه کنید",
    "wrong_branch_kind": "این شعبه به این نوع پرونده رسیدگی نمی‌کند؛ شعبهٔ دیگری برگزینید",
    "entry_closed": "رسیدگی این ردیف پایان یافته است؛ دیگر تغییری در آن ثبت نمی‌شود",
    "entry_ended": "رسیدگی این ردیف پایان یافته است؛ دیگر تغییری در آن ثبت نمی‌شود",
    "entry_open": "رسیدگی این ردیف هنوز باز است؛ نخست رأی پایانی را ثبت و امضا کنید",
    "case_changed": "پرونده در این میان تغییر کرده است؛ آن را تازه کنید و دوباره ثبت کنید",
    # Amendments and undoing
    "nothing_changed": "چیزی تغییر نکرده است؛ نخست مقدار تازه را وارد کنید",
    "changed_twice": "یک مورد دو بار تغییر کرده است؛ یکی را حذف کنید",
    "changed_meanwhile": "همکاری «{field}» را در این میان تغییر داده است؛ یکی از دو مقدار را برگزینید",
    "unknown_row": "این ردیف در پرونده نیست؛ پرونده را تازه کنید",
    "case_withdrawn": "ثبت این پرونده پس گرفته شده است؛ دیگر تغییری در آن ثبت نمی‌شود",
    "undo_too_late": "مهلت بازگرداندن این کار گذشته است؛ آن را با اصلاحیه درست کنید",
    "undo_not_last": "پس از این کار، کار دیگری روی پرونده شده است و بازنمی‌گردد؛ آن را با اصلاحیه درست کنید",
    "undo_not_yours": "این کار از آن کاربر یا میز دیگری است؛ از خود او بخواهید",
    "undo_impossible": "این کار بازگشت‌پذیر نیست؛ آن را با اصلاحیه درست کنید",
    # Notes and steps
    "unknown_note": "این یادداشت در دسترس شما نیست؛ پرونده را تازه کنید",
    "unknown_step": "این اقدام در پروندهٔ شما یافت نشد؛ پرونده را تازه کنید",
    "step_settled": "این اقدام پیش‌تر پایان یافته است؛ پرونده را تازه کنید",
    "only_a_judge": "یادداشت خصوصی از آن قاضی است؛ یادداشت شعبه بنویسید",
    # Decision
    "case_has_blockers": "پرونده کار باز دارد؛ هر مورد را به پایان ببرید یا همراه پرونده بفرستید",
    "not_carryable": "این مورد همراه پرونده نمی‌رود؛ نخست آن را به پایان ببرید",
    "outcome_twice": "برای یک خواسته یا اتهام دو نتیجه آمده است؛ یکی را حذف کنید",
    "unknown_claim": "این خواسته یا اتهام در پرونده نیست؛ پرونده را تازه کنید",
    "outcome_struck": "رأی دربارهٔ خواسته یا طرفی است که حذف شده است؛ آن را کنار بگذارید و از نو آماده کنید",
    "correction_differs": "رأی تصحیحی نتیجهٔ رأی را تغییر نمی‌دهد؛ نتیجهٔ همان رأی را برگزینید",
    "unsigned_decision": "رأی هنوز امضا نشده است؛ نخست قاضی آن را امضا کند",
    "already_signed": "این رأی پیش‌تر امضا شده است و تغییر نمی‌کند",
    "not_final": "این تصمیم به رسیدگی پایان نمی‌دهد؛ رأی یا قرار نهایی لازم است",
    "not_decided": "این پرونده هنوز رأی نهایی امضاشده ندارد؛ نخست رأی را ثبت و امضا کنید",
    "not_appealable_to": "این شعبه مرجع اعتراض این پرونده نیست؛ شعبهٔ دیگری برگزینید",
    # Seal
    "seal_live": "پرونده با رمزی معتبر در راه است؛ برای رمز تازه «صدور دوبارهٔ رمز» را برگزینید",
    "seal_sealed": "پرونده با رمزی معتبر در راه است؛ برای رمز تازه «صدور دوبارهٔ رمز» را برگزینید",
    "already_sealed": "پرونده با رمزی معتبر در راه است؛ برای رمز تازه «صدور دوبارهٔ رمز» را برگزینید",
    "already_printed": "برگهٔ این رمز یک بار چاپ شده است؛ برای چاپ دوباره، رمز تازه صادر کنید",
    "seal_unknown": "این برگهٔ رمز شناخته نشد؛ شمارهٔ برگه را بازبینی کنید",
    "seal_locked": "پس از تلاش‌های نادرست رمز بسته شده است؛ از شعبهٔ فرستنده رمز تازه بخواهید",
    "seal_void": "این رمز باطل شده و رمز تازه‌ای صادر شده است؛ برگهٔ تازه را به کار ببرید",
    "seal_opened": "این پرونده پیش‌تر با رمز گشوده شده است؛ فهرست را تازه کنید",
    "seal_expired": "مهلت این رمز گذشته است؛ از شعبهٔ فرستنده رمز تازه بخواهید",
    "attempt_unknown": "این تلاش ثبت نشده است؛ رمز را دوباره وارد کنید",
    "attempt_uncommitted": "این تلاش هنوز ثبت نشده است؛ رمز را دوباره وارد کنید",
    "attempt_not_yours": "این تلاش از آن کاربر دیگری است؛ رمز را خودتان وارد کنید",
    "wrong_password": "رمز پرونده درست نیست؛ برگه را بازبینی کنید. تلاش‌های مانده: {left}",
    "password_length": "رمز پرونده ۱۲ رقم دارد؛ رقم‌ها را بازبینی کنید",
    "password_check_digit": "یکی از رقم‌های رمز درست نیست؛ برگه را بازبینی کنید. این بار شمرده نشد",
}  # fmt: skip
"""Code -> template. ``{field}`` is the Persian name of the payload field, others come with the refusal."""

GENERAL = "این درخواست پذیرفته نشد؛ این کد را به کارشناس سامانه بگویید: {code}"

# What stands for a parameter that did not come along.
_ABSENT = {
    "field": "این مورد", "limit": "اندازهٔ مجاز", "number": "واردشده", "left": "نامعلوم", "minimum": "تازه",
    "first": "آغاز تقویم", "last": "پایان", "month": "ماه", "year": "سال",
}  # fmt: skip

FIELD_NAMES: dict[str, str] = {
    "address": "نشانی", "basis_number": "شمارهٔ رأی مبنا", "basis_on": "تاریخ رأی مبنا",
    "birth_on": "تاریخ تولد",
    "carry": "اقدام‌های همراه پرونده", "changes": "تغییرها", "claim": "خواسته یا اتهام", "client": "موکل",
    "command": "کار", "corrects": "رأی تصحیح‌شده", "detail": "توضیح نشانه", "document": "شمارهٔ وکالت‌نامه",
    "double_of": "پروندهٔ همانند", "double_reason": "دلیل ثبت دوباره", "due_on": "مهلت",
    "entity": "بخش پرونده", "father": "نام پدر", "field": "مورد", "file_note": "توضیح جای پرونده",
    "file_place": "جای پروندهٔ کاغذی", "flag": "نشانه", "flags": "نشانه‌های طرف",
    "granted_on": "تاریخ وکالت‌نامه", "id_reason": "دلیل درستی کد ملی", "keys": "کلیدهای طرف",
    "marriage_number": "شمارهٔ سند نکاح", "marriage_on": "تاریخ نکاح", "nationality": "تابعیت",
    "new": "مقدار تازه",
    "note": "یادداشت", "offence_on": "تاریخ وقوع", "offence_place": "محل وقوع", "old": "مقدار پیشین",
    "outcome": "نتیجه", "outcomes": "نتیجه‌ها", "paper_number": "شمارهٔ نامه", "paper_on": "تاریخ نامه",
    "party": "طرف", "phone": "تلفن ثابت", "remark": "توضیح", "representations": "نمایندگی‌ها",
    "representative": "نماینده", "row": "ردیف", "scope": "گونهٔ یادداشت", "step": "اقدام", "struck": "حذف‌شده",
    "title": "عنوان",
    "amount": "مبلغ", "archive_row": "ردیف بایگانی", "archive_year": "سال بایگانی", "attempt": "تلاش",
    "body": "متن رأی", "branch": "شعبه", "case": "پرونده", "claims": "خواسته یا اتهام", "code": "عنوان",
    "code_kind": "نوع عنوان", "decided_on": "تاریخ رأی", "decision": "رأی", "desk": "میز کار",
    "disposition": "نتیجهٔ رأی", "entry": "ردیف فرعی", "expires_on": "مهلت رمز",
    "family": "نام خانوادگی یا نام شخص حقوقی",
    "filed_on": "تاریخ اعتراض", "given": "نام", "guess": "رمز پرونده", "id": "شناسه", "issued_at": "زمان ثبت",
    "kind": "نوع", "login": "نام کاربری", "mends": "درخواست اصلاح‌شده", "method": "شیوهٔ ارجاع",
    "mobile": "شمارهٔ همراه", "month": "ماه", "national_id": "کد ملی یا شناسهٔ ملی", "next_kind": "نوع وقت",
    "next_on": "وقت بعدی", "number": "شماره", "objection": "نوع اعتراض", "parties": "طرف‌های پرونده",
    "password": "رمز پرونده", "payload": "محتوای درخواست", "postal_code": "کد پستی", "reason": "دلیل",
    "received_on": "تاریخ دریافت", "referral": "ارجاع", "replaces": "رمز پیشین", "role": "سمت",
    "salt": "نمک رمز", "seal": "برگهٔ رمز", "search_key": "کلید جست‌وجو", "sequence": "شمارهٔ ترتیب",
    "serial": "شمارهٔ برگهٔ رمز", "sort_key": "کلید ترتیب", "subject": "موضوع", "substituting": "جانشینی",
    "ticket": "درخواست جست‌وجو", "to_desk": "شعبهٔ مقصد", "type": "نوع شماره", "verifier": "نشانهٔ رمز",
    "version": "نسخهٔ درخواست", "workstation": "ایستگاه کاری", "year": "سال",
}  # fmt: skip
"""Payload field -> its name on the screen."""

_ROW_NAMES = {
    "parties": "طرف", "claims": "خواسته یا اتهام", "representations": "نمایندگی", "flags": "نشانه",
    "changes": "تغییر", "outcomes": "نتیجه",
}  # fmt: skip
_ROW = re.compile(r"(\w+)\[(\d+)\]")
_SPELLED_FROM = 10**9
_GROUPED_FROM = 10_000


class Rejection(Exception):  # noqa: N818 - the word both sides use for it
    """A refusal: `code`, the payload `field` it is about or None, and the `parameters` of its sentence."""

    def __init__(
        self, code: str, field: str | None = None, parameters: Mapping[str, Any] | None = None
    ) -> None:
        self.code = code
        self.field = field or None
        self.parameters: dict[str, Any] = dict(parameters or {})
        super().__init__(code, self.field, self.parameters)

    def __str__(self) -> str:
        """For logs: code and field, never the parameters, which may tell of a case."""
        return f"{self.code} ({self.field})" if self.field else self.code

    def sentence(self) -> str:
        """What the user reads."""
        return sentence(self.code, {"field": self.field, **self.parameters})


def sentence(code: str, parameters: Mapping[str, Any] | None = None) -> str:
    """The Persian sentence of `code`; an unknown code gives a general one that tells it.

    ``parameters["field"]`` is a payload field such as ``parties[0].national_id``; further parameters than the
    sentence needs are ignored, missing ones paraphrased.
    """
    given = {name: value for name, value in (parameters or {}).items() if value is not None}
    shown = _ABSENT | {name: _shown(name, value) for name, value in given.items()} | {"code": isolate(code)}
    return SENTENCES.get(code, GENERAL).format_map(shown)


def field_name(path: str) -> str:
    """The Persian name of a payload field: ``parties[0].given`` is «نام (طرف ۱)»."""
    *rows, last = path.split(".")
    if row := _ROW.fullmatch(last):
        return f"{_ROW_NAMES.get(row[1], row[1])} {persian_digits(int(row[2]) + 1)}"
    name = FIELD_NAMES.get(last, isolate(last))
    return f"{name} ({'، '.join(field_name(row) for row in rows)})" if rows else name


def _shown(name: str, value: object) -> str:
    if name == "field":
        return field_name(str(value))
    if name == "number":
        return case_number.show(str(value))
    if isinstance(value, int):
        return isolate(_shown_int(name, value))
    return isolate(persian_digits(str(value)))


def _shown_int(name: str, value: int) -> str:
    if name == "month" and 1 <= value <= len(jalali.MONTHS):
        return jalali.MONTHS[value - 1]
    if _SPELLED_FROM <= value <= money.LIMIT:
        return money.words(value)
    return group_digits(value) if value >= _GROUPED_FROM else persian_digits(value)

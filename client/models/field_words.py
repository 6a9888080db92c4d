"""The fields of a case's rows as people read them: what they are called, and what their values say."""

from __future__ import annotations

from datetime import date

from client.models.words import Words
from common import errors, jalali
from common.text import group_digits, isolate, persian_digits

PARTY_KINDS = {"person": "حقیقی", "entity": "حقوقی", "foreigner": "تبعهٔ خارجی", "unknown": "ناشناس"}
ROWS = {
    "court_case": "پرونده",
    "party": "طرف",
    "claim": "خواسته یا اتهام",
    "representation": "نمایندگی",
    "party_flag": "نشانه",
}
"""Table of the case -> what one of its rows is called."""

_OWN_NAMES = {("party", "kind"): "نوع طرف", ("court_case", "subject"): "موضوع"}
_CODES = {"role": "party_role", "file_place": "file_place", "flag": "party_flag"}
_FIGURES = ("national_id", "postal_code", "mobile", "phone")


def field_title(entity: str, field: str) -> str:
    """«نام پدر», «نشانی»: what the field is called."""
    return _OWN_NAMES.get((entity, field)) or errors.FIELD_NAMES.get(field, field)


def value_words(entity: str, field: str, value: str | None, words: Words) -> str:
    """What an amendment's text of a field says: a day, an amount, the title of a code; «–» for none."""
    if value is None:
        return "–"
    if field == "struck":
        return "حذف‌شده" if value == "true" else "برقرار"
    if field.endswith("_on"):
        return isolate(jalali.show(date.fromisoformat(value)))
    if field == "amount":
        return isolate(group_digits(int(value)))
    if (entity, field) == ("party", "kind"):
        return PARTY_KINDS.get(value, value)
    if field in _CODES:
        return words.code_title(_CODES[field], value)
    if (entity, field) == ("claim", "code"):
        kind = next((kind for kind in ("claim", "charge") if words.code(kind, value)), "claim")
        return words.code_title(kind, value)
    shown = persian_digits(value)
    return isolate(shown) if field in _FIGURES else shown

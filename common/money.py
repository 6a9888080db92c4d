"""Amounts of money in Rials: as typed, as stored (whole Rials), as written out in words."""

from __future__ import annotations

import re

from common.text import clean

LIMIT = 10**15
"""The greatest amount of a claim, in Rials."""

_THOUSAND = {"": 1, "ه": 10**3, "هزار": 10**3}
_LARGER = {"": 1, "م": 10**6, "میلیون": 10**6, "میلیارد": 10**9}
_CURRENCIES = {"ریال": 1, "تومان": 10}
_TERM = re.compile(
    r"(?P<grouped>[0-9]{1,3}(?P<mark>[٬،,.])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]+)"
    r"(?:[٫/](?P<fraction>[0-9]+))? ?(?P<thousand>ه(?:زار)?)? ?(?P<larger>میلیون|میلیارد|م)?"
)
_LONGEST = 60


class AmountError(ValueError):
    """What is wrong with an amount: `code` of ``common.errors`` and its parameters."""

    def __init__(self, code: str, **parameters: int) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


def parse(text: str) -> int:
    """The amount in whole Rials that was typed.

    ۱۲۵م and ۱۲۵ میلیون are 125,000,000; also ه or هزار, میلیارد, هزار میلیارد, «۱ میلیارد و ۲۰۰ میلیون».
    ٬ ، , and . group thousands; ٫ and / are decimal marks before a unit: ۲٫۵ میلیون. تومان counts ten Rials.
    Raises AmountError: amount_malformed or amount_too_large.
    """
    typed = clean(text)
    if len(typed) > _LONGEST:
        raise AmountError("amount_malformed")
    currency = next((name for name in _CURRENCIES if typed.endswith(name)), "ریال")
    terms = typed.removesuffix(currency).strip().split(" و ")
    total = 0
    unit_before: int | None = None
    for term in terms:
        value, unit = _term(term)
        # «۲۰۰ میلیون و ۱ میلیارد» or «۵ و ۳» is a slip, not an amount.
        if unit_before is not None and value >= unit_before:
            raise AmountError("amount_malformed")
        total, unit_before = total + value, unit
    total *= _CURRENCIES[currency]
    if total > LIMIT:
        raise AmountError("amount_too_large", limit=LIMIT)
    return total


def _term(term: str) -> tuple[int, int]:
    """The value of one number with its units, and the product of the units."""
    match = _TERM.fullmatch(term)
    if not match:
        raise AmountError("amount_malformed")
    unit = _THOUSAND[match["thousand"] or ""] * _LARGER[match["larger"] or ""]
    whole, fraction = re.sub("[^0-9]", "", match["grouped"]), match["fraction"] or ""
    value, rest = divmod(int(whole + fraction) * unit, 10 ** len(fraction))
    if rest or (fraction and unit == 1):
        raise AmountError("amount_malformed")
    return value, unit


_ONES = (
    "", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده", "چهارده",
    "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = ("", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد")


def words(amount: int) -> str:
    """`amount` in Persian words, without the currency: ۱۲۵۰ is «یک هزار و دویست و پنجاه».

    ValueError for a negative amount or one beyond the limit. A thousand milliards is «هزار میلیارد», as
    courts write it.
    """
    if not 0 <= amount <= LIMIT:
        raise ValueError(f"not an amount: {amount}")
    if amount == 0:
        return "صفر"
    return " و ".join(_pieces(amount))


def _pieces(amount: int) -> list[str]:
    for scale, name in ((10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار")):
        if amount >= scale:
            count, rest = divmod(amount, scale)
            return [f"{' و '.join(_pieces(count))} {name}", *_pieces(rest)]
    hundreds, below = divmod(amount, 100)
    tens, ones = divmod(below, 10) if below >= 20 else (0, below)
    return [word for word in (_HUNDREDS[hundreds], _TENS[tens], _ONES[ones]) if word]

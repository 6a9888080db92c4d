"""Persian text: one stored form, keys to search and sort by, and figures as people read them.

Stored text uses ی and ک, ASCII digits and NFC; what is shown has Persian digits. Every function here is pure.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

ZWNJ = "\u200c"
FSI, PDI = "\u2068", "\u2069"
GROUP_MARK = "\u066c"
MINUS = "\u2212"

_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_TO_ASCII = str.maketrans(_PERSIAN + _ARABIC, "0123456789" * 2)
_TO_PERSIAN = str.maketrans("0123456789" + _ARABIC, _PERSIAN * 2)

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Controls; soft hyphen; tatweel; harakat; marks, embeddings, overrides and isolates of the bidi algorithm;
# other invisible characters (zero-width space, word joiner, BOM); halves of broken surrogate pairs, which no
# store accepts.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0640\u064b-\u0652\u0670\u061c"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LETTERS: dict[int, int] = str.maketrans("يىك" + _PERSIAN + _ARABIC, "ییک" + "0123456789" * 2)
_ZWNJS = re.compile(f"{ZWNJ}+")
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")


def clean(text: str, *, multiline: bool = False) -> str:
    """The stored form of `text`; cleaning twice changes nothing.

    Line breaks become spaces unless `multiline`; there they are ``\\n``, and leading and trailing ones go.
    ZWNJ stays only between two letters.
    """
    text = _LINE_BREAK.sub("\n" if multiline else " ", text)
    text = _UNWANTED.sub("", text)
    text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    text = _ZWNJS.sub(_zwnj_between_letters, text)
    text = _SPACES.sub(" ", text)
    if multiline:
        text = "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n")
    # A removed ZWNJ may have kept a letter and its mark apart.
    return unicodedata.normalize("NFC", text.strip(" "))


def is_clean(text: str, *, multiline: bool = False) -> bool:
    """Whether `text` already has its stored form."""
    return clean(text, multiline=multiline) == text


def _zwnj_between_letters(match: re.Match[str]) -> str:
    whole, start, end = match.string, match.start(), match.end()
    before = whole[start - 1] if start else " "
    after = whole[end] if end < len(whole) else " "
    joins = unicodedata.category(before)[0] in "LM" and unicodedata.category(after)[0] == "L"
    return ZWNJ if joins else ""


# Letters that differ on paper but not in a search; marks (as in هٔ, آ, أ, ئ) fall by decomposition.
_SEARCH_FOLDS = _LETTERS | str.maketrans("ةەٱ", "هها", "ء")


def search_key(text: str) -> str:
    """What `text` is found by: spaces, ZWNJ and marks removed, kindred letters folded, lower case.

    محمد رضا, محمدرضا and محمد‌رضا have one key; so have مسأله and مساله.
    """
    folded = _decomposed(_decomposed(clean(text)).casefold()).translate(_SEARCH_FOLDS)
    kept = (c for c in folded if unicodedata.category(c)[0] not in "MZC")
    return clean("".join(kept))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


# Groups of one weight each, in the order of a Persian dictionary: signs, figures, Persian letters, then Latin
# ones. Letters of Iran's other languages stand with the Persian letter they are written like.
_SORT_ORDER = (
    " \n", "-–—_", ",،", ";؛", ":", "!", "?؟", ".", "/", "'", '"', "«", "»", "(", ")", "[", "]", "*", "#",
    "%٪", "+", "=",
    *"0123456789",
    "ء", "آ", "اأإٱ", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د", "ذ", "رڕ", "ز", "ژ", "س", "ش", "ص", "ض",
    "ط", "ظ", "ع", "غ", "فڤ", "ق", "ک", "گ", "لڵ", "م", "ن", "وؤۆۇ", "هةۀە", "یئێ",
    *(chr(c) + chr(c - 32) for c in range(ord("a"), ord("z") + 1)),
)  # fmt: skip
_IGNORED_IN_SORT = ZWNJ + "\u200d\u0653\u0654\u0655"

SORT_WEIGHTS: MappingProxyType[str, str] = MappingProxyType(
    {c: f"{weight:02d}" for weight, group in enumerate(_SORT_ORDER) for c in group}
    | dict.fromkeys(_IGNORED_IN_SORT, "")
)
"""Character -> its two-digit weight, '' if ignored. Others weigh ``OTHER_WEIGHT`` and their code point."""

OTHER_WEIGHT = "99"
"""Begins the weight of a character outside the table; six lower-case hex digits of its code point follow."""


def sort_key(text: str) -> str:
    """ASCII text whose byte order is the Persian alphabetical order of `text`, in any store."""
    return "".join(
        SORT_WEIGHTS[c] if c in SORT_WEIGHTS else f"{OTHER_WEIGHT}{ord(c):06x}" for c in clean(text)
    )


def persian_digits(value: str | int) -> str:
    """`value` with Persian digits, as on screen and paper."""
    return str(value).translate(_TO_PERSIAN)


def ascii_digits(text: str) -> str:
    """`text` with Persian and Arabic-Indic digits turned into ASCII ones."""
    return text.translate(_TO_ASCII)


def isolate(text: str) -> str:
    """`text` in FSI…PDI, so that it keeps its own direction within a sentence."""
    return f"{FSI}{text}{PDI}"


def group_digits(number: int) -> str:
    """A whole number for the eye: 1250 is ۱٬۲۵۰, -1250 is −۱٬۲۵۰."""
    grouped = persian_digits(f"{abs(number):,}").replace(",", GROUP_MARK)
    return MINUS + grouped if number < 0 else grouped

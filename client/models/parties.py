"""How a party is told wherever it shows: its name, the flags others must heed, and what may be read of it.

``party`` is a row of the cache, a party as stated or as typed: anything with its fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from client.models.words import Words
from common.text import isolate, persian_digits

FLAG_MARK = "⚑"
PROTECTED = "protected"
PROTECTED_WORDS = "محافظت‌شده"
UNKNOWN = "ناشناس"
# What a protected address hides until somebody asks to see it.
HIDDEN = ("address", "postal_code", "mobile", "phone")


@dataclasses.dataclass(frozen=True)
class Flag:
    """A flag that is typed and not yet a row."""

    flag: str
    detail: str | None = None
    struck: bool = False


def party_name(party: Any) -> str:
    """Given and family name, or the name of a legal person; «ناشناس» for nobody known."""
    return persian_digits(" ".join(word for word in (party.given, party.family) if word)) or UNKNOWN


def flag_words(flag: Any, words: Words) -> str:
    """«نیاز به مترجم (کردی)»."""
    title = words.code_title("party_flag", flag.flag)
    return f"{title} ({persian_digits(flag.detail)})" if flag.detail else title


def standing(flags: Iterable[Any]) -> list[Any]:
    """The flags that are not struck out."""
    return [flag for flag in flags if not flag.struck]


def flags_in_words(flags: Iterable[Any], words: Words) -> str:
    """«⚑ ناشنوا، صغیر», or nothing."""
    told = "، ".join(flag_words(flag, words) for flag in standing(flags))
    return f"{FLAG_MARK} {told}" if told else ""


def party_words(party: Any, flags: Iterable[Any], words: Words) -> str:
    """«مریم رضایی ⚑ نیاز به مترجم (کردی)»; `flags` are those of this party."""
    return " ".join(part for part in (party_name(party), flags_in_words(flags, words)) if part)


def is_protected(flags: Iterable[Any]) -> bool:
    """Whether address and telephone are shown only to those who ask."""
    return any(flag.flag == PROTECTED for flag in standing(flags))


def shown_field(party: Any, field: str, flags: Iterable[Any], *, asked: bool = False) -> str:
    """The text of a field of a party; «محافظت‌شده» for what is there but hidden, until `asked`."""
    value = getattr(party, field, None)
    if not value:
        return ""
    if field in HIDDEN and not asked and is_protected(flags):
        return PROTECTED_WORDS
    shown = persian_digits(value)
    return isolate(shown) if field in ("national_id", "postal_code", "mobile", "phone") else shown


def contact_words(party: Any, flags: Iterable[Any], *, asked: bool = False) -> str:
    """Address, postal code and telephones in one line; «محافظت‌شده» once if all of it is hidden."""
    told = [text for field in HIDDEN if (text := shown_field(party, field, flags, asked=asked))]
    return " · ".join(dict.fromkeys(told))

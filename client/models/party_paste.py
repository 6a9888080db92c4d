"""Text of a petition or a sheet, pasted into the parties: which cells it fills."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from common.text import ascii_digits, clean, search_key

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_LABEL = re.compile(r"\s*[:：]\s*|\s+[-–—]\s+")
# A national id or legal id at the end of a line, one or two leading zeros perhaps lost on the way.
_NUMBER = re.compile(
    r"(?P<before>.*?)[\s،,]+(?:کد ملی|شناسه ملی|شناسهٔ ملی|ش\.?م\.?)?[\s:：]*(?P<number>[0-9]{8,11})"
)

Cells = dict[str, str]


def cells_of(text: str) -> list[list[str]]:
    """`text` as rows of cells: tabs part cells, line breaks part rows; empty rows are left out."""
    rows = [[clean(cell) for cell in line.split("\t")] for line in _BREAK.split(text)]
    return [row for row in rows if any(row)]


def several(text: str) -> bool:
    """Whether `text` is more than one cell."""
    rows = cells_of(text)
    return len(rows) > 1 or any(len(row) > 1 for row in rows)


def parties_of(rows: Sequence[Sequence[str]], roles: Mapping[str, str]) -> list[Cells] | None:
    """Parties told in words, a line each: «خواهان: مریم رضایی ۰۴۹۹۳۷۰۸۹۹»; or None if they are not.

    `roles` are titles by code. A line is one if it begins with a role or ends with a number.
    """
    if not rows or any(len(row) > 1 for row in rows):
        return None
    found = [_party(row[0], roles) for row in rows]
    told = [cells for cells in found if cells is not None]
    return told if len(told) == len(found) else None


def _party(line: str, roles: Mapping[str, str]) -> Cells | None:
    role, rest = _role_before(line, roles)
    numbered = _NUMBER.fullmatch(ascii_digits(rest))
    if numbered is None and role is None:
        return None
    cells: Cells = {"role": role} if role else {}
    name = numbered["before"] if numbered else rest
    if numbered:
        cells["national_id"] = numbered["number"]
    entity = numbered is not None and len(numbered["number"]) == 11
    given, _, family = name.strip().partition(" ")
    if entity or not family:
        cells |= {"family": name.strip()} | ({"kind": "entity"} if entity else {})
    else:
        cells |= {"given": given, "family": family.strip()}
    return {field: text for field, text in cells.items() if text}


def _role_before(line: str, roles: Mapping[str, str]) -> tuple[str | None, str]:
    """The role a line begins with, told by «:» or a dash or as its first words, and what follows."""
    head, rest = [*_LABEL.split(line, maxsplit=1), ""][:2]
    for code, title in roles.items():
        if rest and search_key(head) == search_key(title):
            return code, rest
    for code, title in sorted(roles.items(), key=lambda role: -len(role[1])):
        words = title.split()
        begins = line.split()[: len(words)]
        if len(line.split()) > len(words) and search_key("".join(begins)) == search_key("".join(words)):
            return code, " ".join(line.split()[len(words) :])
    return None, line


_HEAD = {
    "paper_number": ("شماره", "شماره نامه", "شماره دادخواست", "شماره شکواییه"),
    "paper_on": ("تاریخ", "تاریخ نامه", "تاریخ دادخواست"),
    "subject": ("موضوع", "خواسته", "عنوان", "اتهام", "موضوع شکایت"),
}
_HEAD_KEYS = {search_key(word): field for field, words in _HEAD.items() for word in words}


def head_of(lines: Sequence[str]) -> dict[str, str]:
    """Lines of a letter's head by field: «شماره: …», «تاریخ: …», «موضوع: …»; empty if none is labelled."""
    found: dict[str, str] = {}
    for line in lines:
        label, _, rest = line.partition(":")
        field = _HEAD_KEYS.get(search_key(label))
        if field and rest.strip():
            found[field] = clean(rest)
    return found

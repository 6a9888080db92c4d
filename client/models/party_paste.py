"""Text of a petition or a sheet, pasted into the parties: which cells it fills.

Nothing of a line is dropped: what is not understood stays with the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from common.text import ascii_digits, clean, search_key

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_LABEL = re.compile(r"\s*[:：]\s*|\s+[-–—]\s+")
_ORDINAL = re.compile(r"[0-9]{1,2}\s*[-–—.)]\s*(?=\D)")
_HONORIFIC = re.compile(r"(?:جناب آقای|سرکار خانم|آقای|خانم)\s+")
# A name, whose child the person is, and a national id or legal id at the end of the line, one or two leading
# zeros perhaps lost on the way.
_PERSON = re.compile(
    r"(?P<name>.+?)"
    r"(?:[\s،,]+فرزند\s+(?P<father>[^،,0-9]+?))?"
    r"(?:[\s،,]+(?:(?:به|با|دارای)\s+)?(?:(?:کد|شماره|شمارهٔ|شناسه|شناسهٔ)[\s\u200c]*ملی|ش\.?\s?م\.?)?"
    r"[\s:：]*(?P<number>[0-9]{8,11}))?"
)
_HEADINGS = {
    "سمت": "role", "نوع": "kind", "نوع شخص": "kind", "نام": "given", "نام خانوادگی": "family",
    "نام و نام خانوادگی": "name", "نام پدر": "father", "کد ملی": "national_id", "شماره ملی": "national_id",
    "شناسه ملی": "national_id", "کد / شناسهٔ ملی": "national_id", "نشانی": "address", "آدرس": "address",
    "تلفن همراه": "mobile", "موبایل": "mobile", "ردیف": "",
}  # fmt: skip
_HEADING_KEYS = {search_key(title): field for title, field in _HEADINGS.items()}

Cells = dict[str, str]
"""Texts by field of a PartyRow; the role is a code, and so is the role it acts for (`acts_for`)."""


def cells_of(text: str) -> list[list[str]]:
    """`text` as rows of cells: tabs part cells, line breaks part rows; empty rows are left out."""
    rows = [[clean(cell) for cell in line.split("\t")] for line in _BREAK.split(text)]
    return [row for row in rows if any(row)]


def several(text: str) -> bool:
    """Whether `text` is more than one cell."""
    rows = cells_of(text)
    return len(rows) > 1 or any(len(row) > 1 for row in rows)


def parties_of(rows: Sequence[Sequence[str]], roles: Mapping[str, str]) -> list[Cells] | None:
    """Parties told in words, a line each: «خواهان: مریم رضایی ۰۴۹۹۳۷۰۸۹۹», or in columns under headings; None
    if they are not.

    `roles` are titles by code. A line is one if it begins with a role or ends with a number.
    """
    if not rows:
        return None
    headings = [_HEADING_KEYS.get(search_key(cell)) for cell in rows[0]]
    if len(headings) > 1 and None not in headings:
        return [_under([str(field) for field in headings], row, roles) for row in rows[1:]]
    if any(len(row) > 1 for row in rows):
        return None
    found = [party_in(row[0], roles) for row in rows]
    told = [cells for cells in found if cells is not None]
    return told if len(told) == len(found) else None


def party_in(line: str, roles: Mapping[str, str], *, labelled: bool = False) -> Cells | None:
    """The party that a line tells, None if it tells none; `labelled`: only one whose role is before «:»."""
    role, acts_for, rest = _role_before(_ORDINAL.sub("", ascii_digits(line), count=1), roles, labelled)
    cells = {"role": role, "acts_for": acts_for, **_person(rest)}
    if not role and (labelled or not cells.get("national_id")):
        return None
    return {field: text for field, text in cells.items() if text}


def _person(text: str) -> Cells:
    found = _PERSON.fullmatch(_HONORIFIC.sub("", text.strip(), count=1))
    if found is None:
        return {"family": text.strip()}
    number, name = found["number"] or "", found["name"].strip()
    cells = {"national_id": number, "father": (found["father"] or "").strip()}
    if len(number) == 11:
        return cells | {"family": name, "kind": "entity"}
    return cells | _named(name)


def _named(name: str) -> Cells:
    given, _, family = name.partition(" ")
    return {"given": given, "family": family.strip()} if family else {"family": name}


def _under(fields: Sequence[str], row: Sequence[str], roles: Mapping[str, str]) -> Cells:
    """A row of cells under these headings."""
    cells = {field: cell for field, cell in zip(fields, row, strict=False) if field and cell}
    whole = cells.pop("name", None)
    entity = len(ascii_digits(cells.get("national_id", ""))) == 11
    if whole:
        cells |= {"family": whole} if entity else _named(whole)
    if entity:
        cells.setdefault("kind", "entity")
    title = search_key(cells.get("role", ""))
    code = next((code for code, word in roles.items() if search_key(word) == title), None)
    return cells | {"role": code} if code else cells


def _role_before(line: str, roles: Mapping[str, str], labelled: bool) -> tuple[str, str, str]:
    """The role a line begins with, told by «:» or a dash or as its first words, whom it acts for («وکیل
    خواهان»), and what follows."""
    head, rest = [*_LABEL.split(line, maxsplit=1), ""][:2]
    key = search_key(head.rstrip("0123456789 "))
    keys = {code: search_key(title) for code, title in roles.items()}
    for code, title in keys.items() if rest else ():
        if key == title:
            return code, "", rest
        for other, client in keys.items():
            if key == title + client:
                return code, other, rest
    for code, title in sorted(roles.items(), key=lambda role: -len(role[1])) if not labelled else ():
        words = title.split()
        begins = line.split()[: len(words)]
        if len(line.split()) > len(words) and search_key("".join(begins)) == search_key("".join(words)):
            return code, "", " ".join(line.split()[len(words) :])
    return "", "", line

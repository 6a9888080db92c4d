"""The head of a petition or a letter, pasted in several lines: what is the case's and what the parties'."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from client.models.party_paste import Cells, party_in
from common.text import clean, search_key

_HEAD = {
    "paper_number": ("شماره", "شماره نامه", "شماره دادخواست", "شماره شکواییه"),
    "paper_on": ("تاریخ", "تاریخ نامه", "تاریخ دادخواست"),
    "subject": ("موضوع", "خواسته", "عنوان", "اتهام", "موضوع شکایت"),
}
_HEAD_KEYS = {search_key(word): field for field, words in _HEAD.items() for word in words}


@dataclasses.dataclass(frozen=True)
class Petition:
    """`head`: texts by field of the case; `parties` in the order of the paper."""

    head: dict[str, str]
    parties: list[Cells]


def petition_of(lines: Sequence[str], roles: Mapping[str, str]) -> Petition:
    """What labelled lines tell: «شماره: …», «تاریخ: …», «موضوع: …», «خواهان: …»; `roles` are titles by code.

    A line without a label goes on with the subject, if that is what stands before it.
    """
    found = Petition({}, [])
    field = ""
    for line in lines:
        label, _, rest = line.partition(":")
        named = _HEAD_KEYS.get(search_key(label), "") if rest.strip() else ""
        party = None if named else party_in(line, roles, labelled=True)
        if named and named not in found.head:
            field = named
            found.head[field] = clean(rest)
        elif party is not None:
            field = ""
            found.parties.append(party)
        elif field == "subject":
            found.head[field] = clean(f"{found.head[field]} {line}")
    return found

"""Which words a kind of case is described with: its claims or charges, the roles and names of its parties."""

from __future__ import annotations

import dataclasses
from datetime import date

from client.models.waiting_cases import eligible_branches
from client.models.words import Words
from common.parties import RoleRule

# Groups of party_role that fit a kind of case, the fitting ones first.
_ROLE_GROUPS: dict[str, tuple[str, ...]] = {
    "criminal": ("کیفری", "همه"),
    "civil": ("حقوقی", "همه"),
    "family": ("خانواده", "حقوقی", "همه"),
    "enforcement": ("اجرا", "همه", "حقوقی", "کیفری"),
}
Item = tuple[str, str, str]


@dataclasses.dataclass(frozen=True)
class ClaimWord:
    """A claim or charge that may be chosen: `key` is unique among both lists."""

    key: str
    code_kind: str
    code: str
    title: str
    group: str

    def item(self) -> Item:
        """For a Picker."""
        return self.key, self.title, self.group


def kinds(words: Words, day: date, desk: int) -> list[Item]:
    """The kinds of cases that some branch may hear to which `desk` refers, for a Picker.

    A case of another kind could be registered there, but nobody could be given it.
    """
    return [
        (code.code, code.title, "")
        for code in words.codes("case_kind", day)
        if eligible_branches(words, desk, code.code)
    ]


def claim_words(words: Words, case_kind: str, day: date | None) -> list[ClaimWord]:
    """The claims (civil), charges (criminal) or both (enforcement) of that kind of case, offered on `day`;
    without a day all there ever were.

    A code alone is the key where there is one list, so that clerks who know the numbers can type them.
    """
    kind = words.code("case_kind", case_kind)
    lists = tuple(kind.attributes.get("claims", ())) if kind else ()
    found = []
    for code_kind in lists:
        for code in words.codes(code_kind, day):
            of_kind = code.attributes.get("case_kind")
            if of_kind in (None, "", case_kind) or len(lists) > 1:
                key = code.code if len(lists) == 1 else f"{code_kind}:{code.code}"
                found.append(ClaimWord(key, code_kind, code.code, code.title, code.group))
    return found


def role_items(words: Words, case_kind: str, day: date) -> list[Item]:
    """The roles of parties in that kind of case, for a Picker; all of them while no kind is chosen."""
    codes = words.codes("party_role", day)
    groups = _ROLE_GROUPS.get(case_kind)
    if groups is None:
        return [(code.code, code.title, code.group) for code in codes]
    fitting = sorted((code for code in codes if code.group in groups), key=lambda c: groups.index(c.group))
    return [(code.code, code.title, "") for code in fitting]


def role_rules(words: Words) -> dict[str, RoleRule]:
    """What matters of every role, also of one that is no longer offered."""
    return {
        code.code: RoleRule(
            str(code.attributes.get("side", "other")),
            code.attributes.get("represents") in (True, "true"),
            code.attributes.get("opposite"),
        )
        for code in words.codes("party_role")
    }


def code_problem(words: Words, kind: str, code: str, day: date) -> str | None:
    """What is wrong with a code chosen, as a code of ``common.errors``: it never was, or is no more."""
    known = words.code(kind, code)
    if known is None:
        return "unknown_code"
    return None if known.offered(day) else "code_ended"


def flag_kinds(words: Words, day: date) -> list[Item]:
    """The flags a party may have: code, title, and what must be said with it («زبان») or nothing."""
    return [
        (code.code, code.title, str(code.attributes.get("detail", "")))
        for code in words.codes("party_flag", day)
    ]

"""Which dispositions end or further a case of which kind."""

from __future__ import annotations

from datetime import date

from client.models.words import Code, Words

# Kind of case -> sides of the code list (server/codes/disposition.csv) that fit it; `any` fits all.
_SIDES = {
    "criminal": ("criminal",),
    "civil": ("civil",),
    "family": ("family", "civil"),
    "enforcement": ("enforcement", "civil", "criminal"),
}


def dispositions(words: Words, case_kind: str | None, branch_kind: str | None, day: date) -> list[Code]:
    """Those a branch may write in such a case on `day`, alphabetical; an appeal branch has more."""
    sides = {"any", *_SIDES.get(case_kind or "", ("criminal", "civil", "family", "enforcement"))}
    if branch_kind == "appeal":
        sides.add("appeal")
    return [code for code in words.codes("disposition", day) if code.attributes.get("side", "any") in sides]

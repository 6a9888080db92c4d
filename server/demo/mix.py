"""What invented cases are about and how they end: shares after published figures, see the comments.

Charges: the ten most frequent of 1391 as the judiciary told them (Mehr, April 2013), the rest spread evenly.
Claims: shares of 1394 (head of the judiciary's statistics centre, June 2016) and cheque cases of 1401.
Durations: chosen so that Qom's published mean of 50 to 70 days comes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from server.demo.names import Weighted
from server.reference import code_rows

CASE_KINDS = Weighted.of({"criminal": 54, "civil": 30, "family": 13, "enforcement": 3})

_CHARGES = {
    "101": 122, "204": 96, "206": 40, "207": 30, "301": 58, "211": 47, "117": 34, "401": 29, "402": 25,
    "112": 24, "113": 24, "110": 30, "306": 14, "201": 2, "599": 1,
}  # fmt: skip
_OTHER_CHARGES = 4
_CLAIMS = {
    "101": 80, "102": 70, "105": 60, "106": 75, "107": 20, "401": 35, "404": 25, "201": 25, "203": 12,
    "217": 10, "218": 20, "219": 20, "413": 45, "114": 10, "207": 10, "212": 6, "402": 12, "406": 18,
    "301": 45, "304": 35, "305": 24, "307": 23, "303": 20, "302": 8, "306": 12, "308": 12, "309": 6,
    "310": 10, "316": 6,
}  # fmt: skip
_OTHER_CLAIMS = 2

PEACE_LIMIT = 1_000_000_000
"""Rials up to which a money claim belongs to the peace court (Act of 1402)."""

PEACE_CHARGES = frozenset({"203", "206", "207", "208"})
GRAVE_CHARGES = frozenset(
    {"102", "103", "104", "110", "201", "202", "210", "503", "505", "512", "515", "529", "530"}
)


@dataclass(frozen=True)
class Code:
    """A charge or claim of the lists."""

    code: str
    title: str
    group: str | None
    attributes: dict[str, object]


@cache
def code(kind: str, value: str) -> Code:
    """The charge, claim or other code of this value."""
    return _codes(kind)[value]


@cache
def _codes(kind: str) -> dict[str, Code]:
    return {
        value: Code(value, title, group, attributes)
        for found, value, title, group, attributes in code_rows()
        if found == kind
    }


@cache
def charges() -> Weighted:
    """Charges by their share."""
    return Weighted.of({value: _CHARGES.get(value, _OTHER_CHARGES) for value in _codes("charge")})


@cache
def claims(case_kind: str) -> Weighted:
    """Claims of civil or family cases by their share."""
    return Weighted.of(
        {
            value: _CLAIMS.get(value, _OTHER_CLAIMS)
            for value, found in _codes("claim").items()
            if found.attributes["case_kind"] == case_kind
        }
    )


@dataclass(frozen=True)
class BranchHabits:
    """How a kind of branch works: median days of a stay, dispositions by share, share of appeals."""

    days: int
    dispositions: Weighted
    appealed: float = 0.0


_JUDGED = Weighted.of({"201": 62, "202": 16, "204": 9, "210": 6, "301": 2, "305": 5})
_INVESTIGATED = Weighted.of(
    {"209": 40, "203": 38, "204": 10, "205": 3, "301": 4, "208": 1, "207": 2, "306": 2}
)
_ASSISTED = Weighted.of({"209": 38, "203": 40, "204": 12, "206": 3, "208": 4, "301": 3})
_GRAVELY_JUDGED = Weighted.of({"201": 75, "202": 17, "204": 8})
_REVOLUTIONARY = Weighted.of({"201": 80, "202": 12, "204": 5, "301": 3})
_CIVIL = Weighted.of(
    {
        "101": 44,
        "102": 10,
        "104": 8,
        "103": 4,
        "110": 11,
        "108": 6,
        "109": 5,
        "111": 5,
        "301": 3,
        "304": 2,
        "113": 2,
    }
)
_FAMILY = Weighted.of({"106": 36, "101": 30, "102": 8, "108": 8, "105": 6, "110": 5, "111": 4, "109": 3})
_PEACE = Weighted.of({"101": 62, "305": 16, "110": 11, "111": 11})
_DISTRICT = Weighted.of({"101": 50, "305": 20, "110": 15, "111": 15})
_APPEAL = Weighted.of({"307": 54, "308": 20, "310": 16, "309": 7, "305": 3})

HABITS: dict[str, BranchHabits] = {
    "investigator": BranchHabits(66, _INVESTIGATED),
    "assistant_prosecutor": BranchHabits(50, _ASSISTED),
    "criminal_enforcement": BranchHabits(104, Weighted.of({"311": 96, "204": 4})),
    "civil_enforcement": BranchHabits(117, Weighted.of({"311": 92, "305": 8})),
    "criminal_one": BranchHabits(117, _GRAVELY_JUDGED, 0.4),
    "criminal_two": BranchHabits(47, _JUDGED, 0.21),
    "juvenile": BranchHabits(41, _JUDGED, 0.09),
    "revolutionary": BranchHabits(50, _REVOLUTIONARY, 0.18),
    "civil": BranchHabits(77, _CIVIL, 0.31),
    "family": BranchHabits(44, _FAMILY, 0.14),
    "peace": BranchHabits(33, _PEACE, 0.07),
    "district_court": BranchHabits(47, _DISTRICT, 0.13),
    "appeal": BranchHabits(52, _APPEAL),
}
CRIMINAL_DISPOSITIONS = _JUDGED
"""Of criminal cases at courts that hear civil ones too."""

USUAL_DISPOSITION = {"219": "116", "301": "106", "303": "107", "401": "105", "402": "105", "413": "117"}
"""Claims that mostly end in one way: eviction orders, divorces, insolvency, certificates of inheritance."""
USUALLY = 0.8
INTERIM = {
    "criminal": Weighted.of({"403": 4, "409": 4, "410": 3, "411": 2, "413": 1, "414": 2}),
    "civil": Weighted.of({"401": 3, "403": 6, "404": 2, "405": 2, "406": 2, "402": 1}),
}

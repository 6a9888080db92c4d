"""Invented parties: names by their real shares, ids drawn at random with right check digits."""

from __future__ import annotations

from random import Random

from server.demo.mix import Code
from server.demo.names import family_name, given_name
from server.demo.records import Party

# Prefixes of national ids issued in Qom; the others are drawn from the whole country.
_QOM_PREFIXES = ("037", "038", "039")
_COMPANY_TRADES = (
    "شرکت بازرگانی",
    "شرکت تعاونی مسکن",
    "شرکت ساختمانی",
    "شرکت پخش",
    "شرکت خدمات فنی",
    "موسسه اعتباری",
)
_COMPANY_NAMES = (
    "آریا",
    "البرز",
    "مهر",
    "سپهر",
    "نوین",
    "کویر",
    "پویا",
    "ایمن",
    "آفتاب",
    "سرو",
    "نگین",
    "هامون",
)
_WITHOUT_COMPLAINANT = frozenset(
    {"مواد مخدر", "آسایش عمومی", "اقتصادی", "نظم عمومی", "امنیتی", "منابع", "عفت عمومی"}
)
_OFTEN_UNKNOWN = frozenset({"101", "105", "106", "107", "108", "111"})
PROSECUTOR = "دادستان عمومی و انقلاب قم"


def criminal_parties(random: Random, charge: Code) -> list[Party]:
    """Two to four parties of a criminal case."""
    if charge.group in _WITHOUT_COMPLAINANT:
        first = Party("prosecutor", "entity", family=PROSECUTOR)
    else:
        first = _party(random, "complainant", share_of_companies=0.05, share_of_men=0.6)
    if charge.code in _OFTEN_UNKNOWN and random.random() < 0.3:
        return [first, Party("accused", "unknown")]
    parties = [first, _party(random, "accused", share_of_men=0.86)]
    if random.random() < 0.16:
        parties.append(_party(random, "accused", share_of_men=0.86))
    if random.random() < 0.2:
        parties.append(_party(random, "lawyer"))
    return parties


def civil_parties(random: Random, case_kind: str, claim: Code) -> list[Party]:
    """Two to four parties of a civil, family or enforcement case."""
    first, second = (
        ("judgment_creditor", "judgment_debtor") if case_kind == "enforcement" else ("plaintiff", "defendant")
    )
    if case_kind == "family":
        # A husband asks for divorce (302), his wife's return (307), leave to marry again (317).
        wife_asks = claim.code not in ("302", "307", "317")
        return [
            _party(random, first, share_of_men=0.0 if wife_asks else 1.0),
            _party(random, second, share_of_men=1.0 if wife_asks else 0.0),
            *([_party(random, "lawyer")] if random.random() < 0.35 else []),
        ]
    parties = [_party(random, first, share_of_companies=0.18, share_of_men=0.68)]
    while len(parties) < 2 or parties[1].national_id == parties[0].national_id is not None:
        # Nobody sues himself, not even a company that is drawn twice.
        parties[1:] = [_party(random, second, share_of_companies=0.08, share_of_men=0.8)]
    if random.random() < 0.2:
        parties.append(_party(random, second, share_of_men=0.8))
    if random.random() < 0.35:
        parties.append(_party(random, "lawyer"))
    return parties


def _party(random: Random, role: str, *, share_of_companies: float = 0.0, share_of_men: float = 0.6) -> Party:
    draw = random.random()
    if draw < share_of_companies:
        name = f"{random.choice(_COMPANY_TRADES)} {random.choice(_COMPANY_NAMES)}"
        # One company, one id, in whatever case it appears.
        return Party(role, "entity", _legal_id(Random(name)), family=name)  # noqa: S311 -- invented data
    given, family = given_name(random, share_of_men), family_name(random)
    if draw > 0.97 and role != "lawyer":
        return Party(role, "foreigner", None, given, family)
    return Party(role, "person", national_id(random), given, family)


def national_id(random: Random) -> str:
    """A person's id that satisfies its check digit."""
    prefix = random.choice(_QOM_PREFIXES) if random.random() < 0.6 else f"{random.randrange(1, 660):03d}"
    digits = f"{prefix}{random.randrange(10, 1_000_000):06d}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    return f"{digits}{rest if rest < 2 else 11 - rest}"


def _legal_id(random: Random) -> str:
    digits = f"1{random.choice(('01', '03', '40'))}{random.randrange(100_000, 10_000_000):07d}"
    shift, weights = int(digits[9]) + 2, (29, 27, 23, 19, 17)
    total = sum((shift + int(digit)) * weights[place % 5] for place, digit in enumerate(digits))
    return f"{digits}{total % 11 % 10}"

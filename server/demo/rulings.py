"""What the decisions of a case say in detail: of each claim and party, and what is put right afterwards."""

from __future__ import annotations

from datetime import date
from random import Random

from server.demo import mix
from server.demo.court_days import instant, office_second, open_days_later
from server.demo.people import Staff
from server.demo.records import Case, Decision, Outcome, past_id

_CORRECTED = 0.012
_ORDER_CLASSES = frozenset({"final_order", "no_jurisdiction", "joined", "other"})
_CORRECTION_BODY = (
    "در رأی شماره {number} این شعبه، در نام خانوادگی یکی از طرفین سهو قلم رخ داده است. به استناد ماده 309 "
    "قانون آیین دادرسی، رأی بدین شرح تصحیح می‌شود. تسلیم رونوشت رأی اصلی بدون رأی تصحیحی ممنوع است."
)


def tell_rulings(random: Random, case: Case, staff: Staff, end: date) -> None:
    """Kinds and outcomes of all decisions of `case`; a few are corrected, not after `end`."""
    for decision in case.decisions:
        attributes = mix.code("disposition", decision.disposition).attributes
        decision.kind = _kind(attributes)
        if attributes["ends"]:
            decision.outcomes = _outcomes(random, case, decision)
    if random.random() < _CORRECTED:
        _correct(random, case, staff, end)


def _kind(attributes: dict[str, object]) -> str:
    if not attributes["ends"] or attributes["out_class"] in _ORDER_CLASSES:
        return "order"
    return "settlement" if attributes["out_class"] == "settlement" else "verdict"


def _outcomes(random: Random, case: Case, decision: Decision) -> list[Outcome]:
    """Of every claim if there are several, of every accused if not all are convicted; else none."""
    attributes = mix.code("disposition", decision.disposition).attributes
    if attributes["out_class"] != "judgment" or attributes["side"] == "appeal":
        return []
    accused = [party for party in case.parties if party.role == "accused"]
    apart = len(accused) > 1 and random.random() < 0.6
    if len(case.claims) < 2 and not apart:
        return []
    return [
        Outcome(
            past_id(random, decision.prepared_at),
            claim,
            party,
            decision.disposition if (number, place) == (0, 0) else _another(random, decision.disposition),
        )
        for number, claim in enumerate(case.claims)
        for place, party in enumerate(accused if apart else [None])
    ]


def _another(random: Random, disposition: str) -> str:
    """Mostly the same; else the contrary, as far as one can be said."""
    contrary = {"101": "102", "102": "101", "201": "202", "202": "201"}
    return contrary.get(disposition, disposition) if random.random() < 0.3 else disposition


def _correct(random: Random, case: Case, staff: Staff, end: date) -> None:
    """A slip in the last judgment is put right while the branch still has the case."""
    stay = case.stays[-1] if case.stays else None
    if stay is None or stay.disposed_on is None or case.holder != stay.desk or _has_left(case):
        return
    wrong = next(d for d in reversed(case.decisions) if d.stay is stay and d.signed_at is not None)
    day = open_days_later(stay.disposed_on, random.randrange(2, 20))
    if day > end or wrong.kind != "verdict":
        return
    prepared_at = instant(day, office_second(random))
    case.decisions.append(
        Decision(
            id=past_id(random, prepared_at),
            stay=stay,
            disposition=wrong.disposition,
            on=day,
            body=_CORRECTION_BODY,
            prepared_at=prepared_at,
            prepared_by=staff.someone(random, stay.desk, "clerk"),
            signed_at=prepared_at + random.randrange(300, 3600),
            signed_by=staff.someone(random, stay.desk, "judge"),
            kind="correction",
            corrects=wrong,
        )
    )


def _has_left(case: Case) -> bool:
    return any(seal.opened_at is None for seal in case.seals) or any(
        referral.accepted_at is None for referral in case.referrals
    )

"""All cases of the invented province, registered over 24 Jalali months and a little before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

from common import jalali
from server.demo import mix
from server.demo.amending import amend
from server.demo.bodies import BODIES, desks, referral_desk
from server.demo.court_days import days_of_receipt, instant, office_second
from server.demo.details import tell_details
from server.demo.journey import Journey, Province, trial_court
from server.demo.office import tell_office
from server.demo.parties import civil_parties, criminal_parties
from server.demo.people import Staff
from server.demo.records import Case, Claim, Party, past_id
from server.demo.rulings import tell_rulings

MONTHS = 24
# Cases of the weeks before fill the branches, so that the first month does not begin with empty shelves.
_LEAD_IN = timedelta(days=75)

_BODY = {body.kind: body.id for body in BODIES if body.kind != "district"}
_DISTRICT_COURTS = tuple(body.id for body in BODIES if body.kind == "district")
_SHARE_OF_DISTRICTS = 0.045

# Whatever the season, the newest cases are still on their way: not yet referred, or not yet taken up.
_NOT_REFERRED, _NOT_TAKEN_UP = 0.0012, 0.0022


def make_history(
    random: Random, staff: Staff, today: date, count: int, progress: Callable[[int], None]
) -> list[Case]:
    """`count` cases in the order of their registration; nothing happens on `today` itself or later."""
    end = today - timedelta(days=1)
    first = jalali.month_starts(jalali.month_number(end) - MONTHS) - _LEAD_IN
    pace = {desk.id: random.uniform(0.75, 1.3) for desk in desks() if desk.kind == "branch"}
    province = Province(random, staff, end, pace)
    moments = sorted(
        instant(day, office_second(random)) for day in days_of_receipt(random, first, end, count)
    )
    cases = []
    for number, moment in enumerate(moments, start=1):
        newness = count - number
        goes = (
            "registered"
            if newness < max(2, count * _NOT_REFERRED)
            else "referred"
            if newness < max(4, count * (_NOT_REFERRED + _NOT_TAKEN_UP))
            else "on"
        )
        cases.append(_case(province, moment, goes))
        if number % 500 == 0:
            progress(number)
    # Drawn apart, so that ways do not change when a detail is added.
    details = Random(random.getrandbits(64))  # noqa: S311 -- invented data
    for case in cases:
        tell_details(details, case)
        tell_rulings(details, case, staff, end)
        tell_office(details, case, staff, end)
        amend(details, case, staff, end)
    return cases


def _case(province: Province, moment: int, goes: str) -> Case:
    random = province.random
    kind = mix.CASE_KINDS.draw(random)
    claims = _claims(random, kind)
    body, branch_kind = _destination(random, kind, claims[0])
    desk = referral_desk(body).id
    day = jalali.tehran_today(datetime.fromtimestamp(moment, UTC))
    case = Case(
        id=past_id(random, moment),
        kind=kind,
        subject=" و ".join(mix.code(claim.code_kind, claim.code).title for claim in claims),
        received_on=day,
        registered_at=moment,
        registered_by=province.staff.someone(random, desk, "clerk"),
        holder=desk,
        parties=_parties(random, kind, claims[0]),
        claims=claims,
        access={desk: 2},
    )
    if branch_kind == "trial":
        body, branch_kind = trial_court(random, case)
    Journey(province, case, goes).walk(body, branch_kind)
    return case


def _claims(random: Random, kind: str) -> list[Claim]:
    if kind == "criminal":
        codes = [mix.charges().draw(random)]
        if random.random() < 0.16:
            codes.append(mix.charges().draw(random))
        return [Claim("charge", code) for code in dict.fromkeys(codes)]
    of_kind = mix.claims("family" if kind == "family" else "civil")
    codes = [of_kind.draw(random)]
    if codes[0] in ("101", "102", "103", "104") and random.random() < 0.5:
        codes.append("105")
    elif random.random() < 0.12:
        codes.append(of_kind.draw(random))
    return [Claim("claim", code, _amount(random, code)) for code in dict.fromkeys(codes)]


def _amount(random: Random, code: str) -> int | None:
    """Rials, rounded as people claim them; None if the claim is not for money."""
    if mix.code("claim", code).group != "مالی":
        return None
    return max(5, round(random.lognormvariate(7.2, 1.3))) * 1_000_000


def _parties(random: Random, kind: str, first: Claim) -> list[Party]:
    if kind == "criminal":
        return criminal_parties(random, mix.code("charge", first.code))
    return civil_parties(random, kind, mix.code("claim", first.code))


def _destination(random: Random, kind: str, claim: Claim) -> tuple[int, str]:
    """The body where the case is registered and the kind of its first branch ("trial": see trial_court)."""
    if kind != "enforcement" and random.random() < _SHARE_OF_DISTRICTS:
        return random.choice(_DISTRICT_COURTS), "district_court"
    if kind == "criminal":
        return _criminal_destination(random, claim.code)
    if kind == "enforcement":
        return _BODY["civil"], "civil_enforcement"
    if kind == "family":
        return _BODY["family"], "family"
    small = claim.amount is not None and claim.amount <= mix.PEACE_LIMIT
    if small or mix.code("claim", claim.code).attributes.get("peace"):
        return _BODY["peace"], "peace"
    return _BODY["civil"], "civil"


def _criminal_destination(random: Random, charge: str) -> tuple[int, str]:
    if mix.code("charge", charge).attributes.get("direct_court"):
        return _BODY["criminal"], "trial"
    if charge in mix.PEACE_CHARGES and random.random() < 0.6:
        return _BODY["peace"], "peace"
    investigated = charge in mix.GRAVE_CHARGES or random.random() < 0.45
    return _BODY["prosecution"], "investigator" if investigated else "assistant_prosecutor"

"""What branches put right in invented cases, the old value kept: an address, a name, an amount."""

from __future__ import annotations

from datetime import date
from random import Random
from uuid import UUID

from server.demo import addresses
from server.demo.names import family_name
from server.demo.office import moment_in
from server.demo.people import Staff
from server.demo.records import Amendment, Case, Flag, Party, past_id

_AMENDED = 0.05

Change = tuple[str, UUID, str | None, str | None, str | None, str]
"""Table, row, field (None: the row was added), old and new value, why."""


def amend(random: Random, case: Case, staff: Staff, end: date) -> None:
    """Change a few cases as an amendment does, before `end`; what each says now is true, the old is kept."""
    if not case.stays or random.random() > _AMENDED:
        return
    stay = random.choice(case.stays)
    at = moment_in(random, stay, end)
    make = random.choices(
        (_address, _mobile, _family, _amount, _place, _flag, _struck), (6, 5, 3, 3, 3, 2, 2)
    )[0]
    change = make(random, case)
    if change is None:
        return
    entity, row, field, old, new, reason = change
    case.amendments.append(
        Amendment(
            # A row that came later and the amendment that tells of it have one id.
            id=past_id(random, at) if field else row,
            entity=entity,
            row=row,
            field=field,
            old=old,
            new=new,
            desk=stay.desk,
            command=past_id(random, at),
            at=at,
            by=staff.someone(random, stay.desk, "clerk"),
            reason=reason,
        )
    )


def _person(random: Random, case: Case) -> Party | None:
    people = [party for party in case.parties if party.kind == "person"]
    return random.choice(people) if people else None


def _address(random: Random, case: Case) -> Change | None:
    if (party := _person(random, case)) is None:
        return None
    party.address, old = addresses.address(random), party.address
    return "party", party.id, "address", old, party.address, "اعلام نشانی تازه"


def _mobile(random: Random, case: Case) -> Change | None:
    if (party := _person(random, case)) is None:
        return None
    party.mobile, old = addresses.mobile(random), party.mobile
    return "party", party.id, "mobile", old, party.mobile, "درخواست طرف"


def _family(random: Random, case: Case) -> Change | None:
    if (party := _person(random, case)) is None:
        return None
    old = family_name(random)
    return None if old == party.family else ("party", party.id, "family", old, party.family, "سهو در ثبت")


def _amount(_random: Random, case: Case) -> Change | None:
    claim = case.claims[0]
    if claim.amount is None:
        return None
    return "claim", claim.id, "amount", str(claim.amount * 2), str(claim.amount), "کاهش خواسته"


def _place(_random: Random, case: Case) -> Change | None:
    if case.file_place is None:
        return None
    return "court_case", case.id, "file_place", None, case.file_place, "جابه‌جایی پرونده"


def _flag(random: Random, case: Case) -> Change | None:
    party = _person(random, case)
    if party is None or party.flags:
        return None
    flag = Flag(past_id(random, case.registered_at), random.choice(("deaf", "protected")))
    party.flags.append(flag)
    return "party_flag", flag.id, None, None, None, "اعلام طرف"


def _struck(_random: Random, case: Case) -> Change | None:
    """The last of three parties was one too many, if nothing else tells of him."""
    party = case.parties[-1]
    acting = any(party in (row.representative, row.client) for row in case.representations)
    judged = any(decision.outcomes for decision in case.decisions)
    if len(case.parties) < 3 or acting or judged:
        return None
    party.struck = True
    return "party", party.id, "struck", "false", "true", "انصراف از طرح دعوا به طرفیت او"

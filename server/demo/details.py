"""What a paper tells beyond names and subject: whose lawyer, whose child, where one lives, what to heed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from server.demo import addresses
from server.demo.bodies import branches
from server.demo.names import family_name, given_name
from server.demo.parties import national_id
from server.demo.records import Case, Flag, Paper, Party, Representation, past_id

YEAR = timedelta(days=365, hours=6)

# A lawyer of a district stands in many cases; the bar of Qom has some hundreds.
_LAWYERS = 400
_FLAGGED = 0.02
_RARE_FLAGS = ("deaf", "blind", "protected", "interpreter")
_TONGUES = ("کردی", "عربی", "ترکی آذری", "لری", "بلوچی")
_FOREIGN = (("افغانستان", "دری"), ("افغانستان", "پشتو"), ("عراق", "عربی"), ("پاکستان", "اردو"))
_PRISONS = ("زندان مرکزی قم (لنگرود)", "بازداشتگاه موقت قم", "کانون اصلاح و تربیت قم")
_PROSECUTION_BRANCHES = frozenset(desk.id for desk in branches("investigator"))
_JUVENILE_BRANCHES = frozenset(desk.id for desk in branches("juvenile"))


def tell_details(random: Random, case: Case) -> None:
    """Complete `case` as its paper would, with the ids of parties and claims; its way is known by now."""
    case.paper = _paper(random, case)
    told_on = case.paper.paper_on or case.received_on
    _guard_minors(random, case, told_on)
    for party in case.parties:
        party.id = past_id(random, case.registered_at)
        _tell(random, case, party, told_on)
    for claim in case.claims:
        claim.id = past_id(random, case.registered_at)
    if case.kind == "family":
        _tell_marriage(random, case, told_on)
    _represent(random, case, told_on)


def _paper(random: Random, case: Case) -> Paper:
    paper = Paper()
    if random.random() < 0.8:
        paper.paper_on = case.received_on - timedelta(days=int(random.expovariate(0.25)))
        paper.paper_number = f"{random.randrange(1402, 1406)}/{random.randrange(100, 1_000_000)}"
    told_on = paper.paper_on or case.received_on
    if case.kind == "criminal" and random.random() < 0.9:
        paper.offence_on = told_on - timedelta(days=int(random.lognormvariate(2.5, 1.4)))
        paper.offence_place = addresses.place(random)
    elif case.kind == "enforcement":
        paper.basis_on = told_on - timedelta(days=random.randrange(20, 400))
        paper.basis_number = f"{random.randrange(1402, 1405)}6839{random.randrange(10**10):010d}"
    return paper


# ------------------------------------------------------------------------------------- of a party


def _tell(random: Random, case: Case, party: Party, told_on: date) -> None:
    if party.kind == "unknown" or party.role == "prosecutor":
        return
    if party.role == "lawyer":
        _become_lawyer(random, party, {other.national_id for other in case.parties})
    if party.kind != "entity":
        _tell_of_person(random, party, told_on)
    if party.kind == "foreigner":
        party.nationality, tongue = random.choice(_FOREIGN)
        party.national_id = f"{random.randrange(10**11, 10**12)}"
        if random.random() < 0.5:
            party.flags.append(Flag(past_id(random, case.registered_at), "interpreter", tongue))
    if random.random() < 0.85:
        party.address = addresses.address(random)
        if random.random() < 0.45:
            party.postal_code = addresses.postal_code(random)
    if party.kind != "entity" and random.random() < 0.7:
        party.mobile = addresses.mobile(random)
    _flag(random, case, party)


def _become_lawyer(random: Random, party: Party, others: set[str | None]) -> None:
    # One lawyer, one name and one id, in whatever case he stands; never against himself.
    lawyer = Random(random.randrange(_LAWYERS))  # noqa: S311 -- invented data
    given, family, number = given_name(lawyer, 0.7), family_name(lawyer), national_id(lawyer)
    if number not in others:
        party.given, party.family, party.national_id = given, family, number


def _tell_of_person(random: Random, party: Party, told_on: date) -> None:
    if party.father is None and party.role != "lawyer" and random.random() < 0.85:
        party.father = given_name(random, 1.0)
    if party.birth_on is None and party.role != "lawyer" and random.random() < 0.7:
        party.birth_on = told_on - YEAR * random.triangular(18, 80, 34)


def _flag(random: Random, case: Case, party: Party) -> None:
    if party.role in ("lawyer", "guardian") or party.kind == "entity":
        return
    investigated = case.holder in _PROSECUTION_BRANCHES
    if party.role == "accused" and investigated and random.random() < 0.1:
        party.flags.append(Flag(past_id(random, case.registered_at), "custody", random.choice(_PRISONS[:2])))
    if party.flags or random.random() > _FLAGGED:
        return
    flag = random.choices(_RARE_FLAGS, (3, 2, 3, 4))[0]
    detail = random.choice(_TONGUES) if flag == "interpreter" else None
    party.flags.append(Flag(past_id(random, case.registered_at), flag, detail))


def _tell_marriage(random: Random, case: Case, told_on: date) -> None:
    births = [party.birth_on for party in case.parties[:2] if party.birth_on is not None]
    earliest = max([told_on - 30 * YEAR, *(birth + 17 * YEAR for birth in births)])
    if earliest >= told_on or random.random() < 0.05:
        return
    case.paper.marriage_on = earliest + random.random() ** 0.5 * (told_on - earliest)
    case.paper.marriage_number = str(random.randrange(100, 40_000))


# ------------------------------------------------------------------------------------- who acts for whom


def _guard_minors(random: Random, case: Case, told_on: date) -> None:
    """Whoever is tried by a juvenile court is a child, and some of the injured are: each has a guardian."""
    juvenile = any(stay.desk in _JUVENILE_BRANCHES for stay in case.stays)
    tried = [party for party in case.parties if juvenile and party.role == "accused"]
    others = [party for party in case.parties[:1] if random.random() < 0.006 and case.kind != "family"]
    for child in (party for party in (*tried, *others) if party.kind == "person"):
        child.birth_on = told_on - YEAR * random.uniform(9.5, 17.5)
        child.flags.append(Flag(past_id(random, case.registered_at), "minor"))
        father = Party("guardian", "person", national_id(random), given_name(random, 1.0), child.family)
        father.birth_on = child.birth_on - YEAR * random.uniform(22, 40)
        child.father = father.given
        case.parties.append(father)
        case.representations.append(
            Representation(past_id(random, case.registered_at), father, child, None, None)
        )


def _represent(random: Random, case: Case, told_on: date) -> None:
    for lawyer in (party for party in case.parties if party.role == "lawyer"):
        clients = [
            party
            for party in case.parties
            if party.kind != "unknown" and party.role not in ("lawyer", "guardian", "prosecutor")
        ]
        both = len(clients) > 2 and random.random() < 0.3
        same_side = [party for party in clients if party.role == clients[-1].role]
        for client in same_side if both else [random.choice(clients)]:
            granted_on = told_on - timedelta(days=random.randrange(0, 40))
            case.representations.append(
                Representation(
                    past_id(random, case.registered_at),
                    lawyer,
                    client,
                    str(random.randrange(10_000, 10_000_000)),
                    granted_on,
                )
            )

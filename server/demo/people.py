"""The staff of the invented province: 306 people, each with a login, a password and one desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from server.demo.bodies import Desk, desks
from server.demo.names import given_name, staff_families

BRANCH_KINDS_WITH_MANAGER = frozenset({"civil", "family", "criminal_one", "criminal_two", "appeal", "peace"})
BRANCH_KINDS_WITH_TWO_JUDGES = frozenset({"appeal", "criminal_one"})
_ENQUIRY_OFFICERS, _ADMINISTRATORS = 2, 2

_LETTER = {
    "clerk": "c",
    "judge": "j",
    "branch_manager": "m",
    "referral_authority": "r",
    "enquiry_officer": "e",
    "district_head": "h",
    "administrator": "a",
}
# As in the courts: most judges and heads are men, offices are mixed.
_SHARE_OF_MEN = {"judge": 0.85, "district_head": 1.0, "referral_authority": 0.9}


@dataclass(frozen=True)
class DemoUser:
    """Somebody who can sign in to the demonstration; the database keeps a verifier of the password."""

    login: str
    password: str = field(repr=False)
    role: str
    desk: int
    desk_title: str
    given: str
    family: str


@dataclass(frozen=True)
class Staff:
    """Who acts at a desk, by role."""

    by_desk: dict[int, dict[str, tuple[str, ...]]]

    def someone(self, random: Random, desk: int, *roles: str) -> str:
        """The login of somebody at `desk` with the first of `roles` that anybody has there."""
        here = self.by_desk[desk]
        return random.choice(here[next(role for role in roles if role in here)])


def staff(users: list[DemoUser]) -> Staff:
    """`users` by the desk and role in which they act."""
    by_desk: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for user in users:
        here = by_desk[user.desk]
        here[user.role] = (*here.get(user.role, ()), user.login)
    return Staff(dict(by_desk))


def users(random: Random) -> list[DemoUser]:
    """All people, desk by desk; logins such as ``c.rezaei103``, passwords such as ``qom-4821``."""
    families = list(staff_families())
    random.shuffle(families)
    taken: set[str] = set()
    people = []
    for desk in desks():
        for role in _roles(desk):
            family, login = _free_login(role, desk, families, taken)
            people.append(
                DemoUser(
                    login=login,
                    password=f"qom-{random.randrange(1000, 10_000)}",
                    role=role,
                    desk=desk.id,
                    desk_title=desk.title,
                    given=given_name(random, _SHARE_OF_MEN.get(role, 0.5)),
                    family=family,
                )
            )
    return people


def _roles(desk: Desk) -> Iterator[str]:
    if desk.kind == "branch":
        yield "judge"
        if desk.branch_kind in BRANCH_KINDS_WITH_TWO_JUDGES:
            yield "judge"
        if desk.branch_kind in BRANCH_KINDS_WITH_MANAGER:
            yield "branch_manager"
        yield "clerk"
    elif desk.kind == "referral":
        yield "referral_authority"
        yield "clerk"
    elif desk.kind == "enquiry":
        yield from ["enquiry_officer"] * _ENQUIRY_OFFICERS
    elif desk.kind == "administration":
        yield from ["administrator"] * _ADMINISTRATORS
    else:
        yield "district_head"


def _free_login(role: str, desk: Desk, families: list[tuple[str, str]], taken: set[str]) -> tuple[str, str]:
    """A family name and a login nobody has; names are dealt like cards, so neighbours differ."""
    for place, (family, latin) in enumerate(families):
        login = f"{_LETTER[role]}.{latin}{desk.number or desk.id}"
        if login not in taken:
            taken.add(login)
            families.append(families.pop(place))
            return family, login
    raise ValueError(f"no login left for a {role} at {desk.code}")

"""What the parties of a case must be to each other, whoever states them: the same rules at both ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from common.commands.base import Problem


@dataclasses.dataclass(frozen=True)
class RoleRule:
    """What matters of a code of party_role: `side` claimant, respondent or other; whether it `represents`.

    `opposite` is the role that nobody has besides this one, also where neither is on a side: wife of husband.
    """

    side: str
    represents: bool = False
    opposite: str | None = None


class Party(Protocol):
    """What is asked of a party; `national_id` is the number of a person, an entity or a foreigner."""

    @property
    def role(self) -> str: ...
    @property
    def national_id(self) -> str | None: ...


_OPPOSITE = {"claimant": "respondent", "respondent": "claimant"}


def problems_between(
    parties: Sequence[Party], representing: Collection[int], roles: Mapping[str, RoleRule]
) -> Iterator[Problem]:
    """The same number twice in one role, or on both sides; and those who act for nobody.

    `representing` are the places in `parties` of those who act for somebody. A problem is told at the role of
    the later of two rows.
    """
    for index, party in enumerate(parties):
        field = f"parties[{index}].role"
        rule = roles.get(party.role, RoleRule("other"))
        before = [
            earlier
            for earlier in parties[:index]
            if party.national_id and earlier.national_id == party.national_id
        ]
        if any(earlier.role == party.role for earlier in before):
            yield Problem("role_twice", field)
        elif any(
            earlier.role == rule.opposite or _side(earlier, roles) == _OPPOSITE.get(rule.side, "")
            for earlier in before
        ):
            yield Problem("opposite_roles", field)
        if rule.represents and index not in representing:
            yield Problem("lawyer_without_client", field)


def _side(party: Party, roles: Mapping[str, RoleRule]) -> str:
    return roles.get(party.role, RoleRule("other")).side

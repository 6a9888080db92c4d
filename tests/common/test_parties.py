from __future__ import annotations

import dataclasses

import pytest

from common.parties import RoleRule, problems_between

ROLES = {
    "plaintiff": RoleRule("claimant"),
    "defendant": RoleRule("respondent"),
    "accused": RoleRule("respondent"),
    "witness": RoleRule("other"),
    "lawyer": RoleRule("other", represents=True),
    "husband": RoleRule("other", opposite="wife"),
    "wife": RoleRule("other", opposite="husband"),
}


@dataclasses.dataclass(frozen=True)
class Person:
    role: str
    national_id: str | None = None


@pytest.mark.parametrize(
    ("parties", "representing", "told"),
    [
        ([Person("plaintiff", "1"), Person("defendant", "2")], [], []),
        ([Person("plaintiff", "1"), Person("defendant", "1")], [], [("opposite_roles", 1)]),
        (
            [Person("defendant", "1"), Person("witness", "9"), Person("plaintiff", "1")],
            [],
            [("opposite_roles", 2)],
        ),
        ([Person("defendant", "1"), Person("accused", "1")], [], []),
        ([Person("husband", "1"), Person("wife", "1")], [], [("opposite_roles", 1)]),
        ([Person("husband", "1"), Person("wife", "2")], [], []),
        ([Person("plaintiff", "1"), Person("witness", "1")], [], []),
        ([Person("plaintiff", "1"), Person("plaintiff", "1")], [], [("role_twice", 1)]),
        ([Person("plaintiff"), Person("plaintiff"), Person("defendant")], [], []),
        ([Person("plaintiff", "1"), Person("lawyer", "2")], [], [("lawyer_without_client", 1)]),
        ([Person("plaintiff", "1"), Person("lawyer", "2")], [1], []),
        ([Person("a role of tomorrow", "1"), Person("plaintiff", "1")], [], []),
    ],
)
def test_what_parties_must_be_to_each_other(
    parties: list[Person], representing: list[int], told: list[tuple[str, int]]
) -> None:
    found = problems_between(parties, representing, ROLES)
    assert [(problem.code, problem.field) for problem in found] == [
        (code, f"parties[{at}].role") for code, at in told
    ]

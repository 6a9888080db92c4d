"""A province with one case on every shelf, and what an intruder of each role can try there."""

from collections.abc import Iterator

import pytest

from tests.attacks.intruder import Intruder
from tests.server.world import Province, Story

LOGINS = {
    "clerk": "clerk3",
    "judge": "judge3",
    "branch_manager": "manager2",
    "referral_authority": "authority",
    "enquiry_officer": "enquirer",
    "district_head": "head",
    "administrator": "admin",
}


@pytest.fixture
def sealed(province: Province) -> Story:
    """A case sent up from the first branch to the court of appeal, still under its seal."""
    return province.story().register().refer().accept().decide("201").send_up()


@pytest.fixture(params=sorted(LOGINS))
def intruder(request: pytest.FixtureRequest, sealed: Story) -> Iterator[Intruder]:
    """A login of each role with psql, while cases lie in all tables."""
    person = Intruder(sealed.province, LOGINS[request.param])
    yield person
    person.close()

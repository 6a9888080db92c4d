"""Whatever comes in at the door gets a coded answer and leaves nothing half done."""

import json

import pytest

from tests.attacks import fuzz
from tests.server.world import Province

MANY_LONG_NUMBERS = "[" + ",".join(["1e131071"] * 80_000) + "]"


def test_hostile_requests_are_answered_with_a_code_and_change_nothing(province: Province) -> None:
    figures = fuzz.run(province, 300, start=1405).figures
    assert figures["rejected"] > 50
    assert figures["refused as a whole"] > 50
    assert figures["applied"] > 0, "else the templates are not valid, and the mutations far from the mark"


@pytest.mark.parametrize("place", ["id", "payload", "desk"])
def test_a_short_text_of_endless_numbers_is_refused_at_once(province: Province, place: str) -> None:
    """They would be ten gigabytes in the log."""
    station = province.station("registrar")
    envelope = json.dumps([station.envelope("register_case", {}) | {place: "HERE"}])
    text = envelope.replace('"HERE"', MANY_LONG_NUMBERS)
    assert station.raw("execute", text) == {"code": "malformed"}
    text = envelope.replace('"HERE"', MANY_LONG_NUMBERS.replace("e1", "e-1"))
    assert station.raw("execute", text) == {"code": "malformed"}


def test_what_looks_like_an_endless_number_in_a_sentence_is_none(province: Province) -> None:
    province.story().register(subject='پلاک 1e131071 ، \\" 2E500')

"""Whatever comes in at the door gets a coded answer and leaves nothing half done."""

import json
from contextlib import closing

import pytest

from common.commands import COMMANDS
from tests.attacks import fuzz
from tests.attacks.hostile import Hostile
from tests.server.world import Province

MANY_LONG_NUMBERS = "[" + ",".join(["1e131071"] * 80_000) + "]"


def test_hostile_requests_are_answered_with_a_code_and_change_nothing(province: Province) -> None:
    fuzzer = fuzz.run(province, 300, start=1405)
    figures = fuzzer.figures
    assert not fuzzer.missing_rules, "each is refused by a rule, none only by what PostgreSQL cannot read"
    assert figures["rejected"] > 50
    assert figures["refused as a whole"] > 50
    assert figures["applied"] > 0, "else the templates are not valid, and the mutations far from the mark"


def test_every_request_that_is_spoiled_was_right_before(province: Province) -> None:
    """And each command has one: else the fuzzer tests how wrong requests are refused by others' rules."""
    with closing(fuzz.Fuzzer(province)) as fuzzer:
        commands = [template for template in fuzzer.templates if template.function == "execute"]
        assert {template.request["kind"] for template in commands} == set(COMMANDS)
        for template in commands:
            fuzzer.send(Hostile(template.login, "execute", json.dumps([template.request]), fresh=False))
        assert fuzzer.figures["applied"] == len(commands)


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

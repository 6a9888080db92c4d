"""A party is told in one way wherever it shows."""

import pytest

from client.models import parties
from client.models.parties import Flag
from client.models.words import Words
from common.text import isolate
from tests.client.models.story import person

MARYAM = person(
    "plaintiff", "مریم", "رضایی", address="تهران، خیابان ۱۲", phone="02166000000", mobile="09121234567"
)
PROTECTED = Flag("protected")


@pytest.mark.parametrize(
    ("party", "name"),
    [
        (MARYAM, "مریم رضایی"),
        (person("plaintiff", None, "شرکت راه 7", kind="entity"), "شرکت راه ۷"),
        (person("accused", None, None), "ناشناس"),
    ],
)
def test_names(party: object, name: str) -> None:
    assert parties.party_name(party) == name


def test_flags_follow_the_name_with_what_they_say_and_struck_ones_do_not(words: Words) -> None:
    flags = [Flag("interpreter", "کردی"), Flag("deaf", struck=True), Flag("minor")]
    assert parties.party_words(MARYAM, flags, words) == "مریم رضایی ⚑ نیاز به مترجم (کردی)، صغیر"
    assert parties.party_words(MARYAM, (), words) == "مریم رضایی"


def test_a_protected_address_and_telephone_are_hidden_until_asked_for(words: Words) -> None:
    assert parties.shown_field(MARYAM, "address", [PROTECTED]) == "محافظت‌شده"
    assert parties.shown_field(MARYAM, "postal_code", [PROTECTED]) == ""
    assert parties.shown_field(MARYAM, "mobile", [PROTECTED], asked=True) == isolate("۰۹۱۲۱۲۳۴۵۶۷")
    assert parties.contact_words(MARYAM, [PROTECTED]) == "محافظت‌شده"
    assert "خیابان ۱۲" in parties.contact_words(MARYAM, [PROTECTED], asked=True)
    assert "خیابان ۱۲" in parties.contact_words(MARYAM, [Flag("protected", struck=True)])

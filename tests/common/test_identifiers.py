"""Ids the client makes and the numbers people bring."""

import random
import threading
import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.identifiers import (
    legal_id_problem,
    mobile_normalised,
    national_id_padded,
    national_id_problem,
    postal_code_problem,
    uuid7,
)


class AllOnes(random.Random):
    """The worst luck: each random number is the greatest there is."""

    def getrandbits(self, k: int) -> int:
        return (1 << k) - 1


def test_an_id_is_a_version_7_uuid_of_now():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 >= before


def test_ids_rise_in_their_text_too():
    ids = [uuid7() for _ in range(5000)]
    assert sorted(set(ids)) == ids
    assert sorted(map(str, ids)) == [str(made) for made in ids]


def test_ids_rise_when_the_random_tail_is_full():
    ids = [uuid7(random=AllOnes()) for _ in range(50)]
    assert sorted(set(ids)) == ids
    assert {made.version for made in ids} == {7}


def test_ids_made_by_many_threads_are_all_different_and_rise_in_each():
    made: list[list[uuid.UUID]] = [[] for _ in range(8)]
    threads = [
        threading.Thread(target=lambda own=own: own.extend(uuid7() for _ in range(500))) for own in made
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one for own in made for one in own}) == 4000
    assert all(own == sorted(own) for own in made)


def test_an_id_of_the_past_tells_its_time_and_is_repeatable():
    made = uuid7(1_234_567_890_123, random.Random(7))
    assert made.int >> 80 == 1_234_567_890_123
    assert made == uuid7(1_234_567_890_123, random.Random(7))
    assert uuid7().int >> 80 > 1_234_567_890_123


@pytest.mark.parametrize(
    "code", ["0012345679", "0499370899", "4398013083", "8856815311", "0123456789", "1234567891"]
)
def test_a_right_national_id_is_taken(code):
    assert national_id_problem(code) is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("0012345678", "national_id_check_digit"),
        ("1234567890", "national_id_check_digit"),
        ("5998613771", "national_id_check_digit"),
        ("0000000000", "national_id_repeated"),
        ("1111111111", "national_id_repeated"),
        ("", "national_id_length"),
        ("12345679", "national_id_length"),
        ("00123456790", "national_id_length"),
        ("۰۰۱۲۳۴۵۶۷۹", "national_id_length"),
        ("0012345679\n", "national_id_length"),
    ],
)
def test_a_wrong_national_id_is_told_apart(code, problem):
    assert national_id_problem(code) == problem


@given(st.text("0123456789", min_size=9, max_size=9).filter(lambda nine: len(set(nine)) > 1))
def test_only_one_last_digit_makes_a_national_id_right(nine):
    assert [national_id_problem(f"{nine}{last}") for last in range(10)].count(None) == 1


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("۱۲۳۴۵۶۷۹", "0012345679"),
        ("499370899", "0499370899"),
        ("049-937089-9", "0499370899"),
        ("1234567", "1234567"),
        ("10380284790", "10380284790"),
        ("بدون کد", "بدونکد"),
    ],
)
def test_zeros_lost_by_a_spreadsheet_come_back(typed, stored):
    assert national_id_padded(typed) == stored


@pytest.mark.parametrize("code", ["10380284790", "14007650912", "14005893875", "10100171920"])
def test_a_right_legal_id_is_taken(code):
    assert legal_id_problem(code) is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("10380285692", "legal_id_check_digit"),
        ("10380285790", "legal_id_check_digit"),
        ("10300000000", "legal_id_check_digit"),
        ("1038028479", "legal_id_length"),
        ("۱۰۳۸۰۲۸۴۷۹۰", "legal_id_length"),
    ],
)
def test_a_wrong_legal_id_is_told_apart(code, problem):
    assert legal_id_problem(code) == problem


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("3716912345", None),
        ("0716912345", "postal_code_malformed"),
        ("371691234", "postal_code_malformed"),
        ("37169a2345", "postal_code_malformed"),
    ],
)
def test_a_postal_code_has_ten_digits_and_no_leading_zero(code, problem):
    assert postal_code_problem(code) == problem


@pytest.mark.parametrize(
    "typed",
    ["09121234567", "9121234567", "+98 912 123 4567", "00989121234567", "989121234567", "۰۹۱۲-۱۲۳۴۵۶۷"],
)
def test_a_mobile_number_has_one_form(typed):
    assert mobile_normalised(typed) == "09121234567"


@pytest.mark.parametrize("typed", ["02537741234", "0912123456", "091212345678", "", "همراه"])
def test_what_is_no_mobile_number_is_not_made_one(typed):
    assert mobile_normalised(typed) is None

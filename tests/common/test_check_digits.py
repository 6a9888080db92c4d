"""The check digit of a password: no slip of one finger goes unnoticed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.check_digits import damm_digit, damm_valid

NUMBERS = st.text("0123456789", min_size=1, max_size=20)


def test_the_published_example_has_its_published_digit():
    assert damm_digit("572") == "4"
    assert damm_valid("5724")
    assert not damm_valid("5727")


@given(NUMBERS)
def test_a_number_with_its_check_digit_is_valid(number):
    assert damm_valid(number + damm_digit(number))


@given(NUMBERS, st.data())
def test_one_wrong_digit_is_caught(number, data):
    good = number + damm_digit(number)
    place = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != good[place]))
    assert not damm_valid(good[:place] + other + good[place + 1 :])


@given(NUMBERS)
def test_a_swap_of_neighbours_is_caught(number):
    good = number + damm_digit(number)
    for place in range(len(good) - 1):
        swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
        assert swapped == good or not damm_valid(swapped)


def test_no_slip_in_any_four_digits_is_missed():
    for digits in product("0123456789", repeat=3):
        number = "".join(digits)
        valid = [last for last in "0123456789" if damm_valid(number + last)]
        assert valid == [damm_digit(number)]


@pytest.mark.parametrize("wrong", ["", "12a4", "۱۲۳۴", " 1", "1\n"])
def test_what_is_not_a_number_has_no_check_digit(wrong):
    assert not damm_valid(wrong)
    with pytest.raises(ValueError, match="ASCII"):
        damm_digit(wrong)

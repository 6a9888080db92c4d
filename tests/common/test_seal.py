"""The case password: made, typed, stretched, and never told by accident."""

import hashlib
import pickle
import traceback

import pytest

from common import seal
from common.check_digits import damm_digit

SALT = bytes(range(16))
GOOD = "01234567890" + damm_digit("01234567890")


def test_a_new_password_has_twelve_digits_and_passes_its_own_check():
    made = [seal.new_password() for _ in range(200)]
    assert all(seal.typed_problem(password.reveal()) is None for password in made)
    assert all(len(password.reveal()) == 12 for password in made)
    assert len({password.reveal() for password in made}) == 200


def test_a_password_is_printed_in_three_groups():
    assert seal.groups(seal.typed(GOOD)) == (GOOD[:4], GOOD[4:8], GOOD[8:])


@pytest.mark.parametrize("separator", ["", " ", "-", " - ", "\u200c", "\u00a0", "\n", "/"])
def test_a_password_may_be_typed_in_groups_and_persian_digits(separator):
    persian = GOOD.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for digits in (GOOD, persian):
        entered = separator.join((digits[:4], digits[4:8], digits[8:]))
        assert seal.typed_problem(entered) is None
        assert seal.typed(entered).reveal() == GOOD


def test_a_slip_of_the_finger_is_noticed_before_it_costs_a_try():
    for place in range(12):
        wrong = GOOD[:place] + str((int(GOOD[place]) + 1) % 10) + GOOD[place + 1 :]
        assert seal.typed_problem(wrong) == "password_check_digit"
    assert seal.typed_problem(GOOD[:-1]) == "password_length"
    assert seal.typed_problem(GOOD + "0") == "password_length"
    assert seal.typed_problem("") == "password_length"
    assert seal.typed_problem("abcdefghijkl") == "password_length"


def test_the_password_shows_in_no_repr_log_or_traceback():
    password = seal.typed(GOOD)
    told = [repr(password), str(password), f"{password}", f"{password!r}", f"{[password]}"]
    with pytest.raises(TypeError) as refused:
        pickle.dumps(password)
    with pytest.raises(ValueError) as wrong:
        seal.typed(GOOD[:-1])
    told += ["".join(traceback.format_exception(error.value)) for error in (refused, wrong)]
    assert not [line for line in told if GOOD in line or GOOD[:-1] in line]
    assert not hasattr(password, "__dict__")


def test_a_password_equals_itself_typed_again_and_is_no_dictionary_key():
    assert seal.typed(GOOD) == seal.typed(GOOD)
    assert seal.typed(GOOD) != seal.new_password()
    assert seal.typed(GOOD) != GOOD
    with pytest.raises(TypeError):
        hash(seal.typed(GOOD))


def test_the_guess_of_a_password_never_changes():
    guess = seal.stretch(seal.typed(GOOD), SALT)
    assert guess == seal.stretch(seal.typed(GOOD), SALT)
    assert guess.hex() == PRINTED_GUESS
    assert seal.verifier(guess) == hashlib.sha256(guess).digest()


def test_another_password_or_salt_gives_another_guess():
    guess = seal.stretch(seal.typed(GOOD), SALT)
    assert seal.stretch(seal.typed(GOOD), SALT[::-1]) != guess
    assert seal.stretch(seal.new_password(), SALT) != guess
    assert len(seal.new_salt()) == 16
    assert seal.new_salt() != seal.new_salt()


def test_a_salt_of_another_length_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        seal.stretch(seal.new_password(), b"short")


# Changing this line makes every slip under way worthless.
PRINTED_GUESS = "3370a6b28cca55c3deeb02a2f0a61cb3606b589e888acc680e967cf0efac3318"

"""Amounts in Rials: as typed and as written out."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.money import LIMIT, AmountError, parse, words
from common.text import group_digits, persian_digits

AMOUNTS = st.one_of(
    st.integers(0, LIMIT), st.integers(0, 10**6), st.integers(0, 10**6).map(lambda n: n * 10**9)
)


@pytest.mark.parametrize(
    ("typed", "rials"),
    [
        ("۱۲۵م", 125 * 10**6),
        ("125 م", 125 * 10**6),
        ("۱۲۵ میلیون", 125 * 10**6),
        ("۱۲۵میلیون ریال", 125 * 10**6),
        ("۳ میلیارد", 3 * 10**9),
        ("۵۰۰ه", 500_000),
        ("۵۰۰ هزار", 500_000),
        ("۲ هزار میلیارد", 2 * 10**12),
        ("۱ میلیارد و ۲۰۰ میلیون", 1_200_000_000),
        ("۱ میلیون و ۲۰۰ هزار و ۵۰", 1_200_050),
        ("۱٬۲۵۰٬۰۰۰", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("۱،۲۵۰ میلیون", 1_250 * 10**6),
        ("۲٫۵ میلیون", 2_500_000),
        ("۲/۵ میلیارد", 2_500_000_000),
        ("۱۰۰ تومان", 1_000),
        ("٠", 0),
        ("1000000000000000", LIMIT),
    ],
)
def test_an_amount_is_understood_however_it_is_typed(typed, rials):
    assert parse(typed) == rials


@pytest.mark.parametrize(
    "typed",
    [
        "", "ریال", "صد", "-5", "12,50", "1.5 میلیون", "1,250.000", "۲٫۵", "۱۲۵ مم", "م", "۵ و ۳",
        "۱۲ میلیون و", "۲۰۰ میلیون و ۱ میلیارد", "۲۰۰ میلیون و ۳ میلیون", "۱٫۲۳۴۵ هزار", "9" * 61,
    ],
)  # fmt: skip
def test_what_is_not_plainly_an_amount_is_not_guessed_at(typed):
    with pytest.raises(AmountError) as caught:
        parse(typed)
    assert caught.value.code == "amount_malformed"


@pytest.mark.parametrize(
    "typed", ["1000000000000001", "۲۰۰۰ هزار میلیارد", "۱۰۱ هزار میلیارد تومان", "9" * 60]
)
def test_an_amount_beyond_the_limit_is_refused(typed):
    with pytest.raises(AmountError) as caught:
        parse(typed)
    assert (caught.value.code, caught.value.parameters) == ("amount_too_large", {"limit": LIMIT})


@given(AMOUNTS)
def test_an_amount_shown_is_read_back(amount):
    for shown in (str(amount), persian_digits(amount), group_digits(amount), f"{group_digits(amount)} ریال"):
        assert parse(shown) == amount


@given(AMOUNTS)
@example(LIMIT)
@example(1_000_000_000_000)
def test_an_amount_in_words_is_the_same_amount(amount):
    assert _read(words(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_coded_error(typed):
    try:
        amount = parse(typed)
    except AmountError:
        return
    assert 0 <= amount <= LIMIT


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "صفر"),
        (19, "نوزده"),
        (1250, "یک هزار و دویست و پنجاه"),
        (125_000_000, "صد و بیست و پنج میلیون"),
        (1_250_000_000_000, "یک هزار و دویست و پنجاه میلیارد"),
        (3_000_045_000, "سه میلیارد و چهل و پنج هزار"),
    ],
)
def test_an_amount_is_written_as_courts_write_it(amount, written):
    assert words(amount) == written


@pytest.mark.parametrize("amount", [-1, LIMIT + 1])
def test_what_is_no_amount_has_no_words(amount):
    with pytest.raises(ValueError):
        words(amount)


_VALUES = {
    **{words(n): n for n in (*range(1, 21), *range(30, 100, 10), *range(100, 1000, 100))},
    "صفر": 0,
}


def _read(written: str) -> int:
    """The amount that words say: a reader of its own, by the largest scale first."""
    for name, scale in (("میلیارد", 10**9), ("میلیون", 10**6), ("هزار", 10**3)):
        if f" {name}" in written:
            before, _, after = written.rpartition(f" {name}")
            return _read(before) * scale + (_read(after.removeprefix(" و ")) if after else 0)
    return sum(_VALUES[word] for word in written.split(" و "))

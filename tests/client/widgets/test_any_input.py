"""Whatever is typed or pasted into the fields: their promises hold for every text, number and day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import jdatetime
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from client.widgets.choices import Choice, Choices
from client.widgets.field import CodeField, TextField, units
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.money_edit import MoneyEdit
from common import jalali, money
from common.text import ZWNJ, ascii_digits, is_clean, persian_digits

Show = Callable[..., QWidget]
# Letters of both alphabets, joiners, marks of the bidi algorithm, emoji of several parts, and what no store
# takes.
NASTY = (
    "اآبپ يكىة\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\u061cًّٔ"
    "\u00ad\u00a0٠۵5😀👨‍👩‍👧\x00\t\n\u2028\ufeff\ud800"
)
TEXTS = st.text(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=300)
LONG = "الف‌ب " * 1700
FIELD = settings(max_examples=60, deadline=None)


@pytest.fixture
def fields(show: Show) -> list[TextField | CodeField]:
    found: list[TextField | CodeField] = [TextField(200, name="موضوع"), CodeField(20, name="شماره")]
    show(*found)
    return found


def test_any_text_pasted_is_stored_clean_fits_and_is_undone_in_one_step(
    fields: list[TextField | CodeField],
) -> None:
    @FIELD
    @given(TEXTS, TEXTS)
    @example("پرونده\x00ای", "\u202eعلی\u2066")
    @example("👨‍👩‍👧" * 40, "😀" * 200)
    @example("", LONG)
    def pasted(before: str, entered: str) -> None:
        for field in fields:
            field.set_value(before)
            there = field.text()
            field.insert_text(entered)
            assert is_clean(field.value())
            assert units(field.text()) <= field.maxLength()
            assert not set(field.text()) & set("\x00\n\t\u200e\u200f\u202e\u2066\u2069\ufeff\ud800\u2028")
            field.undo()
            assert field.text() == there

    pasted()


def test_any_text_set_is_shown_the_same_when_it_is_set_again(fields: list[TextField | CodeField]) -> None:
    @FIELD
    @given(TEXTS)
    @example(LONG)
    def told(text: str) -> None:
        for field in fields:
            field.set_value(text)
            shown = field.text()
            field.set_value(shown)
            assert field.text() == shown
            value = field.value()
            field.set_value(value)
            assert field.value() == value

    told()


def _arabic(text: str) -> str:
    return text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"))


def test_any_amount_is_understood_in_each_digits_and_grouping_and_said_in_words(show: Show) -> None:
    field = MoneyEdit()
    show(field)
    told: list[str] = []
    field.said.connect(told.append)

    @FIELD
    @given(st.integers(1, money.LIMIT), st.sampled_from(["", ",", "٬", "،"]), st.integers(0, 2))
    @example(money.LIMIT, "٬", 1)
    @example(1, "", 2)
    def typed(amount: int, mark: str, script: int) -> None:
        text = f"{amount:,}".replace(",", mark)
        field.set_value("")
        field.insert_text((text, persian_digits(text), _arabic(persian_digits(text)))[script])
        assert field.amount() == amount
        assert told[-1] == f"{money.words(amount)} ریال"

    typed()


@given(st.integers(money.LIMIT + 1, 10**25))
@example(10**20)
def test_an_amount_beyond_the_limit_is_never_taken(amount: int) -> None:
    with pytest.raises(money.AmountError):
        money.parse(str(amount))


def test_the_last_day_of_every_year_from_1300_to_1500_is_taken_or_told_as_the_law_has_it(show: Show) -> None:
    """The years in which rules differ are among them: 1403 and 1404, 1436 and 1437, 1469 and 1470."""
    field = JalaliEdit(lambda: jalali.LAST_DAY, allow_future=True)
    show(field)
    for year in range(1300, 1501):
        field.set_value("")
        field.insert_text(f"{year}1230")
        first = jdatetime.date(year, 1, 1)
        if first.isleap():
            assert field.date() == jdatetime.date(year, 12, 30).togregorian(), year
            assert field.problem() is None
        else:
            assert field.date() is None, year
            assert "۲۹" in (field.problem() or "")
        field.set_value(f"{year}/12/29")
        assert field.date() == jdatetime.date(year, 12, 29).togregorian(), year


def test_any_day_of_those_years_is_typed_shown_and_stepped_as_it_is(show: Show) -> None:
    first, last = jdatetime.date(1300, 1, 1).togregorian(), jdatetime.date(1500, 12, 29).togregorian()
    field = JalaliEdit(lambda: last, allow_future=True)
    show(field)

    @FIELD
    @given(st.dates(first, last), st.integers(0, 2))
    @example(date(2025, 3, 20), 0)
    @example(date(2058, 3, 20), 1)
    @example(date(2091, 3, 20), 2)
    def typed(day: date, script: int) -> None:
        there = jdatetime.date.fromgregorian(date=day)
        text = f"{there.year:04d}{there.month:02d}{there.day:02d}"
        field.set_value("")
        field.insert_text((text, persian_digits(text), _arabic(persian_digits(text)))[script])
        assert field.date() == day
        assert ascii_digits(jalali.show(day)) == f"{there.year:04d}/{there.month:02d}/{there.day:02d}"
        assert jalali.parse(jalali.show(day + timedelta(days=1))) == day + timedelta(days=1)

    typed()


TITLES = (
    "مطالبه وجه چک", "مطالبه خسارت تأخیر تأدیه", "الزام به تنظیم سند رسمی", "مطالبه اجاره‌بها", "خلع ید",
    "اعسار از پرداخت محکوم‌به", "تقسیم ترکه و افراز املاک مشاع",
)  # fmt: skip


@given(st.sampled_from(TITLES), st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_a_title_is_found_in_any_order_of_its_words_and_spelling_of_its_letters(
    title: str, random: Random, arabic: bool, joined: bool
) -> None:
    words = title.split()
    random.shuffle(words)
    typed = " ".join(words).replace(ZWNJ, "" if joined else ZWNJ)
    if arabic:
        typed = typed.replace("ی", "ي").replace("ک", "ك").replace("أ", "ا")
    choices = Choices(Choice(str(code), words) for code, words in enumerate(TITLES))
    choices.narrow(typed)
    assert title in [choices.at(row).title for row in range(choices.rowCount())]

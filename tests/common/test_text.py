"""Persian text: its stored form, its keys, its figures."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from common import text
from common.text import ZWNJ, clean, is_clean, search_key, sort_key

ARABIC = "".join(chr(c) for c in range(0x600, 0x700) if chr(c).isprintable())
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
HOSTILE = ZWNJ * 3 + "\u200d\u200b\ufeff\x00\x1f\x7f\t\r\n\x85\u2028\u00a0 " + BIDI + "\u0654\u0653\u0301"
TEXTS = st.text(st.one_of(st.sampled_from(ARABIC), st.sampled_from(HOSTILE), st.characters()), max_size=60)


@settings(max_examples=400)
@given(TEXTS, st.booleans())
@example("ا\u200e\u0653", False)
@example("ي\u200c\u0654", False)
@example("آ\u200c\u0301 \u200c\n", True)
@example("👨‍👩‍👧 \ud800", False)
def test_cleaning_twice_changes_nothing(raw, multiline):
    once = clean(raw, multiline=multiline)
    assert is_clean(once, multiline=multiline)


@settings(max_examples=400)
@given(TEXTS)
def test_clean_text_holds_nothing_unwanted(raw):
    kept = clean(raw)
    assert not set(kept) & set("يىك٠١۱۲\u0640\u064e\u0670\x00\n\t\ufeff" + BIDI)
    assert "  " not in kept
    assert kept == kept.strip()
    assert ZWNJ * 2 not in kept
    assert not {ZWNJ + " ", " " + ZWNJ} & {a + b for a, b in itertools.pairwise(kept)}
    assert not kept.startswith(ZWNJ)
    assert not kept.endswith(ZWNJ)
    kept.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("علي كاظمى", "علی کاظمی"),
        ("١٤٠٥/۰۹/۰۳", "1405/09/03"),
        ("مُحَمَّد", "محمد"),
        ("كتـــاب", "کتاب"),
        ("می\u200c\u200cرود", "می\u200cرود"),
        ("می\u200c رود\u200c", "می رود"),
        ("هٔ\u200cما", "هٔ\u200cما"),
        ("\u202bمتن\u202c\u200f", "متن"),
        ("نام\x00 و\tنشان\n قم", "نام و نشان قم"),
        ("  ", ""),
    ],
)
def test_typed_text_gets_its_stored_form(raw, stored):
    assert clean(raw) == stored


def test_lines_are_kept_only_where_a_text_may_have_them():
    assert clean("رأی:\r\n الف \n\n ب\n", multiline=True) == "رأی:\nالف\n\nب"
    assert not is_clean("الف\nب")
    assert is_clean("الف\nب", multiline=True)


def test_ten_thousand_characters_are_cleaned_at_once():
    page = ("متني كه" + ZWNJ + " ") * 1250
    assert len(page) == 11_250
    assert clean(page) == " ".join(["متنی که"] * 1250)


@pytest.mark.parametrize(
    "variants",
    [
        ("محمد رضا", "محمدرضا", "محمد\u200cرضا", "مُحمّدرضا"),
        ("علی پور", "علیپور", "علي‌پور"),
        ("مسأله", "مساله"),
        ("آیت‌الله", "ايت الله"),
        ("خانهٔ ما", "خانۀ ما", "خانه ما", "خانة ما"),
        ("مؤمن", "مومن"),
        ("رئیس", "رییس"),
        ("ٱلله", "الله", "إلله"),
        ("جزء", "جز"),
        ("Bank ۱۲", "bank12"),
        ("ﻻﻟﻪ", "لاله"),
    ],
)
def test_spellings_of_one_name_are_found_by_each_other(variants):
    assert len({search_key(v) for v in variants}) == 1


@settings(max_examples=400)
@given(TEXTS)
def test_a_search_key_is_clean_and_its_own_key(raw):
    key = search_key(raw)
    assert is_clean(key)
    assert search_key(key) == key
    assert " " not in key
    assert ZWNJ not in key


@settings(max_examples=400)
@given(TEXTS)
def test_cleaning_changes_no_key(raw):
    assert search_key(clean(raw)) == search_key(raw)
    assert sort_key(clean(raw)) == sort_key(raw)
    assert sort_key(raw).isascii()


def test_names_stand_in_the_order_of_a_persian_dictionary():
    names = [
        "12 فروردین", "آبان", "آذر", "احمدی", "بهرامی", "پارسا", "تهرانی", "جعفری", "چمنی", "رضا", "زمانی",
        "ژاله", "شعبه", "شعبه 2", "شعبه 9", "فرهادی", "قمی", "کاظمی", "گلی", "لطفی", "مرادی", "نوری", "وحیدی",
        "هاشمی", "یوسفی", "ali", "Zahra",
    ]  # fmt: skip
    assert sorted(set(names), key=sort_key) == names


def test_arabic_letters_and_zwnj_do_not_move_a_name():
    assert sort_key("علي\u200cپور") == sort_key("علیپور")
    assert sort_key("محمد رضا") < sort_key("محمدرضا")


def test_the_server_can_compute_the_same_sort_key_from_the_table():
    weights = set(text.SORT_WEIGHTS.values()) - {""}
    assert all(len(weight) == 2 and weight < text.OTHER_WEIGHT for weight in weights)
    assert sort_key("é") == "990000e9"


def test_figures_are_shown_in_persian_and_read_back():
    assert text.persian_digits("12 از ٣٤") == "۱۲ از ۳۴"
    assert text.persian_digits(1405) == "۱۴۰۵"
    assert text.ascii_digits("۱۲٣٤5") == "12345"
    assert text.group_digits(1250) == "۱٬۲۵۰"
    assert text.group_digits(-1234567) == "−۱٬۲۳۴٬۵۶۷"
    assert text.group_digits(7) == "۷"


def test_a_number_in_a_sentence_keeps_its_direction():
    assert text.isolate("990123-45") == "\u2068990123-45\u2069"

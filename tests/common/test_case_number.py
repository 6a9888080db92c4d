"""Numbers of cases and judgments, old and new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.case_number import LARGEST_SERIAL, CaseNumber, classify, compose, show


def test_a_number_since_1400_tells_year_organisation_type_and_serial():
    assert classify("140168920001234567") == CaseNumber(
        "national18",
        "140168920001234567",
        year=1401,
        organisation="68",
        type_code="92",
        serial=1234567,
    )


@pytest.mark.parametrize(
    ("number", "year", "type_code", "unit", "serial"),
    [
        ("9409981210900027", 1394, "0998", "12109", 27),
        ("9509970910700480", 1395, "0997", "09107", 480),
        ("9009982619700000", 1390, "0998", "26197", 0),
        ("8709982510100001", 1387, "0998", "25101", 1),
    ],
)
def test_a_number_before_1400_tells_year_type_unit_and_serial(number, year, type_code, unit, serial):
    found = classify(number)
    assert found.kind == "national16"
    assert (found.year, found.type_code, found.unit, found.serial) == (year, type_code, unit, serial)


@pytest.mark.parametrize(
    "number",
    [
        "87/ش1/245",
        "1405/245",
        "1409981210900027",
        "130168920001234567",
        "14016892000123456",
        "",
        "بدون شماره",
    ],
)
def test_any_other_number_is_kept_as_the_branch_wrote_it(number):
    assert classify(number) == CaseNumber("legacy", number)


def test_reading_aids_and_persian_digits_are_not_part_of_a_number():
    for typed in ("۱۴۰۱۶۸۹۲۰۰۰۱۲۳۴۵۶۷", "1401-68-92-0001234567", " 1401 6892 00012 34567 "):
        assert classify(typed).canonical == "140168920001234567"
    assert classify("87 - 245").canonical == "87 - 245"


@given(
    st.integers(1400, 1499),
    st.text("0123456789", min_size=2, max_size=2),
    st.text("0123456789", min_size=2, max_size=2),
    st.integers(0, LARGEST_SERIAL),
)
def test_a_composed_number_is_read_back(year, organisation, type_code, serial):
    number = compose(year, organisation, type_code, serial)
    assert len(number) == 18
    found = classify(number)
    assert found.canonical == number
    assert (found.year, found.organisation, found.type_code, found.serial) == (
        year,
        organisation,
        type_code,
        serial,
    )
    assert classify(show(number)) == found


@pytest.mark.parametrize(
    "parts",
    [
        (1399, "68", "92", 1),
        (1500, "68", "92", 1),
        (1405, "8", "92", 1),
        (1405, "68", "۹۲", 1),
        (1405, "68", "92", -1),
        (1405, "68", "92", LARGEST_SERIAL + 1),
    ],
)
def test_a_number_that_does_not_fit_is_not_composed(parts):
    with pytest.raises(ValueError):
        compose(*parts)


@given(st.text(max_size=30))
def test_what_is_shown_is_the_same_number(number):
    assert classify(show(number)).canonical == classify(number).canonical


def test_a_number_is_shown_in_groups_that_stay_left_to_right():
    assert show("140168920001234567") == "\u2066۱۴۰۱\u00a0۶۸\u00a0۹۲\u00a0۰۰۰۱۲\u00a0۳۴۵۶۷\u2069"
    assert show("9409981210900027") == "\u2066۹۴\u00a0۰۹۹۸\u00a0۱۲۱۰۹\u00a0۰۰۰۲۷\u2069"
    assert show("87/ش1/245") == "\u2068۸۷/ش۱/۲۴۵\u2069"

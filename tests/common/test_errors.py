"""What the user reads when something is refused."""

import dataclasses
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import commands
from common.errors import FIELD_NAMES, GENERAL, SENTENCES, Rejection, field_name, sentence
from common.jalali import JalaliError, parse
from common.text import FSI, PDI, is_clean

ROOT = Path(__file__).parents[2]
BLAME = ("اشتباه کرد", "شما نباید", "غلط", "لطفا")


def _named(folder: str, suffix: str, pattern: str) -> set[str]:
    sources = (path.read_text() for path in (ROOT / folder).rglob(f"*.{suffix}"))
    return {code for source in sources for code in re.findall(pattern, source)}


def test_every_code_the_centre_refuses_with_has_its_sentence():
    refused = _named("server/sql", "sql", r"reject\(\s*'([a-z_]+)'[,)]")
    refused |= _named("server/sql", "sql", r"""["']code["']\s*[:,]\s*["']([a-z_]+)["']""")
    refused |= {f"seal_{state}" for state in ("sealed", "locked", "opened", "void")}
    assert refused <= set(SENTENCES)


def test_every_problem_a_command_names_has_its_sentence():
    named = _named("common", "py", r"""(?:Problem|Rejection|AmountError|JalaliError)\("([a-z_]+)\"""")
    named |= _named("common", "py", r"""return "((?:national_id|legal_id|password)_[a-z_]+)\"""")
    assert {"no_parties", "date_year", "amount_malformed", "legal_id_length"} <= named <= set(SENTENCES)


@pytest.mark.parametrize("code", [*SENTENCES, "bug_nobody_knows"])
def test_a_sentence_is_readable_without_its_parameters(code):
    said = sentence(code, {})
    assert "{" not in said
    assert len(said) < 120
    assert not [word for word in BLAME if word in said]


@pytest.mark.parametrize("written", [*SENTENCES.values(), GENERAL, *FIELD_NAMES.values()])
def test_sentences_and_names_are_clean_persian_with_persian_digits(written):
    plain = re.sub(r"\{\w+\}", "", written)
    assert is_clean(plain.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")).replace("  ", " ").strip())
    assert not re.search("[A-Za-z0-9]", plain)


def test_an_unknown_code_is_told_so_that_support_can_be_asked():
    assert f"{FSI}KR777{PDI}" in sentence("KR777", {})


def test_a_limit_is_told_in_persian_digits_and_keeps_its_direction():
    said = Rejection("too_long", "subject", {"limit": 200, "length": 250}).sentence()
    assert said == f"«موضوع» بلندتر از {FSI}۲۰۰{PDI} نویسه است؛ آن را کوتاه کنید"
    assert "۲۰٬۰۰۰" in sentence("too_long", {"field": "body", "limit": 20_000})
    assert "یک میلیون میلیارد ریال" in sentence("amount_too_large", {"limit": 10**15}).replace(PDI, "")


def test_a_number_is_shown_as_everywhere_else():
    assert "۱۴۰۱\u00a0۶۸\u00a0۹۲\u00a0۰۰۰۱۲\u00a0۳۴۵۶۷" in sentence(
        "number_taken", {"number": "140168920001234567"}
    )


def test_the_last_day_of_a_month_is_named_as_people_say_it():
    with pytest.raises(JalaliError) as caught:
        parse("1404/12/30")
    said = sentence(caught.value.code, caught.value.parameters)
    assert said.replace(FSI, "").replace(PDI, "") == "اسفند ۱۴۰۴ از ۱ تا ۲۹ روز دارد؛ روز را درست کنید"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("subject", "موضوع"),
        ("parties[0].given", "نام (طرف ۱)"),
        ("claims[11].amount", "مبلغ (خواسته یا اتهام ۱۲)"),
        ("parties[2]", "طرف ۳"),
        ("strange", f"{FSI}strange{PDI}"),
    ],
)
def test_a_field_is_called_by_its_name_on_the_form(path, name):
    assert field_name(path) == name


def test_every_field_of_every_command_has_a_name():
    parts = (*commands.COMMANDS.values(), commands.PartyStated, commands.ClaimStated)
    assert {field.name for part in parts for field in dataclasses.fields(part)} <= set(FIELD_NAMES)


def test_a_refusal_keeps_code_field_and_parameters_and_logs_no_content():
    refused = Rejection("not_clean", "parties[0].given", {"text": "محرمانه"})
    assert (refused.code, refused.field, refused.parameters) == (
        "not_clean",
        "parties[0].given",
        {"text": "محرمانه"},
    )
    assert "محرمانه" not in str(refused)
    assert Rejection("forbidden", "").field is None
    copy = pickle.loads(pickle.dumps(refused))
    assert (copy.code, copy.field, copy.parameters) == (refused.code, refused.field, refused.parameters)


@given(
    st.text(max_size=20), st.dictionaries(st.text(max_size=8), st.one_of(st.integers(), st.text(), st.none()))
)
def test_whatever_the_centre_answers_there_is_a_sentence(code, parameters):
    assert sentence(code, parameters)
    for known in ("too_long", "wrong_password", "date_day"):
        assert sentence(known, parameters)

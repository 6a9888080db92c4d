"""Direction of runs, compared with the Unicode implementation of python-bidi (its Rust core)."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from client.paper.bidi import FSI, LEFT_TO_RIGHT, LRI, PDI, RLI, embedding_levels, visual_runs

LETTERS = st.text("ابپچ یک abcXYZ 0123۰۱۲۳٠١ ()[]«»/.,:;-+%٪٫٬،؛$ \u064b\u064d", max_size=30)


def displayed(text: str, base: int = 1) -> str:
    """The letters of a line as they stand on paper from left to right."""
    return "".join(
        text[run.start : run.end][:: -1 if run.level % 2 else 1] for run in visual_runs(text, base)
    )


@settings(max_examples=400)
@given(LETTERS, st.sampled_from("LR"))
def test_any_line_stands_as_the_unicode_algorithm_orders_it(text: str, base: str) -> None:
    assert displayed(text, int(base == "R")) == get_display(text, base_dir=base)


@settings(max_examples=200)
@given(st.lists(st.one_of(LETTERS, st.sampled_from([FSI, LRI, RLI, PDI])), max_size=6).map("".join))
def test_any_line_with_isolates_stands_as_the_unicode_algorithm_orders_it(text: str) -> None:
    assert displayed(text) == get_display(text, base_dir="R")


def test_a_number_with_a_dash_keeps_its_order_only_inside_an_isolate() -> None:
    assert displayed("کد ۱۲۳-۴۵۶") == "۴۵۶-۱۲۳ دک"
    assert displayed(f"کد {FSI}۱۲۳-۴۵۶{PDI}").replace(FSI, "").replace(PDI, "") == "۱۲۳-۴۵۶ دک"


def test_the_zwnj_has_the_level_of_the_letter_before_it() -> None:
    assert embedding_levels("می\u200cشود") == [1] * 6
    assert embedding_levels("a\u200cب", LEFT_TO_RIGHT) == [0, 0, 1]


@pytest.mark.parametrize("depth", [1, 60, 200])
def test_isolates_nested_beyond_the_limit_do_no_harm(depth: int) -> None:
    text = RLI * depth + "الف" + PDI * depth
    assert len(embedding_levels(text)) == len(text)
    assert max(embedding_levels(text)) <= 126

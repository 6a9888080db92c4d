"""The figures of a month, as a table of branches shows them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.models.report_rows import ReportRows, month_report, short_titles
from client.models.words import Words
from client.sync.cache import KEY_BYTES, Cache
from tests.client.windows import filled_cache
from tests.client.windows.filled_cache import APPEAL, BRANCH, OTHER_BRANCH, THIRD_BRANCH, TODAY

AZAR = 1405 * 12 + 8
ABAN = AZAR - 1


@pytest.fixture
def words(tmp_path: Path) -> Iterator[Words]:
    cache = Cache(tmp_path / "cache.db", bytes(KEY_BYTES))
    filled_cache.fill_reference(cache)
    yield Words(cache)
    cache.close()


def answer(month: int, complete: bool, *rows: list[int]) -> dict[str, Any]:
    return {
        "month": month, "label": "", "as_of": "2026-11-25T07:12:00.000000Z", "complete": complete,
        "rows": list(rows), "classes": [],
    }  # fmt: skip


def test_branches_of_a_kind_stand_together_by_their_number(words: Words) -> None:
    rows = [[desk, 0, 0, 0, 0] for desk in (APPEAL, OTHER_BRANCH, THIRD_BRANCH, BRANCH)]
    report = month_report(answer(ABAN, True, *rows), words, "حوزه", TODAY)
    assert report.desks.index(BRANCH) + 1 == report.desks.index(OTHER_BRANCH)


def test_a_closed_month_reckons_with_all_its_days_and_an_open_one_with_those_gone_by(words: Words) -> None:
    row = [BRANCH, 10, 20, 10, 20]
    closed = month_report(answer(ABAN, True, row), words, "حوزه", TODAY).figures
    assert (closed.days, closed.rows[0].disposition_time) == (30, 60)
    opened = month_report(answer(AZAR, False, row), words, "حوزه", TODAY).figures
    assert (opened.days, opened.rows[0].disposition_time) == (4, 8)
    first_day = month_report(answer(AZAR, False, row), words, "حوزه", date(2026, 11, 22)).figures
    assert first_day.days == 1


def test_totals_stand_last_and_have_no_cases_behind_them(words: Words, qtbot: QtBot) -> None:
    model = ReportRows()
    rows = ([BRANCH, 100, 1200, 900, 400], [OTHER_BRANCH, 0, 0, 0, 0])
    report = month_report(answer(ABAN, True, *rows), words, "حوزه", TODAY)
    model.show_report(report)
    shown = [[model.index(row, column).data() for column in range(7)] for row in range(3)]
    assert shown[0][1:] == ["۱۰۰", "۱٬۲۰۰", "۹۰۰", "۴۰۰", "۷۵٫۰۰", "۱۳"]
    assert shown[1][5:] == ["–", "–"]
    assert shown[2][0] == "جمع"
    assert model.index(2, 0).data(Qt.ItemDataRole.FontRole).bold()
    assert model.figure_at(model.index(0, 3)) == (BRANCH, "disposed")
    assert [model.figure_at(model.index(*at)) for at in ((0, 5), (2, 0), (2, 1))] == [None, None, None]
    assert model.figure_at(model.index(1, 0)) == (OTHER_BRANCH, "closing")
    model.show_report(None)
    assert model.rowCount() == 0


def test_a_branch_is_named_shortly_under_its_bars_but_never_by_its_number_alone(words: Words) -> None:
    assert short_titles(words, [BRANCH, APPEAL, 999]) == [
        "شعبه ۳ دادگاه عمومی حقوقی",
        words.desk_title(APPEAL),
        "میز ۹۹۹",
    ]


def test_two_branches_under_their_bars_are_never_called_the_same(words: Words) -> None:
    assert short_titles(words, [BRANCH, BRANCH]) == [words.desk_title(BRANCH)] * 2

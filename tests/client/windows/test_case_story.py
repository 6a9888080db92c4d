"""What a case file tells: flags, lawyers, what was amended, what is open, what happened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.amendment_words import amendment_rows
from client.models.case_file import read_case
from client.models.paper_words import PaperWords
from client.sync.cache import Cache
from client.windows.amended_text import Piece, plain
from client.windows.case_details import CaseDetails
from client.windows.case_file import CaseFilePage
from client.windows.case_section import Section
from tests.client.windows import case_rows, case_stories, filled_cache
from tests.client.windows.conftest import CLERK, JUDGE, OpenWindow
from tests.client.windows.dialogs import answer_dialog

CASE = filled_cache.case_id(0)


def a_full_case(cache: Cache) -> None:
    filled_cache.add_cases(cache, 2)
    case_stories.tell_all(cache, CASE)


def page_of(open_window: OpenWindow, desk: object = CLERK, fill: object = a_full_case) -> CaseFilePage:
    window = open_window(desk, fill=fill)
    window.open_page("case_file", CASE)
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def column(section: Section, title: str) -> list[str]:
    at = [each.title for each in section.model.columns].index(title)
    return [section.model.index(row, at).data() for row in range(section.model.rowCount())]


def pieces(section: Section, row: int, title: str) -> tuple[Piece, ...]:
    at = [each.title for each in section.model.columns].index(title)
    return section.model.pieces(section.model.rows[row], at)


def test_flags_stand_beside_the_name_and_a_lawyer_names_his_client(open_window: OpenWindow) -> None:
    names = column(page_of(open_window).sections.parties, "نام")
    assert "⚑ " in names[1]
    assert "نیاز به مترجم (کردی)" in names[1]
    assert "ناشنوا" in names[1]
    assert "وکیلِ زهرا" in names[2] or "وکیلِ علی‌اکبر" in names[2]


def test_an_amended_value_is_struck_through_beside_the_new_with_author_and_day(
    open_window: OpenWindow,
) -> None:
    page = page_of(open_window)
    shown = pieces(page.sections.parties, 1, "نام")
    struck = [piece.text for piece in shown if piece.struck]
    assert len(struck) == 1
    assert struck[0].endswith("رضائی نژاد")
    assert "حسین نوری" in shown[-1].text
    assert "۱۴۰۵/۰۹/۰۲" in shown[-1].text
    # In words too, for who can't see the line.
    index = page.sections.parties.model.index(1, 1)
    assert "(پیشین:" in index.data()
    assert "(پیشین:" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "(پیشین: مطالبهٔ چک)" in page.head.subject.words()
    assert "<s>" in page.head.subject.text()


def test_what_the_docket_sheet_prints_as_amended_is_struck_through_in_the_window_too(
    open_window: OpenWindow,
) -> None:
    """Old values with author and day, and rows struck out: paper and screen tell the same."""
    page = page_of(open_window)
    file = read_case(page.session.cache, CASE)
    assert file is not None
    shown = [page.head.subject.words(), page.head.place.words(), page.head.paper.words()]
    for section in page.sections.shown():
        for row in section.model.rows:
            shown += [plain(section.model.pieces(row, at)) for at in range(len(section.model.columns))]
    printed = list(amendment_rows(PaperWords(file, page.words)))
    assert len(printed) == len(file.amendments) == 3
    for when, _what, change, who in printed:
        day = when.text.split()[0]
        author = f"({who.text}، {day})"
        told = [words for words in shown if author in words.replace("\u2068", "").replace("\u2069", "")]
        old = change.was[0] if change.was else "حذف‌شده"
        assert any(old in words for words in told), (old, told)


def test_every_older_value_of_a_field_stays_readable(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        a_full_case(cache)
        case_stories.amend(
            cache, CASE, "court_case", CASE, "subject", "مطالبه وجه چک", "مطالبه دو چک",
            at="2026-11-24T08:00:00.000000Z",
        )  # fmt: skip

    words = page_of(open_window, fill=fill).head.subject.words()
    assert words.index("مطالبه دو چک") < words.index("پیشین: مطالبه وجه چک") < words.index("پیشین: مطالبهٔ چک")


def test_a_party_struck_out_stays_visible_and_says_who_struck_it_out(open_window: OpenWindow) -> None:
    section = page_of(open_window).sections.parties
    assert section.model.history.is_struck(section.model.rows[3])
    assert "— حذف‌شده" in column(section, "نام")[3]
    assert "حسین نوری" in column(section, "نام")[3]


def test_a_correction_stands_under_the_decision_it_corrects_and_outcomes_are_told_apart(
    open_window: OpenWindow,
) -> None:
    sections = page_of(open_window).sections
    numbers = column(sections.decisions, "شمارهٔ دادنامه")
    assert len(numbers) == 2
    assert "تصحیحِ" in numbers[1]
    assert "ردیف ۱ برای" in column(sections.decisions, "نتیجه")[0]
    assert column(sections.claims, "نتیجه")[0]


def test_open_steps_come_first_and_one_overdue_is_marked_in_words(open_window: OpenWindow) -> None:
    page = page_of(open_window)
    assert "▲ گذشته" in column(page.sections.steps, "مهلت")[0]
    assert column(page.sections.steps, "وضعیت") == ["باز", "باز", "انجام‌شده"]
    titles = dict(page.sections.titles())
    assert titles["اقدام‌ها"] == "2 باز ▲"


def test_a_private_note_says_so_in_words(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        a_full_case(cache)
        case_stories.add_note(cache, CASE, "به نظرم گواهان را باید دوباره شنید.", "private")

    section = page_of(open_window, JUDGE, fill).sections.notes
    assert "خصوصی — فقط خود شما" in column(section, "برای")
    assert "شعبه" in column(section, "برای")


def test_the_story_tells_what_when_who_and_on_whose_behalf_the_newest_first(open_window: OpenWindow) -> None:
    section = page_of(open_window).sections.happenings
    moments = [row.at for row in section.model.rows]
    assert moments == sorted(moments, reverse=True)
    assert "امضای رأی" in column(section, "رویداد")
    assert any("به جانشینی حسین نوری" in who for who in column(section, "به دست"))


def test_where_case_and_paper_file_are_is_in_the_head(open_window: OpenWindow) -> None:
    head = page_of(open_window).head
    assert "نزد قاضی — قفسهٔ ۳" in head.paper.words()
    assert "۱۴۰۵/۳۳۱/د" in head.place.words()
    assert "زیر مهر در راه است" in head.note.words()


def test_a_withdrawn_registration_and_a_deliberate_double_are_said(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        a_full_case(cache)
        other = filled_cache.case_id(1)
        case_stories.withdraw_double(cache, CASE, other)

    page = page_of(open_window, fill=fill)
    assert "پس‌گرفته" in page.heading.words()
    assert "پس گرفته شده است" in page.head.note.words()
    assert "به درخواست خواهان دوباره ثبت شد" in page.head.note.words()
    assert page.acts.offered() == []


def test_enter_on_a_party_tells_all_that_is_known(open_window: OpenWindow) -> None:
    page = page_of(open_window)
    page.sections.parties.enter()
    dialogs: list[QWidget] = []
    answer_dialog(dialogs, Qt.Key.Key_Escape)
    QTest.keyClick(page.sections.parties.table, Qt.Key.Key_Return)
    assert isinstance(dialogs[0], CaseDetails)
    told = "\n".join(dialogs[0].words)
    assert "نشانی: قم، بلوار امین" in told
    assert "۰۹۱۲۱۲۳۴۵۶۷" in told


@pytest.mark.parametrize("rows", [0, 3, 3000])
def test_a_section_of_any_length_is_as_high_as_it_may_be_and_scrolls(
    open_window: OpenWindow, qtbot: QtBot, rows: int
) -> None:
    def fill(cache: Cache) -> None:
        filled_cache.add_cases(cache, 1)
        for number in range(min(rows, 3)):
            case_stories.add_note(cache, CASE, f"یادداشت {number} " * 40)
        if rows > 3:
            case_stories.add_events(cache, CASE, rows)

    page = page_of(open_window, fill=fill)
    section = page.sections.happenings if rows > 3 else page.sections.notes
    assert section.isVisible() == (rows > 0)
    if rows:
        assert section.table.height() < 600
        qtbot.waitUntil(lambda: section.table.rowHeight(0) > 0)
        section.enter(at_end=True)
        last = section.model.index(section.model.rowCount() - 1, 1)
        seen = section.table.viewport()
        qtbot.waitUntil(lambda: section.table.visualRect(last).intersects(seen.rect()))


def test_no_row_of_a_long_name_is_cut(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        filled_cache.add_cases(cache, 1)
        case_stories.add_party(cache, CASE, 3, "defendant", None, case_stories.LONG_NAME)

    section = page_of(open_window, fill=fill).sections.parties
    wanted = section.table.fontMetrics().horizontalAdvance(case_stories.LONG_NAME)
    lines = section.table.rowHeight(2) // section.table.fontMetrics().height()
    assert lines * section.table.columnWidth(1) > wanted


def test_what_is_struck_is_named_so_in_plain_words() -> None:
    assert plain((Piece("نو"), Piece("کهنه", struck=True))) == "نو (پیشین: کهنه)"


def test_a_case_under_seal_waits_and_its_seal_is_told(open_window: OpenWindow) -> None:
    def fill(cache: Cache) -> None:
        filled_cache.add_cases(cache, 1)
        case_rows.add_decision(cache, CASE, "signed")
        case_rows.add_seal(cache, CASE)

    assert column(page_of(open_window, fill=fill).sections.seals, "وضعیت") == ["مهرشده"]

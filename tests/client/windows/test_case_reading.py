"""A case file is read by arrow keys; the neighbour in the list is there before it is asked for."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.sync.cache import Cache
from client.windows.case_file import CaseFilePage
from client.windows.case_target import CaseTarget
from client.windows.desk_cases import DeskCasesPage
from client.windows.main_window import MainWindow
from common import case_number
from tests.client.windows import case_stories, filled_cache
from tests.client.windows.conftest import CLERK, OpenWindow


def several(cache: Cache) -> None:
    for case in filled_cache.add_cases(cache, 6):
        case_stories.tell_all(cache, case)


def read_from_the_list(window: MainWindow, row: int = 0) -> tuple[CaseFilePage, list[str]]:
    window.open_page("desk_cases")
    cases = window.current()
    assert isinstance(cases, DeskCasesPage)
    cases.table.selectRow(row)
    QTest.keyClick(cases.table, Qt.Key.Key_Return)
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page, [case_number.show(cases.model.row(at).number) for at in range(cases.model.rowCount())]


def press(page: CaseFilePage, key: Qt.Key) -> None:
    QTest.keyClick(page.focusWidget(), key)


def test_the_strip_has_the_focus_when_the_page_opens(open_window: OpenWindow) -> None:
    page, _ = read_from_the_list(open_window(CLERK, fill=several))
    assert page.strip.hasFocus()
    assert "۱" in page.in_list.words()
    assert "۶" in page.in_list.words()


def test_down_is_the_next_case_of_the_list_and_up_the_previous(open_window: OpenWindow) -> None:
    page, numbers = read_from_the_list(open_window(CLERK, fill=several), 1)
    press(page, Qt.Key.Key_Down)
    assert numbers[2] in page.heading.words()
    press(page, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_Up)
    assert numbers[0] in page.heading.words()
    press(page, Qt.Key.Key_Up)
    assert numbers[0] in page.heading.words()
    assert page.strip.hasFocus()


def test_the_same_section_stays_chosen_from_case_to_case(open_window: OpenWindow) -> None:
    page, _ = read_from_the_list(open_window(CLERK, fill=several))
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Down)
    assert page.strip.currentIndex() == 2


def test_the_neighbour_is_read_before_it_is_asked_for(open_window: OpenWindow, qtbot: QtBot) -> None:
    page, _ = read_from_the_list(open_window(CLERK, fill=several), 2)
    reading = page._list
    assert reading is not None
    below, above = reading.neighbour(1), reading.neighbour(-1)
    assert below is not None
    assert above is not None
    qtbot.waitUntil(lambda: page._ahead.is_ready(below) and page._ahead.is_ready(above))


def test_right_is_the_next_section_and_left_the_previous(open_window: OpenWindow) -> None:
    page, _ = read_from_the_list(open_window(CLERK, fill=several))
    press(page, Qt.Key.Key_Right)
    assert page.strip.currentIndex() == 1
    top = page.sections.claims.mapTo(page.sections, page.sections.claims.rect().topLeft()).y()
    assert abs(top) < 40
    press(page, Qt.Key.Key_Left)
    press(page, Qt.Key.Key_Left)
    assert page.strip.currentIndex() == 0
    press(page, Qt.Key.Key_End)
    assert page.strip.tabText(page.strip.currentIndex()).startswith("رویدادها")


def test_enter_and_tab_go_into_the_section_and_esc_comes_back_then_leaves(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=several)
    page, _ = read_from_the_list(window)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Tab)
    assert page.sections.claims.table.hasFocus()
    press(page, Qt.Key.Key_Escape)
    assert page.strip.hasFocus()
    press(page, Qt.Key.Key_Return)
    assert page.sections.claims.table.hasFocus()
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Escape)
    assert isinstance(window.current(), DeskCasesPage)


def test_the_arrows_turn_to_the_next_section_from_within_the_rows(open_window: OpenWindow) -> None:
    page, _ = read_from_the_list(open_window(CLERK, fill=several))
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Right)
    assert page.sections.claims.table.hasFocus()
    assert page.strip.currentIndex() == 1
    press(page, Qt.Key.Key_Left)
    assert page.sections.parties.table.hasFocus()


def test_a_page_opened_at_an_open_step_begins_to_settle_it(open_window: OpenWindow) -> None:
    window = open_window(CLERK | {"kinds": [*CLERK["kinds"], "settle_step"]}, fill=several)
    case = filled_cache.case_id(3)
    steps = "ابلاغ اخطاریهٔ رفع نقص به خواهان"
    window.open_page("case_file", CaseTarget(case, "steps", case_stories.row_id(case, steps)))
    page = window.current()
    assert isinstance(page, CaseFilePage)
    assert page.editors.settle.isVisible()
    assert steps in page.editors.settle.about.words()


def test_a_case_opened_by_itself_has_no_neighbours(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=several)
    window.open_page("case_file", filled_cache.case_id(2))
    page = window.current()
    assert isinstance(page, CaseFilePage)
    before = page.heading.words()
    press(page, Qt.Key.Key_Down)
    assert page.heading.words() == before
    assert page.in_list.words() == ""


def test_a_walk_of_the_tab_key_finds_a_persian_name_at_each_stop(open_window: OpenWindow) -> None:
    page, _ = read_from_the_list(open_window(CLERK, fill=several))
    met = set()
    for _ in range(60):
        focus = page.window().focusWidget()
        assert any("\u0600" <= letter <= "\u06ff" for letter in focus.accessibleName()), focus
        met.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert page.strip in met
    assert page.sections.happenings.table in met
    assert page.acts.back in met


def test_the_row_read_is_never_out_of_sight_however_long_its_section(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    def fill(cache: Cache) -> None:
        for case in filled_cache.add_cases(cache, 1):
            case_stories.add_events(cache, case, 300)

    window = open_window(CLERK, fill=fill)
    window.resize(1366, 768)
    window.open_page("case_file", filled_cache.case_id(0))
    page = window.current()
    assert isinstance(page, CaseFilePage)
    section, shown = page.sections.happenings, page.sections.viewport()

    def in_sight() -> bool:
        table = section.table
        row = table.visualRect(table.currentIndex())
        top = table.viewport().mapTo(shown, row.topLeft()).y()
        return table.viewport().rect().contains(row) and 0 <= top <= shown.height() - row.height()

    page.sections.go_to("happenings")
    qtbot.waitUntil(in_sight)
    for _ in range(20):
        press(page, Qt.Key.Key_Down)
    qtbot.waitUntil(in_sight)
    section.enter(at_end=True)
    qtbot.waitUntil(in_sight)

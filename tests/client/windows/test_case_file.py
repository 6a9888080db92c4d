import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from client.models.case_file import PENDING_MARK
from client.sync.cache import Cache
from client.windows.case_file import CaseFilePage
from client.windows.case_section import Section
from client.windows.decision_text import DecisionText
from client.windows.main_window import MainWindow
from tests.client.windows import case_rows, filled_cache
from tests.client.windows.conftest import CLERK, JUDGE, OpenWindow
from tests.client.windows.dialogs import answer_dialog

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, number: int) -> CaseFilePage:
    window.open_page("case_file", filled_cache.case_id(number))
    page = window.current()
    assert isinstance(page, CaseFilePage)
    return page


def cells(section: Section, row: int = 0) -> list[str]:
    return [section.model.index(row, column).data() for column in range(section.model.columnCount())]


def offered(page: CaseFilePage) -> list[str]:
    acts = page.acts
    forward = (acts.sign, acts.prepare, acts.send_up, acts.reissue)
    return [button.accessibleName() for button in forward if button.isVisible()]


def one_of_each_state(cache: Cache) -> None:
    """Case 1 runs, 2 has a decision to sign, 3 is decided, 4 is under way under seal."""
    cases = filled_cache.add_cases(cache, 5)
    case_rows.add_referral(cache, cases[1])
    case_rows.add_decision(cache, cases[2])
    case_rows.add_decision(cache, cases[3], "signed")
    case_rows.add_decision(cache, cases[4], "signed")
    case_rows.add_seal(cache, cases[4])


def test_the_file_tells_who_what_and_where(open_window: OpenWindow) -> None:
    page = opened(open_window(CLERK, fill=one_of_each_state), 1)
    assert "\u2066۱۴۰۵\u00a0۶۸\u00a0۹۲\u00a0۰۰۰۰۰\u00a0۰۰۰۰۲\u2069" in page.heading.words()
    assert "حقوقی — خلع ید" in page.head.subject.words()
    assert "نزد شعبه ۳ دادگاه عمومی حقوقی" in page.head.place.words()
    assert cells(page.sections.parties)[0] == "خواهان"
    assert cells(page.sections.claims) == ["مطالبه وجه چک", "۱۲۵٬۰۰۰٬۰۰۰", ""]
    entry = cells(page.sections.entries)
    assert entry[0] == "۱"
    assert "۰۵۰۰۰۰۲" in entry[2]
    assert cells(page.sections.referrals)[4] == "پذیرفته‌شده"
    assert not page.sections.decisions.isVisible()


@pytest.mark.parametrize(
    ("number", "clerk", "judge"),
    [
        (1, ["آماده کردن رأی"], ["آماده کردن رأی"]),
        (2, [], ["امضای رأی"]),
        (3, ["ارسال به مرجع بالاتر"], []),
        (4, ["رمز تازه و چاپ برگهٔ رمز"], []),
    ],
)
def test_only_what_the_role_may_and_the_state_allows_is_offered(
    open_window: OpenWindow, number: int, clerk: list[str], judge: list[str]
) -> None:
    assert offered(opened(open_window(CLERK, fill=one_of_each_state), number)) == clerk
    assert offered(opened(open_window(JUDGE, fill=one_of_each_state, home="judge"), number)) == judge


def test_the_arrows_walk_through_all_parts_as_through_one_list(open_window: OpenWindow) -> None:
    page = opened(open_window(CLERK, fill=one_of_each_state), 4)
    walked: list[str] = []
    QTest.keyClick(page.strip, Qt.Key.Key_Return)
    for _ in range(8):
        focus = page.focusWidget()
        walked.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Down)
    parts = [
        "طرفین پرونده",
        "خواسته یا اتهام",
        "ردیف‌های رسیدگی",
        "آرا و تصمیم‌ها",
        "ارسال زیر مهر",
        "رویدادها",
    ]
    assert walked == [parts[0], *parts, parts[-1]]
    for _ in range(12):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Up)
    assert page.focusWidget().accessibleName() == parts[0]


def test_the_judge_reads_the_text_and_signs_and_it_waits_to_be_sent(open_window: OpenWindow) -> None:
    window = open_window(JUDGE, fill=one_of_each_state)
    page = opened(window, 2)
    dialogs: list[QWidget] = []
    answer_dialog(dialogs, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert isinstance(dialogs[0], DecisionText)
    assert "رأی دادگاه" in dialogs[0].text.toPlainText()
    assert window.session.outbox_counts().waiting == 1
    assert offered(page) == []
    decision = cells(page.sections.decisions)
    assert decision[0].startswith(PENDING_MARK)
    assert decision[-1] == "امضاشده"
    assert "در انتظار ارسال" in page.head.note.words()
    assert "۱۴۰۵" in cells(page.sections.entries)[5]


def test_reading_a_decision_without_signing_changes_nothing(open_window: OpenWindow) -> None:
    window = open_window(JUDGE, fill=one_of_each_state)
    page = opened(window, 2)
    page.sections.decisions.enter(at_end=False)
    dialogs: list[QWidget] = []
    answer_dialog(dialogs, Qt.Key.Key_Escape)
    QTest.keyClick(page.sections.decisions.table, Qt.Key.Key_Return)
    assert dialogs
    assert window.session.outbox_counts().waiting == 0


def test_a_case_that_is_not_there_is_said_calmly(open_window: OpenWindow) -> None:
    page = opened(open_window(CLERK), 99)
    assert page.nothing.isVisible()
    assert not page.sections.isVisible()
    assert offered(page) == []


def test_esc_leads_back_to_the_list(open_window: OpenWindow) -> None:
    window = open_window(CLERK, fill=one_of_each_state)
    window.open_page("desk_cases")
    page = opened(window, 1)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert window.current() is window.page("desk_cases")

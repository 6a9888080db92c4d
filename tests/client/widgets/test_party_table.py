from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from client.widgets.party_model import FIELDS, PartyModel, PartyRow
from client.widgets.party_table import PartyTable
from client.widgets.picker import Picker

Typist = Callable[[QWidget, str], None]
Show = Callable[..., QWidget]
ROLES = (
    ("complainant", "شاکی", "کیفری"),
    ("accused", "متهم", "کیفری"),
    ("lawyer", "وکیل", "همه"),
    ("appointed_lawyer", "وکیل تسخیری", "کیفری"),
)
MARYAM = PartyRow("complainant", "person", "مریم", "رضایی‌نژاد", "0499370899")
COMPANY = PartyRow("accused", "entity", "", "شرکت پارس کیان", "")


@pytest.fixture
def table(show: Show) -> PartyTable:
    table = PartyTable(ROLES)
    show(table)
    return table


def editor(table: PartyTable) -> QLineEdit:
    widget = table.indexWidget(table.currentIndex())
    assert isinstance(widget, QLineEdit)
    return widget


def enter(table: PartyTable, type_persian: Typist, qtbot: QtBot, text: str) -> None:
    """Type into the current cell and press Enter, as the clerk does."""
    column = table.currentIndex().column()
    type_persian(table, text[0])
    field = editor(table)
    type_persian(field, text[1:])
    target = field.popup() if isinstance(field, Picker) and field.popup().isVisible() else field
    QTest.keyClick(target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().column() != column)


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = PartyModel(ROLES)
    model.set_rows([MARYAM, COMPANY])
    qtmodeltester.check(model)


def test_enter_goes_to_the_next_cell_and_not_past_it(
    table: PartyTable, qtbot: QtBot, type_persian: Typist
) -> None:
    table.setCurrentIndex(table.model().index(0, FIELDS.index("given")))
    type_persian(table, "مریم")
    QTest.keyClick(editor(table), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.indexWidget(table.currentIndex()) is None)
    QApplication.processEvents()
    assert table.currentIndex().column() == FIELDS.index("family")


def test_two_parties_are_entered_without_the_mouse(
    table: PartyTable, qtbot: QtBot, type_persian: Typist
) -> None:
    QTest.keyClick(table, Qt.Key.Key_Insert)
    for text in ("شاكي", "حقيقي", "مريم", "رضایی", "0499370899"):
        enter(table, type_persian, qtbot, text)
    assert table.model().rowCount() == 2
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)
    for text in ("متهم", "حقوقی", "شرکت پارس"):
        enter(table, type_persian, qtbot, text)
    assert table.rows() == [
        PartyRow("complainant", "person", "مریم", "رضایی", "0499370899"),
        PartyRow("accused", "entity", "", "شرکت پارس", ""),
    ]


def test_empty_rows_do_not_pile_up(table: PartyTable) -> None:
    assert table.model().rowCount() == 1
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Insert)
    assert table.model().rowCount() == 1


def test_the_last_row_can_be_removed_and_the_table_used_again(
    table: PartyTable, qtbot: QtBot, type_persian: Typist
) -> None:
    QTest.keyClick(table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert table.model().rowCount() == 0
    QTest.keyClick(table, Qt.Key.Key_Return)
    enter(table, type_persian, qtbot, "متهم")
    assert table.rows()[0].role == "accused"


def test_ctrl_delete_removes_the_row_and_ctrl_z_brings_it_back(table: PartyTable) -> None:
    table.set_rows([MARYAM, COMPANY])
    QTest.keyClick(table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert table.rows() == [COMPANY]
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert table.rows() == [MARYAM, COMPANY]


def test_an_entity_has_no_given_name_to_enter(table: PartyTable) -> None:
    table.set_rows([COMPANY])
    table.setCurrentIndex(table.model().index(0, FIELDS.index("kind")))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.currentIndex().column() == FIELDS.index("family")


def test_changing_a_person_to_an_entity_empties_the_given_name(table: PartyTable) -> None:
    table.set_rows([MARYAM])
    table.model().setData(table.model().index(0, FIELDS.index("kind")), "entity")
    assert table.rows()[0].given == ""


@pytest.mark.parametrize(
    ("kind", "number", "right"),
    [
        ("person", "0499370899", True),
        ("person", "0499370898", False),
        ("person", "049937", False),
        ("person", "1111111111", False),
        ("entity", "10380284790", True),
        ("entity", "10380284791", False),
        ("foreigner", "ABC123", True),
        ("unknown", "", True),
    ],
)
def test_a_wrong_national_id_is_marked_with_its_reason(
    table: PartyTable, kind: str, number: str, right: bool
) -> None:
    table.set_rows([PartyRow("accused", kind, "", "کسی", number)])
    cell = table.model().index(0, FIELDS.index("national_id"))
    assert (table.problem_at(0, "national_id") is None) == right
    assert (cell.data(Qt.ItemDataRole.ForegroundRole) is None) == right
    if not right:
        assert cell.data(Qt.ItemDataRole.ToolTipRole) == table.problem_at(0, "national_id")
        assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_the_reason_is_told_when_the_cell_becomes_current(table: PartyTable) -> None:
    told: list[str] = []
    table.reason.connect(told.append)
    table.set_rows([PartyRow("accused", "person", "علی", "کریمی", "0499370898")])
    table.setCurrentIndex(table.model().index(0, FIELDS.index("national_id")))
    assert told[-1] == table.problem_at(0, "national_id")
    table.model().setData(table.currentIndex(), "0499370899")
    assert told[-1] == ""


def test_a_lost_leading_zero_comes_back(table: PartyTable) -> None:
    table.set_rows([PartyRow("accused")])
    table.model().setData(table.model().index(0, FIELDS.index("national_id")), "۴۹۹۳۷۰۸۹۹")
    assert table.rows()[0].national_id == "0499370899"


def test_a_problem_told_from_outside_goes_when_its_cell_is_mended(table: PartyTable) -> None:
    table.set_rows([MARYAM, PartyRow(), PartyRow("accused", "person", "علی", "")])
    table.set_problems({(1, "family"): "نام خانوادگی را بنویسید"})
    assert table.problem_at(1, "family") == "نام خانوادگی را بنویسید"
    assert table.problem_at(0, "family") is None
    table.focus_cell(1, "family")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, FIELDS.index("family"))
    table.model().setData(table.currentIndex(), "کریمی")
    assert table.problem_at(1, "family") is None


def test_empty_rows_are_left_out(table: PartyTable) -> None:
    table.set_rows([PartyRow(), MARYAM, PartyRow()])
    assert table.rows() == [MARYAM]


def test_what_is_still_in_the_editor_counts(table: PartyTable, type_persian: Typist) -> None:
    table.set_rows([MARYAM])
    table.setCurrentIndex(table.model().index(0, FIELDS.index("family")))
    type_persian(table, "ک")
    type_persian(editor(table), "ریمی")
    assert table.rows()[0].family == "کریمی"


def test_escape_leaves_the_cell_as_it_was(table: PartyTable, qtbot: QtBot, type_persian: Typist) -> None:
    table.set_rows([MARYAM])
    table.setCurrentIndex(table.model().index(0, FIELDS.index("family")))
    type_persian(table, "ک")
    QTest.keyClick(editor(table), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: table.indexWidget(table.currentIndex()) is None)
    assert table.rows()[0].family == "رضایی‌نژاد"


def test_f4_opens_the_list_of_roles(table: PartyTable, qtbot: QtBot) -> None:
    table.set_rows([PartyRow()])
    QTest.keyClick(table, Qt.Key.Key_F4)
    picker = editor(table)
    assert isinstance(picker, Picker)
    qtbot.waitUntil(picker.popup().isVisible)
    QTest.keyClick(picker.popup(), Qt.Key.Key_Down)
    QTest.keyClick(picker.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().column() == 1)
    assert table.rows()[0].role == "accused"


def test_tab_in_a_role_takes_it_and_goes_to_the_next_cell(
    table: PartyTable, qtbot: QtBot, type_persian: Typist
) -> None:
    table.set_rows([PartyRow()])
    type_persian(table, "م")
    picker = editor(table)
    assert isinstance(picker, Picker)
    type_persian(picker, "تهم")
    QTest.keyClick(picker.popup(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: table.currentIndex().column() == 1)
    assert table.rows()[0].role == "accused"
    assert table.hasFocus()


def test_words_that_are_no_role_leave_the_role_as_it_was(
    table: PartyTable, qtbot: QtBot, type_persian: Typist
) -> None:
    table.set_rows([MARYAM])
    type_persian(table, "ز")
    type_persian(editor(table), "رشک")
    QTest.keyClick(editor(table), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().column() == 1)
    assert table.rows()[0].role == "complainant"


def test_tab_leaves_the_table_when_no_cell_is_open(table: PartyTable) -> None:
    table.set_rows([MARYAM])
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_every_title_is_seen_whole(table: PartyTable) -> None:
    header = table.horizontalHeader()
    metrics = header.fontMetrics()
    for column in range(table.model().columnCount()):
        title = table.model().headerData(column, Qt.Orientation.Horizontal)
        assert metrics.horizontalAdvance(title) * 1.1 + 16 <= header.sectionSize(column)
    assert sum(header.sectionSize(column) for column in range(len(FIELDS))) <= table.viewport().width()


def test_changed_tells_of_every_edit(table: PartyTable, qtbot: QtBot) -> None:
    table.set_rows([MARYAM])
    with qtbot.waitSignal(table.changed):
        table.model().setData(table.model().index(0, 3), "کریمی")
    with qtbot.waitSignal(table.changed):
        table.add_row()
    assert table.model().rowCount(QModelIndex()) == 2

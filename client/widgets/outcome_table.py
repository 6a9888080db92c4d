"""What a decision says of each claim and party: a table to type into, and one to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from client.models.case_file import CaseFile
from client.models.outcomes import OutcomeRow
from client.models.words import Words
from client.widgets.cell_delegate import CellDelegate, Index, show_choice
from client.widgets.entry_table import EntryTable
from client.widgets.outcome_model import AMOUNT, CLAIM, NUMBER, PARTY, RESULT, OutcomeModel
from client.widgets.picker import Picker
from client.widgets.table import ROW_HEIGHT, RowTable, make_table
from common.text import clean

Item = tuple[str, str, str]
_WIDTHS = {NUMBER: 52, AMOUNT: 136, PARTY: 330, RESULT: 240}
_EDGE = 4
# Rows that are seen at once; more are scrolled, so that the text keeps its room.
_MOST_ROWS, _LEAST_ROWS = 7, 3
_NAME = "نتیجه به تفکیک خواسته و طرف"


class _OutcomeDelegate(CellDelegate):
    """The editor of a result: a picker that takes codes and forgives spelling."""

    def __init__(self, table: OutcomeTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        picker = Picker(self._table.items, name="نتیجه", parent=parent)
        self.finish_when_picked(picker)
        picker.textChanged.connect(lambda _text: self._table.typing.emit())
        return picker

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, Picker)
        show_choice(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, Picker)
        model.setData(index, editor.code() or clean(editor.text()))


class OutcomeTable(EntryTable):
    """A row for each claim; Insert gives its parties rows of their own, Ctrl+Delete takes them away again.

    Enter goes to the next result and, after the last one, out of the table (`done`).
    """

    def __init__(self, words: Words) -> None:
        self.items: tuple[Item, ...] = ()
        self.outcomes = OutcomeModel(words)
        super().__init__(self.outcomes, self.outcomes, RESULT, _NAME)
        self.setItemDelegate(_OutcomeDelegate(self))
        self.setWordWrap(False)
        for column, width in _WIDTHS.items():
            self.horizontalHeader().resizeSection(column, width)
        self.horizontalHeader().setSectionResizeMode(CLAIM, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentChanged.connect(self._stay)
        self.outcomes.dataChanged.connect(self.tell_reason)

    def set_case(self, file: CaseFile, items: Sequence[Item]) -> None:
        """The case, and the dispositions to choose from: (code, title, group)."""
        self.items = tuple(items)
        self.outcomes.set_case(file, {code: title for code, title, _group in self.items})
        self.setColumnHidden(AMOUNT, not self.outcomes.has_amounts())

    def set_rows(self, rows: Sequence[OutcomeRow], *, fixed: bool = False) -> None:
        """Show these; `fixed` ones are only read."""
        self.outcomes.fixed = fixed
        self.outcomes.set_rows(rows)
        self.setCurrentIndex(self.outcomes.index(0, RESULT))

    def rows(self) -> list[OutcomeRow]:
        """What was entered; an open editor is taken in first."""
        self.finish_editing()
        return self.outcomes.rows()

    def typed_rows(self) -> list[OutcomeRow]:
        """What was entered, with what stands in an open editor, which stays open."""
        rows, editor = self.outcomes.rows(), self.open_editor()
        if isinstance(editor, Picker):
            at = self.currentIndex().row()
            said = editor.code() or clean(editor.text())
            rows[at] = OutcomeRow(rows[at].claim, rows[at].party, said)
        return rows

    def show_problems(self, problems: Mapping[int, str]) -> None:
        """Mark rows with a sentence; an edit of the row takes it away."""
        self.outcomes.show_problems(problems)
        self.tell_reason()

    def focus_row(self, at: int) -> None:
        """Go to the result of a row."""
        self.setFocus()
        self.setCurrentIndex(self.outcomes.index(at, RESULT))

    def fit(self) -> None:
        """Take no more height than the rows there are need."""
        rows = self.outcomes.rowCount()
        self.setMinimumHeight(_height(self, min(rows, _LEAST_ROWS)))
        self.setMaximumHeight(_height(self, min(rows, _MOST_ROWS)))

    def add_row(self) -> None:
        """Insert: the claim of the current row is told apart by party."""
        self.finish_editing()
        at = self.currentIndex().row()
        if at >= 0 and not self.outcomes.fixed and self.outcomes.split(at):
            self.setCurrentIndex(self.outcomes.index(at + 1, RESULT))

    def remove_row(self) -> None:
        """Ctrl+Delete: the party, or all parties of the claim, are decided like the claim again."""
        if not self.outcomes.fixed:
            self.finish_editing()
            super().remove_row()

    def _go_on(self) -> None:
        if not self._move(1):
            self.done.emit()

    def _stay(self, current: QModelIndex, _before: QModelIndex) -> None:
        """The cell that is typed into is the one chosen, whichever was clicked."""
        if current.isValid() and current.column() != RESULT:
            self.setCurrentIndex(current.siblingAtColumn(RESULT))
        self.tell_reason()


def outcome_list(words: Words, file: CaseFile, rows: Sequence[OutcomeRow], most: int) -> RowTable:
    """The outcomes of a decision to read: as high as its rows, at `most` so many."""
    model = OutcomeModel(words, fixed=True)
    model.set_case(file, {})
    model.set_rows(rows)
    table = make_table(model, [_WIDTHS.get(column, 0) for column in range(RESULT + 1)], _NAME)
    model.setParent(table)
    table.setColumnHidden(AMOUNT, not model.has_amounts())
    table.setFixedHeight(_height(table, min(len(rows), most)))
    return table


def _height(table: QTableView, rows: int) -> int:
    return table.horizontalHeader().sizeHint().height() + rows * ROW_HEIGHT + _EDGE

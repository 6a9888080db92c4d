"""The claims or charges of a case, entered by keyboard alone, as the parties are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from client.models.case_words import ClaimWord
from client.models.claims import FIELDS, ClaimModel, ClaimRow
from client.models.party_paste import cells_of, several
from client.widgets.cell_delegate import CellDelegate, Index, show_choice
from client.widgets.choices import Choice, Choices
from client.widgets.entry_table import EntryTable
from client.widgets.field import TextField
from client.widgets.money_edit import MoneyEdit, amount_words
from client.widgets.picker import Picker
from common.text import ascii_digits, clean

_AMOUNT_WIDTH = 190


class _ClaimDelegate(CellDelegate):
    def __init__(self, table: ClaimTable, say: Callable[[str], object]) -> None:
        super().__init__(table)
        self._table, self._say = table, say

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self._editor(parent, index)
        editor.take_pasted = self._table.paste
        editor.textChanged.connect(lambda _text: self._table.typing.emit())
        editor.cursorPositionChanged.connect(lambda _old, _new: self._table.typing.emit())
        return editor

    def _editor(self, parent: QWidget, index: Index) -> TextField:
        if index.column() == 0:
            items = [word.item() for word in self._table.claims.words.values()]
            picker = Picker(items, name="خواسته یا اتهام", parent=parent)
            self.finish_when_picked(picker)
            return picker
        amount = MoneyEdit(name="بهای خواسته (ریال)", parent=parent)
        amount.said.connect(self._say)
        return amount

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Picker):
            show_choice(editor, index)
        elif isinstance(editor, MoneyEdit):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Picker):
            if editor.code() is not None or not editor.text():
                model.setData(index, editor.code() or "")
            elif not self._table.claims.words.get(index.data(Qt.ItemDataRole.EditRole)):
                # A code already chosen is kept; else the words stay, so that the cell can say what is wrong.
                model.setData(index, self._table.claims.key_of(clean(editor.text())))
        elif isinstance(editor, MoneyEdit):
            model.setData(index, editor.value())


class ClaimTable(EntryTable):
    """Codes of the list and amounts; pasted lines fill titles, columns titles and amounts."""

    said = Signal(str)
    """The amount of the current row in words, as far as it is one."""

    def __init__(self) -> None:
        self.claims = ClaimModel()
        self.take_petition: Callable[[str], bool] = lambda _text: False
        """Takes a pasted text that tells of more than claims; False if it does not."""
        super().__init__(self.claims, self.claims, len(FIELDS) - 1, "جدول خواسته‌ها و اتهام‌ها")
        self.setItemDelegate(_ClaimDelegate(self, self.said.emit))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, _AMOUNT_WIDTH)
        for signal in (self.claims.dataChanged, self.claims.rowsRemoved, self.claims.modelReset):
            signal.connect(self._say)
        self.selectionModel().currentChanged.connect(self._say)
        self.setCurrentIndex(self.claims.index(0, 0))

    def set_words(self, words: Sequence[ClaimWord], ended: Sequence[ClaimWord] = ()) -> None:
        """Offer these; charges alone have no column of amounts."""
        self.claims.set_words(words, ended)
        self.setColumnHidden(FIELDS.index("amount"), not self.claims.has_amounts())

    def set_rows(self, rows: Sequence[ClaimRow]) -> None:
        """Show these instead."""
        self.claims.set_rows(rows)
        self.setCurrentIndex(self.claims.index(0, 0))

    def append(self, rows: Sequence[ClaimRow]) -> None:
        """Show these after those there are."""
        self.set_rows([*self.rows(), *rows])

    def rows(self) -> list[ClaimRow]:
        """What was entered; an open editor is taken in first."""
        self.finish_editing()
        return self.claims.rows()

    def focus_cell(self, row: int, field: str) -> None:
        """Go to a cell of `rows()`."""
        self.setFocus()
        self.setCurrentIndex(self.claims.index(self.claims.table_row(row), FIELDS.index(field)))

    def paste(self, text: str) -> bool:
        """Each line a row from the current one on, a second column its amount. First asks `take_petition`."""
        if self.take_petition(text):
            return True
        if not several(text):
            return False
        if (editor := self.open_editor()) is not None:
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)
        choices = Choices(Choice(*word.item()) for word in self.claims.words.values())
        at = max(self.currentIndex().row(), 0)
        for offset, cells in enumerate(cells_of(text)):
            if at + offset >= self.claims.rowCount():
                self.claims.add(self.claims.rowCount())
            choice = choices.matching(cells[0])
            self.claims.setData(self.claims.index(at + offset, 0), choice.code if choice else cells[0])
            if len(cells) > 1:
                self.claims.setData(self.claims.index(at + offset, 1), cells[1])
        return True

    def _say(self) -> None:
        self.tell_reason()
        at = self.currentIndex()
        amount = self.claims.index(at.row(), 1).data(Qt.ItemDataRole.EditRole) if at.isValid() else ""
        problem = self.claims.problem(at.row(), "amount") if amount else None
        self.said.emit("" if problem else amount_words(ascii_digits(amount or "")))

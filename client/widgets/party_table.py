"""The parties of a case, entered by keyboard alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView

from client.models.party_paste import Cells, cells_of, parties_of, several
from client.models.party_rows import DETAILS, KINDS, ClientRow, PartyRow
from client.widgets.choices import Choice, Choices
from client.widgets.entry_table import EntryTable
from client.widgets.party_delegate import PartyDelegate
from client.widgets.party_model import FIELDS, MORE, PartyModel
from common import jalali

_WIDTHS = {"role": 114, "kind": 88, "given": 104, "national_id": 134}
_MORE_WIDTH = 132
_LAST = len(FIELDS) - 1


class PartyTable(EntryTable):
    """`roles` are (code, title, group), `flags` the titles of flags by code."""

    row_chosen = Signal(int)
    """Another row became the current one, or the current one says something else."""
    numbered = Signal(int)
    """A row of the table got another national id."""

    def __init__(
        self,
        roles: Iterable[tuple[str, str, str]] = (),
        flags: Mapping[str, str] | None = None,
        today: Callable[[], date] = lambda: jalali.LAST_DAY,
    ) -> None:
        offered = tuple(roles)
        self.parties = PartyModel(offered, flags, today)
        super().__init__(self.parties, self.parties, _LAST, "جدول طرفین پرونده")
        self._delegate = PartyDelegate(offered, self.paste, lambda _text: self.typing.emit(), self)
        self.setItemDelegate(self._delegate)
        self._set_widths()
        self._numbers: dict[str, str] = {}
        self.take_petition: Callable[[str], bool] = lambda _text: False
        """Takes a pasted text that tells of more than parties; False if it does not."""
        self.set_rows([])
        for signal in (self.parties.dataChanged, self.parties.rowsInserted, self.parties.rowsRemoved):
            signal.connect(self._tell)
        self.parties.dataChanged.connect(self._tell_numbers)
        self.selectionModel().currentChanged.connect(self._tell)

    def set_roles(self, roles: Iterable[tuple[str, str, str]]) -> None:
        """Offer these roles, as fits the kind of the case."""
        self._delegate.roles = tuple(roles)
        self.parties.set_roles(self._delegate.roles)

    def rows(self) -> list[PartyRow]:
        """The parties entered, empty rows left out; an open editor is taken in first."""
        self.finish_editing()
        return self.parties.rows()

    def set_rows(self, rows: Sequence[PartyRow]) -> None:
        """Show these instead; an empty sequence leaves one empty row to begin with."""
        self._numbers = {row.id: row.national_id for row in rows}
        self.parties.set_rows(rows or [PartyRow()])
        self.setCurrentIndex(self.parties.index(0, 0))
        self._tell()

    def append(self, rows: Sequence[PartyRow]) -> None:
        """Show these after those there are; an empty last row goes."""
        self.set_rows([*self.rows(), *rows])

    def current_row(self) -> int:
        """The current row of the table; -1 when there is none."""
        return self.currentIndex().row()

    def set_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark cells (row of `rows()`, field) with a sentence; an edit of the cell takes it away."""
        self.parties.set_problems(problems)

    def problem_at(self, row: int, field: str) -> str | None:
        """The sentence at a cell of `rows()`, or None."""
        at = self.parties.table_row(row)
        return None if at is None else self.parties.problem(at, field)

    def focus_cell(self, row: int, field: str) -> None:
        """Go to a cell of `rows()`."""
        self.setFocus()
        self.choose(row, field)

    def step(self, rows: int) -> None:
        """Make the row so many further current, if there is one, wherever the focus is."""
        at = self.parties.index(self.current_row() + rows, max(self.currentIndex().column(), 0))
        if at.isValid():
            self.setCurrentIndex(at)

    def choose(self, row: int, field: str = "role") -> None:
        """Make a cell of `rows()` current, wherever the focus is."""
        at = self.parties.table_row(row)
        self.setCurrentIndex(self.parties.index(0 if at is None else at, FIELDS.index(field)))

    def paste(self, text: str) -> bool:
        """Lines that tell a party each make rows; columns fill cells to the left and down, lines without
        columns the following cells. `take_petition` is asked first."""
        if self.take_petition(text):
            return True
        if not several(text):
            return False
        editor = self.open_editor()
        if editor is not None:
            self.closeEditor(editor, PartyDelegate.EndEditHint.NoHint)
        rows = cells_of(text)
        parties = parties_of(rows, self.parties.role_titles())
        at, column = max(self.current_row(), 0), max(self.currentIndex().column(), 0)
        if parties is not None:
            self.put_parties(parties, at)
        elif any(len(row) > 1 for row in rows):
            for offset, row in enumerate(rows):
                beside = column
                for cell in row:
                    beside = self._fill(at + offset, beside, cell) + 1
        else:
            for row in rows:
                column = self._fill(at, column, row[0])
                at, column = (at, column + 1) if column < _LAST else (at + 1, 0)
        return True

    def put_parties(self, parties: Sequence[Cells], at: int | None = None) -> None:
        """Fill rows of the table from `at` on, or after those there are, with what a petition tells."""
        if at is None:
            at = self.parties.rowCount() - (1 if self.parties.ends_empty() else 0)
        for row, cells in enumerate(parties, at):
            self._need(row)
            # The kind first would empty a given name; it comes before it in FIELDS.
            for column, field in enumerate(FIELDS):
                self._fill(row, column, cells.get(field, ""))
            party = self.parties.row_at(row) or PartyRow()
            for field in DETAILS:
                if field in cells:
                    party = party.with_text(field, cells[field])
            self.parties.put(row, party)
        for row, cells in enumerate(parties, at):
            if acts_for := cells.get("acts_for"):
                clients = tuple(ClientRow(each.id) for each in self.parties.rows() if each.role == acts_for)
                party = self.parties.row_at(row) or PartyRow()
                self.parties.put(row, dataclasses.replace(party, clients=clients))

    def _fill(self, row: int, column: int, text: str) -> int:
        """Put a pasted text into the cell, or into the next one that can take it: what is no role and no kind
        is a name. Tells the column."""
        code = self._code(column, text)
        while text and code is None and column <= _LAST:
            column += 1
            code = self._code(column, text)
        if text and code is not None:
            self._need(row)
            self.parties.setData(self.parties.index(row, column), code)
        return column

    def _code(self, column: int, text: str) -> str | None:
        """What a cell of that column keeps of a text; None if it is nothing for it."""
        field = FIELDS[column] if column <= _LAST else ""
        if field not in ("role", "kind"):
            return text if field else None
        titles = self.parties.role_titles() if field == "role" else {c: title for c, title, _ in KINDS}
        if text in titles:
            return text
        choice = Choices(Choice(code, title) for code, title in titles.items()).matching(text)
        return choice.code if choice else None

    def _need(self, row: int) -> None:
        while self.parties.rowCount() <= row:
            self.parties.add(self.parties.rowCount())

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.resizeSection(MORE, _MORE_WIDTH)
        for column, field in enumerate(FIELDS):
            if field in _WIDTHS:
                header.resizeSection(column, _WIDTHS[field])
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _tell(self) -> None:
        self.tell_reason()
        self.row_chosen.emit(self.current_row())

    def _tell_numbers(self) -> None:
        for at in range(self.parties.rowCount()):
            row = self.parties.row_at(at)
            if row is not None and self._numbers.get(row.id, "") != row.national_id:
                self._numbers[row.id] = row.national_id
                self.numbered.emit(at)

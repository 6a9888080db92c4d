"""A party known from another case: offered quietly by national id, never written over what is typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from client.models.known_parties import Difference, KnownParty, find_known
from client.models.later import in_background, when_done
from client.models.parties import party_name
from client.models.party_rows import KINDS, FlagRow, PartyRow, party_stated, typed_day, typed_problem
from client.sync.cache import Cache
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.widgets.party_table import PartyTable
from common import case_number
from common.errors import FIELD_NAMES
from common.text import isolate, persian_digits

_KINDS = {code: title for code, title, _ in KINDS}
_NOTHING = "—"


class KnownLine(QWidget):
    """«مریم رضایی — از پروندهٔ …» under the parties; F12 puts what is known into the empty cells of the row
    and shows side by side what differs."""

    chosen = Signal()
    """What differed was chosen, or left as typed."""

    def __init__(self, cache: Cache, parties: PartyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cache, self._parties = cache, parties
        self._known: dict[str, KnownParty] = {}
        self._row = ""
        self.but: str | None = None
        """A case whose parties are not offered: the one in hand."""
        self.words = Label("", "hint")
        self.accept = KeyButton("همین شخص", "F12")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.accept)
        self.dialog: Comparison | None = None
        self.accept.clicked.connect(self.take)
        parties.numbered.connect(self.look_up)
        parties.row_chosen.connect(lambda _row: self._show())
        self.hide()

    def forget(self) -> None:
        """No party is offered any longer."""
        self._known.clear()
        self._show()

    def look_up(self, table_row: int) -> None:
        """Look for the person of that row of the table, away from the window's thread."""
        row = self._parties.parties.row_at(table_row)
        if row is None:
            return
        self._known.pop(row.id, None)
        number, cache, but = row.national_id, self._cache, self.but
        if not number or typed_problem(row, "national_id", date.max) is not None:
            self._show()
            return
        found = in_background(lambda: find_known(cache, number, but))
        when_done(self, found, lambda known: self._found(row.id, number, known), lambda _error: None)

    def take(self) -> None:
        """Fill the empty cells of the row; what differs is chosen one by one."""
        at, known = self._place(self._row), self._known.pop(self._row, None)
        row = self._parties.parties.row_at(at) if at is not None else None
        if at is None or known is None or row is None:
            return
        differences = _differences(known, row)
        self._parties.parties.put(at, _with_flags(_taken(row, [d for d in differences if d.fills]), known))
        others = [d for d in differences if not d.fills]
        self._show()
        if others:
            self.dialog = Comparison(known, others, self.window())
            self.dialog.accepted.connect(lambda: self._choose(row.id, others))
            self.dialog.finished.connect(lambda _code: self.chosen.emit())
            self.dialog.open()

    def _choose(self, row_id: str, others: Sequence[Difference]) -> None:
        at = self._place(row_id)
        row = self._parties.parties.row_at(at) if at is not None else None
        if at is not None and row is not None and self.dialog is not None:
            wanted = self.dialog.chosen()
            self._parties.parties.put(at, _taken(row, [d for d in others if d.field in wanted]))

    def _found(self, row_id: str, number: str, known: KnownParty | None) -> None:
        at = self._place(row_id)
        row = self._parties.parties.row_at(at) if at is not None else None
        if known is not None and row is not None and row.national_id == number and _offers(known, row):
            self._known[row_id] = known
        self._show()

    def _show(self) -> None:
        """The offer of the current row, else the one made last."""
        current = self._parties.parties.row_at(self._parties.current_row())
        offered = [current.id] if current is not None and current.id in self._known else list(self._known)
        self._row = offered[-1] if offered else ""
        known, at = self._known.get(self._row), self._place(self._row)
        row = self._parties.parties.row_at(at) if at is not None else None
        if known is None or at is None or row is None:
            self.hide()
            return
        differing = [FIELD_NAMES[d.field] for d in _differences(known, row) if not d.fills]
        told = f"؛ فرق دارد: {'، '.join(differing)}" if differing else ""
        name, number = party_name(known.party), case_number.show(known.number)
        self.words.setText(
            f"ردیف {persian_digits(at + 1)}: {isolate(name)} — از پروندهٔ {isolate(number)}{told}"
        )
        self.accept.setVisible(True)
        self.show()

    def _place(self, row_id: str) -> int | None:
        model = self._parties.parties
        rows = ((at, model.row_at(at)) for at in range(model.rowCount()))
        return next((at for at, row in rows if row is not None and row.id == row_id), None)


class Comparison(QDialog):
    """What differs, side by side: as typed and as known; what was typed stays unless the other is chosen."""

    def __init__(self, known: KnownParty, differences: Sequence[Difference], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{party_name(known.party)} — کدام درست است؟")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        number = isolate(case_number.show(known.number))
        column.addWidget(Label("آنچه نوشته‌اید با آنچه از این شخص می‌شناسیم فرق دارد", "section"))
        column.addWidget(
            Label("نوشتهٔ شما می‌ماند، مگر آن دیگری را برگزینید (↑↓ گزینش · Tab مورد بعد)", "hint")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for at, words in enumerate(("", "نوشتهٔ شما", f"پروندهٔ {number}")):
            grid.addWidget(Label(words, "label"), 0, at)
        self._known: dict[str, QRadioButton] = {}
        self._groups = []
        for line, difference in enumerate(differences, 1):
            title = FIELD_NAMES[difference.field]
            grid.addWidget(Label(title, "label"), line, 0)
            group = QButtonGroup(self)
            for at, value in enumerate((difference.typed, difference.known), 1):
                button = QRadioButton(f"\u200f{_shown(difference.field, value)}")
                button.setAccessibleName(f"{title}: {_shown(difference.field, value)}")
                button.setChecked(at == 1)
                group.addButton(button)
                grid.addWidget(button, line, at)
                if at == 2:
                    self._known[difference.field] = button
            self._groups.append(group)
        column.addLayout(grid)
        buttons = QHBoxLayout()
        take = KeyButton("همین‌ها", "Ctrl+Return", primary=True)
        leave = KeyButton("انصراف", "Esc")
        take.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        take.setDefault(True)
        buttons.addWidget(take)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        column.addLayout(buttons)

    def chosen(self) -> frozenset[str]:
        """The fields whose known value was chosen."""
        return frozenset(field for field, button in self._known.items() if button.isChecked())

    def choose(self, field: str) -> None:
        """Choose the known value of a field."""
        self._known[field].setChecked(True)


def _differences(known: KnownParty, row: PartyRow) -> tuple[Difference, ...]:
    stated = party_stated(row)
    typed = {field.name: getattr(stated, field.name) for field in dataclasses.fields(stated)}
    birth = stated.birth_on
    return known.differences(typed | {"birth_on": birth.isoformat() if birth else row.birth_on or None})


def _offers(known: KnownParty, row: PartyRow) -> bool:
    has = {flag.flag for flag in row.flags}
    return bool(_differences(known, row)) or any(flag.flag not in has for flag in known.flags)


def _taken(row: PartyRow, differences: Sequence[Difference]) -> PartyRow:
    for each in differences:
        known = typed_day(date.fromisoformat(each.known)) if each.field == "birth_on" else each.known
        row = row.with_text(each.field, known)
    return row


def _with_flags(row: PartyRow, known: KnownParty) -> PartyRow:
    has = {flag.flag for flag in row.flags}
    more = tuple(FlagRow(flag.flag, flag.detail or "") for flag in known.flags if flag.flag not in has)
    return dataclasses.replace(row, flags=(*row.flags, *more))


def _shown(field: str, value: str | None) -> str:
    if not value:
        return _NOTHING
    if field == "kind":
        return _KINDS.get(value, value)
    if field == "birth_on":
        try:
            return persian_digits(typed_day(date.fromisoformat(value)))
        except ValueError:
            return persian_digits(value)
    return persian_digits(value)

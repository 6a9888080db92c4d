"""What is typed of the current party beside the table: whom it acts for, who and where it is, its flags."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from client.models.party_rows import ClientRow, FlagRow, PartyRow
from client.widgets.field import CodeField, TextField
from client.widgets.jalali_edit import JalaliEdit
from client.widgets.key_hint import Key
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.party_model import ASIDE, PartyModel
from client.widgets.tick_list import TickList
from common.text import ascii_digits, persian_digits

_LONGEST = {"father": 60, "nationality": 60, "address": 300, "id_reason": 200, "document": 60}
_TITLES = {
    "id_reason": "دلیل درستی کد ملی", "father": "نام پدر", "birth_on": "تاریخ تولد", "nationality": "تابعیت",
    "mobile": "تلفن همراه", "phone": "تلفن ثابت", "postal_code": "کد پستی", "address": "نشانی",
    "document": "شمارهٔ وکالت‌نامه", "granted_on": "تاریخ وکالت‌نامه",
}  # fmt: skip
# Two by two, as they stand; a name alone takes the whole line.
_LINES = (
    ("id_reason",), ("document", "granted_on"), ("father", "birth_on"), ("mobile", "phone"),
    ("postal_code", "nationality"), ("address",),
)  # fmt: skip
_OF_REPRESENTATIVES = ("document", "granted_on")
_LAWYER = "lawyer"
"""How codes of roles end whose paper is a power of attorney; guardians and others have another."""
_HEADING_WIDTH = 320
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_OF_PEOPLE = ("father", "birth_on")


@dataclasses.dataclass(frozen=True)
class FlagKind:
    """A flag that may be ticked; `detail` names what must be said with it, or is empty."""

    code: str
    title: str
    detail: str = ""


class PartyDetail(QWidget):
    """Shows one row of the parties' model and writes into it as it is typed."""

    other_wanted = Signal(int)
    """The party after (1) or before (-1) the one shown is to be shown, the cursor staying in its field."""

    def __init__(
        self,
        parties: PartyModel,
        flags: Sequence[FlagKind],
        represents: Callable[[str], bool],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("جزئیات طرف")
        self._parties, self._represents = parties, represents
        self._kinds = {flag.code: flag for flag in flags}
        self._row = -1
        self._says: object = None
        self._showing = False
        self.fields: dict[str, TextField | CodeField | JalaliEdit] = {
            name: _field(name, today) for line in _LINES for name in line
        }
        self.clients = TickList("از سوی چه کسی", 1)
        self.flags = TickList("نشانه‌های طرف", 2)
        self._clients = Labelled("از سوی", self.clients)
        self._flags = Labelled("نشانه‌ها", self.flags)
        self._labelled = {name: Labelled(_TITLES[name], field) for name, field in self.fields.items()}
        self.details = {flag.code: TextField(120) for flag in flags if flag.detail}
        self._details = {
            code: Labelled(f"{self._kinds[code].title}: {self._kinds[code].detail}", field)
            for code, field in self.details.items()
        }
        self.heading = Label("", "section")
        self._lay_out()
        for name, field in self.fields.items():
            field.textChanged.connect(lambda _text, name=name: self._typed(name))
        for field in self.details.values():
            field.textChanged.connect(self._ticked_flags)
        self.flags.ticked.connect(self._ticked_flags)
        self.clients.ticked.connect(self._ticked_clients)
        self.flags.keep = self.clients.keep = self._keep
        for key, sentence, step in (("Ctrl+Down", "جزئیات طرف بعد", 1), ("Ctrl+Up", "جزئیات طرف پیش", -1)):
            Key(key, sentence, partial(self.other_wanted.emit, step), self, _HERE)
        self.show_row(-1)

    def show_row(self, table_row: int) -> None:
        """Show that row of the model; what already stands in the fields is left alone."""
        party = self._parties.row_at(table_row)
        self._row = table_row
        if self._says_already(party):
            return
        self.setEnabled(party is not None)
        party = party or PartyRow()
        self._showing = True
        self._name(party)
        for name, field in self.fields.items():
            value = str(getattr(party, name))
            if not _is_same(name, field.value(), value):
                field.set_value(value)
        self.flags.set_items(
            [(flag.code, flag.title) for flag in self._kinds.values()], [flag.flag for flag in party.flags]
        )
        stated = {flag.flag: flag.detail for flag in party.flags}
        for code, field in self.details.items():
            if field.value() != stated.get(code, ""):
                field.set_value(stated.get(code, ""))
        self._show_clients(party)
        self._show_fitting(party)
        self._show_problems()
        self._showing = False

    def target(self, field: str) -> QWidget:
        """Where a problem of that field of a party is mended."""
        if field == "clients":
            return self.clients
        return self.fields.get(field, self.flags)

    def stops(self) -> dict[str, QWidget]:
        """Everything that can be typed or ticked here, by name, in reading order."""
        details = {f"flag.{code}": field for code, field in self.details.items()}
        return {"clients": self.clients, **self.fields, "flags": self.flags, **details}

    def _says_already(self, party: PartyRow | None) -> bool:
        """Whether all that is shown of that row is shown: the model tells of every change, of any row."""
        others = tuple((row.id, row.role, row.name()) for row in self._parties.rows())
        problems = [self._parties.problem(self._row, field) for field in ASIDE] if party is not None else []
        says = (self._row, party, party and party.id, others, tuple(self._parties.role_titles()), problems)
        before, self._says = self._says, says
        return before == says

    def _name(self, party: PartyRow) -> None:
        role = self._parties.role_titles().get(party.role, "")
        told = " — ".join(word for word in (role, persian_digits(party.name())) if word)
        number = persian_digits(self._row + 1) if self._row >= 0 else ""
        whole = f"طرف {number}: {told}" if told else f"جزئیات طرف {number}".strip()
        room = self.heading.width() if self.isVisible() else _HEADING_WIDTH
        shown = self.heading.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.heading.setText(shown)
        self.heading.setToolTip(whole)
        self.heading.setAccessibleName(whole)

    def _show_clients(self, party: PartyRow) -> None:
        if not self._represents(party.role) and not party.clients:
            return
        rows = [row for row in self._parties.rows() if row.id != party.id]
        titles = self._parties.role_titles()
        others = [row for row in rows if not self._represents(row.role)] or rows
        items = [
            (row.id, " — ".join(w for w in (titles.get(row.role, ""), persian_digits(row.name())) if w))
            for row in others
        ]
        self.clients.set_items(items, [client.party for client in party.clients])

    def _show_fitting(self, party: PartyRow) -> None:
        represents = self._represents(party.role)
        self._clients.setVisible(represents)
        for name in _OF_REPRESENTATIVES:
            self._labelled[name].setVisible(represents)
            title = _TITLES[name]
            lawyer = party.role.endswith(_LAWYER)
            self._labelled[name].set_label(title if lawyer else title.replace("وکالت‌نامه", "سند سمت"))
        for name in _OF_PEOPLE:
            self._labelled[name].setVisible(party.kind != "entity")
        self._labelled["nationality"].setVisible(party.kind != "person" or bool(party.nationality))
        digits = party.national_id
        repeated = party.kind == "person" and len(digits) == 10 and len(set(digits)) == 1 and digits[0] != "0"
        self._labelled["id_reason"].setVisible(repeated or bool(party.id_reason))
        ticked = {flag.flag for flag in party.flags}
        for code, labelled in self._details.items():
            labelled.setVisible(code in ticked)

    def _show_problems(self) -> None:
        if self._parties.row_at(self._row) is None:
            return
        for name, labelled in self._labelled.items():
            labelled.set_problem(self._parties.problem(self._row, name))
        self._flags.set_problem(self._parties.problem(self._row, "flags"))
        self._clients.set_problem(self._parties.problem(self._row, "clients"))

    def _typed(self, name: str) -> None:
        party = self._current()
        if party is not None:
            self._put(party.with_text(name, ascii_digits(self.fields[name].text())))

    def _ticked_flags(self) -> None:
        party = self._current()
        if party is None:
            return
        before = {flag.flag: flag for flag in party.flags}
        flags = []
        for code in self.flags.codes():
            detail = self.details[code].value() if code in self.details else ""
            flags.append(dataclasses.replace(before.get(code, FlagRow(code)), detail=detail))
        self._put(dataclasses.replace(party, flags=tuple(flags)))

    def _ticked_clients(self) -> None:
        party = self._current()
        if party is not None:
            before = {client.party: client for client in party.clients}
            clients = tuple(before.get(code, ClientRow(code)) for code in self.clients.codes())
            self._put(dataclasses.replace(party, clients=clients))

    def _keep(self) -> Callable[[], None]:
        """The row with the words and ids of its flags, which ticking anew would not bring back."""
        row, party = self._row, self._parties.row_at(self._row)

        def bring_back() -> None:
            if party is not None:
                self._parties.put(row, party)

        return bring_back

    def _current(self) -> PartyRow | None:
        return None if self._showing else self._parties.row_at(self._row)

    def _put(self, party: PartyRow) -> None:
        if party != self._parties.row_at(self._row):
            # The model tells of it, which shows what now fits and what is wrong.
            self._parties.put(self._row, party)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        column.addWidget(self._clients)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for at, line in enumerate(_LINES):
            for beside, name in enumerate(line):
                grid.addWidget(self._labelled[name], at, beside, 1, 2 // len(line))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self._flags)
        for labelled in self._details.values():
            column.addWidget(labelled)
        column.addStretch(1)


def _is_same(name: str, typed: str, value: str) -> bool:
    """Whether that is another way to type what the row says."""
    return typed == value or PartyRow().with_text(name, typed) == PartyRow().with_text(name, value)


def _field(name: str, today: Callable[[], date]) -> TextField | CodeField | JalaliEdit:
    if name in ("birth_on", "granted_on"):
        return JalaliEdit(today)
    if name in ("mobile", "phone", "postal_code"):
        return CodeField(20)
    return TextField(_LONGEST[name])

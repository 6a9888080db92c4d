"""All that is known of one row of a case, also what has no column: addresses, and every value it ever had."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from client.models.case_file import shown_day
from client.models.field_words import PARTY_KINDS
from client.models.parties import shown_field
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from client.windows.amended_text import AmendedLabel, Piece, Pieces
from client.windows.case_cells import CaseColumn
from client.windows.case_context import CaseContext
from client.windows.case_section import Section
from common.text import persian_digits

_WIDTH, _HEIGHT = 640, 420


class CaseDetails(QDialog):
    """Pairs of a name and words; Esc closes. With `act`, a button that does something with the row."""

    def __init__(
        self,
        title: str,
        pairs: Iterable[tuple[str, Pieces]],
        *,
        act: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        sheet = QWidget()
        sheet.setObjectName("page")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        row = 0
        self.words: list[str] = []
        for row, (name, pieces) in enumerate(pairs):
            words = AmendedLabel()
            words.show_pieces(pieces)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.words.append(f"{name}: {words.words()}")
            grid.addWidget(Label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        grid.setRowStretch(row + 1, 1)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(title)
        # Long ones are read by the arrow keys.
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleDescription("\n".join(self.words))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(Label(title, "section", wrap=True))
        column.addWidget(area, 1)
        buttons = QHBoxLayout()
        self.act = KeyButton(act or "تأیید", "Ctrl+Return", primary=True)
        self.act.setAutoDefault(False)
        self.act.clicked.connect(self.accept)
        self.close_button = KeyButton("بستن", "Esc")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        buttons.addWidget(self.act)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        self.act.setVisible(bool(act))
        self.resize(_WIDTH, _HEIGHT)
        area.setFocus()


def row_pairs(section: Section, row: Any) -> list[tuple[str, Pieces]]:
    """A row's columns one under another, those too that a narrow window hides."""
    model = section.model
    return [
        (column.title, pieces)
        for place, column in enumerate(model.columns)
        if (pieces := model.pieces(row, place))
    ]


def party_pairs(section: Section, party: Any, context: CaseContext) -> list[tuple[str, Pieces]]:
    """A party's columns, then what has none, each with its old value."""
    history, flags = section.model.history, context.flags(party)
    pairs = row_pairs(section, party)
    for field, title in _PARTY_FIELDS:
        column = CaseColumn(title, partial(_party_field, field=field, flags=flags), fields=(field,))
        if pieces := history.pieces(party, column):
            pairs.append((title, pieces))
    return pairs


def note_pairs(section: Section, note: Any) -> list[tuple[str, Pieces]]:
    """A note as it was written, line by line."""
    return [("یادداشت", [Piece(note.body)]), *row_pairs(section, note)[1:]]


def _party_field(row: Any, *, field: str, flags: Iterable[Any]) -> str:
    value: str | None = getattr(row, field)
    if not value:
        return ""
    if field == "kind":
        return PARTY_KINDS.get(value, value)
    if field.endswith("_on"):
        return shown_day(value)
    return shown_field(row, field, flags, asked=True) or persian_digits(value)


_PARTY_FIELDS = (
    ("kind", "نوع"), ("father", "نام پدر"), ("birth_on", "تاریخ تولد"), ("nationality", "تابعیت"),
    ("id_reason", "دلیل درستی کد ملی"), ("address", "نشانی"), ("postal_code", "کد پستی"),
    ("mobile", "همراه"), ("phone", "تلفن"),
)  # fmt: skip

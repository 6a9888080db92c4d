"""The sections of a case file under each other: who, what, what is open, where it went, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from client.models.amended import Amended
from client.models.case_file import RUNNING_STEP, CaseFile
from client.models.timeline import timeline
from client.models.words import Words
from client.windows import case_columns
from client.windows.case_context import CaseContext
from client.windows.case_history import History
from client.windows.case_section import Section

_MARGIN = 16
_SHORT = {
    "parties": "طرفین", "claims": "خواسته‌ها", "steps": "اقدام‌ها", "notes": "یادداشت‌ها", "entries": "ردیف‌ها",
    "referrals": "ارجاع‌ها", "decisions": "آرا", "seals": "زیر مهر", "happenings": "رویدادها",
}  # fmt: skip


class CaseSections(QScrollArea):
    """Told the case by `show_case`; ↓ and ↑ go through all parts as through one list."""

    opened = Signal(str, object)
    """(name of the section, the row that Enter was pressed on)"""
    reached = Signal(int)
    """The focus came to that section of those shown."""
    changed = Signal()
    """The sections shown, or their counts, are others."""

    def __init__(self, words: Words, desk: int) -> None:
        super().__init__()
        self._words = words
        self.context = context = CaseContext(words, desk)
        self.parties, self.claims = case_columns.parties(context), case_columns.claims(context)
        self.steps, self.notes = case_columns.steps(context), case_columns.notes(context)
        self.entries, self.referrals = case_columns.entries(context), case_columns.referrals(context)
        self.decisions, self.seals = case_columns.decisions(context), case_columns.seals(context)
        self.happenings = case_columns.happenings(context)
        self.names: dict[str, Section] = {name: getattr(self, name) for name in _SHORT}
        self._all = tuple(self.names.values())
        for name, section in self.names.items():
            section.opened.connect(lambda row, name=name: self.opened.emit(name, row))
            section.passed_end.connect(lambda section=section: self._go(section, 1))
            section.passed_start.connect(lambda section=section: self._go(section, -1))
            section.turned.connect(lambda step, section=section: self._go(section, step, at_start=True))
            section.entered.connect(lambda section=section: self._reached(section))
        self.setWidget(self._sheet())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("بخش‌های پرونده")
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._keep_in_view())

    def show_case(self, file: CaseFile, today: str) -> None:
        """Show the rows of `file`; parts without rows hide. `today` (ISO) tells what is overdue."""
        self.context.take(file, today)
        history = History(Amended(file.amendments), self._words)
        decisions, steps, notes = self.context.in_order(file)
        rows: dict[str, Sequence[Any]] = {
            "parties": file.parties, "claims": file.claims, "steps": steps, "notes": notes,
            "entries": file.entries, "referrals": file.referrals, "decisions": decisions, "seals": file.seals,
            "happenings": timeline(file, self._words)[::-1],
        }  # fmt: skip
        for name, section in self.names.items():
            section.show_rows(rows[name], history)
        self.changed.emit()

    def shown(self) -> list[Section]:
        """The parts that have rows, in order."""
        return [section for section in self._all if not section.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for section in self._all:
            section.set_room(self.viewport().height() - _MARGIN)

    def titles(self) -> list[tuple[str, str]]:
        """Of each part shown: its short title and its count, ▲ where something is overdue."""
        return [(_SHORT[name], self._beside(name, section)) for name, section in self.names.items()
                if not section.isHidden()]  # fmt: skip

    def bring(self, place: int) -> None:
        """Scroll the part at `place` of those shown to the top."""
        shown = self.shown()
        if 0 <= place < len(shown):
            bar = self.verticalScrollBar()
            bar.setValue(min(shown[place].y(), bar.maximum()))

    def enter(self, place: int) -> None:
        """Into the rows of the part at `place` of those shown."""
        shown = self.shown()
        if shown:
            section = shown[min(max(place, 0), len(shown) - 1)]
            section.enter()
            self._into_view(section)

    def go_to(self, name: str, row_id: str = "") -> bool:
        """To a row of the section of that name, or to its first; False if it has none."""
        section = self.names.get(name)
        if section is None or section.isHidden():
            return False
        if not section.go_to(row_id):
            section.enter()
        self._into_view(section)
        return True

    def _beside(self, name: str, section: Section) -> str:
        rows = section.model.rows
        if name != "steps":
            return str(len(rows))
        running = [row for row in rows if row.state in RUNNING_STEP]
        late = any(row.due_on and row.due_on < self.context.today for row in running)
        return f"{len(running)} باز{' ▲' if late else ''}" if running else str(len(rows))

    def _go(self, section: Section, step: int, *, at_start: bool = False) -> None:
        shown = self.shown()
        place = shown.index(section) + step
        if 0 <= place < len(shown):
            shown[place].enter(at_end=step < 0 and not at_start)
            self._into_view(shown[place])

    def _keep_in_view(self) -> None:
        """Parts above grew or shrank: the one that is read stays."""
        for section in self.shown():
            if section.table.hasFocus():
                self._into_view(section)

    def _into_view(self, section: Section) -> None:
        self.ensureWidgetVisible(section, 0, _MARGIN // 2)

    def _reached(self, section: Section) -> None:
        if not section.isHidden():
            self.reached.emit(self.shown().index(section))

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        sheet.setObjectName("page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2, 0, 2, 0)
        column.setSpacing(10)
        for section in self._all:
            column.addWidget(section)
        column.addStretch(1)
        return sheet

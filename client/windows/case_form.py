"""The fields of a case: what was typed, as a draft and as a command, and what must be mended in it."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models import amending, case_words
from client.models.claims import ClaimRow, claim_rows
from client.models.party_paste import cells_of, several
from client.models.party_rows import PartyRow, fresh, party_rows, party_stated, representations_stated
from client.models.petition_paste import petition_of
from client.models.words import Words
from client.sync.cache import Cache
from client.widgets.card import Card
from client.widgets.error_summary import Target
from client.widgets.label import Label
from client.widgets.party_detail import FlagKind, PartyDetail
from client.widgets.party_model import FIELDS
from client.widgets.party_table import PartyTable
from client.widgets.sheet import Sheet
from client.windows.claim_table import ClaimTable
from client.windows.entry_case_fields import CaseFields, content_of, problem_sentence
from client.windows.entry_check import (
    Place,
    in_order,
    party_problems,
    place_of,
    row_named,
    typed_problems,
)
from client.windows.entry_known import KnownLine
from common.commands import AmendCase, Problem, RegisterCase

_BESIDE_WIDTH = 352
_CLAIMS_TITLES = {"criminal": "اتهام‌ها", "enforcement": "خواسته‌ها و اتهام‌ها"}
Found = tuple[str, Target]


class CaseForm(QWidget):
    """Case, claims and parties in the order of the paper, the current party's details beside them. Nothing is
    lost by a problem: it is only told where it is. `amending`: of a case that is registered already.
    """

    changed = Signal()
    """Something was typed."""
    moved = Signal()
    """The cursor went elsewhere."""

    def __init__(
        self,
        words: Words,
        cache: Cache,
        today: Callable[[], date],
        desk: int,
        *,
        amending: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._today = words, today
        self._roles = case_words.role_rules(words)
        flags = case_words.flag_kinds(words, today())
        self.case = CaseFields(words, today, desk)
        self.kind, self.received, self.subject = self.case.kind, self.case.received, self.case.subject
        self.claims = ClaimTable()
        self.parties = PartyTable(
            case_words.role_items(words, "", today()), {flag: title for flag, title, _ in flags}, today
        )
        self.details = PartyDetail(
            self.parties.parties, [FlagKind(*flag) for flag in flags], self._represents, today
        )
        self.known = KnownLine(cache, self.parties)
        self.beside = QVBoxLayout()
        """The narrow column; a page may put more under the details of the party."""
        self._claim_words, self._claim_reason = Label("", "hint"), Label("", "error")
        self._reason = Label("", "error")
        if amending:
            self.kind.setReadOnly(True)
            self.kind.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._connect()
        self.clear()

    # ------------------------------------------------------------------ what was typed

    def is_empty(self) -> bool:
        """Whether nothing of this case was typed (kind and date may stay from the one before)."""
        editors = (self.claims.open_editor(), self.parties.open_editor())
        typing = any(editor is not None and editor.text() for editor in editors)
        rows = self.claims.claims.rows() or self.parties.parties.rows()
        return self.case.is_empty() and not typing and not rows

    def clear(self, *, keep_kind: bool = False) -> None:
        """Ready for a new case; kind and date stay for the next of a pile."""
        self.finish_editing()
        self.case.clear(keep=keep_kind)
        self.claims.set_rows([])
        self.parties.set_rows([])
        self.known.forget()
        self.clear_problems()

    def finish_editing(self) -> None:
        """Take what stands in open cells into their rows."""
        self.claims.finish_editing()
        self.parties.finish_editing()

    def content(self) -> dict[str, Any]:
        """Everything typed, for a draft; what stands in an open cell is told by the cursor's position."""
        return {
            **self.case.content(),
            "claims": [dataclasses.asdict(row) for row in self.claims.claims.rows()],
            "parties": [dataclasses.asdict(row) for row in self.parties.parties.rows()],
        }

    def fill(self, content: dict[str, Any]) -> None:
        """Show the content of a draft."""
        self.clear()
        self.case.fill(content)
        self.claims.set_rows([ClaimRow.from_content(row) for row in content["claims"]])
        self.parties.set_rows([PartyRow.from_content(row) for row in content["parties"]])

    def fill_from(self, stated: RegisterCase, *, anew: bool = False) -> None:
        """Show a command that was rejected, or what a case's rows say; `anew` with ids of its own."""
        self.clear()
        self.case.fill(content_of(stated))
        self.claims.set_rows(self._claim_rows(stated, anew=anew))
        rows = party_rows(stated.parties, stated.representations)
        self.parties.set_rows(fresh(rows) if anew else rows)

    def add_from(self, stated: RegisterCase, sections: Sequence[str]) -> None:
        """Add the `sections` ("case", "claims", "parties") of another case to what is typed already: empty
        fields are filled, rows come after those there are. Nothing typed is lost."""
        if "case" in sections or self.kind.code() is None:
            content = content_of(stated)
            self.case.fill_empty(content if "case" in sections else {"kind": content["kind"]})
        if "claims" in sections:
            self.claims.append(self._claim_rows(stated, anew=True))
        if "parties" in sections:
            self.parties.append(fresh(party_rows(stated.parties, stated.representations)))

    def command(self, number: str, case: uuid.UUID) -> RegisterCase:
        """The command of what was typed, with today for a date that is none (`check` tells of it)."""
        self.finish_editing()
        return self._stated(number, case)

    def changes(self, seen: RegisterCase, reason: str | None = None) -> AmendCase | None:
        """What must be amended so that a case seen so says what the form does; None if nothing.

        A cell that is open stays so, and what stands in it is not told yet.
        """
        return amending.amendment(seen, self._stated(seen.number, seen.case), reason)

    def _stated(self, number: str, case: uuid.UUID) -> RegisterCase:
        rows = self.parties.parties.rows()
        return RegisterCase(
            case=case,
            number=number,
            claims=tuple(self.claims.claims.stated(row) for row in self.claims.claims.rows()),
            parties=tuple(party_stated(row) for row in rows),
            representations=representations_stated(rows),
            **self.case.stated(),
        )

    # ------------------------------------------------------------------ what must be mended

    def check(self, command: RegisterCase) -> list[Found]:
        """Mark every problem at its field or cell; (sentence, where it is) in the order of the form."""
        self.clear_problems()
        today, claims = self._today(), self.claims.claims
        problems = [
            *self.case.problems(),
            *typed_problems(claims.rows(), list(claims.words), list(claims.ended)),
            *party_problems(self._words, self.parties.parties.rows(), today),
            *command.problems(today),
        ]
        return self.mark(problems, command)

    def mark(self, problems: Sequence[Problem], command: RegisterCase) -> list[Found]:
        """Show these problems of `command` where they belong, one at each place."""
        cells: dict[str, dict[tuple[int, str], str]] = {"claims": {}, "parties": {}}
        found: dict[Place, Found] = {}
        for problem in sorted(problems, key=in_order):
            place, sentence = place_of(problem, command), problem_sentence(problem)
            if problem.code == "lawyer_without_client":
                place = Place("clients", "parties", place.row)
            if place in found:
                continue
            if place.table:
                cells[place.table][place.row, place.field] = sentence
            else:
                self._mark_field(place.field, sentence)
            # As the table shows it, with its empty rows.
            shown = self.parties.parties.table_row(place.row) if place.table == "parties" else place.row
            found[place] = (row_named(place, shown, sentence), self._target(place))
        self.claims.claims.set_problems(cells["claims"])
        self.parties.set_problems(cells["parties"])
        return list(found.values())

    def clear_problems(self) -> None:
        """Forget what was told."""
        self.case.clear_problems()
        for table in (self.claims, self.parties):
            table.set_problem(None)
        self.claims.claims.set_problems({})
        self.parties.set_problems({})
        self._reason.setText("")
        self._claim_reason.setText("")

    def _mark_field(self, field: str, sentence: str) -> None:
        reasons = {"claims": (self.claims, self._claim_reason), "parties": (self.parties, self._reason)}
        if field in reasons:
            table, reason = reasons[field]
            table.set_problem(sentence)
            reason.setText(sentence)
        else:
            self.case.set_problem(field if field in self.case.names() else "kind", sentence)

    def _target(self, place: Place) -> Target:
        if place.table == "claims":
            return lambda: self.claims.focus_cell(place.row, place.field)
        if place.table == "parties":
            return lambda: self._go_to_party(place.row, place.field)
        if place.field in ("claims", "parties"):
            return self.claims if place.field == "claims" else self.parties
        return self.case.field(place.field if place.field in self.case.names() else "kind")

    def _go_to_party(self, row: int, field: str) -> None:
        if field in FIELDS:
            self.parties.focus_cell(row, field)
        else:
            self.parties.choose(row)
            self.details.target(field).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ within

    def _take_petition(self, text: str) -> bool:
        """Put several labelled lines where they belong; False if they tell nothing of the case."""
        lines = [cell for row in cells_of(text) for cell in row if cell] if several(text) else []
        told = petition_of(lines, self.parties.parties.role_titles())
        if told.head:
            self.case.put(told.head)
            self.parties.put_parties(told.parties)
        return bool(told.head)

    def _claim_rows(self, stated: RegisterCase, *, anew: bool) -> list[ClaimRow]:
        return claim_rows(stated.claims, case_words.claim_words(self._words, stated.kind, None), anew=anew)

    def _represents(self, role: str) -> bool:
        return role in self._roles and self._roles[role].represents

    def _kind_picked(self, kind: str) -> None:
        offered = case_words.claim_words(self._words, kind, self._today())
        keys = {word.key for word in offered}
        ended = [word for word in case_words.claim_words(self._words, kind, None) if word.key not in keys]
        self.claims.set_words(offered, ended)
        self.parties.set_roles(case_words.role_items(self._words, kind, self._today()))
        self._claims_card.set_title(_CLAIMS_TITLES.get(kind, "خواسته‌ها"))

    def _connect(self) -> None:
        self.case.kind_picked.connect(self._kind_picked)
        for section in (self.case, self.claims, self.parties):
            section.take_petition = self._take_petition
        for table in (self.claims, self.parties):
            table.changed.connect(self.changed)
            table.typing.connect(self.changed)
            table.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.case.changed.connect(self.changed)
        self.claims.said.connect(self._claim_words.setText)
        self.claims.reason.connect(self._claim_reason.setText)
        self.claims.done.connect(self.parties.setFocus)
        self.parties.reason.connect(self._reason.setText)
        self.parties.row_chosen.connect(self.details.show_row)
        self.details.other_wanted.connect(self.parties.step)

    def _lay_out(self) -> None:
        keys = "Insert افزودن · Ctrl+Delete حذف · Enter خانهٔ بعد"
        self._claims_card = Card("خواسته‌ها", f"{keys} · F4 فهرست")
        self._claims_card.body.addWidget(self.claims, 1)
        under = QHBoxLayout()
        under.addWidget(self._claim_words)
        under.addWidget(self._claim_reason, 1)
        self._claims_card.body.addLayout(under)
        parties = Card("طرفین پرونده", f"{keys} · F6 جزئیات · \u2066Ctrl+↑↓\u2069 طرف دیگر")
        parties.body.addWidget(self.parties, 1)
        parties.body.addWidget(self._reason)
        parties.body.addWidget(self.known)
        details = Card()
        details.setFixedWidth(_BESIDE_WIDTH)
        details.body.addWidget(self.details.heading)
        details.body.addWidget(Sheet(self.details), 1)
        for card in (self.case, self._claims_card, parties, details):
            card.tighten()
        self.claims.setMinimumHeight(100)
        self.parties.setMinimumHeight(132)
        entry = QVBoxLayout()
        entry.setSpacing(8)
        entry.addWidget(self._claims_card, 2)
        entry.addWidget(parties, 3)
        self.beside.setSpacing(8)
        self.beside.addWidget(details, 1)
        rows = QHBoxLayout()
        rows.setSpacing(8)
        rows.addLayout(entry, 1)
        rows.addLayout(self.beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.case)
        column.addLayout(rows, 1)

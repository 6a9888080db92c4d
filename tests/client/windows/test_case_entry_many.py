"""A case with as many parties and claims as there may be is still entered as any other."""

from __future__ import annotations

import dataclasses
import time
import uuid

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from client.models.claims import ClaimRow
from client.models.party_rows import ClientRow, PartyRow
from common.commands.cases import MOST_CLAIMS, MOST_PARTIES
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import LAWYER, MARYAM, Typist, entry, fill, rows, told

# A hundred times what it takes: this is about a form that hangs, the benches are about milliseconds.
USABLE_SECONDS = 0.5


def plaintiff(number: int) -> PartyRow:
    return dataclasses.replace(
        MARYAM, family=f"رضایی {number}", national_id="", id=str(uuid.UUID(int=number + 1))
    )


def test_two_hundred_parties_are_typed_among_listed_as_clients_kept_and_saved(
    open_window: OpenWindow, type_persian: Typist
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    people = [plaintiff(number) for number in range(MOST_PARTIES - 1)]
    lawyer = dataclasses.replace(LAWYER, clients=tuple(ClientRow(row.id) for row in people))
    fill(page, *people, lawyer)
    page.form.claims.set_rows([ClaimRow("102", str(number + 1)) for number in range(MOST_CLAIMS)])

    page.form.parties.choose(150)
    address = page.form.details.fields["address"]
    address.setFocus()
    began = time.perf_counter()
    type_persian(address, "قم، صفائیه")
    assert (time.perf_counter() - began) / len("قم، صفائیه") < USABLE_SECONDS
    assert page.form.parties.rows()[150].address == "قم، صفائیه"

    page.form.parties.choose(MOST_PARTIES - 1)
    assert len(page.form.details.clients.codes()) == MOST_PARTIES - 1
    draft = page.form.content()
    page.form.fill(draft)
    assert page.form.content() == draft

    page.form.parties.append([plaintiff(MOST_PARTIES)])
    QTest.keyClick(window, Qt.Key.Key_F9)
    (sentence,) = told(page)
    assert "۲۰۰" in sentence
    page.form.parties.choose(MOST_PARTIES)
    page.form.parties.remove_row()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert len(rows(window, "party")) == MOST_PARTIES
    assert len(rows(window, "claim")) == MOST_CLAIMS
    assert len(rows(window, "representation")) == MOST_PARTIES - 1
    assert page.form.is_empty()

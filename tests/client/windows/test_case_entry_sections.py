"""What the form asks for, by kind of case and by party; and that all of it is reached by keys."""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from client.models.claims import ClaimRow
from client.models.party_rows import ClientRow, PartyRow
from client.windows.case_entry import CaseEntryPage
from common.commands import CASE_FIELDS
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import (
    COMPANY,
    DEAF,
    LAWYER,
    MARYAM,
    Typist,
    add_branches,
    entry,
    fill,
    rows,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
PERSIAN = re.compile("[آ-ی]")
FOREIGNER = PartyRow("defendant", "foreigner", "عبدالرحمن", "احمدی", "P1234567", nationality="افغانستان")


@pytest.mark.parametrize("kind", ["civil", "criminal", "family", "enforcement"])
def test_each_kind_of_case_shows_its_own_section_and_no_other(open_window: OpenWindow, kind: str) -> None:
    page = entry(open_window(AUTHORITY, fill=add_branches))
    page.form.kind.set_code(kind)
    own = [name for fields in CASE_FIELDS.values() for name in fields]
    shown = [name for name in own if page.form.case.labelled(name).isVisible()]
    assert shown == list(CASE_FIELDS[kind])


def test_what_only_one_kind_has_is_not_sent_with_another(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY, fill=add_branches)
    page = entry(window)
    fill(page, kind="criminal")
    page.form.case.field("offence_place").set_value("میدان آزادی")
    page.form.kind.set_code("civil")
    page.form.claims.set_rows([ClaimRow("102", "")])
    assert page.save_case(keep_kind=False)
    assert rows(window, "court_case")[0].offence_place is None


def test_everything_stated_of_a_party_reaches_the_case(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    whole = dataclasses.replace(
        MARYAM, father="علی", birth_on="1360/05/06", nationality="ایران", postal_code="1234567890",
        mobile="09121234567", phone="02188776655", address="تهران، خیابان ولیعصر", flags=(DEAF,),
    )  # fmt: skip
    fill(page, whole, COMPANY, FOREIGNER, PartyRow("defendant", "unknown"), LAWYER)
    assert page.save_case(keep_kind=False), [link.accessibleName() for link in page.errors.links()]
    parties = {row.ordinal: row for row in rows(window, "party")}
    assert len(parties) == 5
    first = parties[1]
    assert (first.father, first.birth_on, first.mobile) == ("علی", "1981-07-28", "09121234567")
    assert (first.postal_code, first.phone, first.address) == (
        "1234567890",
        "02188776655",
        "تهران، خیابان ولیعصر",
    )
    assert [row.flag for row in rows(window, "party_flag")] == ["deaf"]
    (acts,) = rows(window, "representation")
    assert (acts.client, acts.document, acts.granted_on) == (first.id, "123", "2026-09-23")


def test_the_details_are_those_of_the_current_party(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, dataclasses.replace(MARYAM, father="علی"), COMPANY, LAWYER)
    details, parties = page.form.details, page.form.parties
    parties.choose(0)
    assert details.fields["father"].text() == "علی"
    assert not details.clients.isVisible()
    parties.choose(1)
    assert not details.fields["father"].isVisible()
    parties.choose(2)
    assert details.clients.isVisible()
    assert details.clients.codes() == [MARYAM.id]
    assert details.fields["document"].text() == "۱۲۳"
    assert "نرگس شریفی" in details.heading.accessibleName()


def test_ctrl_arrows_go_from_party_to_party_within_the_details(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM, COMPANY, LAWYER)
    address = page.form.details.fields["address"]
    address.setFocus()
    address.insert_text("قم")
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(address, key, CONTROL)
        assert page.form.parties.current_row() == row
        assert address.hasFocus()
    address.insert_text("تهران")
    assert [row.address for row in page.form.parties.rows()] == ["قم", "تهران", ""]


def test_nationality_is_asked_of_whom_a_national_id_does_not_tell_it(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM, FOREIGNER)
    nationality = page.form.details.fields["nationality"]
    page.form.parties.choose(0)
    assert not nationality.isVisible()
    page.form.parties.choose(1)
    assert nationality.isVisible()


def test_clients_and_flags_are_ticked_by_keys(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM, COMPANY, dataclasses.replace(LAWYER, clients=()))
    page.form.parties.choose(2)
    details = page.form.details
    details.clients.setFocus()
    QTest.keyClick(details.clients, Qt.Key.Key_Space)
    QTest.keyClick(details.clients, Qt.Key.Key_Down)
    QTest.keyClick(details.clients, Qt.Key.Key_Space)
    clients = page.form.parties.rows()[2].clients
    assert [client.party for client in clients] == [MARYAM.id, COMPANY.id]
    details.flags.setFocus()
    QTest.keyClick(details.flags, Qt.Key.Key_1)
    assert len(page.form.parties.rows()[2].flags) == 1


def test_a_flag_asks_for_its_detail_and_shows_at_the_row(
    open_window: OpenWindow, type_persian: Typist
) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, MARYAM)
    details = page.form.details
    assert not details.details["custody"].isVisible()
    details.flags.setFocus()
    codes = [flag.code for flag in details._kinds.values()]
    QTest.keyClick(details.flags, Qt.Key(Qt.Key.Key_1 + codes.index("custody")))
    assert details.details["custody"].isVisible()
    QTest.keyClick(details.flags, Qt.Key.Key_Tab)
    assert details.details["custody"].hasFocus()
    type_persian(details.details["custody"], "زندان مرکزی")
    assert page.form.parties.rows()[0].flags[0].detail == "زندان مرکزی"
    shown = page.form.parties.model().index(0, 5).data()
    assert shown.startswith("⚑")
    assert "بازداشت" in shown


def test_amounts_are_told_in_words_for_the_current_row(open_window: OpenWindow, type_persian: Typist) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page)
    claims = page.form.claims
    claims.setFocus()
    claims.setCurrentIndex(claims.claims.index(0, 1))
    assert page.form._claim_words.words() == "صد و بیست و پنج میلیون ریال"
    type_persian(claims, "۲")
    editor = claims.open_editor()
    assert editor is not None
    type_persian(editor, "م")
    assert page.form._claim_words.words() == "دو میلیون ریال"


def every_stop(page: CaseEntryPage, kind: str) -> list[Any]:
    fill(
        page, dataclasses.replace(MARYAM, national_id="1111111111", flags=(DEAF,)), COMPANY, LAWYER, kind=kind
    )
    found = []
    for row in range(3):
        page.form.parties.choose(row)
        page.form.kind.setFocus()
        for _ in range(40):
            at = QApplication.focusWidget()
            assert at is not None
            found.append(at)
            QTest.keyClick(at, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is page.form.kind:
                break
    return found


@pytest.mark.parametrize("kind", ["civil", "criminal", "family", "enforcement"])
def test_every_stop_of_the_tab_key_has_a_persian_name_and_goes_down_the_page(
    open_window: OpenWindow, kind: str
) -> None:
    page = entry(open_window(AUTHORITY, fill=add_branches))
    stops = every_stop(page, kind)
    assert len(set(stops)) >= 18
    heard = {QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name) for stop in stops}
    assert [name for name in heard if not PERSIAN.search(name)] == []
    for field in page.form.case.names():
        assert page.form.case.field(field) in stops
    case = [page.form.case.field(name) for name in page.form.case.names()]
    places = [field.mapTo(page, QPoint(field.width(), 0)) for field in case]
    assert all(
        after.y() > before.y() or after.x() < before.x() for before, after in itertools.pairwise(places)
    )


def test_f6_goes_from_section_to_section(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, MARYAM)
    page.form.kind.setFocus()
    heard = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        heard.append(window.focusWidget())
    assert heard == [page.form.claims, page.form.parties, page.form.details.fields["father"], page.save_next]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("kind", ["civil", "criminal", "family", "enforcement"])
def test_head_claims_parties_and_buttons_are_seen_at_once_and_no_word_is_cut(
    open_window: OpenWindow, qtbot: QtBot, kind: str, width: int, height: int
) -> None:
    window = open_window(AUTHORITY, fill=add_branches)
    window.showNormal()
    window.resize(width, height)
    page = entry(window)
    fill(page, MARYAM, COMPANY, FOREIGNER, LAWYER, kind=kind)
    page.form.parties.choose(3)
    qtbot.waitUntil(lambda: window.width() == width)
    QApplication.processEvents()
    assert page.area.verticalScrollBar().maximum() == 0
    assert page.area.horizontalScrollBar().maximum() == 0
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.sizeHint().width() <= label.width() + 1, label.text()
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            assert button.sizeHint().width() <= button.width() + 1, button.text()


def test_a_row_may_act_for_several_and_forgets_who_is_removed(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    both = dataclasses.replace(LAWYER, clients=(ClientRow(MARYAM.id), ClientRow(COMPANY.id)))
    fill(page, MARYAM, COMPANY, both)
    stated = page.form.command("140000000000000000", page._case_id())
    assert len(stated.representations) == 2
    page.form.parties.choose(0)
    page.form.parties.remove_row()
    stated = page.form.command("140000000000000000", page._case_id())
    assert [str(row.client) for row in stated.representations] == [COMPANY.id]

"""Windows of several people at one centre: what one does, the other sees without asking."""

from pathlib import Path
from typing import Any

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client import connection
from client.application import Application
from client.models.claims import ClaimRow
from client.sync.session import ServerAddress
from client.widgets.party_model import PartyRow
from client.windows.case_entry import CaseEntryPage
from client.windows.desk_cases import DeskCasesPage
from client.windows.inbox import InboxPage
from client.windows.main_window import MainWindow
from client.windows.referral_desk import ReferralDeskPage
from tests.client.windows import offline
from tests.client.windows.conftest import At
from tests.server.world import PASSWORD, Province


def open_page(window: MainWindow, name: str) -> Any:
    window.activateWindow()
    window.open_page(name)
    return window.current()


def told(page: Any, field: str) -> Any:
    """A field of the first row; None while the row is changing its place."""
    return getattr(page.model.row(0), field, None)


def fill(page: CaseEntryPage, charge: str = "306") -> None:
    page.form.kind.set_code("criminal")
    page.form.subject.set_value("مزاحمت تلفنی")
    page.form.claims.set_rows([ClaimRow(charge, "")])
    page.form.parties.set_rows(
        [
            PartyRow("complainant", "person", "مریم", "رضایی", "0499370899"),
            PartyRow("accused", "person", "علی", "کیانی", ""),
        ]
    )


def test_a_case_goes_from_registration_to_the_hands_of_a_branch(at: At, qtbot: QtBot) -> None:
    authority, clerk = at("authority"), at("clerk2")
    assert not authority.notice.isVisible()
    entry = open_page(authority, "case_entry")
    fill(entry)
    assert entry.save_case(keep_kind=False)
    desk = open_page(authority, "referral_desk")
    assert isinstance(desk, ReferralDeskPage)
    qtbot.waitUntil(lambda: told(desk, "pending") is False)
    desk.branches.setCurrentIndex(desk.branches_model.index(desk.branches_model.row_of(2) or 0, 0))
    QTest.keyClick(desk.cases, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    inbox = open_page(clerk, "inbox")
    assert isinstance(inbox, InboxPage)
    qtbot.waitUntil(lambda: told(inbox, "subject") == "مزاحمت تلفنی")
    inbox.activate()
    QTest.keyClick(inbox.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert inbox.model.rowCount() == 0

    in_hand = open_page(clerk, "desk_cases")
    assert isinstance(in_hand, DeskCasesPage)
    qtbot.waitUntil(lambda: told(in_hand, "archive") == "۰۵۰۰۰۰۱")
    qtbot.waitUntil(lambda: told(in_hand, "parties") == "مریم رضایی، علی کیانی")
    qtbot.waitUntil(lambda: told(in_hand, "pending") is False)


def test_what_the_centre_rejects_comes_back_into_its_form(at: At, qtbot: QtBot) -> None:
    window = at("authority")
    entry = open_page(window, "case_entry")
    fill(entry)
    command = entry.form.command(window.session.next_number("case"), entry._case_id())
    wrong = {"claims": [{**command.payload()["claims"][0], "code": "no such"}]}
    window.session.issue(type(command).from_payload(command.payload() | wrong), window.session.roles[0].desk)
    entry.form.clear()
    qtbot.waitUntil(lambda: len(window.session.attention()) == 1)
    window.open_page("case_entry", window.session.attention()[0])
    assert entry.form.subject.value() == "مزاحمت تلفنی"
    assert entry.notice.isVisibleTo(window)
    entry.form.claims.set_rows([ClaimRow("306", "")])
    assert entry.save_case(keep_kind=False)
    qtbot.waitUntil(lambda: window.session.outbox_counts().waiting == 0)
    assert window.session.attention() == ()


def test_the_program_shows_the_sign_in_and_then_the_main_window(
    qtbot: QtBot, database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Province(database).close()
    arguments = database.superuser
    server = ServerAddress(arguments["host"], arguments["port"], arguments["dbname"])
    monkeypatch.setattr(keyring, "get_keyring", offline.Drawer)
    connection.keep(tmp_path / "given.json", server)
    application = Application(tmp_path / "home", tmp_path / "given.json")
    application.start()
    qtbot.addWidget(application.sign_in)
    application.sign_in.login.set_value("clerk2")
    application.sign_in.password.setText(PASSWORD)
    application.sign_in.try_to_enter()
    qtbot.waitUntil(lambda: application.window is not None)
    assert application.window is not None
    qtbot.addWidget(application.window)
    assert "شعبه ۱ کیفری دو" in application.window.windowTitle()
    assert not application.sign_in.isVisible()
    assert application.window.isMaximized()
    assert connection.read(tmp_path / "home" / "connection.json").server == server
    application.close()

"""The administrator's page: desks and accounts, to be read."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import update

from client.sync.cache import Cache
from client.sync.cache_tables import REFERENCES
from client.windows.main_window import MainWindow
from client.windows.people import PeoplePage
from tests.client.windows import offline
from tests.client.windows.conftest import OpenWindow
from tests.client.windows.filled_cache import BRANCH

ADMINISTRATOR = offline.desk_role(BRANCH, "administrator", ())
OFFICER = offline.desk_role(BRANCH, "enquiry_officer", ())
HEAD = offline.desk_role(BRANCH, "district_head", ())


def lock_nouri(cache: Cache) -> None:
    account = REFERENCES["account"]
    with cache.write() as connection:
        connection.execute(update(account).where(account.c.login == "h.nouri").values(locked=True))


def people(window: MainWindow) -> PeoplePage:
    page = window.current()
    assert isinstance(page, PeoplePage)
    return page


def shown(model: Any) -> list[list[str]]:
    for row in range(model.rowCount()):
        model.row(row)
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_administrator_lands_on_the_desks_and_accounts(open_window: OpenWindow) -> None:
    page = people(open_window(ADMINISTRATOR, fill=lock_nouri))
    assert page.search.hasFocus()
    desks = shown(page.desks_model)
    assert ["معاونت ارجاع مجتمع قضایی شهید بهشتی", "ارجاع", "حوزه قضایی شهرستان مرکز", "D5"] in desks
    assert shown(page.accounts_model) == [
        ["مریم رضایی", "m.rezaei", "باز"],
        ["حسین نوری", "h.nouri", "■ بسته"],
    ]


def test_one_search_finds_desks_and_people_in_any_spelling(
    open_window: OpenWindow, type_persian: Any
) -> None:
    page = people(open_window(ADMINISTRATOR))
    type_persian(page.search, "رضايي")
    assert [row[1] for row in shown(page.accounts_model)] == ["m.rezaei"]
    assert page.desks_model.rowCount() == 0
    page.search.clear()
    type_persian(page.search, "تجديدنظر ٧")
    assert [row[3] for row in shown(page.desks_model)] == ["D40"]
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.desks_model.rowCount() == 5


@pytest.mark.parametrize("desk", [ADMINISTRATOR, OFFICER, HEAD], ids=lambda desk: str(desk["role"]))
def test_who_gives_no_command_has_no_queue(open_window: OpenWindow, desk: Any) -> None:
    window = open_window(desk)
    assert "outbox" not in {button.entry.name for button in window.nav.buttons()}
    assert not window.bar.outbox.isVisible()
    seen = []
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert window.bar.outbox not in seen

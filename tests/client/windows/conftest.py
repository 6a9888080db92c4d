"""Main windows over a real session while the centre is away."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from client.models.bridge import Bridge
from client.models.later import finish_background
from client.models.words import Words
from client.sync.cache import Cache
from client.sync.session import ServerAddress, Session
from client.windows.amend_case import AmendCasePage
from client.windows.case_entry import CaseEntryPage
from client.windows.case_file import CaseFilePage
from client.windows.decision import DecisionPage
from client.windows.main_window import MainWindow
from tests.client.sync.headless import QUICK, MemoryKeyring
from tests.client.windows import offline
from tests.client.windows.at_centre import show
from tests.client.windows.filled_cache import BRANCH, REFERRAL
from tests.server.world import PASSWORD, Province

Fill = Callable[[Cache], object]
OpenWindow = Callable[..., MainWindow]
At = Callable[[str], MainWindow]
CLERK = offline.desk_role(BRANCH, "clerk", offline.BRANCH_KINDS)
JUDGE = offline.desk_role(BRANCH, "judge", ("prepare_decision", "sign_decision"))
AUTHORITY = offline.desk_role(REFERRAL, "referral_authority", offline.REFERRAL_KINDS)


@pytest.fixture(scope="session")
def drawer() -> offline.Drawer:
    """A keyring after an online sign-in, one for all; what its password's stretching is worth others test."""
    return offline.quicken(offline.drawer_of())


@pytest.fixture
def open_main(qtbot: QtBot) -> Iterator[Callable[[Session], MainWindow]]:
    """Opens the main window over a session, in front; window and session are closed with the test."""
    opened: list[tuple[Bridge, Session]] = []

    def open_it(session: Session) -> MainWindow:
        bridge, words = Bridge(session), Words(session.cache)
        words.follow(bridge)
        opened.append((bridge, session))
        window = MainWindow(session, bridge, words, "0.1.0")
        qtbot.addWidget(window, before_close_func=lambda _window: _forget_drafts(window))
        show(window, qtbot)
        return window

    yield open_it
    finish_background()
    for bridge, session in opened:
        bridge.close()
        session.close()


@pytest.fixture
def open_window(
    open_main: Callable[[Session], MainWindow], tmp_path: Path, drawer: offline.Drawer
) -> OpenWindow:
    """Opens the main window of a user with `desks`, over a cache that `fill` wrote into; again if asked."""

    def open_it(*desks: dict[str, Any], fill: Fill = lambda _cache: None, home: str = "home") -> MainWindow:
        folder = tmp_path / home
        if not folder.exists():
            offline.begin(folder, drawer, list(desks), fill)
        return open_main(offline.enter(folder, drawer))

    return open_it


@pytest.fixture
def at(province: Province, open_main: Callable[[Session], MainWindow], tmp_path: Path) -> At:
    """Opens the main window of a person, who is signed in at the centre."""
    arguments = province.database.superuser
    centre = ServerAddress(arguments["host"], arguments["port"], arguments["dbname"])

    def open_it(login: str) -> MainWindow:
        return open_main(
            Session.sign_in(tmp_path / login, centre, login, PASSWORD, keyring=MemoryKeyring(), pace=QUICK)
        )

    return open_it


def _forget_drafts(window: MainWindow) -> None:
    """A window with half-typed forms would ask before it closes, and nobody answers here."""
    for page in map(window.page, ("case_entry", "amend_case", "case_file", "decision")):
        if isinstance(page, CaseEntryPage | DecisionPage):
            page.form.clear()
        elif isinstance(page, AmendCasePage):
            page.forget()
        elif isinstance(page, CaseFilePage):
            page.editors.close_all()

"""The lists of a desk: nothing, a little and 3,000 rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from sqlalchemy import update

from client.models.papers import DOCKET_SHEET
from client.sync.cache import Cache
from client.sync.cache_tables import ENTITIES
from client.windows.case_papers import PaperList, offer_papers, open_paper
from client.windows.main_window import MainWindow
from tests.bench.real_window import type_in
from tests.client.windows import case_stories, filled_cache, offline
from tests.client.windows.case_stories import LONG_NAME, LONG_SUBJECT
from tests.client.windows.filled_cache import REFERRAL, TODAY
from tests.pictures.case_scenes import CLERK, opened
from tests.pictures.gallery import Scene, settle, wait_for

COUNTS = (0, 3, 3000)
_AUTHORITY = offline.desk_role(REFERRAL, "referral_authority", offline.REFERRAL_KINDS)


def _page(name: str, count: int) -> Callable[[MainWindow], None]:
    def act(window: MainWindow) -> None:
        window.open_page(name)
        page = window.current()
        assert page is not None
        # Long lists come in parts, the rest in the background.
        wait_for(lambda: sum(table.model().rowCount() for table in page.findChildren(QTableView)) >= count)

    return act


def _cases(count: int) -> Callable[[Cache], object]:
    def fill(cache: Cache) -> None:
        cases = filled_cache.add_cases(cache, count)
        if cases:
            case_stories.tell_all(cache, cases[0])
            case_stories.change_case(cache, cases[1], subject=LONG_SUBJECT)
            case_stories.add_party(cache, cases[1], 3, "defendant", None, LONG_NAME)

    return fill


def taken_up(count: int) -> Callable[[Cache], object]:
    """So many cases that the branch took up today, the first with a long story."""

    def fill(cache: Cache) -> None:
        _cases(count)(cache)
        entry = ENTITIES["docket_entry"]
        with cache.write() as connection:
            connection.execute(update(entry).values(opened_at=f"{TODAY.isoformat()}T04:30:00.000000Z"))

    return fill


def _waiting(count: int) -> Callable[[Cache], object]:
    return lambda cache: filled_cache.add_cases(cache, count, REFERRAL, entries=False)


def _announced(count: int) -> Callable[[Cache], object]:
    return lambda cache: filled_cache.add_announcements(cache, count)


def _papers(window: MainWindow) -> None:
    page = opened(window)
    assert isinstance(offer_papers(page, filled_cache.case_id(0)), PaperList)


def _paper(window: MainWindow) -> None:
    page = opened(window)
    paper = open_paper(page, filled_cache.case_id(0), DOCKET_SHEET)
    assert paper is not None
    wait_for(lambda: paper.sheet.view.page_count() > 0)


def _looked_up(window: MainWindow) -> None:
    opened(window)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    type_in("@شریفی")


_LISTS = (
    ("inbox", CLERK, _announced),
    ("referral-desk", _AUTHORITY, _waiting),
    ("desk-cases", CLERK, _cases),
    ("day-list", CLERK, taken_up),
)

SCENES = (
    *(
        Scene(f"{name}-{count}", (desk,), _page(name.replace("-", "_"), count), fill(count))
        for name, desk, fill in _LISTS
        for count in COUNTS
    ),
    Scene("papers", (CLERK,), _papers, _cases(3)),
    Scene("paper-shown", (CLERK,), _paper, _cases(3)),
    Scene("search", (CLERK,), _looked_up, _cases(3)),
)

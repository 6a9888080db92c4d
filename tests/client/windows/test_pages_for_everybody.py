"""What holds for every page: each stop of the Tab key has a Persian name, and no word is cut."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from client.sync.cache import Cache
from client.windows.main_window import MainWindow
from client.windows.page import Page
from tests.client.windows import case_rows, filled_cache, offline
from tests.client.windows.conftest import JUDGE, OpenWindow
from tests.client.windows.filled_cache import BRANCH

MANAGER = offline.desk_role(BRANCH, "branch_manager", offline.BRANCH_KINDS)
OFFICER = offline.desk_role(BRANCH, "enquiry_officer", ())
PERSIAN = re.compile("[آ-ی]")


def a_full_case(cache: Cache) -> None:
    """A case with twenty parties of long names, under way for the second time."""
    (case,) = filled_cache.add_cases(cache, 1)
    for ordinal in range(3, 21):
        case_rows.put_row(
            cache, "party", id=str(uuid.uuid5(uuid.UUID(case), f"party{ordinal}")), case_id=case,
            ordinal=ordinal, role="defendant", kind="legal", national_id="10100123456", given=None,
            family="شرکت سرمایه‌گذاری و توسعهٔ صنایع معدنی و فلزات خاورمیانه (سهامی خاص)",
            sort_key="", search_key="",
        )  # fmt: skip
    case_rows.add_referral(cache, case)
    case_rows.add_decision(cache, case, "signed")
    case_rows.add_seal(cache, case, "locked", tries=5)
    filled_cache.add_cases(cache, 1, first=1)
    filled_cache.add_announcements(cache, 4, first=40)


PAGES = [
    (MANAGER, "case_file", filled_cache.case_id(0)),
    (MANAGER, "decision", filled_cache.case_id(1)),
    (MANAGER, "send_up", filled_cache.case_id(0)),
    (MANAGER, "open_seal", filled_cache.case_id(43)),
    (MANAGER, "report", None),
    (MANAGER, "outbox", None),
    (JUDGE, "case_file", filled_cache.case_id(1)),
    (OFFICER, "enquiry", None),
]


def page_of(open_window: OpenWindow, desk: dict[str, Any], name: str, argument: object) -> Page:
    window: MainWindow = open_window(desk, fill=a_full_case)
    window.open_page(name, argument)
    page = window.current()
    assert page is window.page(name)
    assert page is not None
    return page


def visible(page: Page) -> list[QWidget]:
    return [widget for widget in page.findChildren(QWidget) if widget.isVisible()]


@pytest.mark.parametrize(("desk", "name", "argument"), PAGES)
def test_each_stop_of_the_tab_key_has_a_persian_name(
    open_window: OpenWindow, desk: dict[str, Any], name: str, argument: object
) -> None:
    page = page_of(open_window, desk, name, argument)
    stops = [widget for widget in visible(page) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops
    assert [widget for widget in stops if not PERSIAN.search(widget.accessibleName())] == []
    assert page.title


@pytest.mark.parametrize(("desk", "name", "argument"), PAGES)
def test_no_word_of_a_label_or_button_is_cut_on_the_office_screen(
    open_window: OpenWindow, desk: dict[str, Any], name: str, argument: object
) -> None:
    page = page_of(open_window, desk, name, argument)
    assert page.width() <= 1366 - 196
    for widget in visible(page):
        if isinstance(widget, QLabel | QPushButton) and widget.text():
            wanted = widget.sizeHint().width()
            wrapped = isinstance(widget, QLabel) and widget.wordWrap()
            assert wrapped or widget.width() >= wanted, widget.text()
            if wrapped:
                assert widget.height() >= widget.heightForWidth(widget.width()) - 1, widget.text()

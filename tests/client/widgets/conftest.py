"""Pages to put widgets on, as the clerk meets them: shown, active, focused."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 25)  # 4 Azar 1405

Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows widgets under each other on an active page, with a plain field after them."""

    def on_a_page(*widgets: QWidget, width: int = 1120, height: int = 600) -> QWidget:
        page = QWidget()
        qtbot.addWidget(page)
        column = QVBoxLayout(page)
        for widget in widgets:
            column.addWidget(widget)
        after = QLineEdit()
        after.setAccessibleName("پس از آن")
        column.addWidget(after)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        widgets[0].setFocus()
        QApplication.processEvents()
        on_a_page.pages.append(page)  # type: ignore[attr-defined]  # keeps the page alive through the test
        return page

    on_a_page.pages = []  # type: ignore[attr-defined]
    return on_a_page


@pytest.fixture
def today() -> date:
    """The day of the tests, 4 Azar 1405."""
    return TODAY

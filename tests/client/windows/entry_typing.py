"""How the tests of the entry form type into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import insert, select

from client.models.claims import ClaimRow
from client.models.party_rows import ClientRow, FlagRow, PartyRow
from client.sync.cache import Cache
from client.sync.cache_tables import REFERENCES, VIEWS
from client.widgets.picker import Picker
from client.windows.case_entry import CaseEntryPage
from client.windows.main_window import MainWindow

Typist = Callable[[QWidget, str], None]
MARYAM = PartyRow("plaintiff", "person", "مریم", "رضایی‌نژاد", "0499370899")
COMPANY = PartyRow("defendant", "entity", "", "شرکت پارس کیان", "10380284790")
LAWYER = PartyRow(
    "lawyer",
    "person",
    "نرگس",
    "شریفی",
    "",
    clients=(ClientRow(MARYAM.id),),
    document="۱۲۳",
    granted_on="1405/07/01",
)
DEAF = FlagRow("deaf")


def entry(window: MainWindow) -> CaseEntryPage:
    """F3."""
    QTest.keyClick(window, Qt.Key.Key_F3)
    page = window.current()
    assert isinstance(page, CaseEntryPage)
    return page


def type_case(page: CaseEntryPage, type_persian: Any, subject: str = "مطالبه وجه چک") -> None:
    """As a clerk does: by keys alone, from field to field."""
    form = page.form
    form.kind.setFocus()
    form.kind.selectAll()
    type_persian(form.kind, "حقوقی")
    QTest.keyClick(form.kind, Qt.Key.Key_Tab)
    form.subject.setFocus()
    type_persian(form.subject, subject)
    form.claims.setFocus()
    for letter in "۱۰۲":
        # The first letter opens the cell's editor, which has the focus from then on.
        type_persian(page.window().focusWidget(), letter)
    editor = form.claims.indexWidget(form.claims.currentIndex())
    assert isinstance(editor, Picker)
    QTest.keyClick(editor.popup(), Qt.Key.Key_Return)
    assert form.claims.currentIndex().column() == 1
    for letter in "۱۲۵ میلیون":
        type_persian(page.window().focusWidget(), letter)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()  # the editor closes a moment after the key, which then moves on
    assert form.claims.currentIndex().row() == 1
    form.parties.set_rows([MARYAM])


def fill(
    page: CaseEntryPage, *parties: PartyRow, subject: str = "مطالبه وجه چک", kind: str = "civil"
) -> None:
    """A whole case at once."""
    page.form.kind.set_code(kind)
    page.form.subject.set_value(subject)
    page.form.claims.set_rows([ClaimRow("102", "125000000")])
    page.form.parties.set_rows(list(parties or (MARYAM,)))


def cases(window: MainWindow) -> list[Any]:
    """The cases this user sees, by number."""
    return rows(window, "court_case", "number")


def rows(window: MainWindow, table: str, order: str = "id") -> list[Any]:
    """The rows of a table as the windows see them."""
    view = VIEWS[table]
    with window.session.cache.read() as connection:
        return list(connection.execute(select(view).order_by(view.c[order])))


def told(page: CaseEntryPage) -> list[str]:
    """The sentences of the summary."""
    return [link.accessibleName() for link in page.errors.links()]


def add_branches(cache: Cache) -> None:
    """Branches of every kind, so that every kind of case is offered."""
    kinds = (("criminal_two", "کیفری دو"), ("family", "خانواده"))
    with cache.write() as connection:
        for number, (kind, title) in enumerate(kinds, 41):
            connection.execute(
                insert(REFERENCES["desk"]).values(
                    id=number, code=f"D{number}", kind="branch", branch_kind=kind, body=3, district=1,
                    number=number, title=f"شعبه {number} دادگاه {title}", sort_key="", active=True,
                )
            )  # fmt: skip

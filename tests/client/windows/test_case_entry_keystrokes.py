"""How many keys a whole case takes: a count, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from client.models.later import finish_background
from tests.client.windows.clerk import Clerk, civil_case, criminal_case
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import add_branches, rows

MOST_KEYS, MOST_SECONDS = 120, 60


@pytest.mark.parametrize(
    ("enter", "kind", "roles"),
    [
        (civil_case, "civil", ["plaintiff", "defendant"]),
        (criminal_case, "criminal", ["complainant", "accused"]),
    ],
)
def test_a_case_of_two_parties_takes_fewer_than_120_keys_besides_its_texts(
    open_window: OpenWindow, enter: Callable[[], Clerk], kind: str, roles: list[str]
) -> None:
    window = open_window(AUTHORITY, fill=add_branches)
    clerk = enter()
    finish_background()
    QApplication.processEvents()
    (case,) = rows(window, "court_case")
    (claim,) = rows(window, "claim")
    parties = rows(window, "party", "ordinal")
    assert case.kind == kind
    assert case.paper_on == "2026-11-19"
    assert claim.amount == (125_000_000 if kind == "civil" else None)
    assert claim.code == ("102" if kind == "civil" else "105")
    assert [party.role for party in parties] == roles
    assert [(party.national_id, party.family, party.father, party.mobile) for party in parties] == [
        ("0499370899", "رضایی‌نژاد", "محمد", "09351234567"),
        ("4398013083", "موسوی", "حسین", "09121234567"),
    ]
    assert all("پلاک" in party.address for party in parties)
    if kind == "criminal":
        assert (case.offence_on, case.offence_place) == ("2026-11-11", "قم، خیابان صفائیه")
    assert clerk.pressed.total() < MOST_KEYS, clerk.table()
    assert clerk.seconds() < MOST_SECONDS, clerk.table()

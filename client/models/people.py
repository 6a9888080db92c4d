"""The desks of the province and the accounts, as the reference rows of the cache tell of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QAbstractItemView
from sqlalchemy import select

from client.models.words import Words
from client.style import palette
from client.sync.cache import Cache
from client.sync.cache_tables import REFERENCES
from client.widgets.table import Column, LazyTableModel
from common.text import persian_digits, search_key

DESK_KINDS = {
    "branch": "شعبه",
    "referral": "ارجاع",
    "enquiry": "استعلام",
    "district": "حوزهٔ قضایی",
    "province": "دادگستری استان",
    "administration": "راهبری سامانه",
}
"""Kind of a desk -> what it is called."""


@dataclasses.dataclass(frozen=True)
class ListedDesk:
    """A desk that is at work; `district` is a title, empty for desks of the whole province."""

    id: int
    code: str
    title: str
    kind: str
    district: str


@dataclasses.dataclass(frozen=True)
class ListedAccount:
    """A person's login."""

    login: str
    name: str
    locked: bool


class FoundRows(LazyTableModel):
    """Rows of `read()` whose words, as the columns show them, hold all that was typed, in any spelling."""

    def __init__(
        self,
        columns: Sequence[Column],
        read: Callable[[], Sequence[Any]],
        identify: Callable[[Any], object],
        parent: Any = None,
    ) -> None:
        self._read = read
        self._typed: list[str] = []
        self._all: list[tuple[str, Any]] = []
        self._found: list[Any] = []
        super().__init__(
            columns,
            lambda offset, limit: self._found[offset : offset + limit],
            lambda: len(self._found),
            identify,
            parent,
        )
        self.refresh()

    def refresh(self, view: QAbstractItemView | None = None) -> None:
        """Read the rows anew."""
        self._all = [
            (search_key(" ".join(column.show(row) for column in self._columns)), row) for row in self._read()
        ]
        self._find(view)

    def narrow(self, typed: str, view: QAbstractItemView | None = None) -> None:
        """Show the rows that hold every word of `typed`."""
        self._typed = [search_key(word) for word in typed.split()]
        self._find(view)

    def _find(self, view: QAbstractItemView | None) -> None:
        self._found = [row for key, row in self._all if all(word in key for word in self._typed)]
        self.reload(view)


class DesksModel(FoundRows):
    """Rows are `ListedDesk`, those of one kind of title together, by number."""

    def __init__(self, cache: Cache, words: Words, parent: Any = None) -> None:
        columns = (
            Column("میز", lambda row: persian_digits(row.title)),
            Column("گونه", lambda row: DESK_KINDS.get(row.kind, row.kind)),
            Column("حوزه", lambda row: persian_digits(row.district)),
            Column("کد", lambda row: row.code),
        )
        super().__init__(columns, lambda: listed_desks(cache, words), lambda row: row.id, parent)

    def tip(self, row: ListedDesk) -> str:
        return f"\u200f{persian_digits(row.title)}\n{persian_digits(row.district)}"


class AccountsModel(FoundRows):
    """Rows are `ListedAccount` by family name; a locked one is marked."""

    def __init__(self, cache: Cache, parent: Any = None) -> None:
        columns = (
            Column("نام", lambda row: row.name),
            Column("نام کاربری", lambda row: row.login),
            Column("وضعیت", lambda row: "■ بسته" if row.locked else "باز"),
        )
        super().__init__(columns, lambda: listed_accounts(cache), lambda row: row.login, parent)

    def colour(self, row: ListedAccount) -> str | None:
        return palette.WARNING if row.locked else None


def listed_desks(cache: Cache, words: Words) -> list[ListedDesk]:
    """All desks at work, in the order of `Words.desks`."""
    district = REFERENCES["district"]
    with cache.read() as connection:
        titles = {row.id: row.title for row in connection.execute(select(district.c.id, district.c.title))}
    return [
        ListedDesk(desk.id, desk.code, desk.title, desk.kind, titles.get(desk.district, ""))
        for desk in words.desks()
    ]


def listed_accounts(cache: Cache) -> list[ListedAccount]:
    """All accounts, by family name."""
    account = REFERENCES["account"]
    with cache.read() as connection:
        rows = connection.execute(select(account).order_by(account.c.sort_key, account.c.login))
        return [ListedAccount(row.login, f"{row.given} {row.family}", bool(row.locked)) for row in rows]

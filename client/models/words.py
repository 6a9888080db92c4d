"""The titles of desks, people and codes, as the centre told them last."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from typing import Any

from sqlalchemy import select

from client.models.bridge import Bridge
from client.sync.cache import Cache
from client.sync.cache_tables import REFERENCES
from client.sync.events import CacheChanged
from common.text import persian_digits, sort_key

_DIGITS = re.compile(r"[0-9۰-۹]+")


@dataclasses.dataclass(frozen=True)
class Desk:
    """A desk; `kind` is branch, referral, enquiry, district, province or administration."""

    id: int
    code: str
    kind: str
    branch_kind: str | None
    body: int | None
    district: int | None
    number: int | None
    title: str
    sort_key: str
    active: bool


@dataclasses.dataclass(frozen=True)
class Code:
    """A word of a list: its title, the group it stands in, and its attributes."""

    kind: str
    code: str
    title: str
    group: str
    attributes: dict[str, Any]
    valid_from: str | None
    valid_to: str | None
    merged_into: str | None

    def offered(self, day: date) -> bool:
        """Whether it may be chosen on `day`."""
        if self.merged_into is not None:
            return False
        on = day.isoformat()
        return (self.valid_from or on) <= on <= (self.valid_to or on)


def desk_order(desk: Desk) -> tuple[str, int, int]:
    """Desks of one kind stand together, by number: «شعبهٔ ۲» before «شعبهٔ ۱۲»."""
    return (sort_key(_DIGITS.sub("", desk.title)), desk.number or 0, desk.id)


class Words:
    """Read once from the cache, again by `reload`; unknown ids are shown as they are."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self.reload()

    def follow(self, bridge: Bridge) -> None:
        """Reload when reference rows change. Call it before windows connect to the bridge."""
        bridge.cache_changed.connect(self._changed)

    def reload(self) -> None:
        """Read desks, bodies, accounts and codes anew."""
        with self._cache.read() as connection:
            desks = connection.execute(select(REFERENCES["desk"])).mappings().all()
            bodies = connection.execute(select(REFERENCES["body"])).all()
            accounts = connection.execute(select(REFERENCES["account"])).all()
            table = REFERENCES["code"]
            codes = (
                connection.execute(select(table).order_by(table.c.kind, table.c.sort_key)).mappings().all()
            )
        self._desks = {row["id"]: Desk(**(dict(row) | {"active": bool(row["active"])})) for row in desks}
        self._in_order = sorted((desk for desk in self._desks.values() if desk.active), key=desk_order)
        self._bodies = {row.id: row.title for row in bodies}
        self._people = {row.login: f"{row.given} {row.family}" for row in accounts}
        self._codes: dict[str, dict[str, Code]] = {}
        for row in codes:
            self._codes.setdefault(row["kind"], {})[row["code"]] = _code(row)

    def desk(self, desk: int) -> Desk | None:
        """The desk of that id."""
        return self._desks.get(desk)

    def desks(self) -> list[Desk]:
        """All active desks: those of one kind together, by number («شعبهٔ ۲» before «شعبهٔ ۱۰»)."""
        return list(self._in_order)

    def desk_title(self, desk: int | None) -> str:
        """«شعبهٔ ۳ دادگاه عمومی حقوقی …» with Persian digits."""
        if desk is None:
            return ""
        known = self._desks.get(desk)
        return persian_digits(known.title if known else f"میز {desk}")

    def short_title(self, desk: int | None, body: int | None) -> str:
        """The title of a desk without the name of its judicial body, for readers of the same `body`."""
        title = self.desk_title(desk)
        known = self._desks.get(desk) if desk is not None else None
        if known is None or known.body is None or known.body != body:
            return title
        return title.removesuffix(self.body_title(known.body)).strip() or title

    def body_title(self, body: int | None) -> str:
        """The title of a judicial body (complex), or nothing."""
        return persian_digits(self._bodies.get(body, "")) if body is not None else ""

    def person(self, login: str | None) -> str:
        """The full name of a login."""
        return self._people.get(login, login) if login else ""

    def code(self, kind: str, code: str) -> Code | None:
        """The code of that kind."""
        return self._codes.get(kind, {}).get(code)

    def code_title(self, kind: str, code: str | None) -> str:
        """The title of a code."""
        if not code:
            return ""
        known = self.code(kind, code)
        return persian_digits(known.title) if known else persian_digits(code)

    def codes(self, kind: str, day: date | None = None) -> tuple[Code, ...]:
        """The codes of `kind` in alphabetical order: those offered on `day`, or all there ever were."""
        codes = self._codes.get(kind, {}).values()
        return tuple(code for code in codes if day is None or code.offered(day))

    def _changed(self, change: CacheChanged) -> None:
        if change.reference:
            self.reload()


def _code(row: Any) -> Code:
    attributes = row["attributes"]
    return Code(
        kind=row["kind"],
        code=row["code"],
        title=row["title"],
        group=row["class"] or "",
        attributes=json.loads(attributes) if isinstance(attributes, str) else attributes or {},
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        merged_into=row["merged_into"],
    )

"""What is left when all has ended: what each workstation told its user, and the rows of its cache."""

from __future__ import annotations

import collections
import dataclasses
import json
import os
import threading
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from common.read_models import CASE_TABLES, FEED_COLUMNS

Line = dict[str, Any]
Row = tuple[Any, ...]


class Journal:
    """What the screen acknowledged, each line on disk before the next thing happens. Any thread may write."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._lock = threading.Lock()

    def write(self, what: str, **told: Any) -> None:
        """Append a line and wait for the disk."""
        line = json.dumps({"what": what, **told}, ensure_ascii=False) + "\n"
        with self._lock:
            os.write(self._file, line.encode())
            os.fsync(self._file)


def journal(path: Path) -> list[Line]:
    """The lines of a journal; one that was cut off by a kill was acknowledged to nobody."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


@dataclasses.dataclass
class Cached:
    """The rows of a cache: what the centre told, what is only foretold, and the commands in their order."""

    login: str
    access: dict[tuple[str, int], tuple[int, int]]
    rows: dict[str, dict[str, dict[str, Row]]]
    foretold: int
    outbox: list[Line]
    damage: str


def cached(path: Path, key: str, login: str) -> Cached:
    """Read a cache file as any program with its key might; its own program may be at work on it."""
    connection = dbapi2.connect(str(path), timeout=10, isolation_level=None)
    try:
        connection.execute(f"""pragma key = "x'{key}'" """)
        connection.execute("begin")
        rows: dict[str, dict[str, dict[str, Row]]] = collections.defaultdict(dict)
        foretold = 0
        for table in (table.name for table in CASE_TABLES):
            columns = FEED_COLUMNS[table]
            case = columns.index("id" if table == "court_case" else "case_id")
            for row in connection.execute(f'select {", ".join(columns)} from "{table}" where layer = 0'):
                rows[row[case]].setdefault(table, {})[row[0]] = row
            foretold += connection.execute(f'select count(*) from "{table}" where layer = 1').fetchone()[0]
        access = connection.execute("select case_id, desk, level, stamp from access").fetchall()
        commands = connection.execute("select id, sequence, state, tries from outbox order by sequence")
        outbox = [
            dict(zip(("id", "sequence", "state", "tries"), row, strict=True)) for row in commands.fetchall()
        ]
        damage = "; ".join(row[0] for row in connection.execute("pragma integrity_check") if row[0] != "ok")
    finally:
        connection.close()
    return Cached(
        login, {(case, desk): (level, stamp) for case, desk, level, stamp in access}, dict(rows), foretold,
        outbox, damage,
    )  # fmt: skip


@dataclasses.dataclass
class Station:
    """One workstation: its name, who works there, its journal and at the end its cache."""

    name: str
    login: str
    lines: list[Line]
    cache: Cached

    @property
    def forgotten(self) -> set[str]:
        """Commands given after a backup was made that was put back later: what was not sent is gone."""
        return {
            line["id"]
            for place, put_back in enumerate(self.lines)
            if put_back["what"] == "put back"
            for line in self.lines[put_back["since"] : place]
            if line["what"] == "issued"
        }

    def tells(self, what: str) -> bool:
        """Whether the journal has a line of that kind."""
        return any(line["what"] == what for line in self.lines)


def station(folder: Path, name: str, login: str) -> Station | None:
    """What lies in a workstation's folder (journal, keyring.json, the cache); None before it was used."""
    files = list((folder / "workstations").glob("*.cache"))
    if not files:
        return None
    entries = json.loads((folder / "keyring.json").read_text())
    key = next(value for entry, value in entries.items() if entry.endswith("#cache-key"))
    return Station(name, login, journal(folder / "journal"), cached(files[0], key, login))

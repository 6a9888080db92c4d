"""A cache that can't be used any more is put aside whole; what nobody else knows moves into a new one.

That is the queue of commands, the drafts, the leased numbers, what was read, and who the user is: the tables
of ``cache_tables.KEPT``. Code lists move along if they are whole, so that forms work before the centre is
heard again; cases come by the feed. Killed at any point, the next start goes on or begins again.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from client.sync import outbox
from client.sync.cache import Cache, recall, remember
from client.sync.cache_tables import KEPT, REFERENCES, draft, lease
from client.sync.cache_tables import outbox as outbox_table
from client.sync.disk_troubles import refusal_of_file
from client.sync.salvage import DamagedFile

_FACT = "rescue"
_BUILDING, _REBUILT, _ASIDE = ".building", ".rebuilt-", ".aside-"


@dataclasses.dataclass(frozen=True)
class Rescue:
    """What became of a cache.

    `reason`: cache_damaged, cache_older (a backup was put back), or the code of CacheRefused it was put
    aside for; `aside`: the file name it has now, "" if it stays in use; `waiting` and `drafts`: how many
    commands to be sent and drafts moved on. `lost`: places of the outbox that could not be read, without
    those that the centre turns out to have; None if nothing tells which there were.
    """

    reason: str
    aside: str
    waiting: int
    drafts: int
    lost: tuple[int, ...] | None

    @property
    def complete(self) -> bool:
        """Whether nothing is missing that waited to be sent."""
        return self.lost == ()


def rebuild(path: Path, key: bytes, reason: str, now: datetime) -> Cache:
    """Put the cache at `path` aside and open a new one with all that can be read of it.

    Raises CacheUnwritable if there is no room: then the old file stands where it stood.
    """
    when = f"{now:%Y%m%dT%H%M%S%f}"
    building = path.with_suffix(_BUILDING)
    _remove(building)
    fresh = Cache(building, key)
    try:
        with fresh.write() as connection, contextlib.closing(DamagedFile(path, key)) as old:
            waiting, drafts, lost = _move(old, connection)
            aside = path.with_suffix(f"{_ASIDE}{when}").name
            keep(connection, Rescue(reason, aside, waiting, drafts, lost))
        fresh.checkpoint()
    finally:
        fresh.close()
    try:
        # From here on the new file counts, whatever happens.
        building.rename(path.with_suffix(f"{_REBUILT}{when}"))
    except OSError as error:
        raise refusal_of_file(error) from error
    finish(path)
    return Cache(path, key)


def finish(path: Path) -> None:
    """Go on with a rebuilding that was interrupted after the new file was whole; forget one before that."""
    try:
        _remove(path.with_suffix(_BUILDING))
        for rebuilt in path.parent.glob(f"{path.stem}{_REBUILT}*"):
            aside = path.with_suffix(f"{_ASIDE}{rebuilt.suffix.removeprefix(_REBUILT)}")
            for ending in ("-wal", "-shm", ""):
                with contextlib.suppress(FileNotFoundError):
                    Path(f"{path}{ending}").rename(f"{aside}{ending}")
            rebuilt.rename(path)
    except OSError as error:
        raise refusal_of_file(error) from error


def read(connection: Connection) -> Rescue | None:
    """What the user has not yet been told of."""
    told = recall(connection, _FACT)
    if told is None:
        return None
    return Rescue(**{**told, "lost": None if told["lost"] is None else tuple(told["lost"])})


def keep(connection: Connection, rescue: Rescue | None) -> None:
    """Tell the user of it; None: he knows."""
    remember(connection, _FACT, None if rescue is None else dataclasses.asdict(rescue))


def miss(connection: Connection, places: Iterable[int] | None) -> None:
    """This cache is older than the one used last: these places of its outbox are missing, None if nothing
    tells which. A rescue that found it so is told with it."""
    queue, found = outbox.counts(connection), read(connection)
    drafts = connection.exec_driver_sql("select count(*) from draft").scalar_one()
    told = found or Rescue("cache_older", "", queue.waiting, drafts, ())
    lost = None if places is None or told.lost is None else (*told.lost, *places)
    keep(connection, dataclasses.replace(told, lost=lost))


def heard(connection: Connection, sequence: int) -> None:
    """The centre has this workstation's commands up to `sequence`. They were sent in order, so those before
    it were answered: none of them is lost."""
    told = read(connection)
    if told is not None and told.lost:
        keep(connection, dataclasses.replace(told, lost=tuple(n for n in told.lost if n > sequence)))


def _move(old: DamagedFile, connection: Connection) -> tuple[int, int, tuple[int, ...] | None]:
    """Move what can be read; `waiting`, `drafts` and `lost` of the Rescue."""
    reached = old.last_sequence(outbox_table)
    found = {table.name: old.rows(table, reached if table is outbox_table else None) for table in KEPT}
    for table in KEPT:
        _store(connection, table, found[table.name].rows)
    for table in REFERENCES.values():
        rows = old.rows(table)
        if rows.whole:
            _store(connection, table, rows.rows)
    queue = found[outbox_table.name]
    if not found[lease.name].whole:
        # What is left of a block may have been given out by a row that is missing.
        connection.execute(lease.delete())
    outbox.begin_after(connection, reached or 0)
    waiting = sum(row["state"] == outbox.WAITING for row in queue.rows)
    lost, before = queue.unreadable, read(connection)
    if before is not None:
        # Told of, and not yet heard.
        lost = None if lost is None or before.lost is None else (*before.lost, *lost)
    return waiting, len(found[draft.name].rows), lost


def _store(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        connection.execute(insert(table).prefix_with("or ignore").values(row))


def _remove(path: Path) -> None:
    for ending in ("-wal", "-shm", ""):
        Path(f"{path}{ending}").unlink(missing_ok=True)

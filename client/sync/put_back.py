"""A cache of yesterday, put back by a backup, is told from the one used last and gives no number again.

Three witnesses, for no one of them sees everything: a mark in the keyring, renewed at each start; the file
beside the cache, which counts (`witness.py`); and the centre, which knows how far this workstation's commands
had come. What was sent since comes back by the feed; a command sent twice is answered from the centre's log.
"""

from __future__ import annotations

import uuid

from sqlalchemy import Connection

from client.sync import leases, outbox, rescue
from client.sync.cache import Cache, recall, remember
from client.sync.keys import Keys
from client.sync.witness import Witness

_MARKS = "starts"


def begin(cache: Cache, keys: Keys, witness: Witness) -> None:
    """At the start of a program: see whether this is the file that was used here last, and mark it anew."""
    known, mark = keys.cache_mark(cache.path), str(uuid.uuid4())
    with cache.write() as connection:
        marks = recall(connection, _MARKS, [])
        reached, told = outbox.last_place(connection), witness.testimony
        counted_more = told.sequence > reached or told.taken > leases.taken(connection)
        if counted_more or (known is not None and marks and known not in marks):
            # Without counts to go by, nobody knows what the lost copy held.
            rescue.miss(connection, range(reached + 1, told.sequence + 1) if counted_more else None)
            _skip(connection, told.sequence, told.taken)
        # Both, since a crash may come before the keyring has the new one.
        remember(connection, _MARKS, [known, mark])
        witness.note(sequence=outbox.last_place(connection), taken=leases.taken(connection))
    keys.renew_cache_mark(cache.path, mark)


def hear(connection: Connection, sequence: int) -> None:
    """The centre's greeting tells the last place of this workstation's outbox that it knows."""
    if sequence > outbox.last_place(connection):
        rescue.miss(connection, None)
        _skip(connection, sequence, 0)
    rescue.heard(connection, sequence)


def _skip(connection: Connection, sequence: int, taken: int) -> None:
    outbox.begin_after(connection, sequence)
    leases.drop(connection, taken)

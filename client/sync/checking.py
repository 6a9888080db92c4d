"""Once a day, while the user works, every page of the cache is read: damage is found before it is needed.

What only this file knows is read at each start (`signing_in.py`); the whole takes 0.5 s for 100 MB on a good
disk and some seconds on a branch's old one: nobody should wait for it each morning.
"""

from __future__ import annotations

import contextlib
import threading
from datetime import date
from typing import Any

from client.sync.cache import Cache, recall, remember
from client.sync.refusals import CacheRefused

_CHECKED = "checked"


class Checking:
    """A thread that reads the cache through, if that was not done on `today`; `stop` ends it at once.

    Damage shows in ``Cache.trouble``: the user is told, and the next start rebuilds the cache.
    """

    def __init__(self, cache: Cache, today: date) -> None:
        self._cache = cache
        self._today = today.isoformat()
        self._stopping = threading.Lock()
        self._stopped = False
        self._connection: Any = None
        self._thread = threading.Thread(target=self._run, name="kelaseh-check", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End it, done or not."""
        with self._stopping:
            self._stopped = True
            if self._connection is not None:
                self._connection.interrupt()
        self._thread.join()

    def _run(self) -> None:
        # What is found stands in `Cache.trouble`; if the disk takes no more, the check is made another time.
        with contextlib.suppress(CacheRefused):
            with self._cache.read() as connection:
                if self._stopped or recall(connection, _CHECKED) == self._today:
                    return
            try:
                whole = self._cache.check(limit=self._hold)
            finally:
                self._hold(None)
            if whole:
                with self._cache.write() as connection:
                    remember(connection, _CHECKED, self._today)

    def _hold(self, connection: Any) -> None:
        # Only while it reads: an idle connection keeps the interruption and fails at its last checkpoint.
        with self._stopping:
            self._connection = connection

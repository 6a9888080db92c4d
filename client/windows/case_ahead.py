"""The next cases of a list are read before they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from client.models.case_file import CaseFile, read_case
from client.sync.cache import Cache

_SOON_MS = 30
_KEPT = 4


class ReadAhead(QObject):
    """`take` answers at once for a case that `expect` named; what changed meanwhile is `forget`-ed."""

    def __init__(self, cache: Cache, parent: QObject) -> None:
        super().__init__(parent)
        self._cache = cache
        self._ready: dict[str, CaseFile | None] = {}
        self._expected: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON_MS)
        self._timer.timeout.connect(self._read_one)

    def expect(self, *cases: str | None) -> None:
        """Read these once the window has drawn what it shows now."""
        self._expected = [case for case in cases if case and case not in self._ready]
        if self._expected:
            self._timer.start()

    def take(self, case_id: str) -> CaseFile | None:
        """The case; it is not kept, for it will be shown and may be changed."""
        if case_id in self._ready:
            return self._ready.pop(case_id)
        return read_case(self._cache, case_id)

    def forget(self, cases: frozenset[str]) -> None:
        """These have changed."""
        for case in cases:
            self._ready.pop(case, None)

    def is_ready(self, case_id: str) -> bool:
        """Whether `take` need not read."""
        return case_id in self._ready

    def _read_one(self) -> None:
        case = self._expected.pop(0)
        self._ready[case] = read_case(self._cache, case)
        while len(self._ready) > _KEPT:
            self._ready.pop(next(iter(self._ready)))
        if self._expected:
            self._timer.start()

"""Whether all that a desk sees has come from the centre: until then an empty list proves nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import select

from client.sync.cache_tables import cursor
from client.sync.session import Session

_LOOK_MS = 250


class Arrivals(QObject):
    """Follows the first filling of the cache for one desk."""

    changed = Signal(bool)
    """Rows are still to come (True), or all are here."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = 0
        self.under_way = False
        # A page of nothing, the last of a fill, changes no row and is announced by nobody.
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def follow(self, desk: int) -> None:
        """From now on it is about that desk."""
        self._desk = desk
        self.look()

    def look(self) -> None:
        """Look anew; tells what has changed."""
        under_way = self._lacks_rows()
        if under_way and not self._timer.isActive():
            self._timer.start()
        elif not under_way:
            self._timer.stop()
        if under_way != self.under_way:
            self.under_way = under_way
            self.changed.emit(under_way)

    def _lacks_rows(self) -> bool:
        if not self._desk:
            return False
        with self._session.cache.read() as connection:
            filling = connection.execute(
                select(cursor.c.filling).where(cursor.c.key == str(self._desk))
            ).scalar_one_or_none()
        return self._session.online if filling is None else bool(filling)

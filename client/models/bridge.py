"""From the link's thread to the windows' thread: what a session tells, as Qt signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from client.sync.events import Answered, CacheChanged, Event, LinkChanged, RolesChanged
from client.sync.session import Session

# Changes within this time are told as one, so that a batch of answers makes every list read once.
_GATHER_MS = 40


class Bridge(QObject):
    """Signals arrive on the thread that made the bridge, one after another."""

    link_changed = Signal(object)
    """client.sync.events.LinkChanged"""
    cache_changed = Signal(object)
    """client.sync.events.CacheChanged; several in quick succession are told as one"""
    answered = Signal(object)
    """client.sync.events.Answered"""
    roles_changed = Signal()
    """``session.roles`` has been replaced"""

    _arrived = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: frozenset[str] = frozenset()
        self._reference = False
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._tell_changes)
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._cancel = session.subscribe(self._arrived.emit)

    def close(self) -> None:
        """Hear no more of the session."""
        self._cancel()
        self._gather.stop()

    def _tell(self, event: Event) -> None:
        if isinstance(event, CacheChanged):
            self._cases |= event.cases
            self._reference |= event.reference
            if not self._gather.isActive():
                self._gather.start()
        elif isinstance(event, LinkChanged):
            self.link_changed.emit(event)
        elif isinstance(event, Answered):
            self.answered.emit(event)
        elif isinstance(event, RolesChanged):
            self.roles_changed.emit()

    def _tell_changes(self) -> None:
        change = CacheChanged(self._cases, self._reference)
        self._cases, self._reference = frozenset(), False
        self.cache_changed.emit(change)

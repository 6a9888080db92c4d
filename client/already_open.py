"""The program that holds a user's data on this computer can be called to the front by a second one.

Who may work is decided by the lock beside the cache alone (``client.sync.file_lock``); this is a courtesy,
and without it the second program still says that the first is open.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from client.sync.address import ServerAddress

_WAIT_MS = 1000


def name_of(home: Path, server: ServerAddress, login: str) -> str:
    """The name the program of that user on that folder is called by; it tells none of them."""
    owner = f"{login}@{server} in {home.resolve()}"
    return f"kelaseh-{hashlib.sha256(owner.encode()).hexdigest()[:24]}"


class Summons(QObject):
    """Listens while the user's data is held. Make it only then: it takes the place of one that was killed."""

    summoned = Signal()
    """A second program was started: show the window."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
            self.summoned.emit()


def summon(name: str) -> bool:
    """Call the program of that name to the front; whether there is one. Blocks for a second at most."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    # Only a living program can be connected to; it shows itself as soon as it is asked.
    return bool(socket.waitForConnected(_WAIT_MS))

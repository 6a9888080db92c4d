"""The status bar: link, outbox and last sync on the right; date, user and version on the left."""

from PySide6.QtWidgets import QStatusBar, QWidget

from client.widgets.status_bar.last_sync import LastSync
from client.widgets.status_bar.link_state import LinkState
from client.widgets.status_bar.outbox_count import OutboxCount
from client.widgets.status_bar.today import Today
from client.widgets.status_bar.user import User
from client.widgets.status_bar.version import Version


class StatusBar(QStatusBar):
    """Each item is told what to show through its own slot; the bar only places them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName("نوار وضعیت")
        self.link = LinkState()
        self.outbox = OutboxCount()
        self.last_sync = LastSync()
        self.today = Today()
        self.user = User()
        self.version = Version()
        on_the_right: tuple[QWidget, ...] = (self.link, self.outbox, self.last_sync)
        on_the_left: tuple[QWidget, ...] = (self.today, self.user, self.version)
        for item in on_the_right:
            self.addWidget(item)
        for item in on_the_left:
            self.addPermanentWidget(item)

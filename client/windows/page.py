"""What every page of the main window is: a title, a way in, a way out, and nothing kept that is not seen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.empty_state import EmptyState
from client.widgets.label import Label

ARRIVING = "پرونده‌های این میز از مرکز می‌رسد…"


class Page(QWidget):
    """A page acts for one desk (`role`); choosing another desk makes new pages.

    Subclasses set `title` and fill `column`, whose first row (`head`) holds the title at the right and has
    room for a search field at the left.
    """

    title = ""
    fed = False
    """Whether its lists show what the centre tells of the desk (then an empty one may still be filling)."""

    navigated = Signal(str, object)
    """(page, argument): open that page; use `navigate`."""
    said = Signal(str)
    """A thing is done: a sentence for the toast; use `say`."""
    left = Signal()
    """Go back to the page before; use `leave`."""

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.bridge = bridge
        self.words = words
        self.role = role
        self.setObjectName("page")
        self.setAccessibleName(self.title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 14, 20, 10)
        self.column.setSpacing(8)
        self.heading = Label(self.title, "title")
        self.arriving = False
        """Whether rows of the desk are still to come from the centre."""

    def open(self, argument: object) -> None:
        """What `navigate` was given (mostly a case's id); called before `activate`."""

    def activate(self) -> None:
        """The page has come to the front: put the focus where work begins."""

    def panes(self) -> list[QWidget]:
        """Where F6 goes within the page, in reading order."""
        return []

    def unsaved(self) -> bool:
        """Whether something typed has not been saved; asked when the window closes."""
        return False

    def show_arriving(self, arriving: bool) -> None:
        """While rows of the desk are still to come, empty lists do not say that there is nothing."""
        self.arriving = arriving
        if self.fed:
            for state in self.findChildren(EmptyState):
                state.wait_for(ARRIVING if arriving else "")

    def keep_draft(self) -> None:
        """Save what is half typed as a draft now; the window closes."""

    def navigate(self, page: str, argument: object = None) -> None:
        """Open `page` of the navigation table, telling it `argument`."""
        self.navigated.emit(page, argument)

    def say(self, sentence: str) -> None:
        """Tell calmly that something is done."""
        self.said.emit(sentence)

    def leave(self) -> None:
        """Back to the page before this one."""
        self.left.emit()

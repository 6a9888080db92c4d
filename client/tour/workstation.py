"""One person before one screen of the tour: the whole program, with a home of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog

from client.application import Application
from client.connection import DemoUser
from client.sync.session import Session
from client.tour.driver import Driver, UnmetError
from client.tour.screen import picture
from client.windows.main_window import MainWindow
from client.windows.page import Page
from common.text import clean

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=QDialog)


class Workstation:
    """`user` at the program; pictures of it go to `out`."""

    def __init__(self, driver: Driver, user: DemoUser, home: Path, server_file: Path, out: Path) -> None:
        self.driver = driver
        self.user = user
        self._out = out
        self.application = driver.gui(lambda: Application(home, server_file))

    # ------------------------------------------------------------------ in and out

    def sign_in(self, *, remember: bool = False, picture_name: str = "") -> None:
        """Type name and password; with a password remembered here before, only the name."""
        form = self.application.sign_in
        self.driver.gui(self.application.start)
        self.driver.activate(form)
        self.driver.press_until_focus("Tab", form.login)
        self.driver.type(self.user.login)
        self.driver.press("Tab")
        self.driver.until(lambda: self.driver.focus_in(form.password), "the field for the password")
        self.driver.type(self.user.password)
        if remember:
            self.driver.press("Tab", "Space")
            self.driver.until(form.remember.isChecked, "the tick at remembering the password")
        if picture_name:
            self.take_picture(picture_name)
        self.driver.press_until_focus("Tab", form.enter)
        self._enter()

    def sign_in_remembered(self) -> None:
        """Type the name only: the keyring has the password."""
        form = self.application.sign_in
        self.driver.gui(self.application.start)
        self.driver.activate(form)
        self.driver.press_until_focus("Tab", form.login)
        self.driver.type(self.user.login)
        self.driver.press("Tab")
        self.driver.until(lambda: bool(form.password.text()), "the remembered password in its field")
        self._enter()

    def _enter(self) -> None:
        form = self.application.sign_in
        self.driver.press("Return")

        def inside() -> bool:
            problems = (
                form.login_field.problem(),
                form.password_field.problem(),
                form.server_field.problem(),
            )
            if told := next(filter(None, problems), None):
                raise UnmetError(f"the sign-in says: {told}")
            return self.application.window is not None

        self.driver.until(inside, f"the window of {self.user.login}")
        self.driver.activate(self.window)

    def close(self) -> None:
        """Leave the program."""
        window = self.application.window

        def leave() -> None:
            if window is not None:
                window.hide()
            self.application.sign_in.close()
            self.application.close()
            self.driver.kept.append(self.application)

        self.driver.gui(leave)

    # ------------------------------------------------------------------ looking

    @property
    def window(self) -> MainWindow:
        """The main window."""
        window = self.application.window
        if window is None:
            raise UnmetError(f"{self.user.login} is not signed in")
        return window

    @property
    def session(self) -> Session:
        """The session, for what no window shows (ids); what is shown is looked at in windows."""
        return self.window.session

    def page(self, name: str, kind: type[P]) -> P:
        """The page in front, which must be `name`; waits for it."""

        def in_front() -> Page | None:
            page = self.window.page(name)
            return page if page is not None and page is self.window.current() else None

        page = self.driver.until(in_front, f"the page {name} of {self.user.login}")
        assert isinstance(page, kind)
        return page

    def sit_down(self) -> None:
        """Bring this screen to the front: from now on the keys go here."""
        self.driver.activate(self.window)

    def take_picture(self, name: str, *, toast: bool = False) -> None:
        """Keep the screen as `name`.png, once everything on it is drawn.

        toast: with the word that something is done; else as it is once that has gone by itself.
        """
        # Twice through the event loop: layouts and lists that were just told something settle in the first.
        self.driver.gui(QApplication.processEvents)

        def take() -> None:
            window = self.application.window or self.application.sign_in
            if isinstance(window, MainWindow) and not toast:
                window.toast.hide()
            if not picture(window).save(str(self._out / f"{name}.png")):
                raise OSError(f"the picture {name} could not be written")

        self.driver.gui(take)

    def sees_in(self, view: QAbstractItemView, text: str) -> bool:
        """Whether some row of the list says `text`. For `until`: call it on the windows' thread."""
        return row_with(view.model(), text) is not None

    def go_to_row(self, view: QAbstractItemView, text: str) -> None:
        """Step through the list with Down until the row that says `text`."""
        place = self.driver.until(
            lambda: _place(row_with(view.model(), text)), f"«{text}» in «{view.accessibleName()}»"
        ) - 1  # fmt: skip
        self.driver.press("Ctrl+Home" if _is_grid(view) else "Home")
        self.driver.until(lambda: view.currentIndex().row() == 0, "the first row")
        if place > view.model().rowCount() / 2:
            self.driver.press("Ctrl+End" if _is_grid(view) else "End")
            last = self.driver.gui(view.model().rowCount) - 1
            self.driver.until(lambda: view.currentIndex().row() == last, "the last row")
            self.driver.press(*["Up"] * (last - place))
        else:
            self.driver.press(*["Down"] * place)
        self.driver.until(lambda: view.currentIndex().row() == place, f"the row of «{text}»")

    def dialog(self, kind: type[D]) -> D:
        """The dialog that stands over the window; waits for it."""

        def over() -> D | None:
            top = QApplication.activeWindow()
            return top if isinstance(top, kind) and top.isVisible() else None

        return cast(D, self.driver.until(over, f"a dialog ({kind.__name__})"))

    def leave_dialog(self) -> None:
        """Esc closes the dialog in front."""
        self.driver.press("Esc")
        self.driver.until(
            lambda: not isinstance(QApplication.activeWindow(), QDialog), "the dialog closed by Esc"
        )
        self.sit_down()

    def until(self, seen: Callable[[], Any], what: str) -> Any:
        """As `Driver.until`."""
        return self.driver.until(seen, f"{what} ({self.user.login})")


def row_with(model: QAbstractItemModel, text: str) -> int | None:
    """The first row in which a column says `text`; spaces, and how digits are written, do not matter."""
    sought = _bare(text)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            if sought in _bare(str(model.index(row, column).data() or "")):
                return row
    return None


def _bare(text: str) -> str:
    return clean(text).replace(" ", "")


def _place(row: int | None) -> int:
    """From 1, so that the first row counts as seen."""
    return 0 if row is None else row + 1


def _is_grid(view: QAbstractItemView) -> bool:
    return view.model().columnCount() > 1

"""The one window of a signed-in user: pages at the left of a dark bar, what is amiss above, state below."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from client.models.arrivals import Arrivals
from client.models.bridge import Bridge
from client.models.counts import counts
from client.models.words import Words
from client.sync.events import Answered, LinkChanged
from client.sync.session import DeskRole, Session
from client.widgets.key_hint import Key
from client.widgets.notice_strip import NoticeStrip
from client.widgets.shortcut_sheet import ShortcutSheet
from client.widgets.status_bar.bar import StatusBar
from client.widgets.toast import Toast
from client.windows.command_palette import Act, CommandPalette
from client.windows.confirm import confirm
from client.windows.nav_bar import NavBar
from client.windows.navigation import PageEntry, permitted_pages
from client.windows.page import Page
from client.windows.scan import ScanWatcher
from client.windows.toast_place import lay_over
from common import errors, jalali

PRODUCT = "کلاسه"
_TICK_MS, _GATHER_MS = 20_000, 20
_LEAST_WIDTH, _LEAST_HEIGHT = 1024, 640


class MainWindow(QMainWindow):
    """Holds a page per entry of the navigation table, made when first opened."""

    def __init__(self, session: Session, bridge: Bridge, words: Words, version: str = "") -> None:
        super().__init__()
        self.session = session
        self.bridge = bridge
        self.words = words
        self._role = session.roles[0] if session.roles else DeskRole(0, "", frozenset())
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._way: list[str] = []
        self._link_code: str | None = None
        self._nav_keys: list[Key] = []
        self._arrivals = Arrivals(session, self)
        self.scan = ScanWatcher(self)
        self.nav = NavBar()
        self.notice = NoticeStrip()
        self.stack = QStackedWidget()
        self.bar = StatusBar()
        self._place()
        self.toast = Toast(parent=self.centralWidget())
        self._add_keys()
        self._connect()
        self.bar.version.show_version(version)
        self._act_as(self._role)
        self._show_link(session.link)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.resize(1366, 768)

    # ------------------------------------------------------------------ pages

    def open_page(self, name: str, argument: object = None) -> None:
        """Bring the page `name` to the front; one the user may not open is not there (nothing happens)."""
        entry = self._entries.get(name)
        if entry is None:
            return
        page = self._pages.get(name) or self._make(entry)
        if not self._way or self._way[-1] != name:
            # A page of the menu begins a new way; others can be left again.
            self._way = [name] if entry.icon else [*(way for way in self._way if way != name), name]
        if argument is not None:
            page.open(argument)
        self.stack.setCurrentWidget(page)
        self.nav.show_page(name)
        page.activate()

    def page(self, name: str) -> Page | None:
        """The page of that name, if it was opened."""
        return self._pages.get(name)

    def current(self) -> Page | None:
        """The page in front."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def back(self) -> None:
        """To the page before; from a page of the menu, nowhere."""
        if len(self._way) > 1:
            self._way.pop()
            self.open_page(self._way[-1])

    def act_as(self, desk: int) -> None:
        """Act for another of the user's desks: its pages are made anew."""
        for role in self.session.roles:
            if role.desk == desk and role != self._role:
                self._act_as(role)

    def _act_as(self, role: DeskRole) -> None:
        self._role = role
        for page in self._pages.values():
            page.keep_draft()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._way = []
        entries = permitted_pages(role, self.words.desk(role.desk))
        self._entries = {entry.name: entry for entry in entries}
        menu = [entry for entry in entries if entry.icon]
        self.nav.set_desks(self.session.roles or (role,), role, self.words, self.session.name)
        self.nav.set_pages(menu)
        self._bind_menu(menu)
        # Who gives no command has no queue.
        self.bar.outbox.setVisible("outbox" in self._entries)
        self._arrivals.follow(role.desk)
        self.setWindowTitle(f"{PRODUCT} — {self.words.desk_title(role.desk)}")
        if menu:
            self.open_page(menu[0].name)
        self._refresh()

    def _make(self, entry: PageEntry) -> Page:
        page = entry.load()(self.session, self.bridge, self.words, self._role)
        page.navigated.connect(self.open_page)
        page.said.connect(self.say)
        page.left.connect(self.back)
        page.show_arriving(self._arrivals.under_way)
        self._arrivals.changed.connect(page.show_arriving)
        self._pages[entry.name] = page
        self.stack.addWidget(page)
        return page

    def _bind_menu(self, menu: list[PageEntry]) -> None:
        for key in self._nav_keys:
            key.setParent(None)
            key.deleteLater()
        self._nav_keys = []
        for place, entry in enumerate(menu, 1):
            for key_name in filter(None, (entry.key, f"Alt+{place}")):
                opened = partial(self.open_page, entry.name)
                self._nav_keys.append(Key(key_name, entry.title, opened, self))

    # ------------------------------------------------------------------ what is told

    def say(self, sentence: str) -> None:
        """Say calmly that a thing is done."""
        self.toast.say(sentence)
        self._place_toast()

    def _show_link(self, link: LinkChanged) -> None:
        if self._link_code in ("disk_full", "cache_unwritable") and not link.code:
            # What was typed while the disk took nothing is kept now, without waiting for another key.
            for page in self._pages.values():
                if page.unsaved():
                    page.keep_draft()
        self._link_code = link.code
        self.bar.link.show_state(link.state, link.rtt_ms)
        if link.code:
            self.notice.show_notice(errors.sentence(link.code, {}))
        elif link.state == "offline":
            self.notice.show_notice("ارتباط با مرکز قطع است؛ کار شما ذخیره و نوبت می‌شود")
        else:
            self.notice.clear()
        self._soon.start()

    def _show_answer(self, answer: Answered) -> None:
        if answer.status == "rejected":
            # A page may deal with it at once, as the one for opening a seal does with a wrong password.
            QTimer.singleShot(0, self, lambda: self._tell_rejected(answer.id))
        self._soon.start()

    def _tell_rejected(self, command: uuid.UUID) -> None:
        if any(waiting.id == command for waiting in self.session.attention()):
            self.say("مرکز درخواستی را نپذیرفت؛ «نیازمند توجه» را ببینید")

    def _refresh(self) -> None:
        found = counts(self.session, self._role.desk)
        self.nav.set_counts(found)
        self._arrivals.look()
        queue = self.session.outbox_counts()
        self.bar.outbox.show_counts(queue.waiting, queue.rejected)
        self._tick()

    def _tick(self) -> None:
        self.bar.today.show_date(self.session.today())
        if self.session.online:
            self.bar.last_sync.show_time(datetime.now(jalali.TEHRAN))

    def _roles_changed(self) -> None:
        roles = {role.desk: role for role in self.session.roles}
        now = roles.get(self._role.desk) or next(iter(roles.values()), DeskRole(0, "", frozenset()))
        if now != self._role:
            self._act_as(now)
        else:
            self.nav.set_desks(self.session.roles, now, self.words, self.session.name)

    # ------------------------------------------------------------------ keys and closing

    def show_keys(self) -> None:
        """The sheet of keys (Ctrl+F1)."""
        ShortcutSheet.of_window(self).exec()

    def show_palette(self) -> CommandPalette:
        """The command palette (Ctrl+K)."""
        acts = [
            Act(key.sentence, key.shown, key.activated.emit)
            for key in self.findChildren(Key)
            if key.isEnabled()
            and key is not self._palette_key
            and isinstance(holder := key.parent(), QWidget)
            and holder.isVisibleTo(self)
        ]
        # A page has its own key and Alt with its place; one line of the palette is enough.
        unique = {act.words: act for act in reversed(acts)}
        palette = CommandPalette(
            list(reversed(unique.values())),
            self.session.cache,
            self.words,
            lambda case: self.open_page("case_file", case),
            self,
        )
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.show_over(self)
        return palette

    def next_pane(self) -> None:
        """F6: from the bar to the parts of the page, to the outbox, and round again."""
        page = self.current()
        panes: list[QWidget] = [self.nav.first_focus(), *(page.panes() if page else [])]
        if "outbox" in self._entries:
            panes.append(self.bar.outbox)
        focus = self.focusWidget()
        inside = [pane for pane in panes if focus is pane or (focus is not None and pane.isAncestorOf(focus))]
        place = panes.index(inside[-1]) if inside else -1
        panes[(place + 1) % len(panes)].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            self.session.in_front(self.isActiveWindow())
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Half-typed forms are kept as drafts; still, say so before leaving them."""
        pages = [page for page in self._pages.values() if page.unsaved()]
        for page in pages:
            page.keep_draft()
        titles = "»، «".join(page.title for page in pages)
        question = f"«{titles}» هنوز ذخیره نشده است"
        kept = "آنچه نوشته‌اید پیش‌نویس شد و در ورود بعدی همان‌جا هست."
        if pages and not confirm(self, question, "بستن برنامه", kept):
            event.ignore()
            return
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_toast()

    def _place(self) -> None:
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QHBoxLayout()
        strip.setContentsMargins(20, 8, 20, 0)
        strip.addWidget(self.notice)
        column.addLayout(strip)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.bar)
        self.bar.user.show_user(self.session.name)

    def _place_toast(self) -> None:
        """Once the page in front has laid itself out."""
        QTimer.singleShot(0, self, lambda: lay_over(self.stack.currentWidget(), self.toast))

    def _add_keys(self) -> None:
        Key("Ctrl+F1", "فهرست کلیدها", self.show_keys, self)
        self._palette_key = Key("Ctrl+K", "فرمان‌یاب", self.show_palette, self)
        Key("F6", "رفتن میان بخش‌های صفحه", self.next_pane, self)

    def _connect(self) -> None:
        # A command and its answer tell of themselves several times: what waits is counted once after them.
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self._refresh)
        self.stack.currentChanged.connect(lambda _place: self._place_toast())
        self.nav.chosen.connect(self.open_page)
        self.nav.desk_chosen.connect(self.act_as)
        self.bar.outbox.clicked.connect(lambda: self.open_page("outbox"))
        self.bridge.link_changed.connect(self._show_link)
        self.bridge.answered.connect(self._show_answer)
        self.bridge.cache_changed.connect(lambda _change: self._soon.start())
        self.bridge.roles_changed.connect(self._roles_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

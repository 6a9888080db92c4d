"""The first window: who, with which password, at which centre."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from client.connection import Connection, DemoUser, parse_address, shown_address
from client.models.later import in_background, when_done
from client.sync.address import ServerAddress
from client.sync.refusals import CacheRefused, SignInRefused
from client.widgets.card import Card
from client.widgets.error_summary import ErrorSummary
from client.widgets.field import CodeField
from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.notice_strip import NoticeStrip
from client.windows import sign_in_refusals
from client.windows.confirm import confirm
from client.windows.demo_users import DemoUsers
from client.windows.password_field import PasswordField
from common import errors

if TYPE_CHECKING:
    # Loaded while the user types (`client/application.py`).
    from client.sync.session import Rescue, Session
    from client.windows.rescue_card import RescueCard

SLOW_MS = 1000
_FORM_WIDTH, _DEMO_WIDTH = 400, 600

SignIn = Callable[[ServerAddress, str, str, bool], "Session"]
Remembered = Callable[[ServerAddress, str], str | None]


class SignInWindow(QWidget):
    """What it is given blocks, so it is called on another thread. `set_aside` puts a refused cache aside;
    `call_first` brings the program that is open already to the front and tells whether it could."""

    signed_in = Signal(object, object)
    """(Session, ServerAddress)"""

    def __init__(
        self,
        connection: Connection,
        sign_in: SignIn,
        remembered: Remembered,
        set_aside: Callable[[ServerAddress, str], object],
        call_first: Callable[[ServerAddress, str], bool] = lambda _server, _login: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle("کلاسه — ورود")
        self._sign_in = sign_in
        self._remembered = remembered
        self._set_aside = set_aside
        self._call_first = call_first
        self.rescue: RescueCard | None = None
        # While its rescue is being read; then it belongs to who hears `signed_in`.
        self._session: Session | None = None
        self.notice = NoticeStrip()
        self.notice.acted.connect(self._offer_to_set_aside)
        self._given_server = connection.server
        self._closed = False
        self.errors = ErrorSummary()
        self.server = CodeField(120, persian=False)
        self.login = CodeField(60, persian=False)
        self.password = PasswordField("گذرواژه")
        self.remember = QCheckBox("گذرواژه در جاکلیدی این رایانه بماند")
        self.server_field = Labelled("نشانی مرکز", self.server)
        self.login_field = Labelled("نام کاربری", self.login)
        self.password_field = Labelled("گذرواژه", self.password)
        self.enter = QPushButton("\u200fورود \u2066(Enter)\u2069")
        self.enter.setAccessibleName("ورود")
        self.enter.setProperty("primary", "true")
        self.enter.setAutoDefault(True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._state = Label("", "hint", wrap=True)
        self._consequence = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._tell_slow)
        self.demo = DemoUsers(connection.users) if connection.users else None
        self._lay_out()
        self._connect()
        if connection.server is not None:
            self.server.set_value(shown_address(connection.server))
        (self.demo.search if self.demo else self.login if self.server.text() else self.server).setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed = True
        if self._session is not None:
            self._session.close()
        super().closeEvent(event)

    def try_to_enter(self) -> None:
        """Check the fields and sign in; problems are told at the fields."""
        server = self._address()
        self.server_field.set_problem(None if server else "نشانی مرکز را بنویسید، مانند centre.example:5433")
        self.login_field.set_problem(None if self.login.value() else "نام کاربری را بنویسید")
        self.password_field.set_problem(None if self.password.text() else "گذرواژه را بنویسید")
        self.errors.clear()
        self.notice.clear()
        for field in (self.server_field, self.login_field, self.password_field):
            if field.problem():
                field.widget.setFocus()
                return
        assert server is not None
        login, password, keep = self.login.value(), self.password.text(), self.remember.isChecked()
        self._busy(True)
        future = in_background(partial(self._sign_in, server, login, password, keep))
        when_done(
            self, future, lambda session: self._entered(session, server), self._refused, (SignInRefused,)
        )

    def enter_as(self, user: DemoUser) -> None:
        """Sign in as somebody of the demonstration."""
        self.login.set_value(user.login)
        self.password.setText(user.password)
        self.try_to_enter()

    def _address(self) -> ServerAddress | None:
        typed = self.server.value()
        given = self._given_server
        # The file may tell more than can be typed: a folder of a socket, the authority of the certificate.
        if given is not None and typed == shown_address(given):
            return given
        return parse_address(typed)

    def _entered(self, session: Session, server: ServerAddress) -> None:
        self._busy(False)
        if self._closed:
            session.close()
            return
        self.password.clear()
        rescue = session.rescue()
        if rescue is None:
            self.signed_in.emit(session, server)
        else:
            self._tell_rescue(rescue, session, server)

    def _tell_rescue(self, rescue: Rescue, session: Session, server: ServerAddress) -> None:
        """What became of the cache stands in the place of the form until it was read."""
        # With the session all that it needs is loaded.
        from client.windows.rescue_card import RescueCard

        self._session = session
        card = self.rescue = RescueCard(rescue, certain=session.online)
        card.setFixedWidth(_FORM_WIDTH)
        self._row.replaceWidget(self._form, card)
        self._form.hide()
        card.show()
        if self.demo is not None:
            self.demo.hide()

        def go_on(*, known: bool) -> None:
            self._session = None
            if known:
                # A full disk keeps nobody out: it is told once more then.
                with suppress(CacheRefused):
                    session.settle_rescue()
            self.signed_in.emit(session, server)

        card.known.connect(partial(go_on, known=True))
        card.later.connect(partial(go_on, known=False))
        (card.done if rescue.complete else card.go_on).setFocus()

    def _refused(self, refusal: SignInRefused) -> None:
        self._busy(False)
        sentence = errors.sentence(refusal.code, {"field": refusal.field, **refusal.parameters})
        if refusal.code == "wrong_login":
            self.password_field.set_problem(sentence)
            self.password.selectAll()
            self.password.setFocus()
        elif refusal.code in sign_in_refusals.AT_LOGIN:
            self.login_field.set_problem(sentence)
            self.login.setFocus()
        elif refusal.code in sign_in_refusals.AT_SERVER:
            self.server_field.set_problem(sentence)
            self.server.setFocus()
        elif refusal.code in sign_in_refusals.PUT_ASIDE:
            self._consequence = sign_in_refusals.PUT_ASIDE[refusal.code]
            self.notice.show_notice(sentence, "کنار گذاشتن")
        elif refusal.code in sign_in_refusals.OF_THE_MACHINE:
            self.notice.show_notice(sentence)
            if refusal.code == "cache_in_use":
                self._bring_first_to_front()
        else:
            self.errors.show_problems([(sentence, self.password)])

    def _bring_first_to_front(self) -> None:
        server = self._address()
        if server is not None:
            future = in_background(partial(self._call_first, server, self.login.value()))
            when_done(self, future, self._tell_first_in_front, lambda _refusal: None)

    def _tell_first_in_front(self, could: bool) -> None:
        if could:
            self.notice.show_notice("برنامه با همین حساب در این رایانه باز است؛ پنجره‌اش جلو آمد")

    def _offer_to_set_aside(self) -> None:
        server = self._address()
        question = "دادهٔ محلی کنار گذاشته شود؟"
        if server and confirm(self, question, "کنار بگذار و وارد شو", self._consequence):
            self._busy(True)
            future = in_background(partial(self._set_aside, server, self.login.value()))
            when_done(self, future, lambda _aside: self.try_to_enter(), self._refused, (SignInRefused,))

    def _busy(self, busy: bool) -> None:
        for widget in (self.server, self.login, self.password, self.remember, self.enter, self.demo):
            if widget is not None:
                widget.setEnabled(not busy)
        self._progress.setVisible(False)
        self._state.setText("")
        if busy:
            self._slow.start()
        else:
            self._slow.stop()

    def _tell_slow(self) -> None:
        self._progress.setVisible(True)
        self._state.setText("در حال پیوستن به مرکز… اگر مرکز در دسترس نباشد، با دادهٔ همین رایانه وارد می‌شوید")

    def _login_typed(self) -> None:
        server, login = self._address(), self.login.value()
        if self._closed or server is None or not login or self.password.text():
            return
        future = in_background(partial(self._remembered, server, login))
        when_done(self, future, self._fill_password, lambda _refusal: None, (SignInRefused,))

    def _fill_password(self, password: str | None) -> None:
        if password and not self.password.text():
            self.password.setText(password)
            self.remember.setChecked(True)

    def _connect(self) -> None:
        self.enter.clicked.connect(self.try_to_enter)
        for field in (self.server, self.login, self.password):
            field.returnPressed.connect(self.try_to_enter)
        # A check box keeps Enter to itself and does nothing with it.
        for name in ("Return", "Enter"):
            key = QShortcut(name, self.remember, context=Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(self.try_to_enter)
        self.password.hinted.connect(self.password_field.set_hint)
        self.login.editingFinished.connect(self._login_typed)
        if self.demo is not None:
            self.demo.chosen.connect(self.enter_as)

    def _lay_out(self) -> None:
        form = self._form = Card()
        form.setFixedWidth(_FORM_WIDTH)
        form.body.setSpacing(12)
        form.body.addWidget(Label("کلاسه", "title"))
        form.body.addWidget(Label("سامانهٔ مدیریت پروندهٔ دادگستری استان", "muted"))
        form.body.addSpacing(4)
        form.body.addWidget(self.errors)
        form.body.addWidget(self.notice)
        for field in (self.server_field, self.login_field, self.password_field):
            form.body.addWidget(field)
        form.body.addWidget(self.remember)
        form.body.addWidget(self.enter)
        form.body.addWidget(self._progress)
        form.body.addWidget(self._state)
        form.body.addStretch(1)
        form.body.addWidget(
            Label(
                "بی‌ارتباط با مرکز هم، در رایانه‌ای که پیش‌تر وارد شده‌اید، می‌توانید کار کنید.", "hint", wrap=True
            )
        )
        self._progress.hide()
        row = self._row = QHBoxLayout()
        row.setSpacing(14)
        row.addStretch(1)
        row.addWidget(form)
        if self.demo is not None:
            self.demo.setFixedWidth(_DEMO_WIDTH)
            row.addWidget(self.demo)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.addLayout(row)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.resize(1060 if self.demo else 480, 620)

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from client.windows.main_window import MainWindow
from client.windows.open_seal import OpenSealPage
from common import seal
from tests.client.windows import filled_cache
from tests.client.windows.conftest import CLERK, OpenWindow

TypePersian = Callable[[QWidget, str], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow) -> OpenSealPage:
    window.open_page("open_seal", filled_cache.case_id(3))
    page = window.current()
    assert isinstance(page, OpenSealPage)
    return page


def with_sealed(cache: object) -> None:
    filled_cache.add_announcements(cache, 4)  # type: ignore[arg-type]  # a Cache


def test_the_page_tells_from_where_and_how_many_tries_are_left(open_window: OpenWindow) -> None:
    page = opened(open_window(CLERK, fill=with_sealed))
    assert "شعبه ۱۲" in page._values["فرستنده"].words()
    assert "۷۷" in page._values["شمارهٔ برگه"].words()
    assert "تلاش‌های مانده: \u2068۵\u2069" in page.left_tries.words()
    assert page.password.hasFocus()


def test_digits_of_any_keyboard_stand_in_groups_of_four(
    open_window: OpenWindow, type_persian: TypePersian
) -> None:
    page = opened(open_window(CLERK, fill=with_sealed))
    type_persian(page.password, "۱۲۳۴5678٩٠")
    assert page.password.text() == "۱۲۳۴ ۵۶۷۸ ۹۰"
    assert page.password.cursorPosition() == len(page.password.text())
    type_persian(page.password, "الف12")
    assert page.password.digits() == "123456789012"
    type_persian(page.password, "7")
    assert page.password.digits() == "123456789012"
    page.password.clear()
    QGuiApplication.clipboard().setText("1234-5678-9012")
    QTest.keyClick(page.password, Qt.Key.Key_V, CTRL)
    assert page.password.digits() == "123456789012"


def test_a_digit_in_the_middle_is_mended_in_its_place(
    open_window: OpenWindow, type_persian: TypePersian
) -> None:
    page = opened(open_window(CLERK, fill=with_sealed))
    type_persian(page.password, "12346789012")
    page.password.setCursorPosition(4)
    type_persian(page.password, "5")
    assert page.password.text() == "۱۲۳۴ ۵۶۷۸ ۹۰۱۲"
    assert page.password.cursorPosition() in (5, 6)


def test_a_slip_of_the_finger_costs_no_try_and_is_told_at_the_field(
    open_window: OpenWindow, type_persian: TypePersian
) -> None:
    window = open_window(CLERK, fill=with_sealed)
    page = opened(window)
    type_persian(page.password, "1234")
    QTest.keyClick(page.password, Qt.Key.Key_Return, CTRL)
    assert page.password_field.problem() == "رمز پرونده ۱۲ رقم دارد؛ رقم‌ها را بازبینی کنید"
    digits = seal.new_password().reveal()
    page.password.clear()
    type_persian(page.password, digits[:-1] + str((int(digits[-1]) + 1) % 10))
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert "این بار شمرده نشد" in (page.password_field.problem() or "")
    assert window.session.outbox_counts().waiting == 0


def test_without_the_centre_nothing_typed_is_lost(open_window: OpenWindow, type_persian: TypePersian) -> None:
    window = open_window(CLERK, fill=with_sealed)
    page = opened(window)
    digits = seal.new_password().reveal()
    type_persian(page.password, digits)
    QTest.keyClick(page.password, Qt.Key.Key_Return, CTRL)
    assert "ارتباط با مرکز می‌خواهد" in page.told.words()
    assert page.password.digits() == digits
    assert page.password_field.problem() is None
    assert window.session.outbox_counts().waiting == 0


def test_what_was_typed_goes_when_the_page_is_left(
    open_window: OpenWindow, type_persian: TypePersian
) -> None:
    window = open_window(CLERK, fill=with_sealed)
    page = opened(window)
    type_persian(page.password, "1234")
    window.open_page("inbox")
    assert page.password.text() == ""


def test_a_case_that_is_no_longer_sealed_is_said_calmly(open_window: OpenWindow) -> None:
    window = open_window(CLERK)
    page = opened(window)
    assert page.nothing.isVisible()
    assert not page.unseal.isVisible()

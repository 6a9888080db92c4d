from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from client.widgets.labelled import Labelled
from client.widgets.money_edit import MoneyEdit, amount_words

Typist = Callable[[QWidget, str], None]
Show = Callable[..., QWidget]


@pytest.fixture
def money(show: Show) -> MoneyEdit:
    money = MoneyEdit()
    show(money)
    return money


def test_the_amount_is_told_in_words_while_typed(money: MoneyEdit, type_persian: Typist) -> None:
    told: list[str] = []
    money.said.connect(told.append)
    type_persian(money, "1250")
    assert money.amount() == 1250
    assert told[-1].endswith("ریال")
    assert "پنجاه" in told[-1]


def test_an_amount_said_in_millions_is_grouped_on_leaving(money: MoneyEdit, type_persian: Typist) -> None:
    type_persian(money, "۱۲۵ میلیون")
    QTest.keyClick(money, Qt.Key.Key_Tab)
    assert money.text() == "۱۲۵٬۰۰۰٬۰۰۰"
    assert money.amount() == 125_000_000


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("صد", "ریال"),
        ("1,2,3", "ریال"),
        ("2000000000000000", "میلیون میلیارد"),
        ("1" + "0" * 20, "میلیون میلیارد"),
    ],
)
def test_what_is_no_amount_is_told_in_words(money: MoneyEdit, typed: str, told: str) -> None:
    money.set_value(typed)
    assert money.amount() is None
    assert told in amount_words(money.text())


def test_no_amount_is_no_problem(money: MoneyEdit) -> None:
    assert money.amount() is None
    assert amount_words("") == ""


def test_its_name_and_its_trouble_are_heard_at_the_field(show: Show) -> None:
    money = MoneyEdit()
    labelled = Labelled("بهای خواسته", money)
    show(labelled)
    labelled.set_problem("مبلغ خوانا نیست")
    assert money.accessibleName() == "بهای خواسته"
    assert money.accessibleDescription() == "مبلغ خوانا نیست"

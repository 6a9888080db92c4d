from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from client.widgets.label import Label
from client.widgets.labelled import Labelled
from client.widgets.money_edit import MoneyEdit

Typist = Callable[[QWidget, str], None]
Show = Callable[..., QWidget]


@pytest.fixture
def money(show: Show) -> MoneyEdit:
    money = MoneyEdit()
    show(money)
    return money


def words_under(money: MoneyEdit) -> str:
    label = money.findChild(Label)
    assert isinstance(label, Label)
    return label.words()


def test_the_amount_is_written_in_words_while_typed(money: MoneyEdit, type_persian: Typist) -> None:
    type_persian(money.field, "1250")
    assert money.amount() == 1250
    assert words_under(money).endswith("ریال")
    assert "پنجاه" in words_under(money)


def test_an_amount_said_in_millions_is_grouped_on_leaving(money: MoneyEdit, type_persian: Typist) -> None:
    type_persian(money.field, "۱۲۵ میلیون")
    QTest.keyClick(money.field, Qt.Key.Key_Tab)
    assert money.field.text() == "۱۲۵٬۰۰۰٬۰۰۰"
    assert money.amount() == 125_000_000


def test_what_is_no_amount_is_a_problem(money: MoneyEdit, type_persian: Typist) -> None:
    type_persian(money.field, "چند")
    assert money.amount() is None
    assert money.problem()
    assert words_under(money) == ""


def test_an_amount_beyond_the_limit_is_a_problem(money: MoneyEdit, type_persian: Typist) -> None:
    type_persian(money.field, "9999999999999999")
    assert money.problem()


def test_no_amount_is_no_problem(money: MoneyEdit) -> None:
    assert money.amount() is None
    assert money.problem() is None


def test_its_name_and_its_trouble_are_heard_at_the_field(money: MoneyEdit) -> None:
    labelled = Labelled("بهای خواسته (ریال)", money)
    labelled.set_problem("مبلغ را بنویسید")
    assert money.field.accessibleName() == "بهای خواسته (ریال)"
    assert money.field.accessibleDescription() == "مبلغ را بنویسید"

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from client.widgets.label import Label

Show = Callable[..., QWidget]


def first_inked_column(label: Label) -> int:
    """How far from the right edge the first ink stands."""
    image = label.grab().toImage()
    ground = QColor(image.pixelColor(0, 0))
    for x in range(image.width() - 1, -1, -1):
        if any(image.pixelColor(x, y) != ground for y in range(image.height())):
            return image.width() - 1 - x
    return image.width()


@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize("text", ["Insert افزودن", "1405", "۱۴۰۵ سال", "سال"])
def test_every_sentence_starts_at_the_right_edge(show: Show, text: str, wrap: bool) -> None:
    label = Label(text, wrap=wrap)
    show(label)
    assert first_inked_column(label) < 5


def test_what_looks_like_markup_is_shown_as_it_is(show: Show) -> None:
    label = Label("<b>متن</b> & دیگر", wrap=True)
    show(label)
    assert label.words() == "<b>متن</b> & دیگر"
    assert "&lt;b&gt;" in label.text()

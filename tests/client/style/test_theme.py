import sys

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from client.style import palette, theme
from client.style.icon import icon


@pytest.mark.parametrize(("drawn", "ground", "bound"), palette.CONTRAST)
def test_every_colour_can_be_told_from_its_ground(drawn: str, ground: str, bound: float) -> None:
    assert palette.contrast(drawn, ground) >= bound


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert palette.contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_the_font_is_our_own(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == theme.FAMILY


def test_figures_in_tables_are_equally_wide(qapp: QApplication) -> None:
    metrics = QFontMetricsF(theme.figures_font())
    assert len({round(metrics.horizontalAdvance(digit), 2) for digit in "۰۱۲۳۴۵۶۷۸۹"}) == 1


def test_the_program_runs_right_to_left_in_persian(qapp: QApplication) -> None:
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert QLocale().language() == QLocale.Language.Persian


def test_standard_buttons_speak_persian(qtbot: QtBot) -> None:
    buttons = QMessageBox.StandardButton
    box = QMessageBox()
    qtbot.addWidget(box)
    for button in (buttons.Yes, buttons.No, buttons.Cancel, buttons.Save, buttons.Discard, buttons.Close):
        box.addButton(button)
    assert not [shown.text() for shown in box.buttons() if shown.text().isascii()]


def test_key_names_stay_as_on_the_keyboard(qapp: QApplication) -> None:
    assert QKeySequence("Ctrl+S").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+S"


def test_a_word_without_translation_is_not_blanked(qapp: QApplication) -> None:
    assert QCoreApplication.translate("Nowhere", "Untranslated") == "Untranslated"


def test_disabled_words_stay_greyer_than_enabled_ones(qapp: QApplication) -> None:
    colours = qapp.palette()
    text = QPalette.ColorRole.Text
    disabled = colours.color(QPalette.ColorGroup.Disabled, text)
    assert disabled != colours.color(QPalette.ColorGroup.Active, text)


def test_an_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    image = icon("lock", palette.ERROR).pixmap(24, 24).toImage()
    inks = {image.pixelColor(x, y).name().upper() for x in range(24) for y in range(24)}
    assert palette.ERROR in inks


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no_such_icon")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 (PEP 683)")
def test_references_to_none_do_not_drift(qapp: QApplication) -> None:
    """PySide6 6.12.0 on CPython 3.11 loses one reference to None per call, until the process dies."""
    orphan = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        orphan.parent()
    assert abs(sys.getrefcount(None) - before) < 200

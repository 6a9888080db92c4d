"""How the whole program looks and reads: own font, Fusion, right to left, Persian words and digits."""

from importlib.resources import files

from PySide6.QtCore import QDir, QLocale, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from client.style import palette
from client.style.shapes import style_sheet
from client.style.translator import PersianTranslator

FAMILY = "Vazirmatn"
BODY_POINTS = 10.5

_ACTIVE_COLOURS = {
    QPalette.ColorRole.Window: palette.BACKGROUND,
    QPalette.ColorRole.Base: palette.SURFACE,
    QPalette.ColorRole.AlternateBase: palette.STRIPE,
    QPalette.ColorRole.Button: palette.SURFACE,
    QPalette.ColorRole.Text: palette.INK,
    QPalette.ColorRole.WindowText: palette.INK,
    QPalette.ColorRole.ButtonText: palette.INK,
    QPalette.ColorRole.Highlight: palette.PRIMARY,
    QPalette.ColorRole.HighlightedText: palette.SURFACE,
    QPalette.ColorRole.PlaceholderText: palette.MUTED,
    QPalette.ColorRole.Accent: palette.PRIMARY,
    QPalette.ColorRole.Link: palette.PRIMARY,
}
_DISABLED_ROLES = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


def apply(app: QApplication) -> None:
    """Dress `app`; call once, before the first widget is made."""
    _load_fonts()
    QDir.addSearchPath("icons", str(files("client.style").joinpath("icons")))
    QLocale.setDefault(QLocale(QLocale.Language.Persian, QLocale.Country.Iran))
    app.setStyle("Fusion")
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    translator = PersianTranslator()
    translator.setParent(app)
    app.installTranslator(translator)
    app.setFont(body_font())
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())


def body_font() -> QFont:
    """The font of fields and sentences."""
    font = QFont(FAMILY)
    font.setPointSizeF(BODY_POINTS)
    return font


def figures_font() -> QFont:
    """The body font with digits of one width, for tables, codes and amounts.

    Vazirmatn's Persian digits are proportional unless asked otherwise.
    """
    font = body_font()
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _load_fonts() -> None:
    for weight in ("Regular", "Bold"):
        font = files("client.style").joinpath("fonts", f"{FAMILY}-{weight}.ttf").read_bytes()
        if QFontDatabase.addApplicationFontFromData(font) < 0:
            raise RuntimeError(f"Qt refused the font {FAMILY}-{weight}")


def _palette() -> QPalette:
    colours = QApplication.palette()
    for role, colour in _ACTIVE_COLOURS.items():
        # setColor(role, colour) alone would overwrite the disabled colours too: greyed words would vanish.
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            colours.setColor(group, role, QColor(colour))
    for role in _DISABLED_ROLES:
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.DISABLED))
    return colours

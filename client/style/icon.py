"""Icons from the package's own SVG files. Directional ones come in mirrored pairs (_left, _right)."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from client.style import palette

_SIDES = (12, 16, 24, 32, 48, 64)


@cache
def icon(name: str, colour: str = palette.MUTED) -> QIcon:
    """The icon `name` (file stem in client/style/icons) drawn in `colour`.

    Raises FileNotFoundError when there is no such icon.
    """
    source = files("client.style").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace(palette.MUTED, colour).encode()))
    drawn = QIcon()
    for side in _SIDES:
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        drawn.addPixmap(pixmap)
    return drawn

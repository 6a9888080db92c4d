"""The screen of the tour: 1366×768 at 96 dpi without a display, and pictures of what stands on it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from client.style import palette

WIDTH, HEIGHT = 1366, 768


def without_display(folder: Path, width: int = WIDTH, height: int = HEIGHT) -> None:
    """Let Qt draw in memory on an office screen; before a QApplication is made. A real display stays one."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        file = folder / "screen.json"
        file.write_text(json.dumps(_office_screen(width, height)), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
    os.environ["QT_SCALE_FACTOR"] = "1"
    os.environ["QT_FONT_DPI"] = "96"
    os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"


def _office_screen(width: int, height: int) -> dict[str, object]:
    return {
        "synchronousWindowSystemEvents": True,
        "windowFrameMargins": False,
        "screens": [
            {
                "name": "office", "x": 0, "y": 0, "width": width, "height": height,
                "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
            }
        ],
    }  # fmt: skip


def picture(window: QWidget, size: tuple[int, int] = (WIDTH, HEIGHT)) -> QPixmap:
    """The window in the middle of a screen of that size, with the dialogs and lists that stand over it."""
    drawn = QPixmap(*size)
    drawn.fill(QColor(palette.GRID))
    at = QPoint((size[0] - window.width()) // 2, (size[1] - window.height()) // 2)
    over = [
        top
        for top in QApplication.topLevelWidgets()
        if top is not window and top.isVisible() and (_is_dialog_of(top, window) or _is_popup(top))
    ]
    painter = QPainter(drawn)
    painter.drawPixmap(at, window.grab())
    painter.setPen(QColor(palette.BORDER))
    for top in over:
        place = at + top.pos() - window.mapToGlobal(QPoint(0, 0))
        painter.drawPixmap(place, top.grab())
        if not top.windowFlags() & Qt.WindowType.FramelessWindowHint:
            # The edge that a window manager would draw.
            painter.drawRect(QRect(place, top.size()).adjusted(-1, -1, 0, 0))
    painter.end()
    return drawn


def keep_front_window(file: Path) -> None:
    """Keep what is on the screen now, whatever it is: for finding out why something was not seen."""
    front = QApplication.activeWindow()
    while front is not None and (parent := front.parentWidget()) is not None:
        front = parent.window()
    if front is not None:
        picture(front).save(str(file))


def _is_dialog_of(top: QWidget, window: QWidget) -> bool:
    parent = top.parentWidget()
    return isinstance(top, QDialog) and parent is not None and parent.window() is window


def _is_popup(top: QWidget) -> bool:
    popup = QApplication.activePopupWidget()
    return popup is not None and (top is popup or popup.isAncestorOf(top))

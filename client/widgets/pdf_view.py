"""A sheet of paper on the screen: a PDF from memory, page by page, before it is printed.

Qt's own preview dialog points its arrows the wrong way and counts pages in Latin digits.
"""

import pypdfium2
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from client.style import palette
from client.style.icon import icon
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from common.text import isolate, persian_digits

_POINTS_PER_INCH = 72
_MOST_DPI = 200
_ZOOM_STEP = 1.25
_MOST_ZOOM = 4.0


class PdfView(QWidget):
    """Shows one page fitted to the width; PgUp, PgDn, Home, End turn pages, Ctrl and + or - change size."""

    print_requested = Signal()
    """The clerk wants this paper printed (Ctrl+P)."""

    def __init__(self, *, printable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: pypdfium2.PdfDocument | None = None
        self._page = 0
        self._zoom = 1.0
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet.setStyleSheet(f"background: {palette.GRID};")
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._count = Label("", "muted")
        self._earlier = self._turn_button("chevron_right", "صفحهٔ پیش (PgUp)", -1)
        self._later = self._turn_button("chevron_left", "صفحهٔ بعد (PgDn)", 1)
        self.print_button = KeyButton("چاپ", "Ctrl+P", primary=True)
        if not printable:
            # Never shown before it has a parent: it would be a window for a moment and take the focus.
            self.print_button.hide()
        self.print_button.clicked.connect(self.print_requested)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("پیش‌نمایش چاپ")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._bar())
        column.addWidget(self._area, 1)
        self._refresh()

    def show_pdf(self, pdf: bytes) -> None:
        """Show the first page of `pdf`; raises pypdfium2.PdfiumError when it is no PDF."""
        document = pypdfium2.PdfDocument(pdf)
        self.clear()
        self._document = document
        self._page, self._zoom = 0, 1.0
        self._refresh()

    def clear(self) -> None:
        """Show nothing and let the paper go from memory."""
        if self._document is not None:
            self._document.close()
        self._document = None
        self._sheet.clear()
        self._refresh()

    def page(self) -> int:
        """The number of the page shown, from 0."""
        return self._page

    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._document) if self._document is not None else 0

    def go_to(self, page: int) -> None:
        """Show `page`, or the nearest there is."""
        page = max(0, min(page, self.page_count() - 1))
        if page != self._page:
            self._page = page
            self._area.verticalScrollBar().setValue(0)
            self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(640, 560)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(self.page_count() - 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (60 if key == Qt.Key.Key_Down else -60))
        elif control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._set_zoom(self._zoom * _ZOOM_STEP)
        elif control and key == Qt.Key.Key_Minus:
            self._set_zoom(self._zoom / _ZOOM_STEP)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(4)
        for part in (self._earlier, self._count, self._later):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.print_button)
        return bar

    def _turn_button(self, picture: str, tip: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, palette.INK))
        button.setMinimumSize(32, 32)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.go_to(self._page + step))
        return button

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = max(1.0, min(zoom, _MOST_ZOOM))
        self._draw()

    def _refresh(self) -> None:
        count = self.page_count()
        words = f"صفحهٔ {isolate(persian_digits(self._page + 1))} از {isolate(persian_digits(count))}"
        self._count.setText(words if count else "")
        self.setAccessibleDescription(words if count else "کاغذی برای نمایش نیست")
        self._earlier.setEnabled(self._page > 0)
        self._later.setEnabled(self._page < count - 1)
        self.print_button.setEnabled(count > 0)
        self._draw()

    def _draw(self) -> None:
        if self._document is None:
            return
        page = self._document[self._page]
        width, height = page.get_size()
        room = self._area.viewport().size() - QSize(16, 16)
        fitted = min(room.width() / width, max(room.height() / height, _readable(room.width(), width)))
        ratio = self.devicePixelRatioF()
        scale = min(fitted * self._zoom * ratio, _MOST_DPI / _POINTS_PER_INCH * ratio)
        self._sheet.setPixmap(_pixmap(page.render(scale=max(scale, 0.1)), ratio))


def _readable(room: float, width: float) -> float:
    """A page is shrunk to the height of the window only while its words stay readable (96 dpi)."""
    return min(room / width, 96 / _POINTS_PER_INCH)


def _pixmap(bitmap: pypdfium2.PdfBitmap, ratio: float) -> QPixmap:
    image = QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
    )
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap

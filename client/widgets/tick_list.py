"""A compact list of things to tick: one stop of the Tab key, arrows move, Space ticks, a letter finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from common.text import persian_digits

_LINE = 26
_CODE = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    """Items are (code, title), in `columns` side by side."""

    ticked = Signal()
    """An item was ticked or not any longer."""

    def __init__(self, name: str, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.keep: Callable[[], Callable[[], object]] | None = None
        """Remembers all that hangs on the ticks, and answers how to bring it back."""
        self._shown: tuple[list[tuple[str, str]], frozenset[str]] | None = None
        self.setAccessibleName(name)
        self.setObjectName("ticks")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self._tell())

    def set_items(self, items: Iterable[tuple[str, str]], ticked: Iterable[str]) -> None:
        """Offer these with those codes ticked; says nothing of it."""
        offered, chosen = list(items), frozenset(ticked)
        if self._shown == (offered, chosen):
            return
        self._shown = (offered, chosen)
        at = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for code, title in offered:
            item = QListWidgetItem(title, self)
            item.setData(_CODE, code)
            item.setToolTip(title)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked)
        self.setCurrentRow(min(max(at, 0), self.count() - 1))
        self.blockSignals(False)
        self._fit()

    def codes(self) -> list[str]:
        """The codes ticked, in the order of the list."""
        items = (self.item(row) for row in range(self.count()))
        return [str(item.data(_CODE)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def restorer(self) -> Callable[[], None]:
        """Brings back the ticks of now: for digits that turn out to be a scanner's."""
        at, codes = self.currentRow(), frozenset(self.codes())
        bring_back = self.keep() if self.keep is not None else None

        def restore() -> None:
            if bring_back is not None:
                bring_back()
            for item in (self.item(row) for row in range(self.count())):
                if (item.data(_CODE) in codes) != (item.checkState() == Qt.CheckState.Checked):
                    self._turn(item)
            self.setCurrentRow(at)

        return restore

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._turn(self.currentItem())
        elif event.text() and persian_digits(event.text()) in "۱۲۳۴۵۶۷۸۹":
            row = "۱۲۳۴۵۶۷۸۹".index(persian_digits(event.text()))
            if row < self.count():
                self.setCurrentRow(row)
                self._turn(self.item(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: object) -> None:
        super().mousePressEvent(event)  # type: ignore[arg-type]  # the stubs name the class of the event
        self._turn(self.currentItem())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tell(self) -> None:
        self._shown = None
        self.ticked.emit()

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _fit(self) -> None:
        """Whole lines of equal columns, without a scroll bar."""
        width = max((self.viewport().width() - 2) // self._columns, 1)
        self.setGridSize(QSize(width, _LINE))
        # Another size is a change of an item too, and nobody's tick.
        told = self.blockSignals(True)
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(width - 2, _LINE - 2))
        self.blockSignals(told)
        lines = -(-self.count() // self._columns)
        self.setFixedHeight(max(lines, 1) * _LINE + 2 * self.frameWidth() + 6)

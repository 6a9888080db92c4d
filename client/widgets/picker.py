"""A field for one code of a list, found by any of its words in any spelling, or by the code itself."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QWidget

from client.style.icon import icon
from client.widgets.choice_delegate import ChoiceDelegate
from client.widgets.choices import Choice, Choices
from client.widgets.field import TextField

VISIBLE_CHOICES = 9
_LEAST_LIST_WIDTH = 280


class Picker(TextField):
    """Type some letters and choose; ↓, F4 or Alt+↓ open the list. Items are (code, title, group)."""

    picked = Signal(str)
    """The code chosen changed; empty when nothing is chosen."""
    finished = Signal()
    """A choice was taken from the list by Enter or the mouse."""

    def __init__(
        self, items: Iterable[tuple[str, str, str]] = (), *, name: str = "", parent: QWidget | None = None
    ) -> None:
        self._completer = QCompleter()
        super().__init__(name=name, parent=parent)
        self._choices = Choices(parent=self)
        self._code: str | None = None
        self.set_items(items)
        self.setPlaceholderText("چند حرف بنویسید")
        self._add_list()
        self._add_arrow()
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._settle)

    def set_items(self, items: Iterable[tuple[str, str, str]]) -> None:
        """Offer these; the code chosen stays if it is among them."""
        self._choices.replace(Choice(*item) for item in items)
        if self._code is not None and self._choices.of_code(self._code) is None:
            self.set_code(None)

    def code(self) -> str | None:
        """The code chosen, or None when the text is empty or names nothing."""
        return self._code

    def set_code(self, code: str | None) -> None:
        """Choose `code`; an unknown one or None empties the field."""
        choice = self._choices.of_code(code) if code is not None else None
        self.setText(choice.title if choice else "")
        self._take(choice)

    def problem(self) -> str | None:
        """Why the text is no choice, or None; an empty field is no problem here."""
        if self._code is not None or not self.text().strip():
            return None
        return "از فهرست برگزینید؛ این نوشته در فهرست نیست"

    def open_list(self) -> None:
        """Show every choice, or those that match what was typed when nothing is chosen yet."""
        self._choices.narrow("" if self._code is not None else self.text())
        if self._choices.rowCount() == 0:
            self._choices.narrow("")
        self._complete()
        if self._code is not None:
            self.popup().setCurrentIndex(self._choices.index(self._choices.row_of(self._code)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or alt_down or event.key() == Qt.Key.Key_Down:
            self.open_list()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the open list closes the list; no shortcut of the window may take it first."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """While the list is open QCompleter hands keys straight here, past the filters of a table's delegate:
        Tab is sent anew once the list is closed, so that it moves on from where the field really is.
        """
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if isinstance(event, QKeyEvent) and event.key() in tabs and self.popup().isVisible():
            if event.type() == QEvent.Type.KeyPress:
                self._settle()
                again = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())
                QApplication.sendEvent(self, again)
            return True
        return super().event(event)

    def _add_list(self) -> None:
        completer = self._completer
        completer.setParent(self)
        completer.setModel(self._choices)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(VISIBLE_CHOICES)
        completer.setWrapAround(False)
        popup = QListView()
        popup.setObjectName("choices")
        popup.setAccessibleName("فهرست")
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(popup)
        popup.installEventFilter(self)
        popup.setItemDelegate(ChoiceDelegate(popup))
        popup.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        # Not QLineEdit.setCompleter: that would complete from the stale list before ours is narrowed.
        completer.setWidget(self)
        chosen = completer.activated[QModelIndex]  # type: ignore[index]  # the stubs know no overloads
        chosen.connect(self._chosen)

    def _add_arrow(self) -> None:
        arrow = QAction(icon("list"), "فهرست (F4)", self)
        arrow.triggered.connect(self.open_list)
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)

    def popup(self) -> QListView:
        """The list, visible or not."""
        popup = self._completer.popup()
        assert isinstance(popup, QListView)
        return popup

    def _complete(self) -> None:
        if self._choices.rowCount() == 0:
            self.popup().hide()
            return
        self._completer.complete()
        popup = self.popup()
        popup.setCurrentIndex(self._choices.index(0))
        if popup.width() < _LEAST_LIST_WIDTH:
            right = self.mapToGlobal(self.rect().topRight()).x() + 1
            popup.setGeometry(right - _LEAST_LIST_WIDTH, popup.y(), _LEAST_LIST_WIDTH, popup.height())

    def _edited(self) -> None:
        typed = self.text()
        self._take(None)
        self._choices.narrow(typed)
        if typed.strip():
            self._complete()
        else:
            self.popup().hide()

    def _chosen(self, index: QModelIndex) -> None:
        choice = self._choices.at(index.row())
        self.setText(choice.title)
        self._take(choice)
        self.finished.emit()

    def _settle(self) -> None:
        """Leaving the field takes the highlighted choice of an open list, else what the text names."""
        if self._code is not None:
            return
        current = self.popup().currentIndex()
        if self.popup().isVisible() and current.isValid():
            choice: Choice | None = self._choices.at(current.row())
        else:
            choice = self._choices.matching(self.text())
        self.popup().hide()
        if choice is not None:
            self.setText(choice.title)
            self._take(choice)

    def _take(self, choice: Choice | None) -> None:
        code = choice.code if choice else None
        if code != self._code:
            self._code = code
            self.picked.emit(code or "")

"""What an empty table says instead of nothing: why it is empty and the key that fills it."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from client.style import palette
from client.style.icon import icon
from client.widgets.label import Label


class EmptyState(QWidget):
    """An icon, a sentence and the key that helps, centred."""

    def __init__(self, icon_name: str, sentence: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picture = QLabel()
        picture.setPixmap(icon(icon_name, palette.BORDER).pixmap(48, 48))
        self._sentence = Label(sentence, "muted", wrap=True)
        self._key = Label(key, "hint")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for part in (picture, self._sentence, self._key):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addStretch(1)
        # Only now that the labels have a parent: shown without one they would be windows for a moment.
        self._words = (sentence, key)
        self._waiting = ""
        self._show_words()

    def set_words(self, sentence: str, key: str = "") -> None:
        """Change the sentence and the key."""
        self._words = (sentence, key)
        self._show_words()

    def wait_for(self, sentence: str) -> None:
        """Say this instead, until called with nothing: what would fill the table is still under way."""
        self._waiting = sentence
        self._show_words()

    def cover(self, view: QAbstractItemView) -> None:
        """Lie over `view` whenever its model has no rows. The view must have its model already."""
        self.setParent(view.viewport())
        self._view = view
        view.viewport().installEventFilter(self)
        model = view.model()
        for change in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
            change.connect(self._follow)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        model: QAbstractItemModel = self._view.model()
        empty = model.rowCount() == 0
        self.setVisible(empty)
        self._view.setAccessibleDescription(self.accessibleName() if empty else "")
        self._fit()

    def _fit(self) -> None:
        self.setGeometry(self._view.viewport().rect())

    def _show_words(self) -> None:
        sentence, key = (self._waiting, "") if self._waiting else self._words
        self._sentence.setText(sentence)
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self.setAccessibleName(f"{sentence} {key}".strip())

"""The sheet of keys (Ctrl+F1): every key of the window and what it does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from client.widgets.key_hint import keys_of, one_line_each
from client.widgets.label import Label

# Keys that widgets understand by themselves; no shortcut object tells of them.
EVERYWHERE: tuple[tuple[str, str], ...] = (
    ("F4", "فهرست یا تقویم همین خانه"),
    ("Insert", "افزودن ردیف به جدول"),
    ("Ctrl+Delete", "حذف ردیف جدول"),
    ("Enter", "در جدول: خانهٔ بعد یا باز کردن"),
    ("Ctrl+V", "چند سطر یا ستون را در خانه‌های پیاپی می‌گذارد"),
    ("Ctrl+Z", "نوشته یا ردیف حذف‌شده را برمی‌گرداند"),
    ("Space", "در فهرست نشانه‌ها: گذاشتن یا برداشتن"),
    ("T", "در تاریخ: امروز"),
    ("↑ ↓", "در تاریخ: یک روز پس و پیش"),
    ("PgUp PgDn", "در تاریخ: یک ماه پس و پیش"),
    ("Tab", "خانهٔ بعد"),
)


class ShortcutSheet(QDialog):
    """Lists `keys` of (key, sentence) pairs, then the keys that work in every form."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("فهرست کلیدها")
        self.setAccessibleName("فهرست کلیدها")
        self.keys = [*one_line_each(keys), *(pair for pair in EVERYWHERE if pair[0] not in dict(keys))]
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(Label("فهرست کلیدها", "title"))
        column.addWidget(self._list(), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(720, min(640, 150 + 30 * ((len(self.keys) + 1) // 2)))

    @classmethod
    def of_window(cls, window: QWidget) -> "ShortcutSheet":
        """The sheet of the keys usable in `window` now."""
        return cls(keys_of(window), window)

    def _list(self) -> QScrollArea:
        sheet = QWidget()
        sheet.setObjectName("page")
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        half = (len(self.keys) + 1) // 2
        for index, (key, sentence) in enumerate(self.keys):
            row, column = index % half, 2 * (index // half)
            name = Label(key, "muted")
            name.setMinimumHeight(26)
            grid.addWidget(name, row, column)
            grid.addWidget(Label(sentence, wrap=True), row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(half, 1)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("کلیدها")
        return area

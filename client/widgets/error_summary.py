"""What must be mended on a page, on top of it: one link per problem, even for a single one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from client.widgets.label import Label
from common.text import persian_digits

Target = QWidget | Callable[[], object]
# More would push the form they are about out of sight: they stand in two columns, then scroll.
_MOST_LINES = 4
_MARGINS = 60


class ErrorSummary(QFrame):
    """Hidden until `show_problems`; each link moves the focus to its field or calls its target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errors")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(0)
        self._heading = Label("", "section")
        self._column.addWidget(self._heading)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for plain in (self._area.viewport(), self._inside):
            plain.setAutoFillBackground(False)
        self._column.addWidget(self._area)
        self._links: list[QPushButton] = []
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, Target]]) -> None:
        """Show (sentence, field or what goes there) pairs and take the focus; nothing hides the box."""
        self.clear()
        if not problems:
            return
        heading = f"{persian_digits(str(len(problems)))} مورد باید درست شود"
        self._heading.setText(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription("؛ ".join(sentence for sentence, _ in problems))
        before: QWidget = self
        links = [self._link(sentence, target) for sentence, target in problems]
        lines = self._lines(links)
        for at, link in enumerate(links):
            self._grid.addWidget(link, at % lines, at // lines, Qt.AlignmentFlag.AlignLeft)
            # Made last, a link would else come after all fields of the page.
            QWidget.setTabOrder(before, link)
            before = link
        self._area.setFixedHeight(min(lines, _MOST_LINES) * links[0].sizeHint().height())
        self._area.verticalScrollBar().setValue(0)
        self.show()
        # Focus after the layout has placed the box, so that a scroll area can bring it into view.
        QTimer.singleShot(0, self, self.setFocus)

    def clear(self) -> None:
        """Forget all problems and hide."""
        for link in self._links:
            self._grid.removeWidget(link)
            link.deleteLater()
        self._links.clear()
        self.hide()

    def links(self) -> list[QPushButton]:
        """The links shown, first problem first."""
        return list(self._links)

    def _lines(self, links: Sequence[QPushButton]) -> int:
        """How many links stand under each other: half of many, if two columns have room."""
        holder = self.parentWidget()
        half = -(-len(links) // 2)
        widths = [link.sizeHint().width() for link in links]
        room = (holder.width() if holder else self.width()) - _MARGINS
        fits = max(widths[:half]) + max(widths[half:], default=0) <= room
        return half if len(links) > _MOST_LINES and fits else len(links)

    def _link(self, sentence: str, target: Target) -> QPushButton:
        link = QPushButton(f"\u200f{sentence}", self._inside)
        link.setProperty("role", "link")
        link.setAccessibleName(sentence)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAutoDefault(True)
        link.clicked.connect(lambda: _go(target))
        self._links.append(link)
        return link


def _go(target: Target) -> None:
    if isinstance(target, QWidget):
        target.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        target()

"""What must be mended on a page, on top of it: one link per problem, even for a single one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from client.widgets.label import Label
from common.text import persian_digits

Target = QWidget | Callable[[], object]


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
        for sentence, target in problems:
            link = self._add_link(sentence, target)
            # Made last, a link would else come after all fields of the page.
            QWidget.setTabOrder(before, link)
            before = link
        self.show()
        # Focus after the layout has placed the box, so that a scroll area can bring it into view.
        QTimer.singleShot(0, self, self.setFocus)

    def clear(self) -> None:
        """Forget all problems and hide."""
        for link in self._links:
            self._column.removeWidget(link)
            link.deleteLater()
        self._links.clear()
        self.hide()

    def links(self) -> list[QPushButton]:
        """The links shown, first problem first."""
        return list(self._links)

    def _add_link(self, sentence: str, target: Target) -> QPushButton:
        link = QPushButton(f"\u200f{sentence}")
        link.setProperty("role", "link")
        link.setAccessibleName(sentence)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAutoDefault(True)
        link.clicked.connect(lambda: _go(target))
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._links.append(link)
        return link


def _go(target: Target) -> None:
    if isinstance(target, QWidget):
        target.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        target()

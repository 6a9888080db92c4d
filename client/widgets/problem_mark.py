"""The red frame of a widget whose content must be mended, and the words a screen reader hears with it."""

from PySide6.QtWidgets import QWidget


def mark_problem(widget: QWidget, problem: str | None) -> None:
    """Frame `widget` in red and describe the `problem`, or take both away when it is None."""
    widget.setAccessibleDescription(problem or "")
    wanted = "true" if problem else "false"
    if widget.property("bad") != wanted:
        widget.setProperty("bad", wanted)
        # Property selectors of a style sheet are only read anew by polishing.
        widget.style().unpolish(widget)
        widget.style().polish(widget)

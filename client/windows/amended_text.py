"""Words of a case of which some are struck out: the old value stays readable beside the new."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QLabel, QWidget

from client.style import palette

_RIGHT_TO_LEFT_MARK = "\u200f"


@dataclasses.dataclass(frozen=True)
class Piece:
    """Some words; `struck` ones are told as such to who can't see the line through them."""

    text: str
    struck: bool = False
    muted: bool = False
    warning: bool = False
    bold: bool = False


Pieces = Sequence[Piece]


def plain(pieces: Pieces) -> str:
    """The words for tooltips and screen readers; what is struck out is named so."""
    return " ".join(f"(پیشین: {piece.text})" if piece.struck else piece.text for piece in pieces)


def laid(pieces: Pieces) -> str:
    """The words as they stand on the screen."""
    return " ".join(piece.text for piece in pieces)


def html(pieces: Pieces) -> str:
    """The words as rich text for a label."""
    shown = []
    for piece in pieces:
        words = escape(piece.text)
        words = f"<s>{words}</s>" if piece.struck else words
        words = f"<b>{words}</b>" if piece.bold else words
        if colour := _colour(piece):
            lighter = "; font-weight:400; font-size:10.5pt" if colour == palette.MUTED else ""
            words = f'<span style="color:{colour}{lighter}">{words}</span>'
        shown.append(words)
    return f"<div dir=rtl>{_RIGHT_TO_LEFT_MARK}{' '.join(shown)}</div>"


def formats(pieces: Pieces, *, all_struck: bool = False) -> list[QTextLayout.FormatRange]:
    """How `laid` words are painted, for a text layout."""
    found = []
    at = 0
    for piece in pieces:
        words = QTextCharFormat()
        # What is said about a row struck out is not struck out with it.
        words.setFontStrikeOut(piece.struck or (all_struck and not piece.muted))
        if piece.bold:
            words.setFontWeight(QFont.Weight.Bold)
        if colour := _colour(piece) or (palette.MUTED if all_struck else ""):
            words.setForeground(QColor(colour))
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = at, len(piece.text), words
        found.append(span)
        at += len(piece.text) + 1
    return found


def _colour(piece: Piece) -> str:
    if piece.warning:
        return palette.WARNING
    return palette.MUTED if piece.muted or piece.struck else ""


class AmendedLabel(QLabel):
    """A wrapped line of pieces, at the right."""

    def __init__(self, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        )

    def show_pieces(self, pieces: Pieces) -> None:
        """Show these; nothing for none."""
        self._words = plain(pieces)
        self.setText(html(pieces) if pieces else "")
        self.setAccessibleName(self._words)
        self.setToolTip(self._words if any(piece.struck for piece in pieces) else "")

    def words(self) -> str:
        """What is read out."""
        return self._words

"""Invisible marks of direction that keep a line in order when it is copied out of a PDF.

A PDF holds drawn shapes from left to right; whoever copies text must guess the order in which it is read.
Poppler counts the neutral characters beside a number or a Latin word as a part of it, and PDFium turns
brackets round once more inside right-to-left text.  A mark (LRM or RLM) of no width stops both; paper and
screen show nothing of it.
"""

from unicodedata import bidirectional, mirrored

LRM, RLM = "\u200e", "\u200f"

_STRONG_RIGHT = frozenset({"R", "AL"})
_NUMERIC = frozenset({"EN", "AN", "ES", "ET", "CS"})  # what Poppler takes for parts of numbers


def guarded(letters: str, right_to_left: bool, first: bool) -> str:
    """One directional run, in reading order, with its marks.  first: nothing precedes it in the line."""
    if not right_to_left:
        return letters if not letters or bidirectional(letters[-1]) in ("L", "EN", "AN") else letters + LRM
    pieces = [] if first or _is_strong(letters, 0) else [RLM]
    for index, letter in enumerate(letters):
        if mirrored(letter):
            pieces.append(LRM + letter + RLM)
        elif bidirectional(letter) in _NUMERIC and not _is_strong(letters, index + 1):
            pieces.append(letter + RLM)
        else:
            pieces.append(letter)
    return "".join(pieces)


def _is_strong(letters: str, index: int) -> bool:
    return bidirectional(letters[index : index + 1] or " ") in _STRONG_RIGHT

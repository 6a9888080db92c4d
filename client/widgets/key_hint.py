"""Keys that show themselves: buttons that print their key, and keys that tell what they do.

A shortcut on a Latin letter is dead while only the Persian layout is active, so each gets its twin on the
same physical key. With both layouts loaded Qt finds both and calls the press ambiguous; it means the same.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

# Key by key, what the standard Persian layout (ISIRI 9147) types where the US layout types the Latin letter.
PERSIAN_TWIN = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ضصثقفغعهخحشسیبلاتنمظطزرذدپ", strict=True)) | dict(
    zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True)
)

_TOLD = "keysTold"


def key_sequences(key: str) -> list[QKeySequence]:
    """`key` ("Ctrl+S", "F9", "Ctrl+Return") and its twin on the Persian layout where there is one."""
    *modifiers, last = key.split("+")
    sequences = [QKeySequence(key)]
    if modifiers and last.upper() in PERSIAN_TWIN:
        sequences.append(QKeySequence("+".join([*modifiers, PERSIAN_TWIN[last.upper()]])))
    if modifiers and last == "Return":
        sequences.append(QKeySequence("+".join([*modifiers, "Enter"])))
    return sequences


def shown_key(key: str) -> str:
    """`key` as printed on buttons: the key people call Enter is named so."""
    return key.replace("Return", "Enter")


class Key(QShortcut):
    """A key of `widget`'s window that does `act`; `sentence` says what, for the sheet of keys (Ctrl+F1)."""

    def __init__(
        self,
        key: str,
        sentence: str,
        act: Callable[[], object],
        widget: QWidget,
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> None:
        super().__init__(widget)
        self.shown = shown_key(key)
        self.sentence = sentence
        self.setKeys(key_sequences(key))
        self.setContext(context)
        self._act = act
        self.activated.connect(self._run)
        self.activatedAmbiguously.connect(self._run)

    def _run(self) -> None:
        self._act()


class KeyButton(QPushButton):
    """A button that prints its key in brackets and is pressed by it: «ذخیره (Ctrl+S)».

    The key works wherever the focus is in the window, as long as the button is enabled and visible; so does
    `also`, another key for hands that are used to it, which only the sheet of keys tells of.
    """

    def __init__(
        self, text: str, key: str, *, also: str = "", primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = shown_key(key)
        self.setProperty("primary", "true" if primary else "false")
        self.shortcut_key = Key(key, text, self.click, self)
        self._keys = [self.shortcut_key, *([Key(also, text, self.click, self)] if also else [])]
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Change what the button says; the key stays."""
        self.setText(f"\u200f{text} \u2066({self._key})\u2069")
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._key)
        for key in self._keys:
            key.sentence = text


def tell_keys(widget: QWidget, keys: Sequence[tuple[str, str]]) -> None:
    """Let the sheet of keys tell (key, what it does) what `widget` takes by itself, while it is seen."""
    widget.setProperty(_TOLD, [list(pair) for pair in keys])


def keys_of(window: QWidget) -> list[tuple[str, str]]:
    """(key, what it does) of every key usable in `window` now, each once: those told of first, the others in
    the order they were made."""
    found = {
        key: sentence
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        for key, sentence in widget.property(_TOLD) or ()
    }
    for key in window.findChildren(Key):
        if key.isEnabled() and isinstance(holder := key.parent(), QWidget) and holder.isVisibleTo(window):
            found[key.shown] = key.sentence
    return list(found.items())


def one_line_each(keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """`keys` with those that do the same in one line: («F2 · Alt+1», «کارتابل ورودی»)."""
    lines: dict[str, list[str]] = {}
    for key, sentence in keys:
        lines.setdefault(sentence, []).append(key)
    return [(" · ".join(names), sentence) for sentence, names in lines.items()]

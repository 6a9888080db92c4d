"""The editors of the parties table, and the mark of a cell that must be mended."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from client.models.party_rows import KINDS
from client.widgets.cell_delegate import CellDelegate, Index
from client.widgets.field import CodeField, TextField
from client.widgets.party_model import FIELDS, TITLES
from client.widgets.picker import Picker

# As in common.commands.cases.PartyStated.
_LONGEST = {"given": 60, "family": 120, "national_id": 20}


class PartyDelegate(CellDelegate):
    """Pickers for role and kind, clean fields for the rest. `paste` is told of several lines or cells pasted
    into an open editor and may take them; `typing` of an editor's text and of moves of its cursor."""

    def __init__(
        self,
        roles: Iterable[tuple[str, str, str]],
        paste: Callable[[str], bool],
        typing: Callable[[str], object],
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self.roles = tuple(roles)
        self._paste = paste
        self._typing = typing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self._editor(parent, index)
        editor.take_pasted = self._paste
        editor.textChanged.connect(self._typing)
        editor.cursorPositionChanged.connect(lambda _old, _new: self._typing(""))
        return editor

    def _editor(self, parent: QWidget, index: Index) -> TextField | CodeField:
        field, title = FIELDS[index.column()], TITLES[index.column()]
        if field in ("role", "kind"):
            picker = Picker(self.roles if field == "role" else KINDS, name=title, parent=parent)
            self.finish_when_picked(picker)
            return picker
        if field == "national_id":
            return CodeField(_LONGEST[field], name=title, parent=parent)
        return TextField(_LONGEST[field], name=title, parent=parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, Picker):
            editor.set_code(value)
            editor.selectAll()
        elif isinstance(editor, TextField | CodeField):
            editor.set_value(value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Picker):
            # Words that name nothing leave the cell as it was; an emptied one empties it.
            if editor.code() is not None or not editor.text():
                model.setData(index, editor.code() or "")
        elif isinstance(editor, TextField | CodeField):
            model.setData(index, editor.value())

"""A question before what cannot be undone, with the verb on the button."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def confirm(parent: QWidget, question: str, verb: str, consequence: str = "") -> bool:
    """Ask; only the button with `verb` says yes. Enter and Esc alone do nothing irrevocable."""
    box = QMessageBox(parent)
    box.setWindowTitle("کلاسه")
    box.setText(f"\u200f{question}")
    box.setInformativeText(f"\u200f{consequence}" if consequence else "")
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton("انصراف", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes

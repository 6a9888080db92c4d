"""The style sheet: shapes, borders and spacing on a 4-pixel grid. Colours of words live in the palette.

Qt mirrors `text-align` and `subcontrol-position` in a right-to-left window, but not padding, border or
margin sides. A rule for QWidget would override palettes everywhere, so there is none; and none names a font
family or the body size, because a style sheet's font would drop the tabular digits.
"""

from string import Template

from client.style import palette

_RULES = Template("""
QMainWindow, QDialog, #page { background: $BACKGROUND; }
QLabel[role="title"] { font-size: 17pt; font-weight: 700; }
QLabel[role="section"] { font-size: 12.5pt; font-weight: 700; }
QLabel[role="label"] { color: $INK; }
QLabel[role="muted"] { color: $MUTED; }
QLabel[role="hint"] { color: $MUTED; font-size: 9.5pt; }
QLabel[role="error"] { color: $ERROR; font-size: 9.5pt; font-weight: 700; }
QLabel[role="secret"] { font-size: 30pt; font-weight: 700; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
  background: $SURFACE; border: 1px solid $BORDER; border-radius: 4px; padding: 3px 8px; min-height: 26px;
  selection-background-color: $PRIMARY; selection-color: $SURFACE;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {
  border: 2px solid $FOCUS; padding: 2px 7px;
}
QLineEdit:read-only, QPlainTextEdit:read-only { background: $BACKGROUND; color: $MUTED; }
QLineEdit:disabled, QComboBox:disabled { background: $BACKGROUND; border-color: $HAIRLINE; color: $DISABLED; }
QLineEdit[bad="true"], QComboBox[bad="true"], QPlainTextEdit[bad="true"] {
  border: 2px solid $ERROR; padding: 2px 7px; background: $ERROR_SOFT;
}
QLineEdit[bad="true"]:focus, QComboBox[bad="true"]:focus, QPlainTextEdit[bad="true"]:focus {
  border: 2px solid $FOCUS; background: $ERROR_SOFT;
}
QTableView QLineEdit { border: 2px solid $FOCUS; border-radius: 0; padding: 0 4px; min-height: 0; }
QTableView QComboBox { border: 2px solid $FOCUS; border-radius: 0; padding: 0 6px 0 28px; min-height: 0; }
QComboBox { padding-left: 28px; }
QComboBox:focus { padding-left: 27px; }
QComboBox::drop-down {
  subcontrol-origin: padding; subcontrol-position: center right; width: 24px; border: 0;
}
QComboBox::down-arrow { image: url(icons:down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView, QListView#choices {
  background: $SURFACE; border: 1px solid $BORDER; outline: 0;
  selection-background-color: $SELECTION; selection-color: $INK;
}
QComboBox QAbstractItemView::item, QListView#choices::item { min-height: 28px; padding: 0 8px; }
QComboBox QAbstractItemView::item:selected, QListView#choices::item:selected {
  background: $SELECTION; color: $INK;
}

QPushButton {
  background: $SURFACE; border: 1px solid $BORDER; border-radius: 4px; padding: 4px 14px; min-height: 26px;
}
QPushButton:hover { background: $PRIMARY_SOFT; }
QPushButton:pressed { background: $SELECTION; }
QPushButton:focus { border: 2px solid $FOCUS; padding: 3px 13px; }
QPushButton[primary="true"] {
  background: $PRIMARY; color: $SURFACE; border-color: $PRIMARY; font-weight: 700;
}
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed { background: $PRIMARY_HOVER; }
QPushButton[primary="true"]:focus { border: 2px solid $FOCUS; }
QPushButton:disabled, QPushButton[primary="true"]:disabled {
  background: $BACKGROUND; color: $DISABLED; border-color: $HAIRLINE;
}
QPushButton[role="link"] {
  background: transparent; border: 0; border-radius: 4px; color: $ERROR; text-align: left;
  text-decoration: underline; padding: 2px 4px; min-height: 24px;
}
QPushButton[role="link"]:hover { background: $SURFACE; }
QPushButton[role="link"]:focus { border: 2px solid $FOCUS; padding: 0 2px; }
QPushButton[role="status"] {
  background: transparent; border: 0; border-radius: 4px; padding: 1px 8px; min-height: 22px;
}
QPushButton[role="status"]:hover { background: $SURFACE; }
QPushButton[role="status"]:focus { border: 2px solid $FOCUS; padding: 0 6px; }
QToolButton { border: 0; border-radius: 4px; padding: 3px; }
QToolButton:hover { background: $PRIMARY_SOFT; }
QToolButton:focus { border: 2px solid $FOCUS; padding: 1px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 26px; padding: 2px 4px; border: 0; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 16px; height: 16px; border: 1px solid $BORDER; background: $SURFACE;
}
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $PRIMARY; border-color: $PRIMARY; image: url(icons:tick.svg); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $PRIMARY; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $FOCUS; border-radius: 4px; padding: 0 2px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $HAIRLINE; }

QFrame#card { background: $SURFACE; border: 1px solid $HAIRLINE; border-radius: 6px; }
QFrame#popup { background: $SURFACE; border: 1px solid $BORDER; border-radius: 4px; }
QFrame#errors { background: $ERROR_SOFT; border: 2px solid $ERROR; border-radius: 6px; }
QFrame#errors:focus { border-color: $FOCUS; }
QFrame#notice { background: $WARNING_SOFT; border: 1px solid $WARNING_EDGE; border-radius: 4px; }
QFrame#notice QLabel { color: $WARNING; }
QFrame#toast { background: $OK_SOFT; border: 1px solid $OK; border-radius: 4px; }
QFrame#toast QLabel { color: $OK; }

QTableView {
  background: $SURFACE; alternate-background-color: $STRIPE; gridline-color: $GRID;
  border: 1px solid $HAIRLINE; padding: 1px;
  selection-background-color: $SELECTION; selection-color: $INK;
}
QTableView:focus { border: 2px solid $FOCUS; padding: 0; }
QTableView[bad="true"] { border: 2px solid $ERROR; padding: 0; }
QTableView[bad="true"]:focus { border: 2px solid $FOCUS; padding: 0; }
QTableView { outline: 0; }
QTableView::item { padding: 0 8px; }
QTableView::item:selected { background: $SELECTION; }
QTableView#parties::item:focus { border: 2px solid $FOCUS; padding: 0 6px; }
QListView#ticks {
  background: $SURFACE; border: 1px solid $BORDER; border-radius: 4px; outline: 0; padding: 2px;
}
QListView#ticks:focus { border: 2px solid $FOCUS; padding: 1px; }
QListView#ticks[bad="true"] { border: 2px solid $ERROR; background: $ERROR_SOFT; }
QListView#ticks[bad="true"]:focus { border: 2px solid $FOCUS; }
QListView#ticks::item { padding: 0 4px; color: $INK; }
QListView#ticks::item:selected { background: $SURFACE; color: $INK; }
QListView#ticks::item:selected:focus { background: $SELECTION; color: $INK; }
QListView#ticks::indicator { width: 14px; height: 14px; border: 1px solid $BORDER; border-radius: 3px; }
QListView#ticks::indicator:checked {
  background: $PRIMARY; border-color: $PRIMARY; image: url(icons:tick.svg);
}
QScrollArea#sheet, QWidget#sheet { background: $SURFACE; }

QHeaderView { background: $HEADER; }
QHeaderView::section {
  background: $HEADER; border: 0; border-bottom: 1px solid $BORDER; border-left: 1px solid $HAIRLINE;
  padding: 4px 8px; font-weight: 700; min-height: 26px;
}
QTableCornerButton::section { background: $HEADER; border: 0; }

#nav { background: $NAV; }
#nav QLabel { color: $NAV_INK; }
#nav QPushButton {
  background: transparent; color: $NAV_INK; text-align: left; border: 0; padding: 7px 12px;
  border-radius: 4px;
}
#nav QPushButton:hover { background: $NAV_HOVER; }
#nav QPushButton:checked { background: $PRIMARY; color: $SURFACE; font-weight: 700; }
#nav QPushButton:focus { border: 2px solid $NAV_FOCUS; padding: 5px 10px; }
QStatusBar { background: $STATUS; border-top: 1px solid $HAIRLINE; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { padding: 1px 8px; }
QToolTip { background: $INK; color: $SURFACE; border: 1px solid $INK; padding: 4px; }

QScrollBar:vertical { background: $BACKGROUND; width: 14px; margin: 0; border: 0; }
QScrollBar:horizontal { background: $BACKGROUND; height: 14px; margin: 0; border: 0; }
QScrollBar::handle { background: $BORDER; border-radius: 4px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $MUTED; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet() -> str:
    """The rules with the palette's colours written in."""
    return _RULES.substitute({name: value for name, value in vars(palette).items() if name.isupper()})

"""Design tokens: colours, sizes and the one style sheet made from them."""

from dataclasses import dataclass
from enum import StrEnum
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid


class Scheme(StrEnum):
    """Which colours are used; ``SYSTEM`` follows the computer's setting."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SCALES = (100, 125, 150, 200)  # per cent of text size
SIZES = {
    "small": 11,
    "body": 13,
    "lead": 16,
    "heading": 20,
    "title": 26,
    "code": 22,
}  # points at 100 %
RAIL = 300  # pixels


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme; contrasts are computed in the tests."""

    window: str
    surface: str
    ink: str
    quiet: str
    edge: str
    hairline: str
    action: str
    on_action: str
    stop: str
    stop_tint: str
    soon: str
    soon_tint: str
    done: str
    done_tint: str
    practice: str
    practice_tint: str
    focus: str = "#FFD800"
    on_focus: str = "#16191D"
    hint_on_focus: str = "#4A3F00"


LIGHT = Tokens(
    window="#F5F6F8",
    surface="#FFFFFF",
    ink="#16191D",
    quiet="#454D55",
    edge="#6A737D",
    hairline="#D3D8DE",
    action="#0A55A3",
    on_action="#FFFFFF",
    stop="#951712",
    stop_tint="#FDECEA",
    soon="#6B4300",
    soon_tint="#FFF3D1",
    done="#155C31",
    done_tint="#E4F3E9",
    practice="#54278A",
    practice_tint="#F1E8FB",
)
DARK = Tokens(
    window="#15181B",
    surface="#1F2327",
    ink="#F2F4F6",
    quiet="#BAC2CA",
    edge="#8B959F",
    hairline="#363C43",
    action="#8CBDF7",
    on_action="#0B1A2A",
    stop="#FFB8B0",
    stop_tint="#3B1613",
    soon="#FFD88A",
    soon_tint="#33260A",
    done="#93DBAE",
    done_tint="#12291B",
    practice="#DCC2FA",
    practice_tint="#2D1A45",
    on_focus="#15181B",
)

_SHEET = Template(
    """
* { font-size: ${body}pt; color: $ink; }
QMainWindow, QDialog, #ground, QScrollArea, QScrollArea > QWidget > QWidget { background: $window; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: bold; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: bold; }
QLabel[role="lead"] { font-size: ${lead}pt; }
QLabel[role="small"] { font-size: ${small}pt; color: $quiet; }
QLabel[role="code"] { font-family: monospace; font-size: ${code}pt; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[tone="quiet"] { color: $quiet; }
QLabel[tone="late"], QLabel[tone="stop"] { color: $stop; }
QLabel[tone="soon"] { color: $soon; }
QLabel[tone="done"] { color: $done; }
QLabel:focus { border-bottom: 3px solid $action; }
#strip { background: $surface; border-bottom: 1px solid $hairline; }
#rail { background: $surface; border-right: 1px solid $hairline; }
#status { background: $surface; border-top: 1px solid $hairline; }
QFrame[block="card"] {
  background: $surface; border: 1px solid $hairline; border-radius: 6px;
}
QFrame[block="stop"] {
  background: $stop_tint; border: none; border-left: 6px solid $stop; border-radius: 0;
}
QFrame[block="stop"] QLabel { color: $stop; }
QFrame[block="soon"] { background: $soon_tint; border: none; border-left: 6px solid $soon; }
QFrame[block="soon"] QLabel { color: $soon; }
QFrame[block="done"] { background: $done_tint; border: none; border-left: 6px solid $done; }
QFrame[block="done"] QLabel { color: $done; }
QLabel#band {
  background: $practice_tint; color: $practice; font-weight: bold; padding: 6px 16px;
}
QLabel[tag="soon"] { background: $soon_tint; color: $soon; padding: 2px 8px; }
QLabel[tag="late"] { background: $stop_tint; color: $stop; padding: 2px 8px; }
QLabel[tag="plain"] { color: $quiet; padding: 2px 8px; }
QLabel[tag="done"] { color: $done; padding: 2px 8px; }
QPushButton {
  min-height: ${control}px; padding: 0 16px; border: 2px solid $edge; border-radius: 6px;
  background: $surface; color: $ink; text-align: center;
}
QPushButton[kind="primary"] {
  background: $action; color: $on_action; border-color: $action; font-weight: bold;
  font-size: ${lead}pt;
}
QPushButton[kind="link"] { border-color: transparent; background: transparent; color: $action; }
QPushButton[kind="row"] {
  text-align: left; border: 1px solid $hairline; padding: 12px 14px; min-height: ${row}px;
}
QPushButton[kind="rail"] {
  text-align: left; border: none; border-radius: 0; padding: 4px 16px; background: transparent;
}
QPushButton[kind="rail"][current="true"] {
  border-left: 6px solid $action; font-weight: bold; background: $window;
}
QPushButton[kind="rail"][done="true"] { color: $quiet; }
QPushButton:checked { border-color: $action; color: $action; }
QPushButton:disabled {
  color: $quiet; border-color: $hairline; background: $window; font-weight: normal;
}
QPushButton:hover:enabled { border-color: $action; }
QPushButton:focus, QPushButton[kind="rail"]:focus, QPushButton[kind="link"]:focus {
  background: $focus; color: $on_focus; border: 3px solid $on_focus;
}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {
  background: $surface; border: 2px solid $edge; border-radius: 6px; padding: 4px 8px;
  selection-background-color: $action; selection-color: $on_action;
  placeholder-text-color: $quiet;
}
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: ${inner}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 3px solid $on_focus; background: $focus; color: $on_focus;
}
QLineEdit[lit="true"], QPlainTextEdit[lit="true"] { placeholder-text-color: $hint_on_focus; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow {
  width: 0; height: 0; border-top: 7px solid $edge;
  border-left: 6px solid $surface; border-right: 6px solid $surface;
}
QComboBox QAbstractItemView { background: $surface; color: $ink; }
QCheckBox, QRadioButton { min-height: ${control}px; spacing: 12px; padding: 0 8px; }
QCheckBox::indicator, QRadioButton::indicator { width: 22px; height: 22px; }
QCheckBox::indicator:unchecked { border: 2px solid $edge; background: $surface; }
QCheckBox::indicator:checked { border: 2px solid $action; background: $action; }
QRadioButton::indicator { border-radius: 12px; }
QRadioButton::indicator:unchecked { border: 2px solid $edge; background: $surface; }
QRadioButton::indicator:checked {
  width: 12px; height: 12px; border: 7px solid $action; border-radius: 13px; background: $surface;
}
QCheckBox:focus, QRadioButton:focus { background: $focus; color: $on_focus; }
QTableView { background: $surface; gridline-color: $hairline; border: 1px solid $hairline; }
QHeaderView::section { background: $window; padding: 6px; border: none; font-weight: bold; }
QTableView::item:selected { background: $action; color: $on_action; }
QProgressBar { min-height: 24px; border: 1px solid $edge; text-align: center; }
QProgressBar::chunk { background: $done_tint; }
QScrollBar:vertical { width: 14px; background: $window; margin: 0; }
QScrollBar::handle:vertical {
  background: $edge; min-height: 32px; border-radius: 5px; margin: 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: $window; }
QToolTip { background: $surface; color: $ink; border: 1px solid $edge; }
"""
)


def tokens(scheme: Scheme) -> Tokens:
    """Return the colours of a scheme; an unknown system setting counts as light."""
    if scheme is Scheme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


def dress(app: QApplication, scheme: Scheme, scale: int) -> None:
    """Give the whole program its colours and text size (``scale`` in per cent)."""
    chosen = tokens(scheme)
    app.setStyle("Fusion")
    app.setPalette(_palette(chosen))
    app.setStyleSheet(sheet(chosen, scale))
    if not app.property("lights"):  # once, however often it is dressed
        app.setProperty("lights", True)
        app.focusChanged.connect(_light)


def _light(left: QWidget | None, entered: QWidget | None) -> None:
    """Mark the field with the focus: Qt colours a hint by properties, but not by the focus."""
    for field, lit in ((left, "false"), (entered, "true")):
        if isinstance(field, QLineEdit | QPlainTextEdit) and isValid(field):
            field.setProperty("lit", lit)
            field.style().unpolish(field)
            field.style().polish(field)


def control_height(scale: int) -> int:
    """Return the height of everything that can be pressed, in pixels."""
    font = QGuiApplication.font()
    font.setPointSizeF(SIZES["lead"] * scale / 100)
    return max(44, round(QFontMetrics(font).height() * 1.8))


def sheet(chosen: Tokens, scale: int) -> str:
    """Return the style sheet for a scheme at a text size."""
    points = {name: f"{size * scale / 100:g}" for name, size in SIZES.items()}
    control = control_height(scale)
    colours = {name: getattr(chosen, name) for name in Tokens.__slots__}
    return _SHEET.substitute(
        **colours, **points, control=control, inner=control - 12, row=control - 16
    )


def _palette(chosen: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, chosen.window),
        (roles.Base, chosen.surface),
        (roles.AlternateBase, chosen.window),
        (roles.Button, chosen.surface),
        (roles.Text, chosen.ink),
        (roles.WindowText, chosen.ink),
        (roles.ButtonText, chosen.ink),
        (roles.PlaceholderText, chosen.quiet),
        (roles.Highlight, chosen.action),
        (roles.HighlightedText, chosen.on_action),
        (roles.ToolTipBase, chosen.surface),
        (roles.ToolTipText, chosen.ink),
        (roles.Link, chosen.action),
    ):
        palette.setColor(role, QColor(colour))
    return palette

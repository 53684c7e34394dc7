"""Five auditors that look at any screen: names, clipping, targets, order, contrast."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

SMALLEST_TARGET = 44


def shown(root: QWidget) -> list[QWidget]:
    return [w for w in root.findChildren(QWidget) if w.isVisible()]


def nameless(root: QWidget) -> list[str]:
    """Return focusable widgets that a screen reader can't name."""
    return [_who(w) for w in shown(root) if _takes_focus(w) and not _name(w)]


def _takes_focus(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), (QComboBox, QAbstractItemView, QAbstractScrollArea))
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inner


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


def clipped(root: QWidget) -> list[str]:
    """Return buttons and labels smaller than the text in them."""
    return [
        f"{_who(w)} {need} > {has}" for w in shown(root) for need, has in _sizes(w) if need > has
    ]


def _sizes(widget: QWidget) -> Iterator[tuple[int, int]]:
    if isinstance(widget, QPushButton):
        metrics = QFontMetrics(widget.font())
        lines = widget.text().split("\n")
        yield max(metrics.horizontalAdvance(line) for line in lines), widget.width()
        yield metrics.lineSpacing() * len(lines), widget.height()
    elif isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        yield widget.heightForWidth(widget.width()), widget.height() + 1
    elif isinstance(widget, QLabel) and widget.text():
        yield QFontMetrics(widget.font()).horizontalAdvance(widget.text()), widget.width()


def small(root: QWidget) -> list[str]:
    """Return things to press that are lower than 44 pixels."""
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    inner = (QComboBox, QAbstractItemView)
    found = (w for w in shown(root) if isinstance(w, kinds) and not isinstance(w.parent(), inner))
    return [f"{_who(w)} {w.height()}" for w in found if w.height() < SMALLEST_TARGET]


def outside(root: QWidget) -> list[str]:
    """Return widgets that stick out to the right of their screen."""
    edge = root.width()
    rights = ((w, w.mapTo(root, w.rect().topRight()).x()) for w in shown(root))
    return [f"{_who(w)} {x} > {edge}" for w, x in rights if x > edge]


def _who(widget: QWidget) -> str:
    text = widget.text()[:40] if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text!r}"


def luminance(colour: str) -> float:
    """Return the relative luminance of "#RRGGBB" (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)

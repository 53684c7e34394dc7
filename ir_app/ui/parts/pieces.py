"""Labels, buttons and frames: the one way each is made, with its accessible name."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ir_app.pages.parts import Button, Tone
from ir_app.ui.parts.flow import FlowLayout

READING_WIDTH = 66  # characters
NARROWEST = 640  # pixels of a dialog
# A name without end, a key held down, a pasted file. Fingerprints and addresses are copied from the
# screen, so they stay whole until nothing else helps.
_ENDLESS = re.compile(r"\S{200,}|(?<!\S)(?![0-9a-f]+(?!\S))(?![^\s]*[/@])\S{30,}")


def label(text: str, role: str = "body", tone: Tone = Tone.PLAIN) -> QLabel:
    """Return selectable, wrapped text; ``role`` is title, heading, lead, body, strong or small."""
    made = QLabel(breakable(text))
    made.setTextFormat(Qt.TextFormat.PlainText)  # what people type must never become markup
    made.setWordWrap(True)
    made.setProperty("role", role)
    made.setProperty("tone", tone.value)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    made.setMinimumWidth(60)
    return made


def breakable(text: str) -> str:
    """Return a text whose endless words may go on in the next line: nothing is cut off."""
    return _ENDLESS.sub(lambda found: _in_pieces(found[0]), text)


def _in_pieces(word: str) -> str:
    return "\u200b".join(word[at : at + 15] for at in range(0, len(word), 15))


def brief(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters: the end stays, it says what to do."""
    if len(text) <= most:
        return text
    end = most // 3
    return f"{text[: most - end - 1].rstrip()}…{text[-end:].lstrip()}"


def title(text: str, role: str = "title") -> QLabel:
    """Return a heading that takes the focus when a screen opens, so that it is read aloud."""
    made = label(text, role)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(text)
    made.setObjectName("title")
    return made


def tag(text: str, tone: Tone) -> QLabel:
    """Return a short word on a tint: To do, Now, Late."""
    made = QLabel(text)
    made.setProperty("tag", tone.value)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


class _Once:
    """Takes a double click for one: its second half often falls on what came up in between."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the second half of a double click pass by."""
        event.accept()


class OnceButton(_Once, QPushButton):
    """A button that a double click presses once."""


class OnceCheck(_Once, QCheckBox):
    """A box that a double click ticks once, and never by its second half."""


class OnceRadio(_Once, QRadioButton):
    """A choice that the second half of a double click does not make."""


def button(text: str, name: str, press: Callable[[], object], kind: str = "plain") -> QPushButton:
    """Return a push button; ``name`` finds it again after the screen was rebuilt."""
    made = OnceButton(text)
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    made.setAutoDefault(True)  # Enter presses the button that has the focus, and no other
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda *_: press())
    return made


def paged(model: Button, press: Callable[[], object]) -> QPushButton:
    """Return the button a page asks for; a disabled one says why in its tip and description."""
    made = button(model.label, model.id, press, "primary" if model.primary else "plain")
    made.setEnabled(model.enabled)
    if model.why_not:
        made.setToolTip(model.why_not)
        made.setAccessibleDescription(model.why_not)
    return made


def column(parts: Iterable[QWidget | QLayout], spacing: int = 12, margin: int = 0) -> QVBoxLayout:
    """Return widgets and layouts one under the other."""
    made = QVBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        _put(made, part)
    return made


def row(parts: Iterable[QWidget], spacing: int = 12) -> QHBoxLayout:
    """Return widgets side by side."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for part in parts:
        made.addWidget(part)
    return made


def flow(parts: Iterable[QWidget], spacing: int = 12) -> FlowLayout:
    """Return widgets side by side that wrap to the next line when the text is large."""
    made = FlowLayout(spacing)
    for part in parts:
        made.addWidget(part)
    return made


def beside(text: QWidget, *small: QWidget) -> QHBoxLayout:
    """Return text that takes the room it needs, with small widgets at its right end."""
    made = row([text, *small])
    made.setStretch(0, 1)
    for one in small:
        made.setAlignment(one, Qt.AlignmentFlag.AlignTop)
    return made


def narrow(part: QWidget, width: int) -> QHBoxLayout:
    """Return a widget that is never wider than ``width`` pixels, at the left.

    The row is what keeps the height right: a maximum width alone would clip wrapped text.
    """
    part.setMaximumWidth(width)
    made = QHBoxLayout()
    made.addWidget(part, 1)
    made.addStretch(0)
    return made


def wrap(text: str, metrics: QFontMetrics, width: int) -> str:
    """Break a button's text into lines of at most ``width`` pixels; buttons can't do it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        words = (part for word in paragraph.split(" ") for part in _cut(word, metrics, width))
        for word in words:
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "\n".join(lines)


def _cut(word: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Cut a word that is wider than a line: a long name must not push the screen aside."""
    if metrics.horizontalAdvance(word) <= width:
        return [word]
    widest = max(metrics.horizontalAdvance(letter) for letter in word)
    step = max(1, width // max(1, widest))
    return [word[at : at + step] for at in range(0, len(word), step)]


def dialog_width(dialog: QWidget) -> int:
    """Return a width that grows with the text, so that its buttons do not leave the screen."""
    dialog.ensurePolished()
    wanted = max(NARROWEST, dialog.fontMetrics().averageCharWidth() * READING_WIDTH)
    return min(wanted, dialog.screen().availableSize().width() * 9 // 10)


def fit(made: QPushButton, width: int = 820) -> QPushButton:
    """Wrap a button's text to ``width`` pixels and make it as high as its lines."""
    made.ensurePolished()
    made.setText(wrap(made.text(), made.fontMetrics(), width))
    made.setMinimumHeight(made.fontMetrics().lineSpacing() * (made.text().count("\n") + 1) + 20)
    return made


def block(kind: str, parts: Iterable[QWidget | QLayout], margin: int = 16) -> QFrame:
    """Return a framed block; ``kind`` is card, stop, soon or done."""
    frame = QFrame()
    frame.setProperty("block", kind)
    frame.setLayout(column(parts, 8, margin))
    return frame


def line(name: str, asks: str) -> QLineEdit:
    """Return one line to type into; ``asks`` is said by screen readers and shown while empty."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(asks)
    made.setPlaceholderText(asks)
    return made


def hidden(name: str, parts: Iterable[QWidget | QLayout]) -> QFrame:
    """Return a block that is folded away until somebody asks for it."""
    made = block("card", parts, 12)
    made.setObjectName(name)
    made.setProperty("folds", "true")
    made.setVisible(False)
    return made


def _put(layout: QVBoxLayout, part: QWidget | QLayout) -> None:
    if isinstance(part, QLayout):
        layout.addLayout(part)
    else:
        layout.addWidget(part)

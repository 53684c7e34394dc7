"""A few words asked for in a window of their own; half-written ones wait there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLayout, QLineEdit, QPlainTextEdit, QWidget

from ir_app.actions.drafts import Place
from ir_app.ui.parts.pieces import button, column, dialog_width, flow, label

if TYPE_CHECKING:
    from ir_app.ui.screens.screen import Screen

KEPT = "Not written down yet. Your words wait for you there."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the heading of the window, the question, and the words on its button."""

    name: str  # finds the half-written words again
    heading: str
    question: str
    keep: str  # "Write it down"
    is_long: bool = False  # more than one line


class WritingDialog(QDialog):
    """Asks for words; however it is closed, what was typed is not lost."""

    def __init__(self, screen: "Screen", asked: Asked, place: Place) -> None:
        super().__init__(screen)
        self._drafts, self._asked, self._place = screen.session.drafts, asked, place
        self.setWindowTitle(asked.heading)
        self._edit = _paper() if asked.is_long else QLineEdit()
        self._edit.setObjectName("words")
        self._edit.setAccessibleName(asked.question)
        self._write(self._drafts.get(place, asked.name))
        self._build()

    def _build(self) -> None:
        ways = [
            button(self._asked.keep, "words-keep", self.accept, "primary"),
            button("Not now", "words-later", self.reject),
        ]
        lines: list[QWidget | QLayout] = [label(self._asked.question, "strong"), self._edit]
        self.setLayout(column([*lines, flow(ways)], 16, 24))
        self.setMinimumWidth(dialog_width(self))
        self._edit.setFocus()

    @property
    def words(self) -> str:
        """Return what stands in it now."""
        return self._edit.text() if isinstance(self._edit, QLineEdit) else self._edit.toPlainText()

    def _write(self, words: str) -> None:
        if isinstance(self._edit, QLineEdit):
            self._edit.setText(words)
        else:
            self._edit.setPlainText(words)

    def done(self, result: int) -> None:
        """Keep the words: only what an act has taken is forgotten."""
        self._drafts.put(self._place, self._asked.name, self.words)
        super().done(result)


def ask_words(
    screen: "Screen", asked: Asked, take: Callable[[str], object], place: Place | None = None
) -> None:
    """Ask for words and give them to ``take``; they wait in the dialog until it took them."""
    where = place or screen.place()
    dialog = WritingDialog(screen, asked, where)
    drafts, loop = screen.session.drafts, screen.session.loop
    if dialog.exec():
        if take(dialog.words):
            drafts.put(where, asked.name, "")
    elif dialog.words.strip():
        loop.said.emit(KEPT)


def _paper() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setMinimumHeight(made.fontMetrics().height() * 6)
    return made

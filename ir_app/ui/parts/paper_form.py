"""The form on the timeline for lines that were written by hand."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit

from ir_app.pages.paper_line import KEPT, Asked, PaperForm
from ir_app.ui.parts.pieces import block, button, column, flow, label

Keep = Callable[[dict[str, str], str], bool]  # what was typed by name, and the words


def paper_form(form: PaperForm, kept: Mapping[str, str], keep: Keep) -> QFrame:
    """Return the form, filled with what stays the same from line to line."""
    lines = {asked.name: _line(asked, kept.get(asked.name, "")) for asked in form.asked}
    words = QPlainTextEdit()
    words.setObjectName("paper-words")
    words.setAccessibleName(form.words_label)
    words.setPlaceholderText(form.words_label)
    words.setTabChangesFocus(True)
    words.setMaximumHeight(words.fontMetrics().height() * 5)

    def press() -> None:
        if keep({name: line.text() for name, line in lines.items()}, words.toPlainText()):
            words.clear()
            for name in lines.keys() - {*KEPT}:
                lines[name].clear()

    parts = [column([label(asked.label), lines[asked.name]], 4) for asked in form.asked]
    return block(
        "card",
        [
            label(form.heading, "strong"),
            label(form.lead, "small"),
            *parts,
            label(form.words_label),
            words,
            flow([button(form.keep_label, "paper-keep", press)]),
        ],
    )


def _line(asked: Asked, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(f"paper-{asked.name}")
    made.setAccessibleName(asked.label)
    made.setAccessibleDescription(asked.hint)
    made.setPlaceholderText(asked.hint)
    return made

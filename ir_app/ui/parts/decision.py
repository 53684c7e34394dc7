"""The attorney's own answer to a date: one form that opens on its card."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QFrame, QLayout, QLineEdit, QWidget

from ir_app.pages.dates import DateRow, DecisionForm
from ir_app.ui.parts.pieces import block, button, column, flow, label, line


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands in the form when its button is pressed."""

    applies: str  # "yes", "no", "" takes the answer back
    due: str  # as typed
    reason: str


def decision_form(
    row: DateRow, form: DecisionForm, keep: Callable[[Decision], bool], leave: Callable[[], None]
) -> QFrame:
    """Return the form; it empties itself once ``keep`` took what was typed."""
    answer = _answer(row, form)
    due = line(f"decision-due-{row.id}", form.due_label)
    due.setPlaceholderText(form.due_hint)
    reason = line(f"decision-reason-{row.id}", form.reason_label)
    reason.setPlaceholderText("")  # the words stand above it

    def press() -> None:
        if keep(Decision(str(answer.currentData()), due.text(), reason.text())):
            _empty(due, reason)
            leave()

    ways = [
        button(form.keep_label, f"decision-keep-{row.id}", press, "primary"),
        button(form.leave_label, f"decision-leave-{row.id}", leave),
    ]
    asked = ((form.answer_label, answer), (form.due_label, due), (form.reason_label, reason))
    parts: list[QWidget | QLayout] = [column(_pair(*one), 4) for one in asked]
    return block("card", [*parts, flow(ways)], 12)


def _pair(words: str, field: QWidget) -> list[QWidget | QLayout]:
    return [label(words, "strong"), field]


def _answer(row: DateRow, form: DecisionForm) -> QComboBox:
    made = QComboBox()
    made.setObjectName(f"decision-answer-{row.id}")
    made.setAccessibleName(form.answer_label)
    made.setMinimumHeight(44)
    for choice in form.answers:
        made.addItem(choice.label, choice.id)
    return made


def _empty(*lines: QLineEdit) -> None:
    for one in lines:
        one.clear()

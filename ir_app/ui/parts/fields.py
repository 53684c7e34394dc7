"""One way to ask for something: label, help, input, and "we do not know yet"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ir_app.pages.parts import Choice, Field, Input
from ir_app.pages.typed import read_day, read_moment, read_number
from ir_app.pages.words import day, day_and_time
from ir_app.problems import Problem
from ir_app.ui.parts.pieces import OnceCheck, OnceRadio, flow, label

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Takes:
    """Where answers go: a value, "we do not know yet", and what could not be read."""

    answer: Callable[[str, Any], object]
    unknown: Callable[[str], object] | None
    trouble: Callable[[Problem], object]
    now: Now  # the practice's wall clock, for "today" and "Monday"


YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))


class FieldBox(QWidget):
    """A field of a page; an answer is handed on as soon as the cursor leaves it."""

    def __init__(self, field: Field, takes: Takes, whose: str = "") -> None:
        """``whose`` stands in a heading above several boxes; only screen readers repeat it."""
        super().__init__()
        self.field, self._takes = field, takes
        self._spoken = f"{whose}: {field.label}" if whose else field.label
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._build()

    def _build(self) -> None:
        self._label = label(self.field.label, "strong")
        self._layout.addWidget(self._label)
        if self.field.help:
            self._layout.addWidget(label(self.field.help, "small"))
        self._layout.addWidget(_MAKERS[self.field.input](self))
        if self.field.can_be_unknown and self._takes.unknown:
            self._layout.addWidget(self._unknown_box())

    def named(self, widget: QWidget, suffix: str = "") -> QWidget:
        """Give an input its name for screen readers and for finding it again."""
        widget.setObjectName(f"field-{self.field.name}{suffix}")
        if not suffix:
            widget.setAccessibleName(self._spoken)
            self._label.setBuddy(widget)
        widget.setAccessibleDescription(self.field.help)
        return widget

    def give(self, value: object) -> bool:
        """Hand on an answer that differs from the one shown; tells whether it was taken."""
        if value == self.field.value:
            return True
        return self._takes.answer(self.field.name, value) is not None

    def give_typed(self, text: str) -> bool:
        """Read what was typed and hand it on, or say why it can't be read."""
        try:
            return self.give(self._read(text))
        except Problem as problem:
            self._takes.trouble(problem)
            return False

    @property
    def refused(self) -> Problem | None:
        """Return why what stands in the line was not taken; None when nothing waits there."""
        edit = self.findChild(QLineEdit)
        if edit is None or not edit.isModified() or not edit.text().strip():
            return None
        try:
            self._read(edit.text())
        except Problem as problem:
            return problem
        return Problem(
            what=f"This answer was not taken: {self.field.label}",
            safe="Your earlier answer was kept.",
            do="Change it, or empty the line.",
        )

    def _read(self, text: str) -> object:
        return _TYPED[self.field.input](text, self._takes.now) if text.strip() else ""

    def _unknown_box(self) -> QWidget:
        box = OnceCheck(self.field.unknown_label)
        box.setChecked(self.field.unknown)
        box.setAccessibleName(f"{self.field.label}: {self.field.unknown_label}")
        box.setObjectName(f"field-{self.field.name}-unknown")

        def say() -> None:
            box.setChecked(True)  # it is taken back by answering, or by Undo
            if self._takes.unknown and not self.field.unknown:
                self._takes.unknown(self.field.name)

        box.clicked.connect(say)
        return box


def _line(box: FieldBox) -> QWidget:
    edit = QLineEdit(_shown(box.field))
    edit.setPlaceholderText(_PLACEHOLDERS.get(box.field.input, ""))
    before = edit.text()

    def leave() -> None:
        if edit.text().strip() == before.strip() or box.give_typed(edit.text()):
            edit.setModified(False)

    edit.editingFinished.connect(leave)
    return box.named(edit)


class _Paper(QPlainTextEdit):
    """A few lines of text that hand themselves on when the cursor leaves."""

    def __init__(self, text: str, leave: Callable[[str], bool]) -> None:
        super().__init__(text)
        self._leave = leave
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().height() * 5)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the text on."""
        super().focusOutEvent(event)
        if self._leave(self.toPlainText().strip()):
            self.document().setModified(False)


def _paper(box: FieldBox) -> QWidget:
    return box.named(_Paper(box.field.value or "", lambda text: box.give(text or None)))


def _radios(box: FieldBox) -> QWidget:
    choices = YES_NO if box.field.input is Input.YES_NO else box.field.choices
    frame = QWidget()
    group = QButtonGroup(frame)
    radios = [_radio(box, choice, group) for choice in choices]
    frame.setLayout(flow(radios))
    box.named(radios[0], f"-{choices[0].id}")
    return frame


def _radio(box: FieldBox, choice: Choice, group: QButtonGroup) -> OnceRadio:
    value = choice.id == "yes" if box.field.input is Input.YES_NO else choice.id
    radio = OnceRadio(choice.label)
    radio.setChecked(box.field.answered and box.field.value == value)
    radio.setAccessibleName(f"{box.field.label}: {choice.label}")
    box.named(radio, f"-{choice.id}")
    radio.clicked.connect(lambda *_: box.give(value))
    group.addButton(radio)
    return radio


def _checks(box: FieldBox) -> QWidget:
    chosen = list(box.field.value or [])
    frame = QWidget()
    boxes = [_check(box, choice, chosen) for choice in box.field.choices]
    frame.setLayout(flow(boxes))
    return frame


def _check(box: FieldBox, choice: Choice, chosen: list[str]) -> OnceCheck:
    check = OnceCheck(choice.label)
    check.setChecked(choice.id in chosen)
    check.setAccessibleName(f"{box.field.label}: {choice.label}")
    box.named(check, f"-{choice.id}")

    def toggle(on: bool) -> None:
        order = [c.id for c in box.field.choices]
        now = {*chosen, choice.id} if on else {*chosen} - {choice.id}
        box.give([id_ for id_ in order if id_ in now])

    check.clicked.connect(toggle)
    return check


def _shown(field: Field) -> str:
    if field.value is None or field.value == "":
        return ""
    if field.input is Input.DATE:
        return day(datetime.fromisoformat(str(field.value)).date())
    if field.input is Input.DATETIME:
        when = datetime.fromisoformat(str(field.value))
        return f"{day_and_time(when)}, {when.year}" if "T" in str(field.value) else day(when.date())
    return str(field.value)


def _moment(text: str, now: Now) -> str:
    when = read_moment(text, now())
    precise = (when.hour, when.minute) != (0, 0)
    return when.isoformat(timespec="minutes") if precise else when.date().isoformat()


_PLACEHOLDERS = {Input.DATE: "11/23/2026 or “today”", Input.DATETIME: "today 8:05 am"}
_TYPED: dict[Input, Callable[[str, Now], object]] = {
    Input.TEXT: lambda text, _now: text.strip(),
    Input.NUMBER: lambda text, _now: read_number(text),
    Input.DATE: lambda text, now: read_day(text, now().date()).isoformat(),
    Input.DATETIME: _moment,
}
_MAKERS: dict[Input, Callable[[FieldBox], QWidget]] = {
    Input.TEXT: _line,
    Input.NUMBER: _line,
    Input.DATE: _line,
    Input.DATETIME: _line,
    Input.LONG_TEXT: _paper,
    Input.YES_NO: _radios,
    Input.CHOICE: _radios,
    Input.MULTI: _checks,
}

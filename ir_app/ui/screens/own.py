"""What this practice changed in the plans, with the forms that change them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QLayout, QPlainTextEdit, QWidget

from ir_app.core.change import Change
from ir_app.pages.own import OwnPage, OwnRow
from ir_app.pages.parts import Choice
from ir_app.ui.parts.pieces import block, button, column, flow, label, line, paged, title
from ir_app.ui.screens.screen import Screen


class OwnScreen(Screen):
    """Differences first, then how to add a step, write a note, or take a step out."""

    name = "own"

    def read(self) -> OwnPage:
        """Return the page as it is now."""
        from ir_app.pages import own

        return own.build(self.desk)

    def paper(self) -> str:
        """Return "": this belongs to the practice, whatever incident is open."""
        return ""

    def lay_out(self, page: OwnPage) -> QLayout:
        """Return the differences and the three forms."""
        rows = [self._row(row) for row in page.rows]
        return column(
            [
                title(page.heading),
                label(page.lead),
                *([label(page.none, "strong")] if page.none else rows),
                self._add(page),
                self._note(page),
                self._remove(page),
            ],
            12,
        )

    def _row(self, row: OwnRow) -> QWidget:
        undo = paged(row.undo, partial(self._undo, row))
        undo.setAccessibleName(f"{row.undo.label}: {row.text}")
        parts = [label(row.text, "strong"), *([label(row.detail)] if row.detail else [])]
        return block("card", [*parts, flow([undo])], 12)

    def _undo(self, row: OwnRow) -> None:
        from ir_app.actions import own

        verb, _, step = row.undo.id.partition("-")
        actions: dict[str, Callable[[], object]] = {
            "remove": lambda: self._do(own.remove_step, step),
            "unnote": lambda: self._do(own.set_note, step, ""),
            "restore": lambda: self._do(own.restore_step, step),
        }
        actions[verb]()

    def _add(self, page: OwnPage) -> QWidget:
        name = line("own-title", "What is to be done, such as “Turn off the door lock”")
        how = QPlainTextEdit()
        how.setObjectName("own-how")
        how.setAccessibleName("How, one line for each")
        how.setPlaceholderText("How, one line for each")
        how.setTabChangesFocus(True)
        how.setMaximumHeight(how.fontMetrics().height() * 5)
        after = choose("own-after", "Comes after", page.places)

        def add() -> None:
            from ir_app.actions import own

            lines = how.toPlainText().splitlines()
            if self._do(own.add_step, name.text(), lines, after=str(after.currentData())):
                name.clear()
                how.clear()

        go = button("Add this step", "own-add", add)
        head = label("A step of our own", "heading")
        return block("card", [head, name, how, label("Comes after"), after, flow([go])], 12)

    def _note(self, page: OwnPage) -> QWidget:
        where = choose("own-note-step", "Stands beside", page.places)
        text = line("own-note", "The note, such as “The key is in the red box”")

        def write() -> None:
            from ir_app.actions import own

            if self._do(own.set_note, str(where.currentData()), text.text()):
                text.clear()

        go = button("Write this note", "own-note-add", write)
        return block("card", [label("A note on a card", "heading"), where, text, flow([go])], 12)

    def _remove(self, page: OwnPage) -> QWidget:
        which = choose("own-which", "The step to take out", page.removable)
        why = line("own-why", "Why does your practice not need it?")

        def remove() -> None:
            from ir_app.actions import own

            if self._do(own.remove_step, str(which.currentData()), why.text()):
                why.clear()

        go = button("Take this step out", "own-remove", remove)
        head = label("A step we do not need", "heading")
        return block("card", [head, label(page.locked, "small"), which, why, flow([go])], 12)

    def _do(self, action: Callable[..., Change], *args: object, **named: object) -> Change | None:
        return self.session.loop.do(action, self.desk, *args, **named)


def choose(name: str, asks: str, choices: tuple[Choice, ...]) -> QComboBox:
    """Return a list to pick one of ``choices`` from."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(asks)
    made.setMinimumHeight(44)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(30)
    for choice in choices:
        made.addItem(choice.label, choice.id)
    return made

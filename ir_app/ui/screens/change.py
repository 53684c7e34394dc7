"""This is something else: one question a page, and nothing happens before the second click."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLayout, QLineEdit, QPushButton, QWidget

from ir_app.core.change import Change
from ir_app.pages.change import ChangePage
from ir_app.pages.parts import Choice
from ir_app.ui.parts.pieces import button, column, fit, flow, label, line, title
from ir_app.ui.screens.screen import Screen


class ChangeScreen(Screen):
    """Another plan, a second plan, two incidents out of one, or one out of two."""

    name = "change"

    def read(self) -> ChangePage:
        """Return the page as it is now."""
        from ir_app.pages import change

        return change.build(self.situation(), self.session.way)

    def paper(self) -> str:
        """Return the incident and the way: each way has words of its own."""
        return f"{self.incident} {self.session.way}"

    def lay_out(self, page: ChangePage) -> QLayout:
        """Return the ways, or the choices of the way that was picked."""
        parts: list[QWidget | QLayout] = [title(page.heading), label(page.lead)]
        parts += [self._row(way, f"way-{way.id}", partial(self._way, way.id)) for way in page.ways]
        if page.choices:
            parts += self._choices(page)
        if page.none:
            parts.append(label(page.none))
        back = button(page.back_label, "back", partial(self._back, page))
        return column([*parts, flow([back])], 12)

    def _choices(self, page: ChangePage) -> list[QWidget | QLayout]:
        reason = line("change-reason", page.reason_label)
        rows = [
            self._row(c, f"pick-{c.id}", partial(self._pick, page.way, c.id, reason))
            for c in page.choices
        ]
        return [label(page.reason_label, "strong"), reason, *rows]

    def _row(self, choice: Choice, name: str, press: Callable[[], object]) -> QPushButton:
        words = f"{choice.label}\n{choice.hint}" if choice.hint else choice.label
        return fit(button(words, name, press, "row"), self.row_width)

    def _way(self, way: str) -> None:
        self.session.way = way
        self.arrive()

    def _back(self, page: ChangePage) -> None:
        self.session.way = ""
        if page.way:
            self.arrive()
        else:
            self.session.go("now")

    def _pick(self, way: str, what: str, reason: QLineEdit) -> None:
        change = self._do(way, what, reason.text())
        if change is None:
            return
        self.forget()
        self.session.way, self.session.step = "", ""
        if way in ("split", "merge"):
            # The act names first the incident to go on with: the new one, or the one that stays.
            self.session.incident = change.entries[0].incident
        self.session.go("now")

    def _do(self, way: str, what: str, reason: str) -> Change | None:
        from ir_app.actions import plans, splits

        actions: dict[str, Callable[..., Change]] = {
            "instead": plans.change,
            "as_well": plans.add,
            "split": splits.split,
            "merge": splits.merge,
        }
        return self.act(actions[way], what, reason)

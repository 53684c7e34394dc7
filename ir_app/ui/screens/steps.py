"""All steps: the task list by phase; the same rows stand in the rail beside the card."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from ir_app.pages.steps import Offer, PhaseBlock, StepRow, StepsPage
from ir_app.ui.parts.ask import ask_place
from ir_app.ui.parts.pieces import block, button, column, fit, flow, label, paged, title
from ir_app.ui.screens.screen import MEASURE, Screen
from ir_app.ui.theme import RAIL, tokens

WHOLE = 4000  # pixels: the map may use all the room there is


def step_button(
    row: StepRow, press: Callable[[], object], kind: str, width: int = RAIL - 64
) -> QPushButton:
    """Return the row of one step: its title, and the word for where it stands."""
    text = f"{row.title}\n{row.state}" if kind == "rail" else f"{row.title}   —   {row.state}"
    if row.hint and kind != "rail":
        text += f"\n{row.hint}"
    made = button(text, f"step-{row.step}", press, kind)
    made.setAccessibleName(f"{row.title}: {row.state}")
    made.setProperty("current", "true" if row.current else "false")
    made.setProperty("done", "true" if row.done else "false")
    return fit(made, width)


class StepsScreen(Screen):
    """Every step of the walk, row by row; a row opens its card."""

    name = "steps"
    mapped = False  # whether the map is shown above the list

    def read(self) -> StepsPage:
        """Return the page as it is now."""
        from ir_app.pages import steps

        return steps.build(self.situation())

    def lay_out(self, page: StepsPage) -> QLayout:
        """Return the phases with their rows."""
        parts: list[QWidget | QLayout] = [title(page.heading), label(page.summary, "lead")]
        if page.plans:
            parts.append(label(page.plans, "strong"))
        parts += [self._offer(offer) for offer in page.offers]
        parts += [block("card", [label(told)], 12) for told in page.related]
        if page.changed:
            parts.append(block("soon", [label(page.changed, "strong")]))
        toggle = page.list if self.mapped else page.map
        parts.append(flow([paged(toggle, self._toggle), paged(page.save_plan, self._save)]))
        if self.mapped:
            parts.append(self._map())
        for phase in page.phases:
            parts += self._phase(phase)
        if page.before:
            parts.append(label("Done before the change", "heading"))
            parts += [label(told) for told in page.before]
        parts.append(flow(self._ways(page)))
        return column(parts, 8)

    def _ways(self, page: StepsPage) -> list[QWidget]:
        read = [paged(pause, lambda: self.session.go("pause")) for pause in page.pauses]
        own = button("What this practice changed", "own", lambda: self.session.go("own"))
        change = page.change
        other = [paged(change, lambda: self.session.go("change"))] if change else []
        return [*read, *other, own]

    def _offer(self, offer: Offer) -> QWidget:
        from ir_app.actions import plans

        take = paged(offer.take, lambda: self.act(plans.upgrade, offer.playbook))
        lines = [label(told) for told in offer.lines]
        return block("soon", [label(offer.heading, "strong"), *lines, flow([take])], 12)

    def _phase(self, phase: PhaseBlock) -> list[QWidget | QLayout]:
        rows = [
            step_button(row, partial(self._open, row.step), "row", self.row_width)
            for row in phase.rows
        ]
        return [label(phase.title, "heading"), label(phase.summary, "small"), *rows]

    def _map(self) -> QWidget:
        from ir_app.pages import map as page
        from ir_app.ui.parts.map_view import MapView

        looks = self.session.settings
        return MapView(page.build(self.situation()), tokens(looks.scheme), looks.scale, self._open)

    def _toggle(self) -> None:
        self.mapped = not self.mapped
        self.measure = WHOLE if self.mapped else MEASURE
        self._page = None
        self.refresh()

    def _save(self) -> None:
        from ir_app.actions import papers
        from ir_app.export.plan import plan_document
        from ir_app.pages import plan

        path = ask_place(self, "Save the plan", "plan.docx", "Word file (*.docx)")
        if path:
            situation = self.situation()
            data = plan_document(plan.head(situation, plan.TITLE), plan.build(situation))
            self.act(papers.save, "plan", path, data)

    def _open(self, step: str) -> None:
        self.session.step = step
        self.session.go("now")

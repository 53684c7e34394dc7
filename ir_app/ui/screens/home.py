"""Home: what is going on, and the one big button."""

from functools import partial

from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from ir_app.pages.half import DROP, SURE, HalfRow
from ir_app.pages.home import HomePage, IncidentRow
from ir_app.pages.waiting import DueRow
from ir_app.ui.parts.ask import sure
from ir_app.ui.parts.pieces import beside, block, button, column, fit, flow, label, paged, title
from ir_app.ui.screens.screen import Screen


class HomeScreen(Screen):
    """The first thing she sees."""

    name = "home"

    def read(self) -> HomePage:
        """Return the page as it is now."""
        from ir_app.pages import home

        return home.build(self.desk, self.session.drafts.of(self.place().member))

    def lay_out(self, page: HomePage) -> QLayout:
        """Return the big button, what is open, and what is not ready."""
        start = button(page.start_label, "start", lambda: self.session.go("questions"), "primary")
        start.setMinimumWidth(320)
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead, "lead"),
            flow([start]),
        ]
        if page.welcome_back:
            parts.append(self._welcome(page))
        parts += [self._due(row) for row in page.due]
        if page.half:
            rows = [self._half(row) for row in page.half]
            parts.append(block("soon", [label(page.half_heading, "strong"), *rows]))
        parts += [self._row(row) for row in page.incidents]
        todo = [r for r in page.ready if not r.done]
        if todo:
            go = button("Get ready", "ready", lambda: self.session.go("ready"))
            lines = [label(f"•  {r.text}", "small") for r in todo]
            parts.append(block("card", [label(page.ready_heading, "strong"), *lines, flow([go])]))
        parts.append(flow([paged(page.gokit, self.save_gokit)]))
        parts.append(label(page.footer, "small"))
        return column(parts, 16)

    def _welcome(self, page: HomePage) -> QLayout:
        resume = button("Go on from there", "resume", lambda: self._open(page.resume))
        return column([block("soon", [label(page.welcome_back, "strong"), flow([resume])])])

    def _due(self, row: DueRow) -> QPushButton:
        def show() -> None:
            self.session.incident, self.session.step = row.incident, row.step
            self.session.go("now")

        return fit(button(row.text, f"due-{row.step}", show, "row"), self.row_width)

    def _half(self, row: HalfRow) -> QLayout:
        def show() -> None:
            self.session.incident = row.incident or self.session.incident
            self.session.step = row.rest if row.screen == "now" else ""
            self.session.way = row.rest if row.screen == "change" else ""
            self.session.go(row.screen)

        drop = button(DROP, f"drop-{row.screen}", partial(self._drop, row), "link")
        drop.setAccessibleName(f"{DROP}: {row.text}")
        width = self.row_width - drop.sizeHint().width()
        return beside(fit(button(row.text, f"half-{row.screen}", show, "row"), width), drop)

    def _drop(self, row: HalfRow) -> None:
        if sure(self, SURE, DROP, "Keep them"):
            self.session.drafts.drop(row.place)
            self.arrive()

    def _row(self, row: IncidentRow) -> QPushButton:
        second = " · ".join(part for part in (row.since, row.progress) if part)
        lines = [row.title, second, row.next_date]
        made = button(
            "\n".join(line for line in lines if line),
            f"incident-{row.incident}",
            lambda: self._open(row.incident),
            "row",
        )
        return fit(made, self.row_width)

    def _open(self, incident: str) -> None:
        self.session.incident, self.session.step = incident, ""
        self.session.go("now")

"""Hand-over: the half page for whoever takes over, to read, print or save."""

from PySide6.QtWidgets import QLayout, QWidget

from ir_app.pages.brief import TITLE, BriefPage
from ir_app.ui.parts.ask import ask_place
from ir_app.ui.parts.pieces import block, column, flow, label, paged, title
from ir_app.ui.screens.screen import Screen


class BriefScreen(Screen):
    """What happened so far, what is now, the next dates, whom to call."""

    name = "brief"

    def read(self) -> BriefPage:
        """Return the page as it is now."""
        from ir_app.pages import brief

        return brief.page(self.situation())

    def lay_out(self, page: BriefPage) -> QLayout:
        """Return the brief with its three buttons."""
        brief = page.brief
        calls = [f"{call.who}: {call.number or page.no_number}" for call in brief.calls]
        parts: list[QWidget | QLayout] = [
            title(brief.heading),
            label(brief.who, "lead"),
            label(brief.what),
            flow(
                [paged(page.print, self._print), paged(page.save, self._save), self._back(page)],
            ),
            self._part("So far", brief.so_far),
            block("soon", [label(f"Now: {brief.now}", "strong"), label(brief.why)]),
            self._part("Next dates", brief.dates or (page.no_dates,)),
            self._part("Whom to call", calls),
        ]
        return column(parts, 12)

    def _part(self, heading: str, lines: "tuple[str, ...] | list[str]") -> QLayout:
        return column([label(heading, "heading"), *[label(line) for line in lines]], 6)

    def _back(self, page: BriefPage) -> QWidget:
        return paged(page.go_on, lambda: self.session.go("now"))

    def _print(self) -> None:
        from ir_app.ui.printing import print_brief

        print_brief(self, self.session)

    def _save(self) -> None:
        from ir_app.actions import papers
        from ir_app.export.plan import brief_document
        from ir_app.pages import brief, plan

        path = ask_place(self, "Save the hand-over page", "hand-over.docx", "Word file (*.docx)")
        if path:
            situation = self.situation()
            data = brief_document(plan.head(situation, TITLE), brief.build(situation))
            self.act(papers.save, "hand-over page", path, data)

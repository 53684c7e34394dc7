"""Questions: first what she saw, then one question a page."""

from PySide6.QtWidgets import QLayout, QPushButton

from ir_app.pages.questions import QuestionPage, TriagePage
from ir_app.ui.parts.pieces import block, button, column, fit, flow, label, title
from ir_app.ui.screens.screen import Screen


class TriageScreen(Screen):
    """The first question; choosing an answer starts the incident."""

    name = "questions"

    def read(self) -> TriagePage:
        """Return the page as it is now."""
        from ir_app.pages import questions

        return questions.triage(self.desk)

    def lay_out(self, page: TriagePage) -> QLayout:
        """Return one large button for each symptom."""
        choices = [self._choice(c.id, c.label, c.hint) for c in page.choices]
        safe = block("soon", [label(line, "strong") for line in page.safe_lines])
        return column(
            [title(page.heading), label(page.lead), *choices, safe, label(page.not_listed)], 12
        )

    def _choice(self, symptom: str, text: str, hint: str) -> QPushButton:
        made = button(text, f"symptom-{symptom}", lambda: self._start(symptom), "row")
        made.setAccessibleDescription(hint)
        made.setToolTip(hint)
        return fit(made)

    def _start(self, symptom: str) -> None:
        from ir_app.actions import incidents

        change = self.session.loop.do(incidents.start, self.desk, symptom)
        if change:
            self.session.incident, self.session.step = change.entries[0].incident, ""
            self.session.later = frozenset()
            self.session.go("now")


class QuestionScreen(Screen):
    """The opening questions of the playbook, one a page; each can wait."""

    name = "question"

    def read(self) -> QuestionPage | None:
        """Return the next question nobody has answered, or None."""
        from ir_app.pages import questions

        return questions.next_question(self.situation(), self.session.later)

    def lay_out(self, page: QuestionPage | None) -> QLayout:
        """Return one question with its ways on."""
        back = button("Back to the step", "back", lambda: self.session.go("now"), "primary")
        if page is None:
            return column(
                [title("No more questions"), label("Go on with the steps."), flow([back])]
            )
        later = button(page.later_label, "later", lambda: self._later(page))
        return column(
            [
                title(page.heading),
                self.box(page.field),
                label(page.left, "small"),
                flow([back, later]),
            ],
            16,
        )

    def _later(self, page: QuestionPage) -> None:
        self.session.later |= {page.field.name}
        self.arrive()

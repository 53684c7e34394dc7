"""Questions: first what she saw, then one question a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QPushButton

from ir_app.pages.questions import QuestionPage, SamePage, TriagePage
from ir_app.ui.parts.pieces import block, button, column, fit, flow, label, paged, title
from ir_app.ui.screens.screen import Screen


class TriageScreen(Screen):
    """The first question; choosing an answer starts the incident."""

    name = "questions"
    _again = ""  # a symptom whose walk is open already, while it is asked about

    def read(self) -> TriagePage | SamePage:
        """Return the symptoms, or the question about the one that was picked."""
        from ir_app.pages import questions

        asked = questions.same(self.desk, self._again) if self._again else None
        return asked or questions.triage(self.desk)

    def arrive(self) -> None:
        """Show the symptoms afresh."""
        self._again = ""
        super().arrive()

    def lay_out(self, page: TriagePage | SamePage) -> QLayout:
        """Return one large button for each symptom, or the question about one."""
        return self._same(page) if isinstance(page, SamePage) else self._symptoms(page)

    def _same(self, page: SamePage) -> QLayout:
        ways = [
            paged(page.go_on, lambda: self._go_on(page.incident)),
            paged(page.second, lambda: self._start(self._again)),
            paged(page.back, self.arrive),
        ]
        return column(
            [title(page.heading), label(page.lead, "lead"), label(page.hint), flow(ways)], 16
        )

    def _symptoms(self, page: TriagePage) -> QLayout:
        choices = [self._choice(c.id, c.label, c.hint) for c in page.choices]
        safe = block("soon", [label(line, "strong") for line in page.safe_lines])
        return column(
            [title(page.heading), label(page.lead), *choices, safe, label(page.not_listed)], 12
        )

    def _choice(self, symptom: str, text: str, hint: str) -> QPushButton:
        made = button(text, f"symptom-{symptom}", lambda: self._pick(symptom), "row")
        made.setAccessibleDescription(hint)
        made.setToolTip(hint)
        return fit(made, self.row_width)

    def _pick(self, symptom: str) -> None:
        """Start at once, unless that walk is open already: then ask first."""
        from ir_app.pages import questions

        if questions.same(self.desk, symptom) is None:
            self._start(symptom)
            return
        self._again = symptom
        self.refresh()
        go_on = self.findChild(QPushButton, "same-go-on")
        if isinstance(go_on, QPushButton):
            go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, incident: str) -> None:
        self.session.incident, self.session.step = incident, ""
        self.session.go("now")

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

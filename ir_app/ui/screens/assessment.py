"""Assessment: was it a breach? Answers, outcome, signature, memo."""

from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from ir_app.pages.assessment import AssessmentPage
from ir_app.ui.parts.ask import ask_place
from ir_app.ui.parts.pieces import block, button, column, flow, label, paged, title
from ir_app.ui.screens.screen import Screen


class AssessmentScreen(Screen):
    """The questions in the order of the law, then the decision."""

    name = "assessment"

    def read(self) -> AssessmentPage:
        """Return the page as it is now."""
        from ir_app.pages import assessment

        return assessment.build(self.situation())

    def lay_out(self, page: AssessmentPage) -> QLayout:
        """Return what it comes to now, the questions, and the signature."""
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead, "lead"),
            block("card", [label(page.outcome, "strong", page.tone), label(page.cite, "small")]),
        ]
        for question in page.questions:
            boxes = [self.box(field) for field in question.fields]
            head = [label(question.heading, "heading"), label(question.help, "small")]
            parts += [*head, *boxes]
        if page.states:
            parts.append(label("What the states ask besides", "heading"))
            parts += [label(line, "small") for line in page.states]
        return column([*parts, *self._signing(page)], 12)

    def _signing(self, page: AssessmentPage) -> list[QWidget | QLayout]:
        parts: list[QWidget | QLayout] = [label("Sign", "heading")]
        if page.changed:
            parts.append(block("stop", [label(page.changed, "strong")]))
        save = paged(page.save, self._save)
        if page.signed:
            return [*parts, block("done", [label(page.signed, "strong")]), flow([save])]
        if page.sign.why_not:
            ready = button("Get ready", "go-ready", lambda: self.session.go("ready"))
            return [*parts, label(page.sign.why_not), flow([save, ready])]
        who, pin = _who(page), _pin()
        sign = paged(page.sign, lambda: self._sign(str(who.currentData()), pin))
        return [*parts, flow([who, pin]), flow([sign, save])]

    def _sign(self, member: str, pin: QLineEdit) -> None:
        from ir_app.actions import assessment

        self.act(assessment.sign, member, pin.text())
        pin.clear()

    def _save(self) -> None:
        from ir_app.actions import assessment

        path = ask_place(self, "Save the memo", "assessment.docx", "Word file (*.docx)")
        if path:
            self.act(assessment.save_memo, path)


def _who(page: AssessmentPage) -> QComboBox:
    made = QComboBox()
    made.setObjectName("signer")
    made.setAccessibleName("Who signs")
    made.setMinimumHeight(44)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(30)
    for choice in page.approvers:
        made.addItem(choice.label, choice.id)
    return made


def _pin() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setObjectName("sign-pin")
    made.setAccessibleName("The dentist's own PIN")
    made.setPlaceholderText("The dentist's own PIN")
    return made

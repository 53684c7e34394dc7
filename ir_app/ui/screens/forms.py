"""Forms: worksheets for HHS and the states' offices."""

from PySide6.QtWidgets import QLayout, QWidget

from ir_app.pages.forms import FormBlock, FormsPage
from ir_app.ui.parts.ask import ask_folder
from ir_app.ui.parts.pieces import block, button, column, flow, label, paged, title
from ir_app.ui.screens.screen import Screen


class FormsScreen(Screen):
    """What each office asks, with our answers."""

    name = "forms"

    def read(self) -> FormsPage:
        """Return the page as it is now."""
        from ir_app.pages import forms

        return forms.build(self.situation())

    def lay_out(self, page: FormsPage) -> QLayout:
        """Return the questions only the forms ask, then form after form."""
        back = button("Back to the dates", "back-dates", lambda: self.session.go("dates"))
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead, "lead"),
            flow([paged(page.save, self._save), back]),
            *([label(page.save.why_not, "small")] if page.save.why_not else []),
            label("Only the forms ask this", "heading"),
            *[self.box(field) for field in page.questions],
        ]
        parts += [self._form(form) for form in page.forms]
        return column(parts, 12)

    def _form(self, form: FormBlock) -> QWidget:
        lines = [
            label(form.title, "heading"),
            label(f"{form.when}   ·   {form.gaps}", "strong"),
            *[label(text, "small") for text in (form.missing, form.where) if text],
        ]
        held = QWidget()
        held.setLayout(column([self._answer(*row) for row in form.rows], 6))
        held.setVisible(False)
        show = button("Show the answers", f"show-{form.id}", lambda: None, "link")
        show.setCheckable(True)
        show.setAccessibleName(f"{form.title}: show the answers")
        show.toggled.connect(held.setVisible)
        return block("card", [*lines, flow([show]), held], 12)

    def _answer(self, number: str, asked: str, answer: str) -> QWidget:
        return block("card", [label(f"{number}   {asked}", "small"), label(answer or "-")], 8)

    def _save(self) -> None:
        from ir_app.actions import forms

        folder = ask_folder(self, "Pick a folder for the worksheets")
        if folder:
            self.act_long("Writing the worksheets", forms.save, folder)

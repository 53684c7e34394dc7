"""The pause at the end of a phase: read aloud, write who was there, go on."""

from PySide6.QtWidgets import QLayout, QWidget

from ir_app.pages.pause import PausePage
from ir_app.ui.parts.pieces import block, button, column, flow, label, line, title
from ir_app.ui.screens.screen import Screen


class PauseScreen(Screen):
    """Three questions for everyone in the room; going back without them is always possible."""

    name = "pause"

    def read(self) -> PausePage:
        """Return the page as it is now."""
        from ir_app.pages import pause

        return pause.build(self.situation())

    def lay_out(self, page: PausePage) -> QLayout:
        """Return the questions in large words, and who is here."""
        back = button(page.back_label, "back", lambda: self.session.go("now"))
        parts: list[QWidget | QLayout] = [title(page.heading), label(page.lead)]
        if not page.phase:
            return column([*parts, flow([back])], 16)
        read = [label(f"{n}   {words}", "lead") for n, words in enumerate(page.read, start=1)]
        present = line("present", page.present_label)
        words = line("pause-words", page.words_label)

        def done() -> None:
            from ir_app.actions import pauses

            if self.act(pauses.passed, page.phase, present.text(), words.text()):
                self.forget()
                self.session.go("now")

        go = button(page.done_label, "pause-done", done, "primary")
        asked = [label(page.present_label, "strong"), present]
        return column(
            [*parts, block("card", read), *asked, label(page.words_label), words, flow([go, back])],
            16,
        )

"""Timeline: every act with time and name; notes, corrections, and the file pack."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLayout, QPlainTextEdit, QWidget

from ir_app.core.change import Change
from ir_app.pages.paper_line import KEPT, PaperForm
from ir_app.pages.parts import Tone
from ir_app.pages.story import StoryPage, StoryRow
from ir_app.ui.parts.ask import ask_place, sure
from ir_app.ui.parts.counsel import counsel_part
from ir_app.ui.parts.paper_form import paper_form
from ir_app.ui.parts.pieces import block, button, column, flow, label, paged, title
from ir_app.ui.parts.writing import Asked, ask_words
from ir_app.ui.screens.screen import Screen

HALF = "Go on with your correction"
FIX = "What is right? The line itself stays as it is."
SHOWN = 60  # rows painted at once; the Word file always holds them all


class StoryScreen(Screen):
    """What was done, newest first."""

    name = "story"
    typing = False  # whether the form for lines from paper is open
    kept: Mapping[str, str] = {}

    def arrive(self) -> None:
        """Show the screen; words from paper that are half-written open their form again."""
        waiting = self.session.drafts.names(self.place())
        self.typing |= any(name.startswith("paper-") for name in waiting)
        super().arrive()

    def read(self) -> StoryPage:
        """Return the page as it is now."""
        from ir_app.pages import story

        return story.build(self.situation())

    def lay_out(self, page: StoryPage) -> QLayout:
        """Return the note to write, the files to make, and the rows."""
        parts: list[QWidget | QLayout] = [title(page.heading), label(page.lead)]
        parts += [*self._note(page), *self._paper(page.paper)]
        parts.append(
            flow([paged(page.save_bundle, self._bundle), paged(page.save_timeline, self._timeline)])
        )
        parts.append(flow([paged(page.end, self._end), paged(page.hand_over, self._hand_over)]))
        parts.append(counsel_part(self, page.counsel))
        parts.append(label(page.chain, "small"))
        parts += [self._row(row) for row in page.rows[:SHOWN]]
        if len(page.rows) > SHOWN:
            rest = len(page.rows) - SHOWN
            parts.append(label(f"{rest} earlier lines: save the timeline as a Word file."))
        return column(parts, 10)

    def _note(self, page: StoryPage) -> list[QWidget | QLayout]:
        text = QPlainTextEdit()
        text.setObjectName("note")
        text.setAccessibleName(page.note_label)
        text.setPlaceholderText(page.note_label)
        text.setTabChangesFocus(True)
        text.setMaximumHeight(text.fontMetrics().height() * 5)
        basis = QComboBox()
        basis.setObjectName("basis")
        basis.setAccessibleName("How you know it")
        basis.setMinimumHeight(44)
        for choice in page.bases:
            basis.addItem(choice.label, choice.id)

        def add() -> None:
            from ir_app.actions import notes

            if self.act(notes.add, text.toPlainText(), basis=str(basis.currentData())):
                text.clear()

        keep = button("Write it down", "add-note", add)
        return [label(page.note_label, "strong"), text, flow([basis, keep])]

    def _paper(self, form: PaperForm) -> list[QWidget | QLayout]:
        words = form.close_label if self.typing else form.open_label
        toggle = flow([button(words, "paper-toggle", self._toggle)])
        return [toggle, paper_form(form, self.kept, self._type_in)] if self.typing else [toggle]

    def _toggle(self) -> None:
        self.typing = not self.typing
        self._page = None
        self.refresh()

    def _type_in(self, typed: dict[str, str], words: str) -> bool:
        from ir_app.actions import paper_lines
        from ir_app.pages.paper_line import read

        before = self.kept
        # The screen is rebuilt inside the act: what stays in the form must be known by then.
        self.kept = {name: typed[name] for name in KEPT}

        def add() -> Change:
            now = self.situation().now
            return paper_lines.add(
                self.desk, self.incident, words, **read(typed, now, self.situation().incident.zone)
            )

        taken = self.session.loop.do(add) is not None
        if not taken:
            self.kept = before
        return taken

    def _row(self, row: StoryRow) -> QWidget:
        head = label(f"{row.when}   {row.who}", "small")
        told = label(row.sentence, "strong", Tone.QUIET if row.struck else Tone.PLAIN)
        if row.struck:
            font = told.font()
            font.setStrikeOut(True)
            told.setFont(font)
        parts: list[QWidget | QLayout] = [head, told]
        parts += [label(text, "small") for text in (row.detail, *row.marks) if text]
        half = self.session.drafts.get(self.place(), f"fix-{row.seq}")
        words = HALF if half else "Correct"
        fix = button(words, f"fix-{row.seq}", lambda: self._fix(row.seq), "link")
        fix.setAccessibleName(f"{words}: {row.sentence}")
        parts.append(flow([fix]))
        return block("card", parts, 10)

    def _fix(self, seq: int) -> None:
        from ir_app.actions import notes

        asked = Asked(f"fix-{seq}", "Correct a line", FIX, "Write it down", is_long=True)
        ask_words(self, asked, lambda words: self.act(notes.correct, seq, words))
        self._page = None  # whether words wait there is no part of the page
        self.refresh()

    def _end(self) -> None:
        from ir_app.actions import incidents

        if self.situation().incident.closed:
            asked = Asked("reopen", "Open it again", "Why is it opened again?", "Open it again")
            ask_words(self, asked, lambda why: self.act(incidents.reopen, why))
        elif sure(self, "Close this incident? You can open it again.", "Close it", "Not yet"):
            self.act(incidents.close, "Closed from the timeline.")

    def _hand_over(self) -> None:
        from ir_app.actions import incidents

        asked = Asked("hand-over", "Hand over", "Who is taking over?", "Hand over")

        def hand_over(to: str) -> bool:
            taken = self.act(incidents.hand_over, to) is not None
            if taken:
                self.session.go("brief")
            return taken

        ask_words(self, asked, hand_over)

    def _timeline(self) -> None:
        from ir_app.actions import story

        kinds = "Word file (*.docx);;Table (*.csv)"
        path = ask_place(self, "Save the timeline", "timeline.docx", kinds)
        if path:
            self.act(story.save_timeline, path)

    def _bundle(self) -> None:
        from ir_app.actions import story

        path = ask_place(self, "Save the file pack", "bundle.zip", "File pack (*.zip)")
        if path:
            self.act_long("Making the file pack", story.save_bundle, path)

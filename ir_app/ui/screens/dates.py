"""Dates: who must be told, by when, and why."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from ir_app.pages.dates import DateRow, DatesPage, DecisionForm
from ir_app.problems import Problem
from ir_app.ui.parts.ask import ask_place
from ir_app.ui.parts.decision import Decision, decision_form
from ir_app.ui.parts.pieces import beside, block, button, column, flow, label, paged, tag, title
from ir_app.ui.screens.law import moves_block
from ir_app.ui.screens.screen import Screen

LAW_OFFER = "Other law came into the program. These dates stay as they are until you decide."


class DatesScreen(Screen):
    """The list of duties; each opens to its reasons."""

    name = "dates"
    _deciding = ""  # the card that shows the form for the attorney's own answer

    def read(self) -> DatesPage:
        """Return the page as it is now."""
        from ir_app.pages import dates

        return dates.build(self.situation())

    def arrive(self) -> None:
        """Show the screen; an answer of the attorney that is half-written opens its form again."""
        waiting = self.session.drafts.names(self.place())
        half = (name for name in waiting if name.startswith(("decision-due-", "decision-reason-")))
        self._deciding = next((name.split("-", 2)[2] for name in half), "")
        super().arrive()

    def lay_out(self, page: DatesPage) -> QLayout:
        """Return what must be done first, what is unsure next, what is not needed last."""
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead, "lead"),
            label(page.law_line, "small"),
            *self._law(page),
            flow(
                [
                    button(page.forms.label, "go-forms", lambda: self.session.go("forms")),
                    paged(page.save, self._save),
                ]
            ),
        ]
        for heading, rows in (
            ("Must be told", page.must),
            ("Not sure yet: plan for these too", page.unsure),
        ):
            if rows:
                parts.append(label(heading, "heading"))
                parts += [self._row(page, row) for row in rows]
        if page.questions:
            parts.append(label("Answers that make the dates surer", "heading"))
            parts += [self.box(field) for field in page.questions]
        parts += self._what_if(page)
        if page.not_needed:
            parts.append(label("Not needed, and why", "heading"))
            parts += [self._row(page, row) for row in page.not_needed]
        return column(parts, 12)

    def _law(self, page: DatesPage) -> list[QWidget]:
        """Return the notices about the law itself: a late review, and other law to decide on."""
        from ir_app.actions import laws, reviews

        made: list[QWidget] = []
        if page.overdue:
            press = paged(page.put_away, lambda: self.act(reviews.put_away))
            made.append(block("soon", [label(page.overdue), flow([press])]))
        if page.law_offer and page.law_offer.use:
            use = paged(page.law_offer.use, lambda: self.act(laws.take))
            words = label(LAW_OFFER, "strong")
            made += [block("soon", [words]), moves_block(page.law_offer, [flow([use])])]
        return made

    def _save(self) -> None:
        from ir_app.actions import dates_paper

        path = ask_place(self, "Save the list of dates", dates_paper.NAME, "Word file (*.docx)")
        if path:
            self.act(dates_paper.save, path)

    def _what_if(self, page: DatesPage) -> list[QWidget | QLayout]:
        """Return the place to try an answer; nothing of it is written down."""
        fact, value = _combo("try-fact", "Which question?"), _combo("try-value", "Which answer?")
        said = label("Nothing tried yet.", "small")
        for trial in page.what_if:
            fact.addItem(trial.label)

        def offer() -> None:
            value.clear()
            value.addItems([words for words, _ in page.what_if[fact.currentIndex()].choices])

        def tried() -> None:
            from ir_app.actions import dates

            trial = page.what_if[fact.currentIndex()]
            chosen = trial.choices[value.currentIndex()][1]
            moved = dates.what_if(self.desk, self.incident, trial.fact, chosen)
            said.setText("\n".join(moved) or "Nothing would move.")

        fact.currentIndexChanged.connect(offer)
        offer()
        look = button("See what would move", "try", tried)
        return [
            label("What if?", "heading"),
            label("Try another answer. Nothing is written down.", "small"),
            block("card", [fact, value, flow([look]), said], 12),
        ]

    def _row(self, page: DatesPage, row: DateRow) -> QWidget:
        reasons = QWidget()
        reasons.setVisible(False)
        why = button("Why this date?" if row.due else "Why?", f"why-{row.id}", lambda: None, "link")
        why.setCheckable(True)
        why.setAccessibleName(f"{row.title}: why?")
        why.toggled.connect(partial(self._tell_why, row, reasons))
        head = beside(label(row.head or row.title, "strong"), tag(row.word, row.tone))
        when = "   ·   ".join(part for part in (row.due, row.left) if part)
        parts: list[QWidget | QLayout] = [head, *([label(row.title)] if row.head else [])]
        if when:
            parts.append(label(when, "lead", row.tone))
        parts += [label(text, "small") for text in (row.note, row.told) if text]
        if row.counsel:
            parts.append(label(row.counsel, "strong"))
        if row.decision:
            parts.append(self._decision(row, row.decision))
        parts.append(flow([why, *self._tell(page, row)]))
        parts.append(reasons)
        return block("card", parts, 14)

    def _tell_why(self, row: DateRow, place: QWidget, on: bool) -> None:
        # Made when it is asked for: 200 dates have thousands of reasons.
        if on and place.layout() is None:
            place.setLayout(column([block("card", self._reasons(row), 12)]))
        place.setVisible(on)

    def _decision(self, row: DateRow, form: DecisionForm) -> QWidget | QLayout:
        if self._deciding == row.id:
            keep = partial(self._decide, row)
            return decision_form(row, form, keep, partial(self._open_form, ""))
        press = partial(self._open_form, row.id)
        made = button(form.open_label, f"decide-{row.id}", press, "link")
        made.setAccessibleName(f"{row.title}: {form.open_label}")
        return flow([made])

    def _open_form(self, duty: str) -> None:
        """Open the form on one card, or none; what was typed waits where it was typed."""
        self._deciding = duty
        self._page = None
        self.refresh()
        answer = self.findChild(QComboBox, f"decision-answer-{duty}")
        if isinstance(answer, QComboBox):
            answer.setFocus()

    def _decide(self, row: DateRow, decision: Decision) -> bool:
        from ir_app.actions import dates

        day = self._day(decision.due)
        return day is not None and bool(
            self.act(
                dates.override, row.id, applies=decision.applies, due=day, reason=decision.reason
            )
        )

    def _day(self, typed: str) -> str | None:
        """Read a day for the action; None after saying why it can't be read."""
        from ir_app.pages.typed import read_day

        if typed.strip().lower() in ("", "none"):
            return ""
        try:
            return read_day(typed, self.situation().today).isoformat()
        except Problem as problem:
            self.session.loop.troubled.emit(problem)
            return None

    def _reasons(self, row: DateRow) -> list[QWidget]:
        lines: list[QWidget] = [label(line) for line in row.why]
        for heading, texts in (
            ("What would change it", row.flips),
            ("Where it is written", row.cites),
            ("In doubt", row.doubts),
        ):
            if texts:
                lines.append(label(heading, "strong"))
                lines += [label(text, "small") for text in texts]
        return lines

    def _tell(self, page: DatesPage, row: DateRow) -> list[QWidget]:
        if row.tell is None:
            return []
        how = _combo(f"how-{row.id}", f"{row.who}: how they were told")
        for method in page.told_methods:
            how.addItem(method.label, method.id)
        reference = QLineEdit()
        reference.setObjectName(f"reference-{row.id}")
        reference.setAccessibleName(f"{row.who}: reference number")
        reference.setPlaceholderText("Reference number")
        reference.setMaximumWidth(260 * self.session.settings.scale // 100)

        def tell() -> None:
            from ir_app.actions import dates

            method = str(how.currentData())
            if self.act(dates.tell, row.id, method=method, reference=reference.text()):
                reference.clear()

        press = button(row.tell.label, f"tell-{row.id}", tell)
        press.setAccessibleName(f"{row.who}: {row.tell.label}")
        return [how, reference, press]


def _combo(name: str, words: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setMinimumHeight(44)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)  # "On their website" is read whole
    return made

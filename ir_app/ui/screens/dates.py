"""Dates: who must be told, by when, and why."""

from PySide6.QtWidgets import QComboBox, QInputDialog, QLayout, QLineEdit, QWidget

from ir_app.pages.dates import DateRow, DatesPage
from ir_app.ui.parts.pieces import beside, block, button, column, flow, label, tag, title
from ir_app.ui.screens.screen import Screen


class DatesScreen(Screen):
    """The list of duties; each opens to its reasons."""

    name = "dates"

    def read(self) -> DatesPage:
        """Return the page as it is now."""
        from ir_app.pages import dates

        return dates.build(self.situation())

    def lay_out(self, page: DatesPage) -> QLayout:
        """Return what must be done first, what is unsure next, what is not needed last."""
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead, "lead"),
            label(page.law_line, "small"),
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
        if page.not_needed:
            parts.append(label("Not needed, and why", "heading"))
            parts += [self._row(page, row) for row in page.not_needed]
        return column(parts, 12)

    def _row(self, page: DatesPage, row: DateRow) -> QWidget:
        reasons = block("card", [*self._reasons(row)], 12)
        reasons.setVisible(False)
        why = button("Why this date?" if row.due else "Why?", f"why-{row.id}", lambda: None, "link")
        why.setCheckable(True)
        why.setAccessibleName(f"{row.title}: why?")
        why.toggled.connect(reasons.setVisible)
        head = beside(label(row.who, "strong"), tag(row.word, row.tone))
        when = "   ·   ".join(part for part in (row.due, row.left) if part)
        parts: list[QWidget | QLayout] = [head, label(row.title)]
        if when:
            parts.append(label(when, "lead", row.tone))
        parts += [label(text, "small") for text in (row.note, row.told) if text]
        parts.append(flow([why, *self._tell(page, row), *self._override(row)]))
        parts.append(reasons)
        return block("card", parts, 14)

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

    def _override(self, row: DateRow) -> list[QWidget]:
        if row.override is None:
            return []
        press = button(row.override.label, f"override-{row.id}", lambda: self._set(row))
        press.setAccessibleName(f"{row.who}: {row.override.label}")
        return [press]

    def _set(self, row: DateRow) -> None:
        from ir_app.actions import counsel

        due, well = QInputDialog.getText(self, "Another date", f"{row.title}: such as 2026-12-23")
        if well:
            reason, well = QInputDialog.getText(self, "Another date", "Why is it this date?")
            if well:
                self.act(counsel.override, row.id, due, reason)

    def _tell(self, page: DatesPage, row: DateRow) -> list[QWidget]:
        if row.tell is None:
            return []
        how = QComboBox()
        how.setObjectName(f"how-{row.id}")
        how.setAccessibleName(f"{row.who}: how they were told")
        how.setMinimumHeight(44)
        for method in page.told_methods:
            how.addItem(method.label, method.id)
        reference = QLineEdit()
        reference.setObjectName(f"reference-{row.id}")
        reference.setAccessibleName(f"{row.who}: reference number")
        reference.setPlaceholderText("Reference number")
        reference.setMaximumWidth(260)

        def tell() -> None:
            from ir_app.actions import dates

            method = str(how.currentData())
            self.act(dates.tell, row.id, method=method, reference=reference.text())

        press = button(row.tell.label, f"tell-{row.id}", tell)
        press.setAccessibleName(f"{row.who}: {row.tell.label}")
        return [how, reference, press]

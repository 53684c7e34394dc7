"""Who to call: big numbers, and writing down what was said."""

from PySide6.QtWidgets import QLayout, QLineEdit, QPlainTextEdit, QWidget

from ir_app.pages.call import CallPage, ContactRow
from ir_app.ui.parts.pieces import block, button, column, flow, label, title
from ir_app.ui.screens.screen import Screen


class CallScreen(Screen):
    """Every contact with its number and its words; works before any set-up."""

    name = "call"

    def read(self) -> CallPage:
        """Return the page as it is now."""
        from ir_app.pages import call

        return call.build(self.desk, self.situation() if self.incident else None)

    def lay_out(self, page: CallPage) -> QLayout:
        """Return one card for each contact."""
        cards = [self._card(page, row) for row in page.rows]
        return column([title(page.heading), label(page.lead), *cards], 12)

    def _card(self, page: CallPage, row: ContactRow) -> QWidget:
        who = " · ".join(part for part in (row.label, row.name, row.person) if part)
        parts: list[QWidget | QLayout] = [label(who, "strong"), label(row.why, "small")]
        if row.missing:
            parts.append(label(f"No number written down yet. {row.missing_text}"))
        else:
            parts.append(label(row.number, "title"))
        extra = " · ".join(part for part in (row.hours, row.reference) if part)
        parts += [label(extra, "small")] if extra else []
        parts += [label(f"Say: “{line}”") for line in row.say]
        parts += [label(line, "small") for line in row.calls]
        if page.log_label:
            parts += self._log(page, row)
        return block("card", parts, 14)

    def _log(self, page: CallPage, row: ContactRow) -> list[QWidget | QLayout]:
        form = QWidget()
        spoke = _line("Who did you talk to?", f"spoke-{row.contact}", row.label)
        reference = _line("Claim or case number", f"reference-{row.contact}", row.label)
        said = QPlainTextEdit()
        said.setObjectName(f"said-{row.contact}")
        said.setAccessibleName(f"{row.label}: what was said")
        said.setPlaceholderText("What was said")
        said.setTabChangesFocus(True)
        said.setMaximumHeight(120)

        def log() -> None:
            from ir_app.actions import calls

            kept = self.act(
                calls.log,
                row.contact,
                number=row.number,
                spoke_with=spoke.text(),
                said=said.toPlainText(),
                reference=reference.text(),
            )
            for typed in (spoke, reference, said) if kept else ():
                typed.clear()

        keep = button("Keep this call", f"keep-{row.contact}", log, "primary")
        keep.setAccessibleName(f"{row.label}: keep this call")
        form.setLayout(column([spoke, reference, said, flow([keep])], 8))
        form.setVisible(False)
        open_ = button(page.log_label, f"log-{row.contact}", lambda: None)
        open_.setCheckable(True)
        open_.setAccessibleName(f"{row.label}: {page.log_label}")
        open_.toggled.connect(form.setVisible)
        open_.toggled.connect(lambda on: spoke.setFocus() if on else None)
        return [flow([open_]), form]


def _line(words: str, name: str, whom: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(words)
    made.setAccessibleName(f"{whom}: {words}")
    return made

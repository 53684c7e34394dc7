"""The contracts that ask for notice: the list, one form, and who often asks."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from ir_app.pages.contracts import ContractForm, ContractRow, ContractsPage
from ir_app.pages.parts import Choice
from ir_app.pages.typed import read_number
from ir_app.problems import Problem
from ir_app.ui.parts.ask import sure
from ir_app.ui.parts.pieces import block, button, column, flow, label, line, paged, title
from ir_app.ui.screens.screen import Screen


class ContractsScreen(Screen):
    """The register, with one form for a new contract and for a change."""

    name = "contracts"
    _editing = ""

    def read(self) -> ContractsPage:
        """Return the page as it is now."""
        from ir_app.pages import contracts

        return contracts.build(self.desk, self._editing)

    def arrive(self) -> None:
        """Show the screen; a change of a contract that is half-written goes on."""
        drafts, here = self.session.drafts, self.place()
        known = self.desk.practice.contracts
        changes = [p for p in drafts.of(here.member) if p.screen == self.name and p.paper in known]
        if changes and not drafts.names(here._replace(paper="")):
            self._editing = changes[0].paper
        super().arrive()

    def paper(self) -> str:
        """Return the contract: a new one and each change have words of their own."""
        return self._editing

    def lay_out(self, page: ContractsPage) -> QLayout:
        """Return the contracts first, then the form, then where to look for more."""
        back = paged(page.back, lambda: self.session.go("ready"))
        return column(
            [
                title(page.heading),
                label(page.lead),
                flow([back]),
                *([label(page.none, "strong")] if page.none else map(self._row, page.rows)),
                self._form(page),
                label(page.examples_heading, "heading"),
                block("card", [self._example(one) for one in page.examples], 12),
            ],
            12,
        )

    def _row(self, row: ContractRow) -> QWidget:
        edit = paged(row.edit, partial(self._edit, row.id))
        end = paged(row.end, partial(self._end, row))
        for press in (edit, end):
            press.setAccessibleName(f"{row.party}: {press.text()}")
        lines = [label(text, "small") for text in row.details]
        return block(
            "card", [label(row.party, "strong"), label(row.when), *lines, flow([edit, end])]
        )

    def _edit(self, contract: str) -> None:
        self._editing = contract
        self.refresh()
        self._focus()

    def _drop(self) -> None:
        self.forget()
        self._edit("")

    def _end(self, row: ContractRow) -> None:
        from ir_app.actions import contracts

        if sure(self, row.question, row.end.label, "Keep it"):
            self._editing = ""
            self.session.loop.do(contracts.end, self.desk, row.id)

    # --- the form -------------------------------------------------------------------------------

    def _form(self, page: ContractsPage) -> QWidget:
        form = page.form
        party = _line("contract-party", "Who must be told", form.party)
        clause = _line("contract-clause", "Clause, such as “s. 9.2”", form.clause)
        number = _line("contract-number", "Number, such as 72; nothing for “at once”", form.number)
        unit = _pick("contract-unit", "Hours or days", page.units, form.unit)
        trigger = _pick("contract-trigger", "What starts it", page.triggers, form.trigger)
        notify = _line("contract-notify", "Address, e-mail or phone for the notice", form.notify)
        reference = _line("contract-reference", "Policy or account number", form.reference)

        def save() -> None:
            clock = {"unit": str(unit.currentData()), "trigger": str(trigger.currentData())}
            words = {
                "clause": clause.text(),
                "notify": notify.text(),
                "reference": reference.text(),
            }
            self._save(form, party.text(), number.text(), clock | words)

        presses = [paged(form.save, save)]
        if form.drop:
            presses.append(paged(form.drop, self._drop))
        asked: list[QWidget | QLayout] = [label(form.heading, "heading")]
        for field in (party, number, unit, trigger, clause, notify, reference):
            asked += [label(field.accessibleName(), "small"), field]
        return block("card", [*asked, flow(presses)], 12)

    def _save(self, form: ContractForm, party: str, number: str, words: dict[str, str]) -> None:
        from ir_app.actions import contracts

        try:
            count = read_number(number) if number.strip() else None
        except Problem as problem:
            self.session.loop.troubled.emit(problem)
            return
        done = self.session.loop.do(
            contracts.keep, self.desk, party, contract=form.contract, count=count, **words
        )
        if done:
            self.forget()
            self._editing = ""
            self.refresh()

    def _example(self, one: Choice) -> QLayout:
        take = button(one.label, f"example-{one.id}", partial(self._take, one.label), "link")
        take.setAccessibleName(f"Write down: {one.label}")
        take.setAccessibleDescription(one.hint)
        return column([flow([take]), label(one.hint, "small")], 0)

    def _take(self, party: str) -> None:
        field = self._focus()
        if field is not None:
            field.setText(party)

    def _focus(self) -> QLineEdit | None:
        field = self.findChild(QLineEdit, "contract-party")
        if isinstance(field, QLineEdit):
            field.setFocus()
            self.ensureWidgetVisible(field)
            return field
        return None


def _line(name: str, asks: str, value: str) -> QLineEdit:
    made = line(name, asks)
    made.setPlaceholderText("")  # the words stand above it
    made.setText(value)
    return made


def _pick(name: str, asks: str, choices: tuple[Choice, ...], value: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(asks)
    made.setMinimumHeight(44)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(18)
    for choice in choices:
        made.addItem(choice.label, choice.id)
    made.setCurrentIndex(max(made.findData(value), 0))
    return made

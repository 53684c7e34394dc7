"""Letters: load the list, fill the blanks, write, read, approve, print, mark as mailed."""

from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from ir_app.pages.letters import LettersPage, RosterBlock, StageRow
from ir_app.pages.parts import Choice
from ir_app.ui.parts.ask import ask_file, ask_folder, sure
from ir_app.ui.parts.pieces import block, button, column, flow, label, narrow, paged, tag, title
from ir_app.ui.parts.table import table
from ir_app.ui.screens.screen import Screen

LISTS = "Patient lists (*.csv *.txt *.tsv);;All files (*)"


class LettersScreen(Screen):
    """From the patient list to the post office, top to bottom."""

    name = "letters"

    def read(self) -> LettersPage:
        """Return the page as it is now."""
        from ir_app.pages import letters

        return letters.build(self.situation())

    def lay_out(self, page: LettersPage) -> QLayout:
        """Return the stages, then what each of them needs."""
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead, "lead"),
            flow([_stage(stage) for stage in page.stages]),
        ]
        if page.only:
            parts.append(block("soon", [label(page.only)]))
        if page.voided:
            lines = [label("The approval no longer stands", "strong"), *map(label, page.voided)]
            parts.append(block("stop", lines))
        parts += self._list(page)
        if page.roster:
            parts += self._blanks(page)
        if page.letters:
            parts += self._letters(page)
            parts += self._approving(page)
            parts += self._mailing(page)
        if page.held:
            parts += self._held(page)
        return column(parts, 12)

    # --- the patient list -----------------------------------------------------------------------

    def _list(self, page: LettersPage) -> list[QWidget | QLayout]:
        parts: list[QWidget | QLayout] = [label("1   Patient list", "heading")]
        if page.roster:
            parts.append(_roster(page.roster))
        parts.append(flow([paged(page.load, self._load)]))
        if page.roster and page.roster.quarantine:
            rows = [(str(n), reason, text) for n, reason, text in page.roster.quarantine]
            heads = ("Row", "Why it could not be read", "What it says")
            parts.append(label("Rows that could not be read", "strong"))
            parts.append(table("quarantine", heads, rows))
        return parts

    def _load(self) -> None:
        from ir_app.actions import rosters

        path = ask_file(self, "Pick the patient list", LISTS)
        if path:
            self.act_long("Reading the patient list", rosters.load, path)

    # --- writing --------------------------------------------------------------------------------

    def _blanks(self, page: LettersPage) -> list[QWidget | QLayout]:
        boxes: list[QWidget | QLayout] = [self.box(field) for field in page.questions]
        why = [label(page.write.why_not, "small")] if page.write.why_not else []
        return [
            label("2   What the letters say", "heading"),
            *boxes,
            flow([paged(page.write, self._write)]),
            *why,
        ]

    def _write(self) -> None:
        from ir_app.actions import letters

        self.act_long("Writing the letters", letters.write)

    # --- reading and approving ------------------------------------------------------------------

    def _letters(self, page: LettersPage) -> list[QWidget | QLayout]:
        rows = [(x.letter, x.to, x.state, x.special) for x in page.letters]
        heads = ("Letter", "To", "State", "Kind")
        view = table("letters", heads, rows)
        view.activated.connect(lambda index: self._read(page.letters[index.row()].letter))
        must = [self._reader(page, letter) for letter in page.to_read]
        text = "One of each kind. The dentist opens and reads these; any other can be opened too."
        return [label("3   Read", "heading"), label(text), flow(must), view]

    def _reader(self, page: LettersPage, letter: str) -> QWidget:
        line = next(x for x in page.letters if x.letter == letter)
        mark = "Read" if letter in self.session.read else "Open"
        kind = line.special or "Adult"
        return button(f"{mark}: {kind}, {line.state}", f"read-{letter}", lambda: self._read(letter))

    def _read(self, letter: str) -> None:
        self.session.letter = letter
        self.session.read |= {letter}
        self.session.go("letter")

    def _approving(self, page: LettersPage) -> list[QWidget | QLayout]:
        parts: list[QWidget | QLayout] = [label("4   Approve", "heading")]
        if page.approval:
            return [*parts, block("done", [label(page.approval, "strong")])]
        who, pin, words = (
            _pick("approver", "Who approves", page.approvers),
            QLineEdit(),
            QLineEdit(),
        )
        pin.setEchoMode(QLineEdit.EchoMode.Password)
        _name(pin, "pin", "The dentist's own PIN")
        _name(words, "approval-words", "Words to go with it (if you like)")
        approve = paged(page.approve, lambda: self._approve(str(who.currentData()), pin, words))
        if page.approve.why_not:
            ready = button("Get ready", "go-ready", lambda: self.session.go("ready"))
            return [*parts, label(page.approve.why_not), flow([ready])]
        return [*parts, flow([who, pin]), words, flow([approve])]

    def _approve(self, member: str, pin: QLineEdit, words: QLineEdit) -> None:
        from ir_app.actions import letters

        read = tuple(sorted(self.session.read))
        if self.act(letters.approve, member, pin.text(), words.text(), read):
            words.clear()
        pin.clear()

    # --- mailing --------------------------------------------------------------------------------

    def _mailing(self, page: LettersPage) -> list[QWidget | QLayout]:
        parts: list[QWidget | QLayout] = [label("5   Print and mail", "heading")]
        if page.mailed:
            return [*parts, block("done", [label(page.mailed, "strong")])]
        how = _pick("mail-method", "How they are mailed", page.mail_methods)
        mail = paged(page.mail, lambda: self._mail(page, str(how.currentData())))
        why = [label(page.mail.why_not, "small")] if page.mail.why_not else []
        return [*parts, flow([paged(page.save, self._save)]), flow([how, mail]), *why]

    def _save(self) -> None:
        from ir_app.actions import letters

        folder = ask_folder(self, "Pick a folder for the letters")
        if folder:
            self.act_long("Saving the letters", letters.save, folder)

    def _mail(self, page: LettersPage, method: str) -> None:
        from ir_app.actions import letters

        if sure(self, page.mail_question, "Mark as mailed", "Not yet"):
            self.act(letters.mail, method=method)

    def _held(self, page: LettersPage) -> list[QWidget | QLayout]:
        rows = [(held.name, held.reason) for held in page.held]
        heads = ("Person", "Why no letter was written")
        return [
            label(f"{len(page.held)} people without a letter", "heading"),
            table("held", heads, rows),
        ]


def _stage(stage: StageRow) -> QWidget:
    return tag(f"{stage.title}: {stage.word}", stage.tone)


def _roster(roster: RosterBlock) -> QWidget:
    states = ", ".join(f"{state} {number:,}" for state, number in roster.states)
    lines = [label(line) for line in roster.lines]
    notes = [label(note, "small") for note in roster.notes]
    return block("card", [*lines, label(f"Where they live: {states}"), *notes], 12)


def _pick(name: str, words: str, choices: tuple[Choice, ...]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setMinimumHeight(44)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(30)
    for choice in choices:
        made.addItem(choice.label, choice.id)
    return made


def _name(edit: QLineEdit, name: str, words: str) -> None:
    edit.setObjectName(name)
    edit.setAccessibleName(words)
    edit.setPlaceholderText(words)


class LetterScreen(Screen):
    """One letter to read, word for word as it will be printed."""

    name = "letter"

    def read(self) -> object:
        """Return the letter as text."""
        from ir_app.pages import letters

        return letters.read(self.situation(), self.session.letter)

    def lay_out(self, page: object) -> QLayout:
        """Return the letter's paragraphs and the way back."""
        from ir_app.pages.letters import LetterText

        assert isinstance(page, LetterText)  # noqa: S101 - what read() returned
        back = button("Back to the letters", "back", lambda: self.session.go("letters"), "primary")
        paper = block("card", [label(text) for text in page.paragraphs], 24)
        head = title(f"Letter {page.letter}: {page.to}", "heading")
        return column([head, narrow(paper, 800), flow([back])])

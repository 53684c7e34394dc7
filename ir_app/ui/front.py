"""What is shown before the binder is open, and when it can't be opened."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from ir_app.problems import Problem
from ir_app.ui.parts.ask import ask_folder
from ir_app.ui.parts.pieces import block, button, column, flow, label, title
from ir_app.ui.patience import OPENING, Patience

if TYPE_CHECKING:
    from ir_app.store.keys.source import KeySource, Locked
    from ir_app.store.server.address import Address
    from ir_app.ui.group_form import Take


BESIDE = (
    "In a hurry, or nobody knows it? Start a new binder now. Later, Get ready takes what is in it "
    "into this one, each line as it stands."
)


class Front(QWidget):
    """The small first window; it gives way to the real one within a second."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle("Incident Binder")
        self.setMinimumWidth(640)
        self.patience = Patience(self, OPENING)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(32, 32, 32, 32)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._show(column([title("Incident Binder"), label("Opening the binder …")]))

    def say(
        self, problem: Problem, again: Callable[[Path], None], ways_on: Iterable[QWidget] = ()
    ) -> None:
        """Show why the binder can't be opened, and the ways on; the given ones come first."""

        def other() -> None:
            folder = ask_folder(self, "Pick another folder for the binder")
            if folder:
                again(folder)

        lines = [label(problem.what, "strong")]
        lines += [label(part) for part in (problem.safe, problem.do, problem.who) if part]
        ways = flow(
            [
                *ways_on,
                button("Use another folder", "other-folder", other, "primary"),
                button("Close", "close", self.close),
            ]
        )
        self._show(column([title("The binder did not open"), block("stop", lines), ways], 16))

    def group(self, take: "Take", back: Callable[[], None], trouble: Problem | None = None) -> None:
        """Ask where the group's server is."""
        from ir_app.ui.group_form import server_form

        self._show(column(server_form(take, back, trouble))).setFocus()

    def password(
        self, address: "Address", problem: Problem, take: "Take", back: Callable[[], None]
    ) -> None:
        """Ask for the password of a login of the group's server."""
        from ir_app.ui.group_form import password_form

        self._show(column(password_form(address, problem, take, back))).setFocus()

    def unlock(
        self,
        locked: "Locked",
        again: Callable[["KeySource"], None],
        other: Callable[[Path], None],
        ways_on: Iterable[QWidget] = (),
    ) -> None:
        """Ask for the passphrase or the recovery code of a locked binder; or go on without it."""
        from ir_app.store.keys.source import KeySource

        boxes = {way: self._line(way, hidden=way == "passphrase") for way in locked.ways}

        def go() -> None:
            words = {way: box.text() for way, box in boxes.items()}
            passphrase, code = words.get("passphrase", ""), words.get("recovery code", "").strip()
            again(KeySource(passphrase=passphrase, code=code))

        def elsewhere() -> None:
            folder = ask_folder(self, "Pick another folder for the binder")
            if folder:
                other(folder)

        for box in boxes.values():
            box.returnPressed.connect(go)
        ways = [
            button("Open the binder", "open", go, "primary"),
            *ways_on,
            button("Use another folder", "other-folder", elsewhere),
            button("Close", "close", self.close),
        ]
        lines = [label(part) for part in (locked.safe, locked.do) if part]
        if ways_on:
            lines.append(label(BESIDE))
        self._show(
            column(
                [
                    title("The binder is locked"),
                    label(locked.what, "strong"),
                    *lines,
                    *[part for way, box in boxes.items() for part in (self._name(way), box)],
                    flow(ways),
                ],
                12,
            )
        )
        if boxes:
            next(iter(boxes.values())).setFocus()

    def choose(self, again: Callable[["KeySource"], None], trouble: Problem | None = None) -> None:
        """Ask how a new binder is to be opened where the computer has no safe place for its key."""
        from ir_app.store.keys.recovery import new_code
        from ir_app.store.keys.source import KeySource

        line = self._line("new passphrase", hidden=True)
        with_words = button(
            "Start with this passphrase",
            "with-passphrase",
            lambda: again(KeySource(passphrase=line.text())),
        )
        line.returnPressed.connect(with_words.click)
        at_once = button(
            "Start now with a recovery code",
            "with-code",
            lambda: self._hand_over(new_code(), again),
            "primary",
        )
        said = [block("stop", [label(str(trouble), "strong")])] if trouble else []
        self._show(
            column(
                [
                    title("Start the binder"),
                    *said,
                    label("It is encrypted. How do you want to open it next time?"),
                    at_once,
                    label("You get a code to write down. Nothing to remember."),
                    self._name("new passphrase"),
                    line,
                    with_words,
                    label("At least 8 characters. Nobody can look it up for you."),
                ],
                12,
            )
        )

    def _hand_over(self, code: str, again: Callable[["KeySource"], None]) -> None:
        from ir_app.store.keys.source import KeySource
        from ir_app.ui.parts.code import LEAD, big_code, copy_code, forget_code, print_code

        def start() -> None:
            forget_code(code)
            again(KeySource(code=code))

        ways = [
            button(
                "I wrote it down. Start",
                "wrote-it-down",
                start,
                "primary",
            ),
            button("Print it", "print-code", lambda: print_code(self, code, "", "")),
            button("Copy it", "copy-code", lambda: copy_code(code)),
        ]
        self._show(column([title("Recovery code"), big_code(code), label(LEAD), flow(ways)], 16))

    def _line(self, what: str, *, hidden: bool) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(what.replace(" ", "-"))
        line.setAccessibleName(what.capitalize())
        line.setMinimumHeight(44)
        if hidden:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _name(self, what: str) -> QWidget:
        return label(what.capitalize(), "strong")  # what stands in the field goes when she types

    def _show(self, lines: QVBoxLayout) -> QWidget:
        """Show a page in place of the last one; returns what its focus goes to first."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()  # it is gone only after the event that led here
                widget.deleteLater()
        ground = QWidget()
        ground.setLayout(lines)
        self._lines.addWidget(ground)
        self._lines.addStretch(1)
        room = lines.totalHeightForWidth(640 - 64) + 64  # the margins on both sides
        self.resize(640, max(320, room))
        return ground.findChild(QLineEdit) or ground

"""Keys and backups on the Get ready screen."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QLayout, QLineEdit, QWidget

from ir_app.core.change import Change
from ir_app.pages.keys import KeyRow, KeysPage
from ir_app.ui.parts.ask import ask_file, ask_folder, sure
from ir_app.ui.parts.code import CodeDialog
from ir_app.ui.parts.pieces import block, button, flow, label, row
from ir_app.ui.parts.seat import ask_code
from ir_app.ui.screens.screen import Screen


class KeysPart:
    """The section and what its buttons do; lives as long as its screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def lay_out(self, page: KeysPage) -> list[QWidget | QLayout]:
        """Return the section's widgets."""
        parts: list[QWidget | QLayout] = [label("Keys and backups", "heading")]
        if page.warning:
            parts.append(block("stop", [label(page.warning, "strong")]))
        rows = [self._row(key) for key in page.rows]
        ways = [
            button(page.code_label, "recovery-code", self._code),
            button("Set a passphrase", "passphrase", self._passphrase),
        ]
        if page.can_remember:
            ways.append(button("Open by itself on this computer", "remember", self._remember))
        if page.rows:
            ways.append(button("Lock out old copies", "rekey", self._rekey))
        others = [button("Take in another binder", "join", self._join)]
        if page.emergency:
            take = partial(self._take_in, Path(page.emergency))
            others.insert(0, button("Take in the emergency binder", "join-emergency", take))
        copies = [
            button("Back up now", "back-up", self._back_up),
            button("Pick a second place", "second-place", self._second),
            button("Bring back a backup", "restore", self._restore),
        ]
        parts.append(block("card", [label(page.lead, "strong"), *rows, flow(ways)], 10))
        lines = [label(page.last_backup, "strong"), label(page.second)]
        parts.append(block("card", [*lines, flow(copies)], 10))
        joined = label("Another binder's incidents can be taken in, each line as it stands.")
        parts.append(block("card", [joined, flow(others)], 10))
        return parts

    def _row(self, key: KeyRow) -> QLayout:
        remove = button("Remove", f"revoke-{key.slot}", partial(self._revoke, key))
        remove.setAccessibleName(f"Remove: {key.words}")
        remove.setEnabled(key.can_be_removed)
        return row([label(key.words), remove])

    # --- what the buttons do --------------------------------------------------------------------

    def _code(self) -> None:
        from ir_app.actions import keeping
        from ir_app.problems import Problem

        desk, loop = self._screen.desk, self._screen.session.loop
        try:
            code = keeping.draft_code(desk)
        except Problem as problem:
            loop.troubled.emit(problem)
            return
        name = desk.practice.details.get("name", "")
        if not CodeDialog(self._screen, code, name, desk.binder.place).exec():
            loop.said.emit("No new code was made. What opened the binder before still does.")
        elif loop.do(keeping.keep_code, desk, code):
            self._back_up()  # a copy on the stick that does not open by it is no help

    def _passphrase(self) -> None:
        from ir_app.actions import keeping

        hidden = QLineEdit.EchoMode.Password
        ask = "Type a passphrase of at least 8 characters. Four words are good."
        words, well = QInputDialog.getText(self._screen, "Set a passphrase", ask, hidden)
        if not well:
            return
        again, well = QInputDialog.getText(self._screen, "Set a passphrase", "Once more:", hidden)
        if well and again == words:
            self._do(keeping.set_passphrase, words)
        elif well:
            self._screen.session.loop.said.emit("The two were not the same. Nothing was changed.")

    def _remember(self) -> None:
        from ir_app.actions import keeping

        self._do(keeping.remember)

    def _revoke(self, key: KeyRow) -> None:
        from ir_app.actions import keeping

        if sure(self._screen, f"Remove this way to open the binder? {key.words}", "Remove", "Keep"):
            self._do(keeping.revoke, key.slot)

    def _rekey(self) -> None:
        from ir_app.actions import keeping

        question = (
            "Give the binder a new key? Whoever kept an old copy of the keys can then no longer "
            "open it. The ways in the list go on working. Old backups still open as before."
        )
        if sure(self._screen, question, "New key", "Leave it"):
            self._do(keeping.rekey)

    def _join(self) -> None:
        place = ask_folder(self._screen, "Pick the folder of the other binder")
        if place:
            self._take_in(place)

    def _take_in(self, place: Path) -> None:
        from ir_app.actions import keeping
        from ir_app.problems import Problem
        from ir_app.store.keys.source import KeySource, Locked

        key: KeySource | None = None
        while True:
            try:
                change = keeping.join(self._screen.desk, place, key)
            except Locked as locked:
                words = ask_code(self._screen, "The other binder is locked", str(locked))
                if words is None:
                    return
                key = keeping.key_of(words)
            except Problem as problem:
                self._screen.session.loop.troubled.emit(problem)
                return
            else:
                self._screen.session.loop.do(_as_it_is, change)
                return

    def _back_up(self) -> None:
        from ir_app.actions import keeping

        desk = self._screen.desk
        loop = self._screen.session.loop
        loop.do_long("Backing up", keeping.back_up_beside, desk, "asked for")

    def _second(self) -> None:
        from ir_app.actions import keeping

        place = ask_folder(self._screen, "Pick a second place for backups, such as a USB stick")
        if place:
            self._do(keeping.second_place, place)

    def _restore(self) -> None:
        from ir_app.actions import keeping
        from ir_app.ui.window import Window

        if self._screen.session.loop.do(keeping.may_restore, self._screen.desk) is None:
            return
        question = "Put this backup in the place of the binder? What is there now is kept aside."
        path = ask_file(self._screen, "Pick a backup", "Backups (*.ibk)")
        window = self._screen.window()
        if path and isinstance(window, Window) and sure(self._screen, question, "Yes", "No"):
            window.restore_wanted.emit(path)

    def _do(self, action: object, *words: object) -> None:
        assert callable(action)  # noqa: S101 - one of the actions above
        self._screen.session.loop.do(action, self._screen.desk, *words)


def _as_it_is(change: Change) -> Change:
    return change

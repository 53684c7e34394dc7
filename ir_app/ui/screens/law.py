"""The law in use: load a law file, see what it would move, install it, go back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLayout, QWidget

from ir_app.pages.law import HEADS, LawPage, MovesTable, Preview
from ir_app.ui.parts.ask import ask_file, sure
from ir_app.ui.parts.pieces import block, column, flow, label, paged, title
from ir_app.ui.screens.screen import Screen

KINDS = "Law files (*.lawpack);;All files (*)"


class LawScreen(Screen):
    """Where the law comes from, the file that was picked, and the incidents that wait."""

    name = "law"
    _picked: Path | None = None

    def read(self) -> LawPage:
        """Return the page as it is now."""
        from ir_app.pages import law

        return law.build(self.desk, self._picked)

    def lay_out(self, page: LawPage) -> QLayout:
        """Return what is used, then what was picked, then what waits for an answer."""
        ways = {"law-back": self._back, "law-remove": self._remove}
        presses = [
            paged(page.load, self._load),
            *(paged(way, ways[way.id]) for way in page.back),
            paged(page.ready, lambda: self.session.go("ready")),
        ]
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead),
            *([block("stop", [label(page.warning, "strong")])] if page.warning else []),
            block("card", [label(page.lines[0], "strong"), *map(label, page.lines[1:])], 12),
            flow(presses),
        ]
        if page.trouble:
            parts.append(block("soon", [label(page.trouble, "strong")]))
        if page.preview:
            parts += self._preview(page.preview)
        if page.waiting:
            parts.append(label(page.waiting_heading, "heading"))
            parts += [self._table(table) for table in page.waiting]
        return column(parts, 12)

    def _preview(self, found: Preview) -> list[QWidget | QLayout]:
        presses = [
            paged(found.install, partial(self._install, found.sha256)),
            paged(found.drop, partial(self._show, None)),
        ]
        return [
            label(found.heading, "heading"),
            *[label(line) for line in found.lines],
            *[label(f"•  {line}") for line in found.changes],
            *([label(found.none, "strong")] if found.none else map(self._table, found.tables)),
            flow(presses),
        ]

    def _table(self, table: MovesTable) -> QWidget:
        press = [flow([paged(table.use, partial(self._use, table.incident))])] if table.use else []
        return moves_block(table, press)

    # --- what the buttons do --------------------------------------------------------------------

    def arrive(self) -> None:
        """Show the screen afresh: a file picked earlier is forgotten."""
        self._picked = None
        super().arrive()

    def _show(self, path: Path | None) -> None:
        self._picked = path
        self.refresh()

    def _load(self) -> None:
        path = ask_file(self, "Pick a law file", KINDS)
        if path:
            self._show(path)

    def _install(self, seen: str) -> None:
        from ir_app.actions import law_packs

        path = self._picked
        if path and self.session.loop.do(law_packs.install, self.desk, path, seen=seen):
            self._show(None)

    def _back(self) -> None:
        from ir_app.actions import law_packs

        if sure(self, "Go back to the earlier law file for new incidents?", "Go back", "No"):
            self.session.loop.do(law_packs.go_back, self.desk)

    def _remove(self) -> None:
        from ir_app.actions import law_packs

        question = "Go back to the law that came with the program for new incidents?"
        if sure(self, question, "Go back", "No"):
            self.session.loop.do(law_packs.remove, self.desk)

    def _use(self, incident: str) -> None:
        from ir_app.actions import laws

        self.session.loop.do(laws.take, self.desk, incident)


def moves_block(table: MovesTable, press: Sequence[QLayout]) -> QWidget:
    """Return what other law moves in an incident: old and new beside each other, and why."""
    parts: list[QWidget | QLayout] = [label(table.title, "strong"), label(table.said)]
    for who, was, now, why in table.rows:
        lines = [label(who, "strong"), label(f"{HEADS[1]}: {was}"), label(f"{HEADS[2]}: {now}")]
        parts.append(block("card", [*lines, *([label(why, "small")] if why else [])], 10))
    return block("card", [*parts, *press], 12)

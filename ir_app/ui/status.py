"""The bottom line: what was just done, what went wrong, what is being worked on."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from ir_app.problems import Problem
from ir_app.ui.parts.pieces import beside, block, breakable, brief, button, column, flow, label
from ir_app.ui.parts.scrolled import Low
from ir_app.ui.say import say
from ir_app.ui.work import Work

LONGEST = 200  # characters: a pasted page must not push the screen out of the window


class StatusBar(QFrame):
    """Says things without getting in the way; never a pop-up."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("status")
        self._words = label("")
        self._undo = button("Undo", "undo", undo, "link")
        self._undo.setToolTip("Ctrl+Z")
        self._trouble = QWidget()
        self._trouble.setVisible(False)
        self._work = QWidget()
        self._work.setVisible(False)
        self._due = label("", "strong")
        self._due.setVisible(False)
        self._said = ""  # the reminders that were announced
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 4, 16, 4)
        self._lines.addWidget(self._trouble)
        self._lines.addWidget(self._work)
        self._lines.addWidget(self._due)
        self._lines.addLayout(flow([self._words, self._undo]))
        self.clear()

    def clear(self) -> None:
        """Show nothing: a new screen says enough."""
        self._undo.setVisible(False)
        self._words.setText("")
        self._words.setVisible(False)
        self._hide_trouble()

    def say(self, words: str) -> None:
        """Show and announce what was done."""
        self._hide_trouble()
        words = brief(words, LONGEST)
        self._words.setText(breakable(words))
        self._words.setVisible(bool(words))
        self._words.setMinimumWidth(
            min(700, self._words.fontMetrics().horizontalAdvance(words) + 8)
        )
        self._undo.setVisible(False)
        say(self, words)

    def offer_undo(self, *, offered: bool) -> None:
        """Show the way back beside what was just said, where there is one."""
        self._undo.setVisible(offered)

    def remind(self, words: str) -> None:
        """Show the reminders that have come, and announce each once; "" hides the line."""
        if words and words != self._said:
            say(self, words)
        self._said = words
        self._due.setText(breakable(brief(words, LONGEST)))
        self._due.setVisible(bool(words))

    def trouble(self, problem: Problem) -> None:
        """Show a problem in its four parts until she closes it."""
        self._hide_trouble()
        parts = (problem.what, problem.safe, problem.do, problem.who)
        lines = [label(brief(part, LONGEST)) for part in parts if part]
        lines[0].setProperty("role", "strong")
        close = button("Close", "close-trouble", self._hide_trouble)
        inside = block("stop", [beside(_under(lines), close)], 10)
        inside.setAccessibleName(str(problem))
        self._trouble = Low(inside)
        self._fit()
        self._lines.insertWidget(0, self._trouble)
        say(self, str(problem), urgent=True)

    def follow(self, work: Work, what: str) -> None:
        """Show how far long work is, with a way to stop it."""
        self._hide_trouble()
        bar, words = QProgressBar(), label(what)
        bar.setAccessibleName(what)
        bar.setRange(0, 0)
        stop = button("Stop", "stop-work", work.cancel)
        self._work = QWidget()
        self._work.setLayout(column([words, bar, flow([stop])], 6))
        self._lines.insertWidget(0, self._work)

        def show(done: int, total: int, left: str) -> None:
            bar.setRange(0, 1000)
            bar.setValue(round(1000 * done / max(total, 1)))
            words.setText(" · ".join(part for part in (what, left) if part))

        work.progressed.connect(show)
        shown = self._work
        work.finished.connect(shown.deleteLater)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep a problem as high as its words at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if isinstance(self._trouble, Low):
            self._trouble.fit(self.width() - 32, self.window().height())

    def _hide_trouble(self) -> None:
        self._trouble.setVisible(False)
        self._trouble.deleteLater()
        self._trouble = QWidget()


def _under(lines: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    made.setLayout(column(lines, 6))
    return made

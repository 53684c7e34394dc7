"""What is shown before the binder is open, and when it can't be opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ir_app.problems import Problem
from ir_app.ui.parts.ask import ask_folder
from ir_app.ui.parts.pieces import block, button, column, flow, label, title


class Front(QWidget):
    """The small first window; it gives way to the real one within a second."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle("Incident Binder")
        self.setMinimumWidth(640)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(32, 32, 32, 32)
        self._show(column([title("Incident Binder"), label("Opening the binder …")]))

    def say(self, problem: Problem, again: Callable[[Path], None]) -> None:
        """Show why the binder can't be opened, and the ways on."""

        def other() -> None:
            folder = ask_folder(self, "Pick another folder for the binder")
            if folder:
                again(folder)

        lines = [label(problem.what, "strong")]
        lines += [label(part) for part in (problem.safe, problem.do, problem.who) if part]
        ways = flow(
            [
                button("Use another folder", "other-folder", other, "primary"),
                button("Close", "close", self.close),
            ]
        )
        self._show(column([title("The binder did not open"), block("stop", lines), ways], 16))

    def _show(self, lines: QVBoxLayout) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        ground = QWidget()
        ground.setLayout(lines)
        self._lines.addWidget(ground)
        self._lines.addStretch(1)
        self.resize(640, 320)

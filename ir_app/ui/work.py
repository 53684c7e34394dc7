"""Long work beside the window: progress, time left, cancel."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from ir_app.problems import Problem

Task = Callable[[Callable[[int, int], None], Callable[[], bool]], Any]


class Work(QThread):
    """Runs one task in a thread of its own and tells the window how it goes."""

    progressed = Signal(int, int, str)  # done, total, time left in words
    finished_well = Signal(object)
    went_wrong = Signal(object)  # Problem, or another exception for the crash page

    def __init__(self, task: Task, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self._stop = False
        self._began = 0.0
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the task to stop at the next good moment."""
        self._stop = True

    def run(self) -> None:
        """Do the task; called by Qt in the new thread."""
        self._began = time.monotonic()
        try:
            result = self._task(self._progress, lambda: self._stop)
        except Problem as problem:
            self.went_wrong.emit(problem)
        except Exception as fault:  # noqa: BLE001 - an edge: the crash page shows it
            self.went_wrong.emit(fault)
        else:
            self.finished_well.emit(result)

    def _progress(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - self._told < 0.1:
            return  # ten times a second is enough for eyes
        self._told = now
        self.progressed.emit(done, total, self._left(done, total, now))

    def _left(self, done: int, total: int, now: float) -> str:
        if not done or total <= done or now - self._began < 2:
            return ""
        left = (now - self._began) / done * (total - done)
        return (
            f"about {left:.0f} seconds left" if left < 90 else f"about {left / 60:.0f} minutes left"
        )

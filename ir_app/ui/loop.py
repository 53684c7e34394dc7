"""The one loop: do an action, say what happened, repaint what may have changed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from ir_app.actions.clocks import LIMIT
from ir_app.core.change import Change
from ir_app.core.kinds import ClockDiffers, ClockSetBack, Kind
from ir_app.problems import Problem
from ir_app.ui.patience import Patience, not_meanwhile
from ir_app.ui.work import Task, Work

CLOCK = Problem(
    what="The computer's clock went backwards.",
    safe="What you entered is saved, with both times beside it.",
    do="Check the date and the time of this computer.",
)


def _clock(data: Kind) -> Problem | None:
    """Return what is said of a clock that is wrong; one that is right again is only noted."""
    if isinstance(data, ClockSetBack):
        return CLOCK
    if isinstance(data, ClockDiffers) and abs(data.ahead) > LIMIT:
        from ir_app.export.sentences import clock_differs

        return Problem(
            what=clock_differs(data),
            safe="What you entered is saved, with the time this computer told.",
            do="Check the date and the time of this computer. You can go on meanwhile.",
        )
    return None


class Loop(QObject):
    """Stands between widgets and actions; widgets never see what an action does."""

    changed = Signal(object)  # Change
    said = Signal(str)
    troubled = Signal(object)  # Problem
    working = Signal(object, str)  # Work, what it does in words

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.patience = Patience(self)
        self._work: Work | None = None

    @property
    def busy(self) -> bool:
        """Tell whether long work is under way."""
        return self._work is not None

    def do(self, action: Callable[..., Change], *args: Any, **named: Any) -> Change | None:  # noqa: ANN401 - whatever the action takes
        """Do a short action now; returns its change, or None after showing the problem."""
        self.patience.anew()
        try:
            change = action(*args, **named)
        except Problem as problem:
            self.troubled.emit(problem)
            return None
        self._tell(change)
        return change

    def do_long(self, what: str, action: Callable[..., Change], *args: Any, **named: Any) -> None:  # noqa: ANN401 - as above
        """Do a long action beside the window; one at a time."""
        if self._work is not None:
            self.troubled.emit(
                Problem(what="Something is still being worked on.", do="Wait until it is done.")
            )
            return

        def task(progress: Any, cancelled: Any) -> Change:  # noqa: ANN401 - see work.Task
            return action(*args, progress=progress, cancelled=cancelled, **named)

        self._start(what, task)

    def _start(self, what: str, task: Task) -> None:
        work = self._work = Work(task, self)
        work.finished_well.connect(self._tell)
        work.went_wrong.connect(self._fail)
        work.finished.connect(self._done)
        self.working.emit(work, what)
        work.start()

    def wait(self) -> None:
        """Wait for work that is under way; used when the window closes."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()

    @not_meanwhile
    def _tell(self, change: Change) -> None:
        self.said.emit(change.said)
        self.changed.emit(change)
        for entry in change.entries:
            if problem := _clock(entry.data):
                self.troubled.emit(problem)

    @not_meanwhile
    def _fail(self, trouble: Exception) -> None:
        if isinstance(trouble, Problem):
            self.troubled.emit(trouble)
        else:
            raise trouble

    def _done(self) -> None:
        self._work = None

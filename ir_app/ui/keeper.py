"""Keeps what is half-written: every few seconds, after an act, and when the window closes."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ir_app.problems import Problem
from ir_app.ui.parts.ask import sure
from ir_app.ui.parts.drafts import Drafts
from ir_app.ui.patience import Patience, in_background

EVERY = 3_000  # milliseconds; what may be lost of a half-written note when the power fails
LATER = 60_000  # after it went wrong: a disk that is full, a server that is away

FOR_COUNSEL = "You were writing to counsel. These words are kept in no other place."
NOT_KEPT = "What you have half written is not saved. Copy it to paper first."
STAY, THROW_AWAY = "Go back to it", "Close without it"


class Keeper(QTimer):
    """Writes half-written words into the binder; ``gather`` takes them from the screen first."""

    def __init__(
        self, window: QWidget, drafts: Drafts, gather: Callable[[], object], patience: Patience
    ) -> None:
        super().__init__(window)
        self.patience = patience
        self._window, self._drafts, self._gather = window, drafts, gather
        self.setInterval(EVERY)
        self.timeout.connect(self.keep)
        self.start()

    @in_background
    def keep(self) -> None:
        """Keep what is half-written right now."""
        self._gather()
        self.setInterval(EVERY)
        try:
            self._drafts.save()
        except Problem:  # it is said when the window closes; until then it stands on the screen
            self.setInterval(LATER)

    def may_leave(self) -> bool:
        """Keep everything before the window closes, or ask when it can't be kept."""
        if self._drafts.only_here and not sure(self._window, FOR_COUNSEL, THROW_AWAY, STAY):
            return False
        try:
            self._drafts.save()
        except Problem as problem:
            return sure(self._window, f"{problem.what} {NOT_KEPT}", THROW_AWAY, STAY)
        return True

"""Sweeps up what the program has let go of in the window's own thread, never in another one."""

import gc

from PySide6.QtCore import QObject, QTimer

OFTEN = 250  # milliseconds


class Sweeper(QObject):
    """Does by a timer what Python's garbage collector does in whatever thread is at work.

    A closed screen is often garbage that Python finds only later. A thread that connects to a
    server or writes letters may be the one that finds it, and Qt crashes when a widget is
    destroyed in a thread that is not the window's.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=OFTEN)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()
        gc.disable()

    def sweep(self) -> None:
        """Collect the oldest generation that is due, which takes the younger ones along."""
        ages = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [age for age, (has, may_have) in ages if has > may_have > 0]
        if due:
            gc.collect(due[-1])

"""Keeps the window alive while an act waits for a group's server, and lets her stop waiting."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Protocol

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from ir_app.ui.parts.pieces import button, column, flow, label
from ir_app.ui.say import say

SOON = 0.3  # seconds of silence that nobody needs to hear of
_APART = 1.0  # seconds between two questions that belong to two waits
_SLICE = 30  # milliseconds for the window at each question
_WIDTH = 460  # pixels
_AGAIN = 200  # milliseconds until something put off is tried again
WORDS = "The group's server does not answer. Waiting for it."
OPENING = "It is opened as soon as it answers. If you stop waiting, you see what else you can do."
SAFE = "What you did last is saved as soon as it answers. If you stop waiting, do it again later."


class Patience(QObject):
    """Called again and again while the server is silent; False once she does not want to wait."""

    def __init__(self, parent: QObject | None = None, words: str = SAFE) -> None:
        super().__init__(parent)
        self._words = words
        self.holding = False  # an act is half done: nothing else may touch the binder
        self._stopped = False
        self._hurried = False
        self._began = self._asked = 0.0
        self._box: QDialog | None = None
        self._over = QTimer(self, interval=_AGAIN)
        self._over.timeout.connect(self._hide)
        self._put_off: list[Callable[[], object]] = []
        self._again = QTimer(self, interval=_AGAIN)
        self._again.timeout.connect(self._catch_up)

    def __call__(self) -> bool:
        """Let the window breathe; long work in another thread has a bar and a Stop of its own."""
        if threading.current_thread() is not threading.main_thread() or self.holding:
            return True
        now = time.monotonic()
        if now - self._asked > _APART:
            self._began, self._stopped = now, False
        self._asked = now
        if self._stopped or now - self._began <= SOON:
            return not self._stopped
        if self._hurried:
            return False
        self._breathe()
        self._asked = time.monotonic()
        return not self._stopped

    def anew(self) -> None:
        """Begin with a new act: that she stopped waiting was said of the one before."""
        if not self.holding:
            self._asked, self._stopped = -_APART, False

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Wait for nothing and show no box: nobody asked for what is done inside."""
        before, self._hurried = self._hurried, True
        try:
            yield
        finally:
            self._hurried = before

    def afterwards(self, act: Callable[[], object]) -> None:
        """Do something as soon as no act is half done any more; in the order it came."""
        self._put_off.append(act)
        self._again.start()

    def _catch_up(self) -> None:
        if self.holding:
            return
        act = self._put_off.pop(0)  # one a turn: what goes wrong in one is not the end of the rest
        if not self._put_off:
            self._again.stop()
        act()

    def _breathe(self) -> None:
        self._show()
        self.holding = True
        try:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _SLICE)
        finally:
            self.holding = False

    def _show(self) -> None:
        if self._box is None:
            self._box = box = QDialog(QApplication.activeWindow())
            box.setObjectName("waiting")
            box.setWindowTitle("Incident Binder")
            box.setWindowModality(Qt.WindowModality.ApplicationModal)  # nothing else takes a click
            stop = button("Stop waiting", "stop-waiting", box.reject)
            stop.setAutoDefault(False)  # the Enter that she pressed for something else
            lines = column([label(WORDS, "strong"), label(self._words), flow([stop])], 12, 24)
            box.setLayout(lines)
            box.setFixedSize(_WIDTH, lines.heightForWidth(_WIDTH))
            box.rejected.connect(self._stop)
            box.show()
            box.setFocus()
            say(box, WORDS)
            self._over.start()

    def _stop(self) -> None:
        self._stopped = True

    def _hide(self) -> None:
        if self._box is not None and not self.holding:
            self._over.stop()
            self._box.hide()
            self._box.deleteLater()
            self._box = None


class _Patient(Protocol):
    @property
    def patience(self) -> Patience: ...


def not_meanwhile(method: Callable[..., Any]) -> Callable[..., Any]:
    """Put a method off while an act waits: it would read the binder in the middle of that act."""

    @wraps(method)
    def put_off(self: _Patient, *args: Any) -> Any:  # noqa: ANN401 - whatever the method takes
        if not self.patience.holding:
            return method(self, *args)
        self.patience.afterwards(lambda: put_off(self, *args))
        return None

    return put_off


def in_background(method: Callable[..., Any]) -> Callable[..., Any]:
    """Do what no click asked for: not in the middle of an act, and without waiting for a server."""

    @wraps(method)
    def hurried(self: _Patient, *args: Any) -> Any:  # noqa: ANN401 - whatever the method takes
        with self.patience.hurried():
            return method(self, *args)

    return not_meanwhile(hurried)

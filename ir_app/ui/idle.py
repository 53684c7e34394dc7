"""Notices that nobody has touched the computer for a while, and says so."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
LOOK = 5_000  # milliseconds between two looks at the time


class Idle(QObject):
    """Counts the time since the last key or mouse; ``seconds`` never runs backwards.

    It listens to windows, where keys and mouse arrive first. Listening to the application would
    pass every event of every widget through Python, which slows the window while letters are made.
    """

    long = Signal(int)  # minutes

    def __init__(
        self, parent: QObject, seconds: Callable[[], float], minutes: Callable[[], int]
    ) -> None:
        super().__init__(parent)
        self._seconds, self._minutes = seconds, minutes
        self._last = seconds()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)  # ours, and every dialog that comes

    def _listen(self, window: QWindow | None) -> None:
        self._last = self._seconds()
        if window is not None:
            window.installEventFilter(self)  # a second time moves it, it does not add it

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start counting anew at every touch; nothing is held back."""
        del watched
        if event.type() in _TOUCHES:
            self._last = self._seconds()
        return False

    def look(self) -> None:
        """Say so when it has been long enough; zero minutes means never."""
        minutes = self._minutes()
        if minutes and self._seconds() - self._last >= minutes * 60:
            self._last = self._seconds()
            self.long.emit(minutes)

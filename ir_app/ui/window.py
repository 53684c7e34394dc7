"""The window: the strip at the top, the rail, the screen, the line that says what happened."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ir_app.clock import running
from ir_app.core.change import Change
from ir_app.problems import Problem
from ir_app.ui import settings as looks
from ir_app.ui.idle import Idle
from ir_app.ui.keeper import Keeper
from ir_app.ui.loop import Loop
from ir_app.ui.parts.drafts import Drafts
from ir_app.ui.parts.pieces import label
from ir_app.ui.patience import Patience, in_background, not_meanwhile
from ir_app.ui.rail import Rail
from ir_app.ui.screens.screen import Screen
from ir_app.ui.session import Session
from ir_app.ui.status import StatusBar
from ir_app.ui.strip import Strip
from ir_app.ui.theme import dress

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk

SIZE = (1092, 580)
SMALLEST = (960, 560)
WITHOUT_INCIDENT = ("home", "questions", "call", "ready", "who", "own", "contracts", "law")
# Screens that show no incident's acts.
NOT_OF_ONE = ("home", "questions", "ready", "who", "own", "contracts", "law")
AT_A_LOCKED_DESK = ("who", "call")  # whom to phone is in sight whatever happens

NOTHING_TO_TAKE_BACK = Problem(
    what="Nothing was taken back.",
    safe="What you see on this screen is kept.",
    do="Type over it to change it. To take back a step, press Now first.",
)


def _is_typing(widget: QWidget | None) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isModified()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.document().isModified()
    return False


class News(QObject):
    """What other computers of the group wrote."""

    arrived = Signal(str, int)  # incident, number of the entry


LOOK_AGAIN = 30_000  # milliseconds between looks at the reminders


class Window(QMainWindow):
    """The one window; it owns the loop and decides which screen is shown."""

    restore_wanted = Signal(object)  # Path of a backup
    group_wanted = Signal(bool)  # to the group's server, or back to this computer's own binder

    def __init__(self, desk: "Desk", seconds: Callable[[], float] = running) -> None:
        super().__init__()
        self._loop = Loop(self)
        desk.binder.while_waiting(self._loop.patience)
        kept = looks.load(desk.binder.folder)
        self.session = Session(desk, self._loop, kept, self.go, Drafts(desk))
        self._screens: dict[str, Screen] = {}
        self._past: list[str] = []
        self._build()
        self._idle = Idle(self, seconds, lambda: self.session.settings.lock_minutes)
        self._wire()
        self._listen()
        self._dress()
        self.go("home")
        self._say_older()

    def _say_older(self) -> None:
        if self.session.desk.older:
            from ir_app.export.sentences import difference

            self.show_trouble(
                Problem(
                    what=difference(self.session.desk.older[0]),
                    safe="Nothing in this copy was changed. It is written down in the timeline.",
                    do="Look for the newer binder before you go on. If it is gone, go on here.",
                    who="Your IT company can help.",
                )
            )

    def _build(self) -> None:
        self.setWindowTitle("Incident Binder")
        room = self.screen().availableSize()  # small, where everything is shown at twice its size
        self.setMinimumSize(QSize(*SMALLEST).boundedTo(room))
        self.resize(QSize(*SIZE).boundedTo(room))
        self._band = label(self.session.desk.band)
        self._band.setObjectName("band")
        self._band.setVisible(bool(self.session.desk.band))
        self._strip = Strip(self.session, self.print_plan)
        self._rail = Rail(self.session)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(1)  # a long problem may cover it for a moment
        self._status = StatusBar(self.undo)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addWidget(self._stack, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self._band, self._strip):
            whole.addWidget(part)
        whole.addLayout(middle, 1)
        whole.addWidget(self._status)
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setLayout(whole)
        self.setCentralWidget(ground)

    def _wire(self) -> None:
        self._idle.long.connect(self.lock)
        self._loop.changed.connect(self._changed)
        self._loop.said.connect(self._status.say)
        self._loop.troubled.connect(self._status.trouble)
        self._loop.working.connect(self._status.follow)
        keys: dict[str, Callable[[], object]] = {
            "F1": lambda: self.go("call"),
            "F2": self._to_now,
            "F3": lambda: self.go("steps"),
            "F4": lambda: self.go("dates"),
            "F5": lambda: self.go("letters"),
            "F6": lambda: self.go("story"),
            "F8": lambda: self.go("who"),
            "Ctrl+Return": self._finish,
            "Ctrl+Enter": self._finish,
            "Ctrl+Z": self.undo,
            "Ctrl+P": self.print_plan,
            "Ctrl++": lambda: self._resize_text(1),
            "Ctrl+=": lambda: self._resize_text(1),
            "Ctrl+-": lambda: self._resize_text(-1),
            "Escape": self.back,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)

        self._reminders = QTimer(self)
        self._reminders.setInterval(LOOK_AGAIN)
        self._reminders.timeout.connect(self._remind)
        self._reminders.start()
        self._keeper = Keeper(self, self.session.drafts, self._gather, self.patience)

    @property
    def patience(self) -> Patience:
        """Return what waits for a group's server in this window."""
        return self._loop.patience

    # --- where she is ---------------------------------------------------------------------------

    @property
    def screen_name(self) -> str:
        """Return the name of the screen that is shown."""
        shown = self._stack.currentWidget()
        return shown.name if isinstance(shown, Screen) else ""

    def go(self, name: str) -> None:
        """Show a screen from its top; those of an incident need one."""
        if name == "dressed":
            self._dress()
            return
        if name == "back":
            self._past = [past for past in self._past if past != "who"]
            self.back()
            return
        if self.session.desk.locked and name not in AT_A_LOCKED_DESK:
            name = "who"
        if name not in WITHOUT_INCIDENT and not self.session.incident:
            name = "home"
        if self.screen_name and self.screen_name != name:
            self._past.append(self.screen_name)
        shown = self._stack.currentWidget()
        if isinstance(shown, Screen):
            shown.leave()
        screen = self._screen(name)
        self._stack.setCurrentWidget(screen)
        self._status.clear()
        self._frame()
        screen.arrive()

    def back(self) -> None:
        """Go back to the screen before; nothing is lost by it."""
        if self.session.desk.locked:
            self.go("who")
        elif self._past:
            name = self._past.pop()
            self.go(name)
            if self._past and self._past[-1] != name:
                self._past.pop()
        elif self.screen_name == "who":
            self.go("home")

    @not_meanwhile
    def lock(self, minutes: int) -> None:
        """Lock the desk of a person with a PIN; the card of the step to do now stays in sight."""
        from ir_app.actions import seat

        if self._loop.busy:  # what is being made is made in that person's name
            return
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()  # what was half typed there is kept, as by Escape
        self._let_go()
        if self._loop.do(seat.lock, self.session.desk, minutes) and self.session.desk.locked:
            self.go("who")

    def _screen(self, name: str) -> Screen:
        if name not in self._screens:
            from ir_app.ui.screens.all import SCREENS

            screen = self._screens[name] = SCREENS[name](self.session)
            self._stack.addWidget(screen)
        return self._screens[name]

    def _to_now(self) -> None:
        self.session.step = ""
        self.go("now")

    def _finish(self) -> None:
        from ir_app.ui.screens.now import NowScreen

        shown = self._stack.currentWidget()
        if isinstance(shown, NowScreen):
            shown.finish()

    # --- after an act ---------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        self._status.offer_undo(offered=self._can_be_undone(change))
        # After the event that caused it: the widget that sent it may be rebuilt.
        QTimer.singleShot(0, self._repaint)

    def _can_be_undone(self, change: Change) -> bool:
        from ir_app.actions import undo

        if not change.entries or change.entries[0].incident != self.session.incident:
            return False
        last = undo.last_act(self.session.desk.incident(self.session.incident))
        return last[:1] == list(change.entries[:1])

    def _listen(self) -> None:
        # Another thread tells; the signal brings it over to the window's own.
        self._news = News(self)
        self._news.arrived.connect(self._heard)
        self._pause = QTimer(self, singleShot=True, interval=500)
        self._pause.timeout.connect(self._catch_up)
        self._deaf = self.session.desk.binder.watch(self._news.arrived.emit)

    @not_meanwhile
    def _heard(self, incident: str, seq: int) -> None:
        """Repaint when somebody else wrote; her own acts are on the screen already."""
        if incident and not seq:  # letters in the making: often, and told by their own bar here
            if not self._loop.busy and not self._pause.isActive():
                self._pause.start()
        elif not incident or not self.session.desk.knows(incident, seq):
            self._catch_up()

    @in_background
    def _catch_up(self) -> None:
        if _is_typing(QApplication.focusWidget()):  # a repaint would take her words away
            self._pause.start()
            return
        try:
            self._repaint()
        except Problem as problem:
            self.show_trouble(problem)

    @not_meanwhile
    def _repaint(self) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, Screen):
            shown.refresh()
        self._frame()
        self._keeper.keep()  # an act may have taken some of it

    def _frame(self) -> None:
        situation = None
        if self.session.incident:
            situation = self.session.desk.situation(self.session.incident)
        self._strip.fill(situation, self.screen_name)
        self._rail.fill(situation if self._shows_rail() else None)
        self._remind()

    @in_background
    def _remind(self) -> None:
        from ir_app.pages import waiting

        # A binder that can't be read now says so at the next act, not out of the blue.
        with suppress(Problem):
            self._status.remind(waiting.line(self.session.desk))

    def _shows_rail(self) -> bool:
        is_wide = self.width() >= SMALLEST[0]
        return is_wide and self.screen_name == "now" and self.session.settings.scale < 150

    def undo(self) -> None:
        """Take back the last act of the incident on the screen."""
        from ir_app.actions import undo

        if self.screen_name in NOT_OF_ONE:
            self.show_trouble(NOTHING_TO_TAKE_BACK)
        elif self.session.incident:
            self._loop.do(undo.last, self.session.desk, self.session.incident)

    def print_plan(self) -> None:
        """Print the plan as it stands: people first, then every step with its box."""
        from ir_app.ui.printing import print_plan

        print_plan(self, self.session)

    def show_trouble(self, problem: Problem) -> None:
        """Show a problem that came from outside the loop."""
        self._status.trouble(problem)

    # --- looks ----------------------------------------------------------------------------------

    def _resize_text(self, steps: int) -> None:
        self.session.settings.larger(steps)
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, self.session.settings.scheme, self.session.settings.scale)
        looks.save(self.session.desk.binder.folder, self.session.settings)
        if self.screen_name:
            shown = self._stack.currentWidget()
            if isinstance(shown, Screen):
                shown.arrive()
            self._frame()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the strip's lines in step with the width."""
        super().resizeEvent(event)
        self._strip.updateGeometry()
        if self._rail.isVisible() and not self._shows_rail():
            self._rail.setVisible(False)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is half-written and stop long work; everything else is already saved."""
        self._let_go()
        if not self._keeper.may_leave():
            event.ignore()
            return
        self._keeper.stop()
        self._deaf()
        self._reminders.stop()
        self._loop.wait()
        self.session.desk.binder.while_waiting(None)
        event.accept()

    # --- what is half-written -------------------------------------------------------------------

    def _let_go(self) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, Screen):
            shown.let_go()

    def _gather(self) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, Screen):
            shown.gather()

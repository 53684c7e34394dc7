"""A server that is silent does not freeze the window, and nobody has to wait for it."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ir_app.actions import incidents, notes, seat
from ir_app.actions.desk import open_desk
from ir_app.clock import SystemClock
from ir_app.core.change import Change
from ir_app.core.kinds import Noted
from ir_app.pages import waiting
from ir_app.ui.loop import Loop
from ir_app.ui.patience import Patience, not_meanwhile
from ir_app.ui.window import Window
from tests.store.server.postgres import Server, running
from tests.ui.test_group import words
from tests.ui.waits import silence, stop_waiting


class Pulse:
    """Counts how often the window is alive."""

    def __init__(self) -> None:
        self.beats = 0
        self.timer = QTimer(interval=20)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def _beat(self) -> None:
        self.beats += 1


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as one:
        yield one


@pytest.fixture
def window(server: Server, tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    desk = open_desk(tmp_path / "here", SystemClock(), server=server.writer())
    window = Window(desk)
    window.show()
    window.session.incident = incidents.start(desk, "locked").entries[0].incident
    window.go("story")
    yield window
    window.close()
    desk.close()


def note(window: Window, text: str) -> None:
    window.session.loop.do(notes.add, window.session.desk, window.session.incident, text)


def kept(window: Window) -> list[str]:
    entries = window.session.desk.incident(window.session.incident).entries
    return [e.data.text for e in entries if isinstance(e.data, Noted)]


def soon(seconds: float, act: Callable[[], object]) -> threading.Thread:
    def later() -> None:
        time.sleep(seconds)
        act()

    thread = threading.Thread(target=later)
    thread.start()
    return thread


def test_the_window_lives_while_the_server_starts_again(
    server: Server, window: Window, qtbot: QtBot
) -> None:
    pulse = Pulse()
    server.kill()
    again = soon(1.5, server.start)
    note(window, "While it was away.")
    again.join()
    assert pulse.beats > 10
    assert kept(window) == ["While it was away."]
    qtbot.waitUntil(lambda: window.patience._box is None)
    assert QApplication.activeModalWidget() is None
    assert "does not answer" not in words(window)


@pytest.mark.parametrize("how", ["away", "silent"])
def test_she_need_not_wait(server: Server, window: Window, how: str, qtbot: QtBot) -> None:
    pulse, began = Pulse(), time.monotonic()
    if how == "away":
        server.kill()
    else:
        silence(server, signal.SIGSTOP)
    QTimer.singleShot(600, stop_waiting)
    note(window, "Not saved.")
    took = time.monotonic() - began
    if how == "away":
        server.start()
    else:
        silence(server, signal.SIGCONT)
    assert pulse.beats > 5
    assert took < 10  # it would be 20 seconds
    assert "does not answer" in words(window)
    assert "was not saved" in words(window)
    note(window, "And on.")
    assert kept(window) == ["And on."]
    assert window.session.desk.binder.fault(window.session.incident) is None


def test_an_act_right_after_a_wait_that_was_stopped_has_a_wait_of_its_own(qtbot: QtBot) -> None:
    loop, asked = Loop(), list[bool]()

    def act() -> Change:
        asked.append(loop.patience())
        loop.patience._stop()  # as "Stop waiting" does
        asked.append(loop.patience())
        return Change((), "Done.")

    loop.do(act)
    loop.do(act)
    assert asked == [True, False, True, False]


def test_what_nobody_asked_for_waits_for_nothing(
    server: Server, window: Window, qtbot: QtBot
) -> None:
    server.kill()
    began = time.monotonic()
    window.session.drafts.put(window._screen("story").place(), "note", "half a se")
    window._keeper.keep()
    window._remind()
    assert time.monotonic() - began < 5  # it would be twice 20 seconds
    assert window.patience._box is None
    server.start()
    window._keeper.keep()
    note(window, "And on.")
    assert kept(window) == ["And on."]


def test_what_comes_in_the_middle_of_an_act_is_done_afterwards_in_its_order(qtbot: QtBot) -> None:
    done: list[str] = []

    class Desk:
        patience = Patience()

        @not_meanwhile
        def act(self, name: str) -> None:
            done.append(name)
            if name == "wrong":
                raise ArithmeticError

    desk = Desk()
    desk.patience.holding = True
    for name in ("first", "wrong", "last"):
        desk.act(name)
    qtbot.wait(500)
    assert done == []
    desk.patience.holding = False
    with qtbot.captureExceptions() as wrong:
        qtbot.waitUntil(lambda: done == ["first", "wrong", "last"])
    assert [kind for kind, *_ in wrong] == [ArithmeticError]
    desk.act("at once")
    assert done[-1] == "at once"


def test_nothing_else_touches_the_binder_meanwhile(
    server: Server, window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A repaint, a reminder, a lock, news of others come in the middle: all done afterwards."""
    done: list[str] = []
    came: list[int] = []  # how much had been done by then

    def watch(name: str, holder: object, method: str) -> None:
        real = getattr(holder, method)

        def note_it(*args: object) -> object:
            assert not window.patience.holding
            done.append(name)
            return real(*args)

        monkeypatch.setattr(holder, method, note_it)

    def come() -> None:
        if window.patience.holding and not came:
            came.append(len(done))
            window._repaint()
            window._remind()
            window.lock(5)
            window._heard("", 0)

    watch("repaint", window._rail, "fill")
    watch("remind", waiting, "line")
    watch("lock", seat, "lock")
    watch("news", window, "_catch_up")
    middle = QTimer(interval=20)
    middle.timeout.connect(come)
    middle.start()
    server.kill()
    again = soon(1.5, server.start)
    note(window, "In the middle.")
    again.join()
    assert came == [0]
    qtbot.waitUntil(lambda: {"repaint", "remind", "lock", "news"} <= {*done})
    assert kept(window) == ["In the middle."]

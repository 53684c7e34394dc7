"""The one place that wires all: the window over the binder."""

import faulthandler
import os
import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ir_app.clock import SystemClock
from ir_app.problems import Problem, program_fault
from ir_app.ui.front import Front
from ir_app.ui.sweeping import Sweeper
from ir_app.ui.theme import Scheme, dress

if TYPE_CHECKING:
    from ir_app.store.keys.source import KeySource
    from ir_app.store.server.address import Address
    from ir_app.ui.window import Window


def run(folder: Path, server: "Address | None" = None) -> int:
    """Open the window over the binder in ``folder`` or on a server; returns when it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one
    app.setApplicationName("Incident Binder")
    Sweeper(app)
    dress(app, Scheme.SYSTEM, 100)
    front = Front()
    front.show()
    # The first paint comes before the slow imports and the file.
    QTimer.singleShot(0, lambda: _begin(app, folder, front, server))
    app.aboutToQuit.connect(lambda: _leave(app))
    return app.exec()


def _leave(app: QApplication) -> None:
    window = app.property("window")
    if window is not None:
        from ir_app.actions import keeping

        keeping.close(window.session.desk)


def _begin(app: QApplication, folder: Path, front: Front, server: "Address | None") -> None:
    """Open the binder that this computer works on: the server asked for or worked on last."""
    from ir_app.actions.grouping import remembered

    server = server or remembered(folder)
    if server is None:
        _open(app, folder, front)
    else:
        _open_server(app, folder, front, server)


def _open(app: QApplication, folder: Path, front: Front, key: "KeySource | None" = None) -> None:
    from ir_app.actions.keeping import key_given
    from ir_app.store.keys.source import Locked, NeedsSecret
    from ir_app.store.troubles import OnlyReadable

    def again(brought: "KeySource") -> None:
        _open(app, folder, front, brought)

    def elsewhere(other: Path) -> None:
        _open(app, other, front)

    key = key or key_given()
    try:
        _show_window(app, folder, front, key)
    except NeedsSecret:
        front.choose(again)
    except Locked as locked:
        ways = _start_beside(app, folder, front)
        front.unlock(locked, again, elsewhere, ways)
    except OnlyReadable as problem:
        _only_read(app, folder, front, key, problem)
    except Problem as problem:
        if key and not (folder / "binder.sqlite").exists():
            front.choose(again, problem)  # such as a passphrase that is too short
        else:
            front.say(problem, elsewhere, _ways_on(app, folder, front, key, problem))


def _open_server(app: QApplication, folder: Path, front: Front, server: "Address") -> None:
    """Open the group's binder; whatever stands in the way is a page with a way on."""
    from ir_app.actions import grouping
    from ir_app.store.server.troubles import NotLetIn
    from ir_app.store.troubles import OnlyReadable
    from ir_app.ui.parts.pieces import button

    try:
        _show_window(app, folder, front, None, server=server)
    except NotLetIn as problem:
        ask = partial(_ask_server, app, folder, front)
        front.password(server, problem, partial(_take, app, folder, front), ask)
    except OnlyReadable as problem:
        _only_read(app, folder, front, None, problem, server)
    except Problem as problem:
        again = partial(_open_server, app, folder, front, server)
        ways = [
            button("Try again", "try-again", again, "primary"),
            button("Another server", "other-server", partial(_ask_server, app, folder, front)),
        ]
        front.say(problem, lambda other: _open(app, other, front), ways)
    else:
        grouping.remember(folder, server)


def _own_binder(app: QApplication, folder: Path, front: Front) -> None:
    from ir_app.actions import grouping

    grouping.forget(folder)
    _open(app, folder, front)


def _change_place(
    app: QApplication, window: "Window", front: Front, folder: Path, to_server: bool
) -> None:
    """Go from this computer's own binder to the group's server, or back."""
    if not _put_away(app, window, front):
        return
    if to_server:
        _ask_server(app, folder, front)
    else:
        _own_binder(app, folder, front)


def _ask_server(app: QApplication, folder: Path, front: Front) -> None:
    back = partial(_own_binder, app, folder, front)
    front.group(partial(_take, app, folder, front), back)


def _take(app: QApplication, folder: Path, front: Front, address: "Address", password: str) -> None:
    if password:
        address.take_password(password)
    _open_server(app, folder, front, address)


def _put_away(app: QApplication, window: "Window", front: Front) -> bool:
    """Close a window to open another; tells whether it went, for she may want to stay."""
    front.show()
    if not window.close():
        front.hide()
        return False
    app.setProperty("window", None)
    window.session.desk.close()
    return True


def _show_window(
    app: QApplication,
    folder: Path,
    front: Front,
    key: "KeySource | None",
    *,
    read_only: bool = False,
    server: "Address | None" = None,
) -> "Window":
    from ir_app.actions.desk import open_desk
    from ir_app.ui.window import Window

    desk = open_desk(
        folder, SystemClock(), key=key, read_only=read_only, server=server, waiting=front.patience
    )
    if not read_only:
        _watch(folder)
    window = Window(desk)
    window.show()
    front.hide()
    app.setProperty("window", window)
    window.restore_wanted.connect(lambda path: _restore(app, window, front, path, key))
    window.group_wanted.connect(lambda to: _change_place(app, window, front, folder, to))
    if not read_only:
        _back_up_daily(window)
    return window


def _only_read(
    app: QApplication,
    folder: Path,
    front: Front,
    key: "KeySource | None",
    why: Problem,
    server: "Address | None" = None,
) -> None:
    try:
        _show_window(app, folder, front, key, read_only=True, server=server).show_trouble(why)
    except Problem as problem:
        front.say(problem, lambda other: _open(app, other, front))


def _ways_on(
    app: QApplication, folder: Path, front: Front, key: "KeySource | None", why: Problem
) -> "list[QWidget]":
    """Return what can be done about a damaged or missing file: the newest good backup, a look."""
    from ir_app.store.backup import FOLDER, newest_good
    from ir_app.store.lock import InUse
    from ir_app.ui.parts.pieces import button

    # Nothing is to be brought back where another window is at work or nobody can write.
    can_restore = not isinstance(why, InUse) and os.access(folder, os.W_OK)
    found = newest_good(folder / FOLDER) if can_restore else None
    ways: list[QWidget] = []
    if found:
        made = found[1].made[:16].replace("T", " ")
        words = f"Bring back the backup of {made} UTC"
        press = partial(_put_back, app, folder, front, found[0], key)
        ways.append(button(words, "restore", press, "primary"))
    if (folder / "binder.sqlite").exists():
        look = partial(_only_read, app, folder, front, key, why)
        ways.append(button("Only look", "only-look", look))
    return ways if isinstance(why, InUse) else [*ways, *_start_beside(app, folder, front)]


def _start_beside(app: QApplication, folder: Path, front: Front) -> "list[QWidget]":
    """Return the way on that always works: a fresh binder beside this one, joined to it later."""
    from ir_app.places import emergency_binder
    from ir_app.ui.parts.pieces import button

    beside = emergency_binder(folder)
    if beside is None:
        return []
    words = "Go on in the emergency binder" if beside.exists() else "Start a new binder now"
    return [button(words, "emergency", lambda: _open(app, beside, front))]


def _restore(
    app: QApplication, window: "Window", front: Front, path: Path, key: "KeySource | None"
) -> None:
    folder = window.session.desk.binder.folder
    if _put_away(app, window, front):
        _put_back(app, folder, front, path, key)


def _put_back(
    app: QApplication, folder: Path, front: Front, path: Path, key: "KeySource | None"
) -> None:
    from ir_app.actions import keeping
    from ir_app.store.keys.source import Locked

    def again(brought: "KeySource") -> None:
        _put_back(app, folder, front, path, brought)

    def elsewhere(other: Path) -> None:
        _open(app, other, front)

    try:
        keeping.restore(folder, path, SystemClock(), key)
    except Locked as locked:
        front.unlock(locked, again, elsewhere)
    except Problem as problem:
        from ir_app.ui.parts.pieces import button

        as_it_is = button("Open the binder as it is", "as-it-is", lambda: elsewhere(folder))
        front.say(problem, elsewhere, [as_it_is])
    else:
        _open(app, folder, front, key)


def _back_up_daily(window: "Window") -> None:
    from ir_app.actions import keeping

    def check() -> None:
        loop, desk = window.session.loop, window.session.desk
        if not loop.busy and keeping.is_due(desk):
            loop.do_long("Backing up", keeping.back_up_beside, desk, "daily")

    timer = QTimer(window)
    timer.timeout.connect(check)
    timer.start(15 * 60 * 1000)  # every quarter of an hour: the day may have changed


def _watch(folder: Path) -> None:
    """Write faults of the program to a local file, without anything a person typed."""
    log = (folder / "faults.txt").open("a", encoding="utf-8")
    faulthandler.enable(log)

    def note(_: type[BaseException], fault: BaseException, __: TracebackType | None) -> None:
        problem = program_fault(fault)
        log.write(f"{problem.details}\n")
        log.flush()
        _say_fault(problem)

    sys.excepthook = note


def _say_fault(problem: Problem) -> None:
    app = QApplication.instance()
    window = app.property("window") if app else None
    if window is not None:
        window.show_trouble(problem)

"""The one place that wires all: the window over the binder."""

import faulthandler
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ir_app.clock import SystemClock
from ir_app.problems import Problem
from ir_app.ui.front import Front
from ir_app.ui.theme import Scheme, dress

if TYPE_CHECKING:
    from ir_app.store.server.address import Address


def run(folder: Path, server: "Address | None" = None) -> int:
    """Open the window over the binder in ``folder`` or on a server; returns when it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one
    app.setApplicationName("Incident Binder")
    dress(app, Scheme.SYSTEM, 100)
    front = Front()
    front.show()
    # The first paint comes before the slow imports and the file.
    QTimer.singleShot(0, lambda: _open(app, folder, front, server))
    return app.exec()


def _open(app: QApplication, folder: Path, front: Front, server: "Address | None" = None) -> None:
    from ir_app.actions.desk import open_desk
    from ir_app.ui.window import Window

    try:
        desk = open_desk(folder, SystemClock(), server=server)
        _watch(folder)
        window = Window(desk)
    except Problem as problem:
        front.say(problem, lambda other: _open(app, other, front))
        return
    window.show()
    front.close()
    app.setProperty("window", window)
    app.aboutToQuit.connect(desk.close)


def _watch(folder: Path) -> None:
    """Write faults of the program to a local file, without anything a person typed."""
    log = (folder / "faults.txt").open("a", encoding="utf-8")
    faulthandler.enable(log)

    def note(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        log.write(f"{kind.__name__}\n")
        while trace is not None:
            log.write(f"  {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}\n")
            trace = trace.tb_next
        log.flush()
        _say_fault()

    sys.excepthook = note


def _say_fault() -> None:
    app = QApplication.instance()
    window = app.property("window") if app else None
    problem = Problem(
        what="Something in this program went wrong.",
        safe="Everything you entered is safe.",
        do="Go on, or close the program and start it again: you come back to this step.",
        who="Your IT company can look at the file faults.txt in the binder's folder.",
    )
    if window is not None:
        window.show_trouble(problem)

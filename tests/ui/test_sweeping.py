"""No thread but the window's sweeps up: Qt crashes when a widget is destroyed in another one."""

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ir_app import app as program
from ir_app.ui.sweeping import Sweeper
from ir_app.ui.work import Work


class Circle(QWidget):
    """A screen that Python can't let go of at once: it holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.button = QPushButton("Press", self)
        self.timer = QTimer(self, interval=10)
        self.timer.start()


@pytest.fixture
def where() -> Iterator[set[threading.Thread]]:
    """In which threads garbage was collected."""
    seen: set[threading.Thread] = set()

    def note(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            seen.add(threading.current_thread())

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def litter(*_: object) -> int:
    """Make what brings Python's collector along, of every generation."""
    return len([[number] for number in range(200_000)])


def test_a_screen_let_go_of_is_swept_up_in_its_own_thread(
    qtbot: QtBot, where: set[threading.Thread]
) -> None:
    gone = weakref.ref(Circle())
    for _ in range(20):
        thread = threading.Thread(target=litter)
        thread.start()
        thread.join()
    assert where <= {threading.main_thread()}  # before Qt crashes
    work = Work(litter)
    with qtbot.waitSignal(work.finished_well, timeout=60_000):
        work.start()
    work.wait()
    assert where <= {threading.main_thread()}
    kept = [[number] for number in range(10_000)]  # so that a sweep is due
    qtbot.waitUntil(lambda: gone() is None)
    assert kept
    assert where == {threading.main_thread()}


def test_the_program_starts_with_a_sweeper(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []
    monkeypatch.setattr(program, "_begin", lambda app, folder, *_: begun.append(folder))
    before = len(qapp.findChildren(Sweeper))

    def events(_: QApplication) -> int:
        qapp.processEvents()
        return 0

    monkeypatch.setattr(QApplication, "exec", events)
    gc.enable()
    assert program.run(tmp_path) == 0
    assert begun == [tmp_path]
    assert not gc.isenabled()
    *_, newest = qapp.findChildren(Sweeper)
    assert len(qapp.findChildren(Sweeper)) == before + 1
    newest.deleteLater()

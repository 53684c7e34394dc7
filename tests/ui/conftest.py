"""A window over a real binder, and a teardown that leaves no widget behind."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ir_app.actions.desk import Desk
from ir_app.ui import theme
from ir_app.ui.sweeping import Sweeper
from ir_app.ui.window import Window


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Wait for what must come as long as a slow computer needs; what never comes still fails."""
    monkeypatch.setattr(qtbot, "waitUntil", partial(qtbot.waitUntil, timeout=60_000))
    return qtbot


@pytest.fixture(scope="session", autouse=True)
def _sweep(qapp: QApplication) -> Iterator[None]:
    """Sweep up as the program does: in the window's thread only."""
    sweeper = Sweeper(qapp)
    yield
    sweeper.deleteLater()


@pytest.fixture(autouse=True)
def _bury(qapp: QApplication) -> Iterator[None]:
    """Destroy what a test left open: deleteLater is not delivered without a running loop."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Window:
    made = Window(desk)
    theme.dress(QApplication.instance(), theme.Scheme.LIGHT, 100)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made

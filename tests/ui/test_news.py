"""What another office writes appears on the open window, and takes nobody's words away."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ir_app.actions import incidents, notes
from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.ui.window import Window
from tests.conftest import MONDAY
from tests.store.server.postgres import running


def test_an_entry_of_another_office_is_shown(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running() as server:
        address = server.writer()
        here = open_desk(tmp_path / "here", SteppedClock(MONDAY), server=address)
        there = open_desk(tmp_path / "there", SteppedClock(MONDAY), server=address)
        incident = incidents.start(there, "locked").entries[0].incident
        window = Window(here)
        qtbot.addWidget(window)
        window.show()
        window.session.incident = incident
        window.go("story")
        painted: list[str] = []
        whole = window._repaint

        def noted() -> None:
            painted.append("x")
            whole()

        monkeypatch.setattr(window, "_repaint", noted)
        notes.add(there, incident, "The tape is in the safe.")
        qtbot.waitUntil(lambda: bool(painted), timeout=2000)
        assert here.knows(incident, there.incident(incident).head.seq)

        field = QLineEdit(window)
        field.show()
        field.setFocus()
        window.activateWindow()
        qtbot.waitUntil(field.hasFocus, timeout=2000)
        qtbot.keyClicks(field, "half a wo")  # type: ignore[no-untyped-call]
        painted.clear()
        notes.add(there, incident, "And the key, too.")
        qtbot.wait(900)
        assert painted == []
        field.setModified(False)  # finished
        qtbot.waitUntil(lambda: bool(painted), timeout=2000)
        window.close()
        here.close()
        there.close()

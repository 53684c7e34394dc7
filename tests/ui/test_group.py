"""The group's server from the window: asked for, refused, away, lost half-way, and found again."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ir_app import app as program
from ir_app.actions import grouping, incidents, notes
from ir_app.actions.desk import open_desk
from ir_app.clock import SystemClock
from ir_app.core.kinds import Noted
from ir_app.pages import ready
from ir_app.store.server import binder as server_binder
from ir_app.store.server.address import Address
from ir_app.ui.front import Front
from ir_app.ui.window import Window
from tests.keys import KEY
from tests.store.server.certificates import Authority
from tests.store.server.postgres import Server, running
from tests.store.server.test_tls import PASSWORD, Far, free_port
from tests.ui import auditors
from tests.ui.waits import silence, stop_waiting


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    folder = tmp_path_factory.mktemp("far")
    with running(free_port()) as server:
        practice = server.practice()
        server.login("writer", practice, "far")
        with server.raw() as raw:
            raw.execute(f"ALTER ROLE far PASSWORD '{PASSWORD}'")
        hba = server.base / "data" / "pg_hba.conf"
        hba.write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
        made = Far(server, folder, Authority.make(folder, "maple-authority"), practice)
        made.speak(made.authority)
        yield made


@pytest.fixture
def front(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    monkeypatch.setattr(program, "_watch", lambda folder: None)
    made = Front()
    qtbot.addWidget(made)
    made.show()
    yield made
    window = qapp.property("window")
    if isinstance(window, Window):
        window.close()
        window.session.desk.close()
    qapp.setProperty("window", None)


def words(where: QWidget) -> str:
    QApplication.processEvents()  # what is new is shown
    return "\n".join(x.text() for x in where.findChildren(QLabel) if x.isVisibleTo(where))


def press(where: QWidget, name: str) -> None:
    QApplication.processEvents()
    found = [x for x in where.findChildren(QPushButton, name) if x.isVisibleTo(where)]
    found[-1].click()


def type_in(where: QWidget, name: str, text: str) -> None:
    found = [x for x in where.findChildren(QLineEdit, name) if x.isVisibleTo(where)]
    found[-1].setText(text)


def shown(qapp: QApplication) -> Window:
    window = qapp.property("window")
    assert isinstance(window, Window)
    return window


def test_the_form_says_what_is_missing_and_opens_with_the_right_password(
    far: Far, front: Front, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "typed", lambda *asked: _typed(far, *asked))
    program._ask_server(qapp, tmp_path, front)
    assert auditors.nameless(front) == []
    press(front, "open")
    assert "The name of the server is missing." in words(front)
    for name, text in (("host", "db.maple.example"), ("login", "far"), ("password", "wrong-one")):
        type_in(front, name, text)
    press(front, "open")
    assert "does not let this login in" in words(front)
    assert f"far@db.maple.example:{far.server.port}/binder" in words(front)
    type_in(front, "password", PASSWORD)
    press(front, "open")
    window = shown(qapp)
    assert window.session.desk.binder.place.startswith(far.practice)
    page = ready.build(window.session.desk)
    assert page.keys is None
    assert "The line is encrypted, and the server proves who it is." in page.group.lines
    assert grouping.remembered(tmp_path) == far.address()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept


_whole = grouping.typed


def _typed(far: Far, host: str, database: str, login: str, practice: str) -> Address:
    _whole(host, database, login, practice)  # which says what is missing
    return far.address(host)


def test_a_server_that_is_away_leaves_ways_on(
    front: Front, qapp: QApplication, tmp_path: Path
) -> None:
    with running() as server:
        grouping.remember(tmp_path, server.writer())
        server.kill()
        program._begin(qapp, tmp_path, front, None)
        assert "The group's server does not answer." in words(front)
        assert "start a binder of your own in a folder" in words(front)
        server.start()
        press(front, "try-again")
        assert shown(qapp).session.desk.binder.on_server


def test_nobody_has_to_wait_for_a_server_that_says_nothing(
    front: Front, qapp: QApplication, tmp_path: Path
) -> None:
    with running() as server:
        address = server.writer()
        silence(server, signal.SIGSTOP)
        QTimer.singleShot(600, stop_waiting)
        began = time.monotonic()
        program._open_server(qapp, tmp_path, front, address)
        took = time.monotonic() - began
        silence(server, signal.SIGCONT)
        assert took < 8  # it would be 10 seconds with a frozen window
        assert "The group's server does not answer." in words(front)
        press(front, "try-again")
        assert shown(qapp).session.desk.binder.on_server


def test_this_computer_goes_to_the_server_and_back_to_its_own_binder(
    front: Front, qapp: QApplication, tmp_path: Path
) -> None:
    open_desk(tmp_path, SystemClock(), key=KEY).close()
    with running() as server:
        program._open_server(qapp, tmp_path, front, server.writer())
        window = shown(qapp)
        window.group_wanted.emit(False)
        assert grouping.remembered(tmp_path) is None
        assert "locked" in words(front)  # its own binder asks for its passphrase


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[tuple[Server, Window, str]]:
    """A window on a server that is about to go away."""
    with running() as server:
        desk = open_desk(tmp_path / "here", SystemClock(), server=server.writer())
        incident = incidents.start(desk, "locked").entries[0].incident
        window = Window(desk)
        window.show()
        window.session.incident = incident
        window.go("story")
        yield server, window, incident
        window.close()
        desk.close()


def test_a_server_lost_half_way_is_a_sentence_and_work_goes_on_once_it_is_back(
    lost: tuple[Server, Window, str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, window, incident = lost
    desk = window.session.desk
    assert isinstance(desk.binder, server_binder.ServerBinder)
    desk.binder._line.patience = 0.5
    server.kill()
    window.session.loop.do(notes.add, desk, incident, "While it was away.")
    qtbot.waitUntil(lambda: "does not answer" in words(window))
    server.start()
    window.session.loop.do(notes.add, desk, incident, "And on.")
    said = [e.data.text for e in desk.incident(incident).entries if isinstance(e.data, Noted)]
    assert said == ["And on."]
    assert desk.binder.fault(incident) is None

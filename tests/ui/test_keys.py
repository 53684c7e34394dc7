"""Locked, new without a keyring, and the Keys and backups part of Get ready."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ir_app import app as program
from ir_app.actions import incidents
from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.store.backup import listed
from ir_app.store.keys import ring
from ir_app.store.keys.recovery import read_code
from ir_app.store.keys.source import KeySource
from ir_app.ui.front import Front
from ir_app.ui.parts.code import code_sheet
from ir_app.ui.window import Window
from tests.keys import CHEAP, KEY, WORDS
from tests.ui import auditors


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "TRUSTED", set())


@pytest.fixture
def front(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    monkeypatch.setattr(program, "_watch", lambda _: None)  # it changes the whole process
    made = Front()
    qtbot.addWidget(made)
    made.show()
    yield made
    window = qapp.property("window")
    if window is not None:
        window.close()
        window.session.desk.close()
        qapp.setProperty("window", None)


def press(qtbot: QtBot, within: QWidget, name: str) -> None:
    qtbot.waitUntil(lambda: within.findChild(QPushButton, name) is not None)
    button = within.findChild(QPushButton, name)
    assert button is not None
    button.click()


def type_in(within: QWidget, name: str, words: str) -> None:
    line = within.findChild(QLineEdit, name)
    assert line is not None
    line.setText(words)


def opened(qtbot: QtBot, qapp: QApplication) -> Window:
    qtbot.waitUntil(lambda: qapp.property("window") is not None)
    window = qapp.property("window")
    assert isinstance(window, Window)
    qtbot.addWidget(window)
    return window


@pytest.mark.usefixtures("no_keyring")
def test_a_new_binder_starts_at_once_with_a_code_to_write_down(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> None:
    program._open(qapp, tmp_path / "binder", front)
    press(qtbot, front, "with-code")
    qtbot.waitUntil(lambda: front.findChild(QLabel, "code") is not None)
    shown = front.findChild(QLabel, "code")
    assert isinstance(shown, QLabel)
    code = shown.text()
    assert len(read_code(code)) == 20
    assert not (tmp_path / "binder" / "binder.sqlite").exists()  # nothing before she has it
    assert auditors.nameless(front) == []
    press(qtbot, front, "wrote-it-down")
    window = opened(qtbot, qapp)
    assert window.screen_name == "home"
    window.close()
    window.session.desk.close()
    open_desk(
        tmp_path / "binder", SteppedClock(window.session.desk.clock.now()), key=KeySource(code=code)
    ).close()


@pytest.mark.usefixtures("no_keyring")
def test_a_passphrase_that_is_too_short_is_said_and_asked_again(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path
) -> None:
    program._open(qapp, tmp_path / "binder", front)
    type_in(front, "new-passphrase", "short")
    press(qtbot, front, "with-passphrase")
    qtbot.waitUntil(lambda: any("at least 8" in w.text() for w in front.findChildren(QLabel)))
    qtbot.waitUntil(lambda: len(front.findChildren(QLineEdit)) == 1)
    type_in(front, "new-passphrase", "long enough words")
    press(qtbot, front, "with-passphrase")
    opened(qtbot, qapp)


def test_a_locked_binder_asks_says_no_and_opens(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> None:
    open_desk(tmp_path / "binder", clock, key=KEY).close()
    program._open(qapp, tmp_path / "binder", front)
    assert front.findChild(QLineEdit, "recovery-code") is None  # there is none
    type_in(front, "passphrase", "wrong words")
    press(qtbot, front, "open")
    qtbot.waitUntil(lambda: any("did not open" in w.text() for w in front.findChildren(QLabel)))
    qtbot.waitUntil(lambda: len(front.findChildren(QLineEdit)) == 1)
    assert auditors.nameless(front) == []
    type_in(front, "passphrase", WORDS)
    press(qtbot, front, "open")
    opened(qtbot, qapp)


def test_a_damaged_binder_offers_its_newest_good_backup(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> None:
    key = KeySource(passphrase=WORDS, cost=CHEAP)
    desk = open_desk(tmp_path / "binder", clock, key=key)
    incident = incidents.start(desk, "locked").entries[0].incident
    desk.binder.back_up("test")
    desk.close()
    path = tmp_path / "binder" / "binder.sqlite"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    path.with_name("binder.sqlite-wal").unlink(missing_ok=True)
    program._open(qapp, tmp_path / "binder", front)
    press(qtbot, front, "restore")
    window = opened(qtbot, qapp)
    assert [one.id for one in window.session.desk.incidents()] == [incident]


def test_get_ready_backs_up_and_warns_when_only_this_computer_opens_it(
    qtbot: QtBot, window: Window
) -> None:
    window.go("ready")
    words = [label.text() for label in window.findChildren(QLabel)]
    assert any("If this computer is lost" in text for text in words)
    desk = window.session.desk
    incidents.start(desk, "locked")
    press(qtbot, window, "back-up")
    qtbot.waitUntil(lambda: not window.session.loop.busy, timeout=20_000)
    assert len(listed(desk.binder.folder / "backups")) == 1
    assert desk.binder.keys is not None
    desk.binder.keys.new_recovery_code()
    window.go("ready")
    qtbot.waitUntil(
        lambda: not any("If this computer" in w.text() for w in window.findChildren(QLabel))
    )
    assert any("Last backup" in w.text() for w in window.findChildren(QLabel))


def test_the_sheet_holds_the_code_and_the_name() -> None:
    text = code_sheet(
        "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH", "Maple & Oak", "/data/binder"
    ).toPlainText()
    assert "AAAAA BBBBB CCCCC DDDDD" in text
    assert "Maple & Oak" in text
    assert "/data/binder" in text
    assert "not shown again" in text


def labels(within: QWidget) -> str:
    return "\n".join(one.text() for one in within.findChildren(QLabel))


def locked_front(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> str:
    """A binder with a passphrase and a code, and the front that asks for them."""
    desk = open_desk(tmp_path / "binder", clock, key=KEY)
    assert desk.binder.keys is not None
    code = desk.binder.keys.new_recovery_code()
    incidents.start(desk, "locked")
    desk.close()
    program._open(qapp, tmp_path / "binder", front)
    qtbot.waitUntil(lambda: front.findChild(QLineEdit, "recovery-code") is not None)
    return code


def test_a_slip_in_the_code_is_named_and_typed_again(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> None:
    """It ended on a page that offered backups, another folder, and no way to type again."""
    code = locked_front(qtbot, qapp, front, tmp_path, clock)
    type_in(front, "recovery-code", ("8" if code[0] != "8" else "7") + code[1:])
    press(qtbot, front, "open")
    qtbot.waitUntil(lambda: "first group" in labels(front))
    qtbot.waitUntil(lambda: len(front.findChildren(QLineEdit)) == 2)
    type_in(front, "recovery-code", code.lower().replace("-", " – "))
    press(qtbot, front, "open")
    opened(qtbot, qapp)


def test_a_locked_binder_does_not_keep_her_from_starting_and_is_joined_later(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> None:
    """One press; and the next morning the same press goes on where she was."""
    locked_front(qtbot, qapp, front, tmp_path, clock)
    press(qtbot, front, "emergency")
    window = opened(qtbot, qapp)
    incident = incidents.start(window.session.desk, "locked").entries[0].incident
    window.close()
    window.session.desk.close()
    qapp.setProperty("window", None)
    program._open(qapp, tmp_path / "binder", front)
    again = "Go on in the emergency binder"
    qtbot.waitUntil(lambda: again in [one.text() for one in front.findChildren(QPushButton)])
    assert auditors.nameless(front) == []
    type_in(front, "passphrase", WORDS)
    press(qtbot, front, "open")
    window = opened(qtbot, qapp)
    desk = window.session.desk
    window.go("ready")
    press(qtbot, window, "join-emergency")
    qtbot.waitUntil(lambda: incident in desk.binder.journals())
    assert desk.binder.fault(incident) is None
    press(qtbot, window, "join-emergency")  # a second press does no harm
    assert len(desk.binder.journals()) == 2


def test_a_second_window_offers_no_backup_in_the_place_of_the_first(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> None:
    desk = open_desk(tmp_path / "binder", clock, key=KeySource(passphrase=WORDS, cost=CHEAP))
    incidents.start(desk, "locked")
    desk.binder.back_up("test")
    program._open(qapp, tmp_path / "binder", front)
    qtbot.waitUntil(lambda: "Another copy" in labels(front))
    assert front.findChild(QPushButton, "restore") is None
    assert front.findChild(QPushButton, "emergency") is None
    desk.close()


def test_a_code_that_is_not_on_paper_takes_no_place(qtbot: QtBot, window: Window) -> None:
    """Escape, and the page said all was well while nobody had the code."""
    from PySide6.QtCore import QTimer

    from ir_app.ui.parts.code import CodeDialog

    desk = window.session.desk
    assert desk.binder.keys is not None
    old = desk.binder.keys.new_recovery_code()
    shown: list[str] = []

    def answer(name: str) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, CodeDialog):
            QTimer.singleShot(10, lambda: answer(name))
            return
        code = dialog.findChild(QLabel, "code")
        assert code is not None
        shown.append(code.text())
        press(qtbot, dialog, "copy-code")
        press(qtbot, dialog, name)

    window.go("ready")
    for name in ("no-code", "have-code"):
        QTimer.singleShot(0, lambda name=name: answer(name))
        before = desk.binder.keys.slots
        press(qtbot, window, "recovery-code")
        assert (desk.binder.keys.slots == before) is (name == "no-code")
        assert QApplication.clipboard().text() == ""
    qtbot.waitUntil(lambda: not window.session.loop.busy, timeout=20_000)
    desk.close()
    from ir_app.store.keys.source import Locked

    alone = KeySource(code=shown[1], keyring=False)
    open_desk(desk.binder.folder, desk.clock, key=alone).close()
    for wrong in (old, shown[0]):
        with pytest.raises(Locked):
            open_desk(desk.binder.folder, desk.clock, key=KeySource(code=wrong, keyring=False))


def test_the_code_and_its_buttons_fit_on_the_smallest_screen(qtbot: QtBot) -> None:
    """It was a tower as wide as one group: the buttons lay below the edge of the screen."""
    from ir_app.ui.parts.code import CodeDialog

    code = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH"
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CodeDialog(parent, code, "Maple & Oak", "/data/binder")
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() <= 560
    shown = dialog.findChild(QLabel, "code")
    assert shown is not None
    assert shown.height() < 4 * shown.fontMetrics().lineSpacing() * 2
    for audit in (auditors.nameless, auditors.clipped):
        faults: list[str] = audit(dialog)
        assert faults == []


def test_a_backup_that_is_none_leaves_a_way_back_to_the_binder(
    qtbot: QtBot, qapp: QApplication, front: Front, tmp_path: Path, clock: SteppedClock
) -> None:
    """The window was gone, and the page offered another folder or the end of the program."""
    desk = open_desk(tmp_path / "binder", clock, key=KeySource(passphrase=WORDS, cost=CHEAP))
    incident = incidents.start(desk, "locked").entries[0].incident
    desk.close()
    program._open(qapp, tmp_path / "binder", front)
    window = opened(qtbot, qapp)
    (tmp_path / "holiday.ibk").write_bytes(b"a picture of the beach")
    window.restore_wanted.emit(tmp_path / "holiday.ibk")
    qtbot.waitUntil(lambda: "not a backup" in labels(front))
    press(qtbot, front, "as-it-is")
    again = opened(qtbot, qapp)
    assert [one.id for one in again.session.desk.incidents()] == [incident]


def test_a_reader_restores_nothing(qtbot: QtBot, window: Window) -> None:
    from ir_app.actions import seat
    from tests.actions.office import add

    desk = window.session.desk
    seat.sign_in(desk, add(desk, "Ivy of the insurance company", "reader"))
    asked: list[object] = []
    window.restore_wanted.connect(asked.append)
    window.go("ready")
    for name in ("restore", "recovery-code", "remember"):
        if window.findChild(QPushButton, name) is not None:
            press(qtbot, window, name)
            qtbot.waitUntil(lambda: "can't do this" in labels(window))
    assert asked == []

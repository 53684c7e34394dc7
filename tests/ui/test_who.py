"""Changing the person at the desk, and a desk that locks itself, with a clock that we move."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ir_app.actions import counsel, keeping, letters, seat
from ir_app.actions.desk import Desk
from ir_app.core.kinds import Locked, SignedIn
from ir_app.core.practice import PRACTICE
from ir_app.ui.window import Window
from tests.actions.office import LEAD_PIN, PIN, add, answer_all, begin, furnish, load
from tests.ui.dialogs import in_dialog


class Seconds:
    """Seconds that run when they are told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def office(desk: Desk) -> dict[str, str]:
    return furnish(desk)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, seconds: Seconds, office: dict[str, str]) -> Window:
    made = Window(desk, seconds)
    made.session.incident = begin(desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.go("now")
    return made


def push(window: Window, name: str) -> None:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def answer(text: str | None, echo: QLineEdit.EchoMode = QLineEdit.EchoMode.Password) -> None:
    """Type into the next dialog, or press Escape in it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QInputDialog):
            QTimer.singleShot(10, look)
        elif text is None:
            dialog.reject()
        else:
            field = dialog.findChild(QLineEdit)
            assert field is not None
            assert field.echoMode() is echo
            QTest.keyClicks(field, text)
            dialog.accept()

    QTimer.singleShot(0, look)


def press_words(box: QWidget, label: str) -> None:
    next(b for b in box.findChildren(QPushButton) if b.text() == label).click()


def words(window: Window) -> str:
    return "\n".join(x.text() for x in window.findChildren(QLabel) if x.isVisible())


def idle(window: Window, seconds: Seconds, minutes: float) -> None:
    seconds.now += minutes * 60
    window._idle.look()


def is_locked(desk: Desk) -> bool:
    return desk.locked is not None


def name(desk: Desk) -> str:
    return desk.member.name if desk.member else ""


def test_f8_and_a_pin_change_the_person_and_come_back(
    window: Window, desk: Desk, office: dict[str, str]
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.screen_name == "who"
    answer(PIN)
    push(window, f"who-{office['approver']}")
    assert name(desk) == "Alan Whitfield, DDS"
    assert window.screen_name == "now"
    doing = window.findChild(QPushButton, "doing")
    assert doing is not None
    assert doing.text() == "Alan Whitfield, DDS is doing this"


def test_a_wrong_pin_is_a_sentence_and_the_person_stays(
    window: Window, desk: Desk, office: dict[str, str], qtbot: QtBot
) -> None:
    window.go("who")
    answer("000000")
    push(window, f"who-{office['approver']}")
    assert name(desk) == "Dana Reyes"
    assert window.screen_name == "who"
    qtbot.waitUntil(lambda: "That PIN is not right." in words(window))
    answer(None)
    push(window, f"who-{office['approver']}")
    assert name(desk) == "Dana Reyes"


def test_ten_minutes_lock_the_desk_and_the_card_stays_in_sight(
    window: Window, desk: Desk, seconds: Seconds, office: dict[str, str]
) -> None:
    idle(window, seconds, 9.9)
    assert not is_locked(desk)
    idle(window, seconds, 0.2)
    assert is_locked(desk)
    assert window.screen_name == "who"
    shown = words(window)
    assert "The desk is locked" in shown
    assert "STOP   Do not wipe" in shown
    assert "Unplug the network from the computers" in shown
    assert any(isinstance(e.data, Locked) for e in desk.binder.entries(PRACTICE))
    for place in ("now", "letters", "story", "home", "ready"):
        window.go(place)
        assert window.screen_name == "who"
    window.back()
    assert window.screen_name == "who"
    window.go("call")
    assert window.screen_name == "call"
    window.go("who")
    answer(LEAD_PIN)
    push(window, f"who-{office['lead']}")
    assert (is_locked(desk), name(desk)) == (False, "Dana Reyes")
    assert isinstance(desk.binder.entries(PRACTICE)[-1].data, SignedIn)
    assert window.screen_name != "who"


def test_in_an_emergency_one_press_goes_on_without_a_name(
    window: Window, desk: Desk, seconds: Seconds
) -> None:
    idle(window, seconds, 10)
    push(window, "nameless")
    assert not is_locked(desk)
    assert window.screen_name == "now"


def touch_key(window: Window) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)


def touch_mouse(window: Window) -> None:
    QTest.mouseMove(window.windowHandle(), QPoint(50, 50))
    QTest.mouseMove(window.windowHandle(), QPoint(60, 60))


@pytest.mark.parametrize("touch", [touch_key, touch_mouse])
def test_every_touch_starts_the_count_anew(
    window: Window, desk: Desk, seconds: Seconds, touch: Callable[[Window], None]
) -> None:
    seconds.now += 9 * 60
    touch(window)
    idle(window, seconds, 9)
    assert not is_locked(desk)
    idle(window, seconds, 1)
    assert is_locked(desk)


@pytest.mark.parametrize(("minutes", "after", "locked"), [(0, 600, False), (5, 6, True)])
def test_the_time_can_be_set(
    window: Window, desk: Desk, seconds: Seconds, minutes: int, after: int, locked: bool
) -> None:
    from ir_app.ui import settings

    window.go("ready")
    push(window, f"lock-{minutes}")
    assert settings.load(desk.binder.folder).lock_minutes == minutes
    idle(window, seconds, after)
    assert is_locked(desk) is locked


def test_nobody_by_name_is_never_locked_out(window: Window, desk: Desk, seconds: Seconds) -> None:
    seat.leave(desk)
    idle(window, seconds, 600)
    assert not is_locked(desk)
    assert window.screen_name == "now"


def test_an_open_dialog_does_not_keep_the_desk_open(
    window: Window, desk: Desk, seconds: Seconds
) -> None:
    dialog = QDialog(window)

    def type_a_while() -> None:
        QTest.qWaitForWindowActive(dialog)
        seconds.now += 9 * 60
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Shift)
        idle(window, seconds, 9)
        assert not is_locked(desk)
        idle(window, seconds, 1)

    QTimer.singleShot(20, type_a_while)
    assert dialog.exec() == QDialog.DialogCode.Rejected
    assert is_locked(desk)


def test_work_under_way_is_not_cut_off_by_the_lock(
    window: Window, desk: Desk, seconds: Seconds, qtbot: QtBot, tmp_path: Path
) -> None:
    incident = window.session.incident
    answer_all(desk, incident)
    load(desk, incident, tmp_path)
    window._loop.do_long("Writing the letters", letters.write, desk, incident)
    idle(window, seconds, 60)
    assert not is_locked(desk)
    qtbot.waitUntil(lambda: desk.incident(incident).batch is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window._loop.busy)
    idle(window, seconds, 60)
    assert is_locked(desk)


def test_counsel_opens_shows_and_loses_sight_of_the_notes(window: Window, desk: Desk) -> None:
    incident = window.session.incident
    seat.sign_in(desk, add(desk, "Jane Roe", "counsel"))
    window.go("story")
    answer("correct horse battery staple")
    push(window, "counsel-open")
    counsel.note(desk, incident, "Only for counsel.")
    window.go("story")
    assert "Only for counsel." in words(window)
    assert "PRIVILEGED AND CONFIDENTIAL" in words(window)
    seat.leave(desk)
    window.go("story")
    assert "Only for counsel." not in words(window)
    assert "1 entry for counsel" in words(window)


def test_what_is_open_can_be_read_by_the_auditors_when_locked(
    window: Window, desk: Desk, seconds: Seconds
) -> None:
    from tests.ui import auditors

    idle(window, seconds, 10)
    for size in ((960, 560), (1920, 1080)):
        window.resize(*size)
        QApplication.processEvents()
        QApplication.processEvents()
        for audit in (auditors.nameless, auditors.clipped, auditors.small, auditors.outside):
            faults: list[str] = audit(window)
            assert faults == []
    assert window.findChild(QWidget, "nameless") is not None


def test_an_older_copy_is_said_at_the_start(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    import shutil

    from ir_app.actions import notes
    from ir_app.actions.desk import open_desk

    incident = begin(desk)
    folder = desk.binder.folder
    desk.close()
    shutil.copytree(folder, tmp_path / "copy")
    newer = open_desk(folder, desk.clock)
    notes.add(newer, incident, "Not in the copy.")
    newer.close()
    older = open_desk(tmp_path / "copy", desk.clock)
    window = Window(older)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "This is an older copy" in words(window))
    older.close()


def test_a_forgotten_pin_is_set_anew_with_the_code_on_paper(
    window: Window, desk: Desk, office: dict[str, str], qtbot: QtBot
) -> None:
    code = keeping.new_code(desk)
    seat.leave(desk)
    window.go("ready")
    in_dialog(lambda box: press_words(box, "Take off the list"))
    push(window, f"left-{office['lead']}")
    qtbot.waitUntil(lambda: "changed by somebody with a PIN" in words(window))
    window.go("who")
    answer("not this", QLineEdit.EchoMode.Normal)  # it is typed from paper
    push(window, "forgotten")
    qtbot.waitUntil(lambda: "That did not open the binder." in words(window))
    answer(code, QLineEdit.EchoMode.Normal)
    push(window, "forgotten")
    assert window.screen_name == "ready"
    assert "You typed what opens the binder." in words(window)
    answer("864209")
    push(window, f"pin-{office['lead']}")
    seat.sign_in(desk, office["lead"], "864209")
    assert name(desk) == "Dana Reyes"

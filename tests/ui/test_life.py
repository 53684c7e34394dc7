"""The new controls: something else, someone else, not now until, proof, pauses, our own steps."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from ir_app.actions import incidents, own, steps
from ir_app.clock import SteppedClock
from ir_app.core.kinds import PausePassed, StepMoved, StepState
from ir_app.ui.window import Window
from tests.actions.office import begin
from tests.playbook.books import library
from tests.ui import auditors
from tests.ui.test_screens import SIZES, find, words_on


@pytest.fixture
def two(window: Window, tmp_path: Path) -> Window:
    window.session.desk.library = library(tmp_path / "books")
    return window


def press(window: Window, name: str) -> None:
    """Press what is on the screen that is shown now, and let the window repaint."""
    shown = [b for b in window.findChildren(QPushButton, name) if b.isVisible()]
    assert shown, f"{name} is not on the screen {window.screen_name}"
    assert shown[0].isEnabled(), name
    shown[0].click()
    settle()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def write(window: Window, name: str, text: str) -> None:
    shown = [e for e in window.findChildren(QLineEdit, name) if e.isVisible()]
    assert shown, f"{name} is not on the screen {window.screen_name}"
    shown[0].setText(text)


def show(window: Window, step: str = "") -> str:
    desk = window.session.desk
    if not window.session.incident:
        window.session.incident = begin(desk)
    window.session.step = step
    window.go("now")
    settle()
    return window.session.incident


def test_something_else_by_mouse(two: Window) -> None:
    incident = show(two)
    press(two, "change")
    press(two, "way-instead")
    write(two, "change-reason", "The drive is gone, not locked.")
    press(two, "pick-lost-device")
    assert two.screen_name == "now"
    assert "Stop the logins of the missing device" in words_on(two)
    assert two.session.desk.incident(incident).pins[0].playbook == "lost-device"


def test_without_words_nothing_happens_and_the_screen_stays(two: Window) -> None:
    incident = show(two)
    press(two, "change")
    press(two, "way-as_well")
    press(two, "pick-lost-device")
    assert two.screen_name == "change"
    assert "A few words are missing." in words_on(two)
    assert len(two.session.desk.incident(incident).pins) == 1
    press(two, "back")
    press(two, "back")
    assert two.screen_name == "now"


def test_split_opens_the_new_one_and_merge_goes_back_to_the_first(two: Window) -> None:
    first = show(two)
    press(two, "change")
    press(two, "way-split")
    write(two, "change-reason", "Another story.")
    press(two, "pick-missing_device")
    second = two.session.incident
    assert second != first
    assert "Stop the logins of the missing device" in words_on(two)
    press(two, "change")
    press(two, "way-merge")
    write(two, "change-reason", "One story after all.")
    press(two, f"pick-{first}")
    assert two.session.incident == first
    two.go("steps")
    assert any("became part of this one" in word for word in words_on(two))


def test_proof_is_asked_for_and_words_will_do(window: Window) -> None:
    incident = show(window, "photo")
    press(window, "done")
    assert "Still missing: Keep the photo of the screen." in words_on(window)
    write(window, "without", "The screen is dark now.")
    press(window, "without-done")
    assert window.session.desk.situation(incident).run.states["photo"] is StepState.DONE


def test_someone_else_did_it(window: Window) -> None:
    incident = show(window, "call-it")
    press(window, "by")
    write(window, "by-who", "Tina")
    press(window, "by-done")
    data = window.session.desk.incident(incident).head.data
    assert isinstance(data, StepMoved)
    assert (data.by, data.to) == ("Tina", StepState.DONE)


def test_i_am_doing_this_now(window: Window) -> None:
    incident = show(window, "call-it")
    press(window, "begin")
    assert window.session.desk.situation(incident).run.states["call-it"] is StepState.DOING
    assert not [b for b in window.findChildren(QPushButton, "begin") if b.isVisible()]


def test_waiting_until_a_typed_time_shows_up_when_it_comes(
    window: Window, clock: SteppedClock
) -> None:
    show(window, "call-it")
    press(window, "cannot")
    write(window, "cannot-reason", "Sam")
    write(window, "cannot-until", "the other day")
    press(window, "cannot-someone_else")
    assert "“the other day” can't be read as a time." in words_on(window)
    write(window, "cannot-until", "in 2 hours")
    press(window, "cannot-someone_else")
    line = "Time to look again: Call the IT company (waiting for Sam)"
    assert line not in words_on(window)
    clock.forward(minutes=125)
    window._reminders.timeout.emit()
    assert line in words_on(window)
    window.go("home")
    press(window, "due-call-it")
    assert "Call the IT company" in words_on(window)


def test_the_pause_is_read_and_recorded(two: Window) -> None:
    desk = two.session.desk
    incident = incidents.start(desk, "missing_device").entries[0].incident
    steps.acknowledge(desk, incident, "lock-login", already_happened=False)
    names = ("lock-login", "call-police", "call-insurer", "call-attorney", "discovery-day")
    for name in names:
        steps.finish(desk, incident, name)
    two.session.incident = incident
    show(two)
    press(two, "pause")
    assert "1   Was the device looked for?" in words_on(two)
    write(two, "present", "Dana and Tina")
    press(two, "pause-done")
    assert two.screen_name == "now"
    assert isinstance(desk.incident(incident).head.data, PausePassed)


def test_an_own_step_a_note_and_a_step_taken_out(window: Window) -> None:
    window.go("own")
    settle()
    write(window, "own-title", "Turn off the door lock")
    find(window, QPlainTextEdit, "own-how").setPlainText("Turn the key.\nTell Tina.")
    after = find(window, QComboBox, "own-after")
    after.setCurrentIndex(after.findData("photo"))
    press(window, "own-add")
    (step,) = window.session.desk.practice.own.steps.values()
    assert (step.after, step.how) == ("photo", ("Turn the key.", "Tell Tina."))
    write(window, "own-note", "The key is in the red box.")
    press(window, "own-note-add")
    which = find(window, QComboBox, "own-which")
    which.setCurrentIndex(which.findData("patients-ask"))
    write(window, "own-why", "We have a sign.")
    press(window, "own-remove")
    assert "Taken out: Agree on what to say to patients" in words_on(window)
    press(window, "restore-patients-ask")
    press(window, f"remove-{step.step}")
    assert len(window.session.desk.practice.own.notes) == 1


def test_a_newer_plan_is_shown_and_taken(window: Window, tmp_path: Path) -> None:
    incident = show(window)
    window.session.desk.library = library(tmp_path / "later", newer=True)
    window.go("steps")
    settle()
    assert "New: Ask the team what they saw." in words_on(window)
    press(window, "upgrade-ransomware")
    assert window.session.desk.situation(incident).run.playbook.version == "1.1"
    assert not [b for b in window.findChildren(QPushButton, "upgrade-ransomware") if b.isVisible()]


@pytest.mark.parametrize("scale", [100, 200])
def test_every_folded_part_and_every_way_passes_the_auditors(
    two: Window, qtbot: QtBot, scale: int
) -> None:
    desk = two.session.desk
    own.set_note(desk, "photo", "The camera is in the drawer.")
    show(two, "photo")
    two.session.settings.scale = scale
    two.go("dressed")
    faults = []
    for size in SIZES:
        two.resize(*size)
        for name in ("cannot", "by", "done"):
            show(two, "photo")
            press(two, name)
            faults += audit(two, f"{name} {size}")
        for way in ("instead", "as_well", "split", "merge"):
            two.session.way = way
            two.go("change")
            settle()
            faults += audit(two, f"{way} {size}")
    assert faults == []
    assert qtbot


def audit(window: Window, where: str) -> list[str]:
    audits = (auditors.nameless, auditors.clipped, auditors.small, auditors.outside)
    return [f"{where} {a.__name__}: {fault}" for a in audits for fault in a(window)]


def test_a_reminder_line_hides_when_nothing_is_due(window: Window) -> None:
    show(window)
    assert not [
        w for w in window.findChildren(QLabel) if w.isVisible() and "look again" in w.text()
    ]

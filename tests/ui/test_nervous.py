"""What a frightened person does: double clicks, half-written words, rubbish, back and forth."""

import re
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from ir_app.actions import papers, practice, seat
from ir_app.core.kinds import Closed, DateOverridden, GateAcknowledged, Noted, StepMoved, StepState
from ir_app.ui.parts.pieces import OnceCheck, OnceRadio
from ir_app.ui.screens.all import SCREENS
from ir_app.ui.screens.dates import DatesScreen
from ir_app.ui.window import Window
from tests.actions.office import add, written
from tests.ui import auditors
from tests.ui.test_life import press, settle, show
from tests.ui.test_screens import prepare, words_on

T = TypeVar("T", bound=QWidget)


def seen(window: Window, kind: type[T], name: str) -> T:
    found = [w for w in window.findChildren(kind, name) if w.isVisible()]
    assert found, f"{name} is not on the screen {window.screen_name}"
    return found[0]


def double_click(window: Window, name: str) -> None:
    """Click twice at the same place of the window, whatever lies there the second time."""
    place = seen(window, QPushButton, name)
    point = place.mapTo(window, place.rect().center())
    QTest.mouseDClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=point)
    settle()


def test_a_double_click_on_something_is_wrong_starts_nothing_yet(window: Window) -> None:
    double_click(window, "start")
    assert window.screen_name == "questions"
    assert window.session.desk.incidents() == []


def test_a_double_click_on_done_finishes_one_step(window: Window) -> None:
    incident = show(window, "call-it")
    window.resize(1024, 1000)
    settle()
    double_click(window, "done")
    entries = window.session.desk.incident(incident).entries
    assert [e.data.step for e in entries if isinstance(e.data, StepMoved)] == ["call-it"]
    assert not any(isinstance(e.data, GateAcknowledged) for e in entries)


def second_half(widget: QWidget) -> None:
    """Send what is left of a double click whose first half fell on something else."""
    point, left = QPointF(widget.rect().center()), Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        keys = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, point, widget.mapToGlobal(point), left, left, keys)
        QApplication.sendEvent(widget, event)


def test_the_second_half_of_a_double_click_answers_nothing(window: Window) -> None:
    incident, pressed = show(window), set()
    for screen in ("assessment", "dates"):
        window.go(screen)
        found = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
        for choice in (b for b in found if b.objectName().startswith("field-")):
            second_half(choice)
            pressed.add(type(choice))
    settle()
    assert pressed == {OnceCheck, OnceRadio}
    assert window.session.desk.incident(incident).facts == {}


def type_into(window: Window, kind: type[T], name: str, text: str) -> T:
    edit = seen(window, kind, name)
    edit.setFocus()
    QTest.keyClicks(edit, text)
    return edit


def test_a_half_written_note_is_still_there_after_a_look_at_the_numbers(window: Window) -> None:
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "The phones ring")
    window.go("call")
    window.go("story")
    assert seen(window, QPlainTextEdit, "note").toPlainText() == "The phones ring"
    press(window, "add-note")
    assert seen(window, QPlainTextEdit, "note").toPlainText() == ""
    note = window.session.desk.incident(window.session.incident).entries[1].data
    assert isinstance(note, Noted)
    assert note.text == "The phones ring"


def test_half_written_words_stay_with_their_incident(window: Window) -> None:
    first = show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "About the first")
    window.session.incident = ""
    second = show(window)
    assert second != first
    window.go("story")
    assert seen(window, QPlainTextEdit, "note").toPlainText() == ""
    window.session.incident = first
    window.go("story")
    assert seen(window, QPlainTextEdit, "note").toPlainText() == "About the first"


def test_half_written_reasons_stay_unfolded_on_their_card(window: Window) -> None:
    show(window, "call-it")
    press(window, "cannot")
    type_into(window, QLineEdit, "cannot-reason", "Sam calls back")
    window.go("call")
    window.session.step = "call-it"
    window.go("now")
    assert seen(window, QLineEdit, "cannot-reason").text() == "Sam calls back"
    press(window, "cannot-someone_else")
    window.session.step = "call-it"
    window.go("now")
    press(window, "cannot")
    assert seen(window, QLineEdit, "cannot-reason").text() == ""


def test_a_pin_is_never_kept_as_half_written(window: Window, tmp_path: Path) -> None:
    incident, _ = written(window.session.desk, tmp_path)
    window.session.incident = incident
    window.go("letters")
    type_into(window, QLineEdit, "pin", "4829")
    window.go("call")
    window.go("letters")
    assert seen(window, QLineEdit, "pin").text() == ""


def test_ctrl_enter_takes_the_answer_that_is_being_typed(window: Window) -> None:
    incident = show(window, "discovery-day")
    type_into(window, QLineEdit, "field-who_noticed", "Tina")
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    situation = window.session.desk.situation(incident)
    assert situation.incident.value("who_noticed") == "Tina"
    assert situation.run.states["discovery-day"] is StepState.DONE


@pytest.mark.parametrize("typed", ["the other day", "12/31/2026"])
def test_an_answer_that_was_not_taken_holds_the_card(window: Window, typed: str) -> None:
    incident = show(window, "discovery-day")
    type_into(window, QLineEdit, "field-discovered", typed)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    press(window, "done")
    situation = window.session.desk.situation(incident)
    assert situation.run.states["discovery-day"] is StepState.TODO
    assert seen(window, QLineEdit, "field-discovered").text() == typed
    assert "Your earlier answer was kept." in words_on(window)


def test_an_answer_that_was_not_taken_outlives_the_next_answer(window: Window) -> None:
    show(window, "discovery-day")
    QTest.keyClick(
        type_into(window, QLineEdit, "field-discovered", "the other day"), Qt.Key.Key_Tab
    )
    QTest.keyClick(type_into(window, QLineEdit, "field-who_noticed", "Tina"), Qt.Key.Key_Tab)
    settle()
    assert seen(window, QLineEdit, "field-discovered").text() == "the other day"


def test_not_known_yet_can_not_look_unsaid_while_it_is_written_down(window: Window) -> None:
    show(window, "discovery-day")
    for _ in range(2):
        seen(window, QCheckBox, "field-discovered-unknown").click()
        settle()
    assert seen(window, QCheckBox, "field-discovered-unknown").isChecked()


def test_on_a_wide_screen_lines_keep_a_calm_measure(window: Window, tmp_path: Path) -> None:
    prepare(window, tmp_path)
    window.resize(1920, 1080)
    for name in SCREENS:
        window.go(name)
        settle()
        lines = [w for w in window.findChildren(QLabel) if w.isVisible() and w.wordWrap()]
        stack = window.findChild(QStackedWidget)
        assert stack is not None
        wide = [w.text()[:40] for w in lines if stack.isAncestorOf(w) and w.width() > 1000]
        assert wide == [], name


def test_undo_on_get_ready_leaves_the_incident_alone(window: Window) -> None:
    desk = window.session.desk
    incident = show(window)
    press(window, "gate")
    assert seen(window, QPushButton, "undo")
    window.go("ready")
    window.session.loop.do(practice.set_details, desk, {"city": "Fort Wayne"})
    settle()
    assert not [b for b in window.findChildren(QPushButton, "undo") if b.isVisible()]
    window.undo()
    settle()
    assert not desk.incident(incident).undone
    assert "Nothing was taken back." in words_on(window)


def test_undo_is_not_offered_for_a_paper_that_was_saved(window: Window, tmp_path: Path) -> None:
    desk = window.session.desk
    incident = show(window)
    press(window, "gate")
    window.session.loop.do(papers.save, desk, incident, "plan", tmp_path / "plan.docx", b"x")
    settle()
    assert not [b for b in window.findChildren(QPushButton, "undo") if b.isVisible()]


def test_the_timeline_on_the_screen_spares_her_the_long_proofs(
    window: Window, tmp_path: Path
) -> None:
    prepare(window, tmp_path)
    window.go("story")
    shown = " ".join(words_on(window))
    assert "Digest" in shown
    assert not re.search(r"[0-9a-f]{32}", shown)


def test_a_contact_is_named_once_and_told_to_screen_readers_each_time(window: Window) -> None:
    window.go("ready")
    assert not [word for word in words_on(window) if word.startswith("IT company: ")]
    assert seen(window, QLineEdit, "field-it/number").accessibleName() == "IT company: Phone"


def test_pasted_rubbish_stays_inside_its_line(window: Window) -> None:
    show(window)
    window.go("story")
    seen(window, QPlainTextEdit, "note").setPlainText("x" * 10_000)
    press(window, "add-note")
    line = next(w for w in window.findChildren(QLabel) if w.text().startswith("Note: xxx"))
    longest = max(line.fontMetrics().horizontalAdvance(w) for w in line.text().split("\u200b"))
    assert longest < line.width()


def test_the_attorney_decides_a_date_on_one_form(window: Window, tmp_path: Path) -> None:
    prepare(window, tmp_path)
    counsel = add(window.session.desk, "Jane Roe", "counsel")
    seat.sign_in(window.session.desk, counsel, "")
    window.go("dates")
    dates = window.findChild(DatesScreen)
    assert dates is not None
    row = dates.read().must[0].id
    press(window, f"decide-{row}")
    type_into(window, QLineEdit, f"decision-due-{row}", "12/33/2026")
    type_into(window, QLineEdit, f"decision-reason-{row}", "The offices agreed on it.")
    press(window, f"decision-keep-{row}")
    assert "“12/33/2026” can't be read as a date." in words_on(window)
    press(window, f"decision-leave-{row}")
    window.go("call")
    window.go("dates")
    assert seen(window, QLineEdit, f"decision-reason-{row}").text() == "The offices agreed on it."
    seen(window, QLineEdit, f"decision-due-{row}").setText("12/23/2026")
    press(window, f"decision-keep-{row}")
    data = window.session.desk.incident(window.session.incident).entries[-1].data
    assert isinstance(data, DateOverridden)
    assert (data.applies, data.due) == ("yes", "2026-12-23")
    assert not window.findChildren(QLineEdit, f"decision-due-{row}")
    for audit in (auditors.nameless, auditors.clipped, auditors.small, auditors.outside):
        assert audit(window) == []


def test_a_date_card_says_once_who_is_told(window: Window, tmp_path: Path) -> None:
    prepare(window, tmp_path)
    window.go("dates")
    shown = words_on(window)
    assert "Tell the Attorney General of Vermont" in shown
    assert "Attorney General of Vermont" not in shown


def test_the_same_symptom_again_asks_whether_it_is_the_one_that_is_open(window: Window) -> None:
    first = show(window)
    for answer, screen in (("back", "questions"), ("same-go-on", "now")):
        window.go("questions")
        press(window, "symptom-locked")
        assert any(
            words.startswith("You already opened “Locked files") for words in words_on(window)
        )
        focused = window.focusWidget()
        assert focused is not None
        assert focused.objectName() == "same-go-on"
        press(window, answer)
        assert window.screen_name == screen
        assert [i.id for i in window.session.desk.incidents()] == [first]
    assert window.session.incident == first
    window.go("questions")
    press(window, "symptom-locked")
    press(window, "same-second")
    assert len(window.session.desk.incidents()) == 2
    assert window.session.incident != first


def test_another_symptom_or_one_that_is_over_starts_without_a_question(window: Window) -> None:
    window.session.desk.record(show(window), [Closed(words="False alarm.")])
    window.go("questions")
    press(window, "symptom-locked")
    assert len(window.session.desk.incidents()) == 2
    window.go("questions")
    press(window, "symptom-missing_device")
    assert len(window.session.desk.incidents()) == 3


def test_the_timeline_tells_answers_with_their_questions(window: Window, tmp_path: Path) -> None:
    prepare(window, tmp_path)
    window.go("story")
    shown = words_on(window)
    assert "Massachusetts letters: say what happened? Keep it, as federal law asks." in shown
    short = {name.replace("_", " ").capitalize() for name in window.session.desk.library.facts}
    named = [line for line in shown if line.partition(":")[0] in short]
    assert named == []


def test_the_rows_of_a_list_have_air(window: Window, tmp_path: Path) -> None:
    prepare(window, tmp_path)
    for name in ("home", "steps", "questions"):
        window.go(name)
        settle()
        rows = [b for b in window.findChildren(QPushButton) if b.property("kind") == "row"]
        for row in (row for row in rows if row.isVisible()):
            lines = row.text().count("\n") + 1
            assert row.height() >= lines * row.fontMetrics().lineSpacing() + 24, row.text()

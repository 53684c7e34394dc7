"""What is half-written is there again, whatever happened to the window in between."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ir_app.actions import contracts, counsel, drafts, seat
from ir_app.actions.desk import Desk, open_desk
from ir_app.core.kinds import Corrected, CounselNoted
from ir_app.problems import Problem
from ir_app.ui.parts.drafts import _edits, _text, _write
from ir_app.ui.screens.all import SCREENS
from ir_app.ui.window import Window
from tests.actions.office import LEAD_PIN, add, furnish
from tests.ui.dialogs import in_dialog, press_in
from tests.ui.test_life import press, settle, show
from tests.ui.test_nervous import seen, type_into
from tests.ui.test_screens import find, prepare, words_on

Again = Callable[[Window], Window]


@pytest.fixture
def again(qtbot: QtBot) -> Again:
    """Close the window for good and open the binder anew."""

    def reopen(window: Window) -> Window:
        desk, incident = window.session.desk, window.session.incident
        folder, clock, member = desk.binder.folder, desk.clock, desk.member
        assert window.close()
        desk.close()
        opened = open_desk(folder, clock)
        opened.member = member
        made = Window(opened)
        qtbot.addWidget(made, before_close_func=lambda _: opened.close())
        made.show()
        made.session.incident = incident
        return made

    return reopen


def test_a_half_written_note_outlives_the_window(window: Window, again: Again) -> None:
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "Mrs. Ortiz called, she")
    new = again(window)
    new.go("story")
    assert seen(new, QPlainTextEdit, "note").toPlainText() == "Mrs. Ortiz called, she"
    press(new, "add-note")
    last = again(new)
    last.go("story")
    assert seen(last, QPlainTextEdit, "note").toPlainText() == ""


def test_all_that_is_typed_on_any_screen_outlives_the_window(
    window: Window, again: Again, tmp_path: Path
) -> None:
    prepare(window, tmp_path)
    typed: dict[tuple[str, str], str] = {}
    for name in SCREENS:
        window.go(name)
        shown = window._screen(name)
        for edit in _edits(shown.widget()):
            place = name, edit.objectName()
            assert all(place), f"a line on {name} has no name"
            assert place not in typed, "two lines of one name take each other's words"
            typed[place] = words = f"half {len(typed)}"
            _write(edit, words)
    assert ("story", "note") in typed
    new = again(window)
    new.session.letter = "L-00001"
    found = {}
    for name in SCREENS:
        new.go(name)
        for edit in _edits(new._screen(name).widget()):
            found[name, edit.objectName()] = _text(edit)
    assert found == typed


def test_nothing_half_written_lies_in_the_clear(window: Window, tmp_path: Path) -> None:
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "Mrs. Ortiz called")
    window.close()
    window.session.desk.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"Ortiz" in path.read_bytes()] == []


def test_a_cut_of_the_power_takes_at_most_the_last_words(window: Window) -> None:
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "Smoke in the server room")
    window._keeper.timeout.emit()
    other = Window(window.session.desk)
    other.session.incident = window.session.incident
    other.go("story")
    assert find(other, QPlainTextEdit, "note").toPlainText() == "Smoke in the server room"


def test_a_locked_desk_gives_her_words_back_to_her_alone(window: Window) -> None:
    desk = window.session.desk
    members = furnish(desk)
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "Dana's own words")
    window.lock(10)
    assert desk.locked
    seat.leave(desk)
    window.go("story")
    assert seen(window, QPlainTextEdit, "note").toPlainText() == ""
    seat.sign_in(desk, members["lead"], LEAD_PIN)
    window.go("story")
    assert seen(window, QPlainTextEdit, "note").toPlainText() == "Dana's own words"


@pytest.mark.parametrize("leave", ["escape", "close", "lock"])
def test_words_in_a_dialog_wait_for_the_next_time(window: Window, again: Again, leave: str) -> None:
    furnish(window.session.desk)
    incident = show(window)
    window.go("story")

    def type_and_leave(dialog: QWidget) -> None:
        QTest.keyClicks(find_in(dialog), "It was 8:05, not")
        if leave == "escape":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        elif leave == "close":
            dialog.close()
        else:
            window.lock(10)

    in_dialog(type_and_leave)
    press(window, "fix-1")
    if leave == "lock":
        assert window.session.desk.locked
        member = window.session.desk.locked.id
        seat.sign_in(window.session.desk, member, LEAD_PIN)
    new = again(window)
    new.go("story")
    assert seen(new, QPushButton, "fix-1").text() == "Go on with your correction"

    def finish(dialog: QWidget) -> None:
        edit = find_in(dialog)
        assert edit.toPlainText() == "It was 8:05, not"
        edit.insertPlainText("Now: ")
        press_in(dialog, "words-keep")

    in_dialog(finish)
    press(new, "fix-1")
    data = new.session.desk.incident(incident).entries[-1].data
    assert isinstance(data, Corrected)
    assert new.session.drafts.of(member_of(new)) == []


def find_in(dialog: QWidget) -> QPlainTextEdit:
    found = dialog.findChild(QPlainTextEdit, "words")
    assert found is not None
    return found


def member_of(window: Window) -> str:
    member = window.session.desk.member
    return member.id if member else ""


def test_words_for_counsel_are_never_kept_half_written_but_asked_about(
    window: Window, again: Again
) -> None:
    desk = window.session.desk
    attorney = add(desk, "Jane Roe", "counsel")
    incident = show(window)
    seat.sign_in(desk, attorney, "")
    counsel.open_track(desk, incident, "four plain words here")
    window.go("story")

    def type_and_leave(dialog: QWidget) -> None:
        QTest.keyClicks(find_in(dialog), "We may be liable")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(type_and_leave)
    press(window, "counsel-note")
    window._keeper.timeout.emit()
    assert desk.binder.secret("drafts/") is None
    asked = []

    def stay(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        asked.append(dialog.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(stay)
    assert not window.close()
    assert asked == ["You were writing to counsel. These words are kept in no other place."]
    in_dialog(lambda dialog: press_in(dialog, "words-keep"))
    press(window, "counsel-note")
    assert isinstance(desk.incident(incident).entries[-1].data, CounselNoted)
    assert window.close()


def test_a_full_disk_asks_before_the_window_takes_her_words_along(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "Not yet saved")

    def full(*_: object) -> None:
        raise Problem(what="The disk is full.", do="Make room.")

    monkeypatch.setattr(window.session.desk.binder, "keep_secret", full)
    in_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert not window.close()
    assert seen(window, QPlainTextEdit, "note").toPlainText() == "Not yet saved"
    monkeypatch.undo()
    assert window.close()


def test_an_answer_that_is_being_typed_is_an_answer_when_the_window_closes(
    window: Window, again: Again
) -> None:
    incident = show(window, "discovery-day")
    type_into(window, QLineEdit, "field-discovered", "today")
    new = again(window)
    assert new.session.desk.incident(incident).value("discovered") == "2026-11-23"
    assert new.session.drafts.of("") == []


def test_a_contract_that_was_written_down_leaves_an_empty_form(window: Window) -> None:
    window.go("contracts")
    type_into(window, QLineEdit, "contract-party", "Delta Dental")
    type_into(window, QLineEdit, "contract-clause", "s. 9.2")
    press(window, "contract-save")
    assert "Delta Dental" in words_on(window), words_on(window)
    assert seen(window, QLineEdit, "contract-party").text() == ""


def test_a_change_of_a_contract_goes_on_where_she_left_it(window: Window, again: Again) -> None:
    contracts.keep(window.session.desk, "Delta Dental", clause="s. 9")
    contract = next(iter(window.session.desk.practice.contracts))
    window.go("contracts")
    press(window, f"edit-{contract}")
    type_into(window, QLineEdit, "contract-clause", ".2")
    new = again(window)
    new.go("contracts")
    assert seen(new, QLineEdit, "contract-party").text() == "Delta Dental"
    assert seen(new, QLineEdit, "contract-clause").text() == "s. 9.2"
    press(new, "contract-drop")
    assert seen(new, QLineEdit, "contract-clause").text() == ""
    new.go("home")
    assert "Half-written words are waiting for you." not in words_on(new)


def test_home_says_where_she_was_writing(window: Window, again: Again) -> None:
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "Mrs. Ortiz")
    new = again(window)
    new.go("home")
    settle()
    assert "Half-written words are waiting for you." in words_on(new)
    press(new, "half-story")
    assert seen(new, QPlainTextEdit, "note").toPlainText() == "Mrs. Ortiz"


def test_words_are_thrown_away_only_when_she_says_so_twice(window: Window) -> None:
    show(window)
    window.go("story")
    type_into(window, QPlainTextEdit, "note", "Mrs. Ortiz")
    window.go("home")
    in_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    press(window, "drop-story")
    assert window.session.drafts.of("")
    in_dialog(lambda dialog: dialog.findChildren(QPushButton)[0].click())
    press(window, "drop-story")
    assert window.session.drafts.of("") == []
    window.go("story")
    assert seen(window, QPlainTextEdit, "note").toPlainText() == ""
    assert window.close()


def test_drafts_of_another_program_do_not_keep_the_window_shut(desk: Desk) -> None:
    desk.binder.keep_secret("drafts/", b"{not ours")
    assert drafts.load(desk) == {}

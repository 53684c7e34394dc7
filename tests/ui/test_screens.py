"""Every screen, light and dark, at every text size: named, whole, large enough, inside."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ir_app.actions import facts
from ir_app.ui import theme
from ir_app.ui.screens.all import SCREENS
from ir_app.ui.screens.screen import Screen
from ir_app.ui.window import Window
from tests.actions.office import PIN, answer_all, approve, begin, furnish, load, written
from tests.ui import auditors

SIZES = ((960, 560), (1024, 700), (1920, 1080))


def prepare(window: Window, folder: Path) -> None:
    """Bring the incident so far that every screen has something to say."""
    desk = window.session.desk
    incident, members = written(desk, folder)
    approve(desk, incident, members["approver"], PIN)
    window.session.incident = incident
    window.session.letter = "L-00001"


T = TypeVar("T", bound=QWidget)


def find(window: Window, kind: type[T], name: str) -> T:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def words_on(window: Window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("scale", theme.SCALES)
@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_every_screen_passes_the_auditors(
    window: Window, tmp_path: Path, scheme: theme.Scheme, scale: int
) -> None:
    prepare(window, tmp_path)
    window.session.settings.scale, window.session.settings.scheme = scale, scheme
    window.go("dressed")
    faults = []
    for size in SIZES:
        window.resize(*size)
        for name in SCREENS:
            window.go(name)
            QApplication.processEvents()
            QApplication.processEvents()
            for audit in (auditors.nameless, auditors.clipped, auditors.small, auditors.outside):
                faults += [f"{name} {size} {audit.__name__}: {fault}" for fault in audit(window)]
    assert faults == []


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_colours_can_be_read_by_tired_eyes(colours: theme.Tokens) -> None:
    for ground in (colours.surface, colours.window):
        assert auditors.contrast(colours.ink, ground) >= 7
        assert auditors.contrast(colours.quiet, ground) >= 4.5
        assert auditors.contrast(colours.edge, ground) >= 3
        assert auditors.contrast(colours.action, ground) >= 4.5
    assert auditors.contrast(colours.on_action, colours.action) >= 4.5
    assert auditors.contrast(colours.on_focus, colours.focus) >= 7
    for name in ("stop", "soon", "done", "practice"):
        pair = getattr(colours, name), getattr(colours, f"{name}_tint")
        assert auditors.contrast(*pair) >= 4.5


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_the_hint_in_a_field_can_be_read_with_the_focus_and_without(
    window: Window, scheme: theme.Scheme
) -> None:
    window.session.settings.scheme = scheme
    window.go("dressed")
    window.session.incident = begin(window.session.desk)
    window.go("story")
    note, colours = find(window, QPlainTextEdit, "note"), theme.tokens(scheme)
    for field, ground in ((note, colours.focus), (note, colours.surface)):
        field.setFocus() if ground == colours.focus else field.clearFocus()
        hint = field.palette().placeholderText().color()
        assert hint.alpha() == 255
        assert auditors.contrast(hint.name(), ground) >= 4.5


def test_the_first_safe_instruction_is_two_clicks_away(window: Window) -> None:
    QTest.mouseClick(find(window, QPushButton, "start"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(find(window, QPushButton, "symptom-locked"), Qt.MouseButton.LeftButton)
    words = words_on(window)
    assert any(word.startswith("STOP   Do not wipe") for word in words)
    assert "Unplug the network from the computers" in words


def test_focus_starts_on_the_title_and_enter_never_finishes_a_step(window: Window) -> None:
    window.session.incident = begin(window.session.desk)
    window.go("now")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLabel)
    assert focused.objectName() == "title"
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert window.session.desk.situation(window.session.incident).run.current == "unplug"


def test_an_answer_is_kept_when_the_cursor_leaves(window: Window, qtbot: QtBot) -> None:
    desk = window.session.desk
    window.session.incident = incident = begin(desk)
    window.session.step = "discovery-day"
    window.go("now")
    field = find(window, QLineEdit, "field-who_noticed")
    field.setFocus()
    QTest.keyClicks(field, "Tina at the front desk")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: desk.incident(incident).value("who_noticed") is not None)
    assert desk.incident(incident).value("who_noticed") == "Tina at the front desk"


def test_what_can_not_be_read_gets_a_sentence_and_loses_nothing(
    window: Window, qtbot: QtBot
) -> None:
    desk = window.session.desk
    window.session.incident = begin(desk)
    window.session.step = "discovery-day"
    window.go("now")
    field = find(window, QLineEdit, "field-discovered")
    field.setFocus()
    QTest.keyClicks(field, "the other day")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    sentence = "“the other day” can't be read as a date."
    qtbot.waitUntil(lambda: sentence in words_on(window))
    assert field.text() == "the other day"


def test_undo_takes_back_the_note(window: Window) -> None:
    desk = window.session.desk
    window.session.incident = incident = begin(desk)
    window.go("story")
    note = find(window, QPlainTextEdit, "note")
    note.setPlainText("Phones are ringing.")
    find(window, QPushButton, "add-note").click()
    window.setFocus()
    window.undo()
    assert len(desk.incident(incident).undone) == 1


def test_text_size_and_colours_are_kept(window: Window) -> None:
    from ir_app.ui import settings

    window._resize_text(2)
    kept = settings.load(window.session.desk.binder.folder)
    assert kept.scale == 150
    window._resize_text(-5)
    assert settings.load(window.session.desk.binder.folder).scale == 100


def test_the_plan_on_paper_holds_people_and_every_step(window: Window) -> None:
    from ir_app.ui.printing import plan

    furnish(window.session.desk)
    window.session.incident = begin(window.session.desk)
    text = plan(window.session).toPlainText()
    assert "Cyber insurance company" in text
    for step in window.session.desk.library.playbook("ransomware").steps:
        if step.when == "":
            assert step.title in text


def test_letters_says_who_alone_gets_one_when_it_is_no_breach(
    window: Window, tmp_path: Path
) -> None:
    desk = window.session.desk
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    facts.answer(desk, incident, "data_elements", ["medical"])
    facts.answer(desk, incident, "low_probability_of_compromise", True)
    load(desk, incident, tmp_path)
    window.session.incident = incident
    window.go("letters")
    QApplication.processEvents()
    QApplication.processEvents()
    assert any(line.startswith("HIPAA asks for no letter now.") for line in words_on(window))
    for audit in (auditors.nameless, auditors.clipped, auditors.small, auditors.outside):
        assert audit(window) == []


def test_no_screen_scrolls_on_past_its_last_line(window: Window, tmp_path: Path) -> None:
    prepare(window, tmp_path)
    window.resize(1024, 700)
    empty = []
    for name in SCREENS:
        window.go(name)
        QApplication.processEvents()
        QApplication.processEvents()
        shown = window._stack.currentWidget()
        assert isinstance(shown, Screen)
        ground = shown.widget()
        assert ground is not None
        needed = max(shown.viewport().height(), ground.heightForWidth(ground.width()))
        if ground.height() > needed + 1:
            empty.append(f"{name}: {ground.height()} pixels high, {needed} needed")
    assert empty == []

"""Paper and the map on the screens."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from ir_app.core.kinds import Exported, PaperLine
from ir_app.export.paper import read_back
from ir_app.pages import map as page
from ir_app.playbook.map import LANE, PAD, TITLE_SIZE
from ir_app.playbook.map_svg import DARK, LIGHT
from ir_app.ui import theme
from ir_app.ui.parts import ask
from ir_app.ui.parts.map_view import MapView
from ir_app.ui.window import Window
from tests.actions.office import begin, furnish
from tests.ui import auditors
from tests.ui.dialogs import in_dialog, write_into
from tests.ui.test_screens import SIZES, find, words_on


def started(window: Window) -> str:
    furnish(window.session.desk)
    window.session.incident = incident = begin(window.session.desk)
    return incident


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(ask, "_asked", lambda *_: path)


def test_the_colours_of_the_map_are_those_of_the_screens() -> None:
    for pen, tokens in ((LIGHT, theme.LIGHT), (DARK, theme.DARK)):
        assert pen == {name: getattr(tokens, name) for name in pen}
        for name in ("soon", "done"):
            assert auditors.contrast(pen["ink"], pen[f"{name}_tint"]) >= 7


@pytest.mark.parametrize("family", ["DejaVu Sans", "Liberation Sans", "Carlito"])
def test_the_widest_of_fonts_fits_into_the_boxes(window: Window, family: str) -> None:
    font = QFont(family)
    font.setPixelSize(round(TITLE_SIZE))
    metrics = QFontMetrics(font)
    started(window)
    map_ = page.build(window.session.desk.situation(window.session.incident))
    for box in map_.boxes:
        assert all(metrics.horizontalAdvance(line) <= LANE - PAD for line in box.lines), box.lines


def test_a_click_on_the_map_opens_the_card(window: Window) -> None:
    started(window)
    window.go("steps")
    find(window, QPushButton, "show-map").click()
    QApplication.processEvents()
    view = find(window, MapView, "map")
    spot = view.place("call-it").toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert window.screen_name == "steps"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (window.screen_name, window.session.step) == ("now", "call-it")


def test_the_same_steps_stand_below_the_map_as_a_list(window: Window) -> None:
    started(window)
    window.go("steps")
    rows = len([b for b in window.findChildren(QPushButton) if b.property("kind") == "row"])
    find(window, QPushButton, "show-map").click()
    QApplication.processEvents()
    shown = [b for b in window.findChildren(QPushButton) if b.property("kind") == "row"]
    assert len([b for b in shown if b.isVisible()]) == rows
    assert "39 steps" in find(window, MapView, "map").accessibleDescription()


@pytest.mark.parametrize("scale", theme.SCALES)
@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_map_and_paper_form_pass_the_auditors(
    window: Window, scheme: theme.Scheme, scale: int
) -> None:
    started(window)
    window.session.settings.scale, window.session.settings.scheme = scale, scheme
    window.go("dressed")
    opened = (("steps", "show-map"), ("story", "paper-toggle"))
    for screen, name in opened:
        window.go(screen)
        find(window, QPushButton, name).click()
    faults = []
    for size in SIZES:
        window.resize(*size)
        for screen, _ in opened:
            window.go(screen)
            QApplication.processEvents()
            QApplication.processEvents()
            for audit in (auditors.nameless, auditors.clipped, auditors.small, auditors.outside):
                faults += [f"{screen} {size} {audit.__name__}: {f}" for f in audit(window)]
    assert faults == []


def test_lines_from_paper_are_typed_in_one_after_the_other(window: Window) -> None:
    incident = started(window)
    window.go("story")
    find(window, QPushButton, "paper-toggle").click()
    for words, time in (("Red page on the screen", "8:01 am"), ("Cable pulled", "8:03 am")):
        QApplication.processEvents()
        if not find(window, QLineEdit, "paper-writer").text():
            find(window, QLineEdit, "paper-day").setText("today")
            find(window, QLineEdit, "paper-writer").setText("Tina")
        find(window, QLineEdit, "paper-time").setText(time)
        find(window, QPlainTextEdit, "paper-words").setPlainText(words)
        find(window, QPushButton, "paper-keep").click()
    kept = window.session.desk.incident(incident).entries
    lines = [e for e in kept if isinstance(e.data, PaperLine)]
    assert [e.happened.local[11:16] for e in lines] == ["08:01", "08:03"]
    QApplication.processEvents()
    assert words_on(window).count("Typed in later from paper") == 2


def test_a_line_that_can_not_be_read_stays_in_the_form(window: Window, qtbot: QtBot) -> None:
    started(window)
    window.go("story")
    find(window, QPushButton, "paper-toggle").click()
    find(window, QLineEdit, "paper-day").setText("today")
    find(window, QLineEdit, "paper-time").setText("8:01")
    find(window, QPlainTextEdit, "paper-words").setPlainText("Red page")
    find(window, QPushButton, "paper-keep").click()
    sentence = "“8:01” can't be read as a time."
    qtbot.waitUntil(lambda: sentence in words_on(window))
    assert find(window, QPlainTextEdit, "paper-words").toPlainText() == "Red page"


def test_handing_over_shows_the_half_page(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    incident = started(window)
    window.go("story")
    in_dialog(lambda dialog: write_into(dialog, "Maria Lopez"))
    find(window, QPushButton, "hand-over").click()
    assert window.screen_name == "brief"
    assert "Maria Lopez takes over from Dana Reyes." in words_on(window)
    save_as(monkeypatch, tmp_path / "hand-over.docx")
    find(window, QPushButton, "brief-save").click()
    assert "Maria Lopez" in read_back((tmp_path / "hand-over.docx").read_bytes())
    kept = [type(e.data) for e in window.session.desk.incident(incident).entries]
    assert Exported in kept[-2:]  # an export is sealed at once


def test_the_printed_half_page_escapes_what_people_typed(window: Window) -> None:
    from ir_app.actions import incidents
    from ir_app.pages import brief
    from ir_app.ui.printing import brief_as_html

    incident = started(window)
    incidents.hand_over(window.session.desk, incident, "<b>Maria</b>")
    html = brief_as_html(brief.build(window.session.desk.situation(incident)))
    assert "&lt;b&gt;Maria&lt;/b&gt;" in html
    assert "Attorney: ____" in html


@pytest.mark.parametrize("screen", ["home", "ready"])
def test_the_go_kit_is_one_press_away(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, screen: str
) -> None:
    furnish(window.session.desk)
    save_as(monkeypatch, tmp_path / "kit.docx")
    window.go(screen)
    shown = [b for b in window.findChildren(QPushButton, "gokit") if b.isVisible()]
    shown[0].click()
    assert "Alan Whitfield, DDS" in read_back((tmp_path / "kit.docx").read_bytes())


def test_the_plan_is_saved_from_all_steps(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started(window)
    save_as(monkeypatch, tmp_path / "plan.docx")
    window.go("steps")
    find(window, QPushButton, "save-plan").click()
    assert "Unplug the network" in read_back((tmp_path / "plan.docx").read_bytes())

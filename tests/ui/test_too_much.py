"""Too much of everything: endless names, foreign scripts, a pasted page, every state at once."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from ir_app.actions import contracts, incidents, notes, practice, rosters, seat
from ir_app.actions.desk import Desk
from ir_app.problems import Problem
from ir_app.ui.parts.ask import sure
from ir_app.ui.parts.code import CodeDialog
from ir_app.ui.parts.seat import ask_pin
from ir_app.ui.screens.all import SCREENS
from ir_app.ui.window import Window
from tests.actions.office import PIN, add, answer_all, begin, furnish
from tests.ui import auditors
from tests.ui.dialogs import in_dialog
from tests.ui.test_life import settle
from tests.ui.test_screens import prepare

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 8 + "."
ARABIC, EMOJI = "محمد بن عبد الله بن عبد الرحمن", "Anna 🦷👩‍⚕️ Zoë"
STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA GU HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH "
    "NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA VI WA WV WI WY"
)


def faults(window: Window) -> list[str]:
    settle()
    audits = (auditors.nameless, auditors.clipped, auditors.small, auditors.outside)
    return [f"{window.screen_name}: {fault}" for audit in audits for fault in audit(window)]


def everywhere(desk: Desk, incident: str, folder: Path) -> None:
    """Load patients of every jurisdiction, with every kind of name."""
    path = folder / "everywhere.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["PatNum", "LName", "FName", "Birthdate", "Address", "City", "State", "Zip"])
        for number, state in enumerate(STATES.split()):
            name = (LONG, ARABIC, EMOJI, "Smith")[number % 4]
            row = [name, "Ann", "1980-01-01", f"{number} Main St", "Town", state, 10_001 + number]
            table.writerow([number, *row])
    rosters.load(desk, incident, path)


@pytest.mark.parametrize(("scale", "size"), [(100, (960, 560)), (200, (1280, 720))])
def test_names_without_end_stay_inside_the_window(
    window: Window, tmp_path: Path, scale: int, size: tuple[int, int]
) -> None:
    desk = window.session.desk
    furnish(desk)
    practice.set_pin(desk, add(desk, f"Dr. {LONG}", "approver"), PIN)
    for name in (ARABIC, EMOJI):
        add(desk, name, "scribe")
    seat.sign_in(desk, add(desk, f"{LONG}!", "lead"))
    contracts.keep(desk, LONG[:120])
    window.session.incident = incident = begin(desk)
    answer_all(desk, incident)
    everywhere(desk, incident, tmp_path)
    incidents.rename(desk, incident, LONG)
    notes.add(desk, incident, f"{LONG} {ARABIC} {EMOJI}")
    window.session.settings.scale = scale
    window.go("dressed")
    window.resize(*size)
    found = []
    for screen in ("home", "who", "story", "contracts", "letters", "assessment", "ready", "brief"):
        window.go(screen)
        found += faults(window)
    assert found == []
    assert (window.width(), window.height()) == size


def test_a_pasted_page_does_not_push_the_screen_away(window: Window) -> None:
    desk = window.session.desk
    window.session.incident = incident = begin(desk)
    window.resize(960, 560)
    window.go("story")
    notes.add(desk, incident, "x" * 9000)
    window.undo()
    assert faults(window) == []
    window.show_trouble(Problem(what=f"“{'y' * 9000}” can't be read as a date.", do="Again."))
    assert faults(window) == []
    shown = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    assert any(words.endswith("can't be read as a date.") for words in shown)
    assert window._stack.height() > 150


def test_a_problem_can_be_read_at_the_largest_text(window: Window) -> None:
    window.session.incident = begin(window.session.desk)
    window.session.settings.scale = 200
    window.go("dressed")
    window.resize(1280, 720)
    window.go("story")
    window.show_trouble(
        Problem(
            what="Your last step did not save. The disk of this computer is full.",
            safe="Everything you entered before this is safe.",
            do="Make room: empty the waste bin or move large files away. Then do it again.",
            who="Your IT company can help.",
        )
    )
    assert faults(window) == []
    assert window._stack.height() > 100


def test_what_people_type_never_becomes_markup_in_a_question(window: Window) -> None:
    shown = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        shown.append(dialog.findChild(QLabel, "qt_msgbox_label"))
        assert shown[0] is not None
        assert shown[0].textFormat().name == "PlainText"
        assert dialog.width() < 1000
        dialog.reject()

    in_dialog(look)
    assert not sure(window, f"Tell <b>{LONG}</b>?", "Yes", "No")
    assert shown


def test_the_law_is_worked_out_once_for_all_screens(desk: Desk, tmp_path: Path) -> None:
    incident = begin(desk)
    answer_all(desk, incident)
    everywhere(desk, incident, tmp_path)
    first = desk.situation(incident).obligations
    notes.add(desk, incident, "This moves no date.")
    assert desk.situation(incident).obligations is first
    contracts.keep(desk, "Visa, by a letter")
    assert len(desk.situation(incident).obligations) == len(first) + 1


def test_everything_at_twice_its_size_on_a_small_monitor(window: Window, tmp_path: Path) -> None:
    """1280 x 720 pixels at a scale factor of 2 are 640 x 360 of ours."""
    prepare(window, tmp_path)
    window.setMinimumSize(0, 0)
    window.resize(640, 360)
    found = []
    for screen in SCREENS:
        window.go(screen)
        found += faults(window)
    assert found == []
    assert window.width() == 640


@pytest.mark.parametrize("scale", [100, 200])
def test_the_recovery_code_is_larger_than_the_words_around_it(window: Window, scale: int) -> None:
    window.session.settings.scale = scale
    window.go("dressed")
    dialog = CodeDialog(window, "-".join(["ABCDE"] * 8), LONG, "/data")
    sizes = {w.objectName(): w.fontInfo().pixelSize() for w in dialog.findChildren(QLabel)}
    assert sizes["code"] > 1.5 * sizes[""]


def test_a_long_name_is_asked_for_its_pin_on_the_screen(window: Window) -> None:
    widths: list[int] = []

    def look(dialog: QWidget) -> None:
        widths.append(dialog.width())
        dialog.close()

    in_dialog(look)
    assert ask_pin(window, "Your PIN", f"{LONG}, type your PIN.") is None
    assert widths[0] < 900

"""What is typed into a dialog for files is what comes out of it, whatever Qt finds meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ir_app.ui.parts.ask import ask_file, ask_folder, ask_place
from tests.ui.dialogs import in_dialog

ASKS: dict[str, Callable[[QWidget], Path | None]] = {
    "file": lambda parent: ask_file(parent, "Pick the patient list"),
    "folder": lambda parent: ask_folder(parent, "Where to?"),
    "place": lambda parent: ask_place(parent, "Save it as", "plan.docx", "Word (*.docx)"),
}


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def type_at_once(text: str, tries: int = 250) -> None:
    """Type faster than Qt reads the folders on the way, and press Enter."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        if tries:
            QTimer.singleShot(20, lambda: type_at_once(text, tries - 1))
        return
    QTimer.singleShot(60_000, dialog, dialog.reject)  # whatever goes wrong, it does not stay open
    (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    again = QTimer(dialog, interval=100)  # the first Enter may only close Qt's list of guesses
    again.timeout.connect(lambda: QTest.keyClick(field, Qt.Key.Key_Return))
    again.start()


@pytest.mark.parametrize("kind", ASKS)
def test_what_was_typed_is_what_is_taken(kind: str, parent: QWidget, tmp_path: Path) -> None:
    folder = tmp_path / "a folder" / "letters"
    folder.mkdir(parents=True)
    (folder / "patients.csv").touch()
    wanted = {"file": folder / "patients.csv", "folder": folder, "place": folder / "plan.docx"}[
        kind
    ]
    type_at_once(str(wanted))
    assert ASKS[kind](parent) == wanted


def test_a_row_of_the_list_is_taken_as_it_is_pressed(parent: QWidget, tmp_path: Path) -> None:
    """By the mouse: into a folder by two presses, one press on a file, and Open."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "patients.csv").touch()
    in_dialog(lambda dialog: press_rows(dialog, tmp_path, ["letters", "patients.csv"]))
    assert ask_file(parent, "Pick the patient list") == folder / "patients.csv"


def press_rows(dialog: QWidget, start: Path, names: list[str]) -> None:
    """Press rows one after the other, each as soon as Qt has read it from the disk."""
    assert isinstance(dialog, QFileDialog)
    QTimer.singleShot(60_000, dialog, dialog.reject)
    dialog.setDirectory(str(start))
    (rows,) = dialog.findChildren(QTreeView, "treeView")  # the one of the two that is shown
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    window = dialog.windowHandle()  # a press that comes from the system moves the focus

    def press() -> None:
        model, name = rows.model(), names[0]
        found = model.match(model.index(0, 0, rows.rootIndex()), Qt.ItemDataRole.DisplayRole, name)
        if not found:
            return
        names.pop(0)
        place = rows.viewport().mapTo(dialog, rows.visualRect(found[0]).center())
        if names:
            QTest.mouseDClick(window, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=place)
            again.stop()
            buttons.button(QDialogButtonBox.StandardButton.Open).click()

    again = QTimer(dialog, interval=100)
    again.timeout.connect(press)
    again.start()


def test_the_way_out_of_a_folder_is_a_word(parent: QWidget, tmp_path: Path) -> None:
    def up(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        (button,) = (b for b in dialog.findChildren(QToolButton) if b.text() == "Up")
        button.click()
        places.append(Path(dialog.directory().path()))
        dialog.reject()

    places: list[Path] = []
    in_dialog(up)
    assert ask_folder(parent, "Where to?") is None
    assert places == [tmp_path.parent]


def test_escape_is_no_answer(parent: QWidget) -> None:
    escape(250)
    assert ask_folder(parent, "Where to?") is None


def escape(tries: int) -> None:
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    elif tries:
        QTimer.singleShot(20, lambda: escape(tries - 1))

"""The three things that are asked in a window of their own: a file, a place, and "are you sure"."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ir_app.ui.parts.pieces import breakable

_NATIVE_OFF = QFileDialog.Option.DontUseNativeDialog  # the same on every computer, typed or clicked


def ask_file(parent: QWidget, what: str, kinds: str = "All files (*)") -> Path | None:
    """Ask for a file to read; None when she changed her mind."""
    name, _ = QFileDialog.getOpenFileName(parent, what, str(Path.home()), kinds, "", _NATIVE_OFF)
    return Path(name) if name else None


def ask_place(parent: QWidget, what: str, name: str, kinds: str) -> Path | None:
    """Ask where to save a file; None when she changed her mind."""
    start = str(Path.home() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, what, start, kinds, "", _NATIVE_OFF)
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget, what: str) -> Path | None:
    """Ask for a folder; None when she changed her mind."""
    chosen = QFileDialog.getExistingDirectory(parent, what, str(Path.home()), _NATIVE_OFF)
    return Path(chosen) if chosen else None


def sure(parent: QWidget, question: str, yes: str, no: str) -> bool:
    """Ask before one of the few acts that can't be taken back; the focus is on the safe answer."""
    box = QMessageBox(parent)
    box.setWindowTitle("Incident Binder")
    box.setTextFormat(Qt.TextFormat.PlainText)  # what people type must never become markup
    box.setText(breakable(question))
    do = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is do

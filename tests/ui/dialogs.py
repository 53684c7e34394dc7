"""What a person does in a dialog: look, type, press, or leave it by any way out."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget


def in_dialog(look: Callable[[QWidget], object]) -> None:
    """Do something in the next dialog, once it is there."""

    def wait() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, wait)
        else:
            look(dialog)

    QTimer.singleShot(0, wait)


def lines(dialog: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Return what can be typed into, in the order of the dialog."""
    return [*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)]


def write_into(dialog: QWidget, words: str) -> None:
    """Fill the one line of a dialog for words and press its first button."""
    line = lines(dialog)[0]
    line.setText(words) if isinstance(line, QLineEdit) else line.setPlainText(words)
    press_in(dialog, "words-keep")


def press_in(dialog: QWidget, name: str) -> None:
    """Press a button of a dialog."""
    found = dialog.findChild(QPushButton, name)
    assert found is not None, name
    found.click()

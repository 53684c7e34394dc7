"""The three things that are asked in a window of their own: a file, a place, and "are you sure"."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QListView,
    QMessageBox,
    QSplitter,
    QToolButton,
    QWidget,
)

from ir_app.ui.parts.pieces import breakable

_Mode, _Accept = QFileDialog.FileMode, QFileDialog.AcceptMode
# Qt's arrows are black in dark colours too.
_WAYS = {"backButton": "Back", "forwardButton": "Forward", "toParentButton": "Up"}


def ask_file(parent: QWidget, what: str, kinds: str = "All files (*)") -> Path | None:
    """Ask for a file to read; None when she changed her mind."""
    return _asked(_FileDialog(parent, what, str(Path.home()), kinds), _Mode.ExistingFile)


def ask_place(parent: QWidget, what: str, name: str, kinds: str) -> Path | None:
    """Ask where to save a file; None when she changed her mind."""
    dialog = _FileDialog(parent, what, str(Path.home()), kinds)
    dialog.setAcceptMode(_Accept.AcceptSave)
    dialog.selectFile(name)
    return _asked(dialog, _Mode.AnyFile)


def ask_folder(parent: QWidget, what: str) -> Path | None:
    """Ask for a folder; None when she changed her mind."""
    dialog = _FileDialog(parent, what, str(Path.home()))
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _asked(dialog, _Mode.Directory)


class _FileDialog(QFileDialog):
    """Takes what stands in the field.

    Qt takes what is selected in its list. Behind its list of guesses that is every folder on the
    way: Enter on a file's whole path went into “/” and emptied the field.
    """

    def accept(self) -> None:
        """Take the words of the field when there are any, else what is selected."""
        (field,) = self.findChildren(QLineEdit, "fileNameEdit")
        (rows,) = self.findChildren(QListView, "listView")
        if field.text() and (selection := rows.selectionModel()):
            with QSignalBlocker(selection):  # which would write itself into the field
                selection.clearSelection()
        super().accept()


def _asked(dialog: QFileDialog, mode: QFileDialog.FileMode) -> Path | None:
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)  # the same on every computer
    dialog.setFileMode(mode)
    _lay_out(dialog)
    (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
    (rows,) = dialog.findChildren(QListView, "listView")
    typing = _Typing(dialog, field, rows)
    field.installEventFilter(typing)
    accepted = dialog.exec()
    field.removeEventFilter(typing)
    dialog.deleteLater()
    return _named(dialog, field.text()) if accepted else None


def _lay_out(dialog: QFileDialog) -> None:
    """Give names room, and the ways through the folders words."""
    dialog.resize(880, 560)
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([170, 710])
    for name, word in _WAYS.items():
        for button in dialog.findChildren(QToolButton, name):
            button.setIcon(QIcon())
            button.setText(word)
            button.setFixedSize(button.sizeHint().expandedTo(button.size()))


def _named(dialog: QFileDialog, text: str) -> Path | None:
    """Return what stands in the field: what is selected may be every folder on the way to it."""
    path = Path(dialog.directory().filePath(text)) if text else None
    if path and (path.exists() or dialog.fileMode() is _Mode.AnyFile):
        return path
    chosen = dialog.selectedFiles()
    return Path(chosen[0]) if len(chosen) == 1 else None


class _Typing(QObject):
    """Keeps Qt's list of files from changing what is being typed.

    A folder that Qt finds while it reads the disk is selected in the list, and the selection writes
    itself into the field: “/tmp/letters” became “/” and “/tmp”, and the letters lay in “/”.
    """

    def __init__(self, dialog: QFileDialog, field: QLineEdit, rows: QListView) -> None:
        super().__init__(dialog)
        self._rows = rows
        self._hold(quiet=field.hasFocus())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hold the list still while the field has the focus."""
        del watched
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._hold(quiet=event.type() == QEvent.Type.FocusIn)
        return False

    def _hold(self, *, quiet: bool) -> None:
        if selection := self._rows.selectionModel():
            selection.blockSignals(quiet)


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

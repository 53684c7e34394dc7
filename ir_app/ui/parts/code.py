"""The recovery code: big, copyable, on paper, shown once."""

import platform
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLayout, QWidget

from ir_app.ui.parts.pieces import button, column, dialog_width, flow, label, title

# What clipboard histories of Windows and KDE look for before they keep a copy.
_NOT_TO_KEEP = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "x-kde-passwordManagerHint": b"secret",
}
LEAD = (
    "Whoever has this code can open the binder, and without any other way it is the only one. "
    "Write it down or print it, and keep it away from this computer. It is not shown again."
)


ON_PAPER = (
    "Whoever has this code can open the binder. Keep this sheet away from the computer. It is "
    "not shown again. There is no letter I, L, O or U in it: what looks like O is the number 0."
)
PENDING = "It opens nothing until you press “I have it on paper”. Until then an earlier code stays."


def code_lines(code: str) -> str:
    """Return the code in two rows of four groups, as it is read aloud and typed."""
    groups = code.split("-")
    return f"{' '.join(groups[:4])}\n{' '.join(groups[4:])}"


def big_code(code: str) -> QLabel:
    """Return the code in large type of equal widths."""
    made = label(code_lines(code), "code")
    made.setObjectName("code")
    made.setAccessibleName("Recovery code: " + ", ".join(" ".join(g) for g in code.split("-")))
    return made


def code_sheet(code: str, practice: str, place: str) -> QTextDocument:
    """Return the sheet to print: the code, whose binder it opens and where that lies."""
    name = practice or "Our practice"
    where = (
        f"It opens the binder in {place}, on the computer {platform.node()}."
        if place
        else (f"It opens the binder that was started on the computer {platform.node()}.")
    )
    rows = "<br>".join(escape(row) for row in code_lines(code).splitlines())
    sheet = QTextDocument()
    sheet.setHtml(
        f"<h1>Recovery code of the incident binder</h1><h2>{escape(name)}</h2>"
        f"<p style='font-family:monospace;font-size:24pt'>{rows}</p>"
        f"<p>{escape(where)}</p><p>{escape(ON_PAPER)}</p>"
        "<p>Printed on: ____________ Kept at: ____________</p>"
    )
    return sheet


def print_code(parent: QWidget, code: str, practice: str, place: str) -> None:
    """Ask for a printer and print the sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec():
        code_sheet(code, practice, place).print_(printer)


def copy_code(code: str) -> None:
    """Put the code on the clipboard, with a word to its keepers not to keep it."""
    data = QMimeData()
    data.setText(code)
    for kind, word in _NOT_TO_KEEP.items():
        data.setData(kind, word)
    QApplication.clipboard().setMimeData(data)


def forget_code(code: str) -> None:
    """Take the code off the clipboard if it is still there."""
    if QApplication.clipboard().text() == code:
        QApplication.clipboard().clear()


class CodeDialog(QDialog):
    """Shows a new recovery code, once; accepted when she has it on paper."""

    def __init__(self, parent: QWidget, code: str, practice: str, place: str) -> None:
        super().__init__(parent)
        self.finished.connect(lambda _: forget_code(code))
        self.setWindowTitle("Recovery code")
        ways = [
            button(
                "Print it", "print-code", lambda: print_code(self, code, practice, place), "primary"
            ),
            button("Copy it", "copy-code", lambda: copy_code(code)),
            button("I have it on paper", "have-code", self.accept),
            button("Not now", "no-code", self.reject),
        ]
        lines: list[QWidget | QLayout] = [
            title("Recovery code"),
            big_code(code),
            label(LEAD),
            label(PENDING),
        ]
        whole = column([*lines, flow(ways)], 16, 24)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addStretch(1)
        self.setLayout(whole)
        # Two rows of four groups, as on paper; the buttons stay on the smallest screen.
        width = dialog_width(self)
        self.setMinimumWidth(width)
        self.resize(width, whole.totalHeightForWidth(width))

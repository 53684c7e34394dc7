"""Taking the desk: the one place where the window asks for a PIN, or for the code on paper."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from ir_app.ui.parts.pieces import dialog_width, wrap

if TYPE_CHECKING:
    from ir_app.pages.ready import MemberRow
    from ir_app.ui.session import Session


def ask_pin(parent: QWidget, heading: str, question: str) -> str | None:
    """Ask for a PIN without showing it; None when she changed her mind."""
    return _ask(parent, heading, question, QLineEdit.EchoMode.Password)


def ask_code(parent: QWidget, heading: str, question: str) -> str | None:
    """Ask for a code that is typed from paper, and show it; None when she changed her mind."""
    return _ask(parent, heading, question, QLineEdit.EchoMode.Normal)


def _ask(parent: QWidget, heading: str, question: str, echo: QLineEdit.EchoMode) -> str | None:
    # A dialog of Qt is as wide as its question: a long name would push it off the screen.
    asked = wrap(question, parent.fontMetrics(), dialog_width(parent))
    words, well = QInputDialog.getText(parent, heading, asked, echo)
    return words if well else None


def take_seat(parent: QWidget, session: "Session", member: "MemberRow") -> bool:
    """Put a person at the desk, after the PIN where there is one; tells whether it went well."""
    from ir_app.actions import seat

    pin = ask_pin(parent, "Your PIN", f"{member.name}, type your PIN.") if member.has_pin else ""
    if pin is None:
        return False
    return session.loop.do(seat.sign_in, session.desk, member.member, pin) is not None

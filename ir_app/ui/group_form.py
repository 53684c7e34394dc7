"""The page that asks for the group's server, and the one that asks for its password."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QLineEdit, QWidget

from ir_app.problems import Problem
from ir_app.ui.parts.pieces import block, button, flow, label, title

if TYPE_CHECKING:
    from ir_app.store.server.address import Address

Part = QWidget | QLayout
Take = Callable[["Address", str], None]  # the address and the password, "" for the kept one
_FIELDS = (
    ("host", "Name of the server", "db.maple-group.com"),
    ("database", "Database", "incidents"),
    ("login", "Your login", "maple-street-desk"),
    ("practice", "Short name of your practice", "only if you have several"),
    ("password", "Password", ""),
)


def server_form(take: Take, back: Callable[[], None], trouble: Problem | None) -> list[Part]:
    """Return the page that asks where the group's server is."""
    from ir_app.actions import grouping

    boxes = {name: _line(name, words, hint) for name, words, hint in _FIELDS}
    boxes["password"].setEchoMode(QLineEdit.EchoMode.Password)
    wrong = label("", "strong")
    stop = block("stop", [wrong])

    def say(problem: Problem | None) -> None:
        stop.setVisible(problem is not None)
        wrong.setText(str(problem or ""))

    def go() -> None:
        try:
            *place, words = (boxes[name].text() for name, _, _ in _FIELDS)
            address = grouping.typed(*place)
        except Problem as problem:
            say(problem)
            return
        take(address, words)

    say(trouble)
    form = QFormLayout()
    for box in boxes.values():
        named = QLabel(box.accessibleName())
        named.setBuddy(box)
        form.addRow(named, box)
        box.returnPressed.connect(go)
    ways = flow([button("Open", "open", go, "primary"), button("Back", "back", back)])
    lead = label("Whoever runs the group's server told these to your office.")
    kept = label("The line is encrypted and checked. The password goes into the keyring.", "small")
    return [title("Our group's server"), stop, lead, form, kept, ways]


def password_form(
    address: "Address", problem: Problem, take: Take, back: Callable[[], None]
) -> list[Part]:
    """Return the page that asks once more for the password of a login."""
    password = _line("password", "Password", "Password")
    password.setEchoMode(QLineEdit.EchoMode.Password)

    def go() -> None:
        take(address, password.text())

    password.returnPressed.connect(go)
    ways = flow([button("Open", "open", go, "primary"), button("Another server", "back", back)])
    lines = [label(part) for part in (problem.safe, problem.do) if part]
    head = title("The server asks for your password")
    where = label(f"Login: {address.label}")
    return [head, label(problem.what, "strong"), *lines, where, password, ways]


def _line(name: str, words: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(words)
    line.setPlaceholderText(hint)
    line.setMinimumHeight(44)
    return line

"""Before the binder is open: a sentence and a way on, never an empty screen."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ir_app.problems import Problem
from ir_app.ui.front import Front
from tests.ui import auditors


def test_a_binder_that_does_not_open_says_why_and_offers_another_folder(qtbot: QtBot) -> None:
    front = Front()
    qtbot.addWidget(front)
    front.show()
    problem = Problem(what="Another copy is open.", do="Use the window that is already open.")
    front.say(problem, lambda _: None)
    qtbot.waitUntil(lambda: front.findChild(QPushButton, "other-folder") is not None)
    words = [label.text() for label in front.findChildren(QLabel)]
    assert problem.what in words
    assert problem.do in words
    assert auditors.nameless(front) == []


def test_the_first_paint_needs_none_of_the_slow_packages(tmp_path: Path) -> None:
    import subprocess
    import sys

    heavy = (
        "sqlalchemy",
        "jinja2",
        "docx",
        "docxtpl",
        "holidays",
        "statemachine",
        "alembic",
        "keyring",
    )
    secret = ("keyring", "cryptography", "sqlcipher3", "argon2")
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "import ir_app.app\n"
        "app = QApplication([])\n"
        "front = ir_app.app.Front()\n"
        "front.show()\n"
        "app.processEvents()\n"
        f"print([m for m in {heavy + secret!r} if m in sys.modules])\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert tmp_path

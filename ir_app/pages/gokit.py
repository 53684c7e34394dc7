"""The go-kit of this practice, ready to be saved."""

from datetime import datetime

from ir_app.actions.desk import Desk
from ir_app.core.practice import Practice
from ir_app.export.gokit import TITLE, gokit
from ir_app.export.paper import PaperHead
from ir_app.pages import contracts
from ir_app.pages.parts import Button
from ir_app.playbook.read import Library

SAVE = Button("gokit", "Save the emergency pages to print")
NAME = "emergency-pages.docx"


def document(desk: Desk) -> bytes:
    """Return the go-kit with what the practice has written down so far."""
    return _made(desk.practice, desk.library, desk.now_here(), desk.band)


def blank_document(library: Library, made: datetime) -> bytes:
    """Return the go-kit for an office that has not set up anything: lines to write on."""
    return _made(Practice(), library, made, "")


def _made(practice: Practice, library: Library, made: datetime, band: str) -> bytes:
    head = PaperHead(TITLE, practice.name, made, band)
    return gokit(head, practice, library, contracts.lines(practice))

"""Paper: the plan as it stands, people on page one, boxes for what is left."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ir_app.ui.session import Session

if TYPE_CHECKING:
    from ir_app.pages.call import CallPage
    from ir_app.pages.steps import StepsPage


def plan_as_html(title: str, call: "CallPage", steps: "StepsPage") -> str:
    """Return the plan as a page of simple HTML; everything people typed is escaped."""
    people = "".join(
        f"<p><b>{escape(row.label)}</b> {escape(row.name)} {escape(row.person)}<br>"
        f"<big>{escape(row.number or '______________________')}</big></p>"
        for row in call.rows
    )
    phases = "".join(
        f"<h2>{escape(phase.title)}</h2>"
        + "".join(
            f"<p>{'&#9746;' if row.done else '&#9744;'} {escape(row.title)}"
            f"{' <i>(' + escape(row.state) + ')</i>' if row.done else ''}</p>"
            for row in phase.rows
        )
        for phase in steps.phases
    )
    return (
        f"<h1>{escape(title)}</h1><p>{escape(steps.summary)}</p><h2>Who to call</h2>{people}"
        f"<div style='page-break-before:always'>{phases}</div>"
    )


def plan(session: Session) -> QTextDocument:
    """Return the plan of the incident on the screen as a document to print."""
    from ir_app.pages import call, frame, steps

    situation = session.desk.situation(session.incident)
    page = call.build(session.desk, situation)
    document = QTextDocument()
    strip = frame.build(situation)
    words = f"{strip.band} {strip.title}".strip()
    document.setHtml(plan_as_html(words, page, steps.build(situation)))
    return document


def print_plan(parent: QWidget, session: Session) -> None:
    """Ask for a printer and print the plan."""
    if not session.incident:
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec():
        plan(session).print_(printer)

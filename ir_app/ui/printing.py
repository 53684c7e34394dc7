"""Paper: the plan as it stands, people on page one, boxes for what is left."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ir_app.ui.session import Session

if TYPE_CHECKING:
    from ir_app.export.plan import Brief
    from ir_app.pages.call import CallPage
    from ir_app.pages.steps import StepsPage


def plan_as_html(
    title: str,
    call: "CallPage",
    steps: "StepsPage",
    contracts: Iterable[tuple[str, str]] = (),
) -> str:
    """Return the plan as a page of simple HTML; everything people typed is escaped."""
    people = "".join(
        f"<p><b>{escape(row.label)}</b> {escape(row.name)} {escape(row.person)}<br>"
        f"<big>{escape(row.number or '______________________')}</big></p>"
        for row in call.rows
    )
    notice = "".join(f"<p><b>{escape(who)}</b><br>{escape(how)}</p>" for who, how in contracts)
    if notice:
        people += f"<h2>Contracts that ask for notice</h2>{notice}"
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
    from ir_app.pages import call, contracts, frame, steps

    situation = session.desk.situation(session.incident)
    page = call.build(session.desk, situation)
    document = QTextDocument()
    strip = frame.build(situation)
    words = f"{strip.band} {strip.title}".strip()
    document.setHtml(
        plan_as_html(words, page, steps.build(situation), contracts.lines(situation.practice))
    )
    return document


def print_plan(parent: QWidget, session: Session) -> None:
    """Ask for a printer and print the plan."""
    if not session.incident:
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec():
        plan(session).print_(printer)


def brief_as_html(brief: "Brief") -> str:
    """Return the hand-over page as simple HTML; everything people typed is escaped."""
    from ir_app.export.plan import NO_DATES

    def lines(texts: Iterable[str]) -> str:
        return "".join(f"<p>{escape(text)}</p>" for text in texts)

    calls = (f"{call.who}: {call.number or '______________________'}" for call in brief.calls)
    return (
        f"<h1>{escape(brief.heading)}</h1>{lines((brief.who, brief.what))}"
        f"<h3>So far</h3>{lines(brief.so_far)}"
        f"<h3>Now: {escape(brief.now)}</h3>{lines([brief.why])}"
        f"<h3>Next dates</h3>{lines(brief.dates or (NO_DATES,))}"
        f"<h3>Whom to call</h3>{lines(calls)}"
    )


def print_brief(parent: QWidget, session: Session) -> None:
    """Ask for a printer and print the hand-over page."""
    from ir_app.pages import brief

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec():
        document = QTextDocument()
        document.setHtml(brief_as_html(brief.build(session.desk.situation(session.incident))))
        document.print_(printer)

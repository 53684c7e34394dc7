"""``ir-app playbook``: list, check, show, print, graph."""

import argparse

import msgspec

from ir_app.cli.line import Answer
from ir_app.places import content
from ir_app.playbook.read import Library, load_library


def listed(asked: argparse.Namespace) -> Answer:
    """Answer with the shipped playbooks."""
    del asked
    books = _library().playbooks
    data = [
        {"id": b.id, "version": b.version, "title": b.title, "steps": len(b.steps)} for b in books
    ]
    lines = [f"{b.id:20} {b.version:8} {b.title} ({len(b.steps)} steps)" for b in books]
    return Answer("\n".join(lines), data)


def checked(asked: argparse.Namespace) -> Answer:
    """Answer with what was proven and what is wrong; exit code 1 when something is."""
    from ir_app.playbook.check import check

    library = _library()
    books = [library.playbook(asked.name)] if asked.name else list(library.playbooks)
    lines, data, bad = [], [], False
    for book in books:
        report = check(book, library.facts)
        bad = bad or not report.ok
        lines += [f"{book.id} {book.version}", *(f"  {line}" for line in report.lines())]
        data.append({"id": book.id, "ok": report.ok, "lines": list(report.lines())})
    return Answer("\n".join(lines), data, code=1 if bad else 0)


def show(asked: argparse.Namespace) -> Answer:
    """Answer with one playbook as data."""
    book = _library().playbook(asked.name)
    data = msgspec.to_builtins(book)
    return Answer(msgspec.json.format(msgspec.json.encode(data)).decode(), data)


def printed(asked: argparse.Namespace) -> Answer:
    """Answer with one playbook as a text to print."""
    from ir_app.playbook.print import as_text

    text = as_text(_library().playbook(asked.name))
    return Answer(text, {"text": text})


def graph(asked: argparse.Namespace) -> Answer:
    """Answer with one playbook as a Mermaid drawing."""
    from ir_app.playbook.graph import as_mermaid

    text = as_mermaid(_library().playbook(asked.name))
    return Answer(text, {"mermaid": text})


def _library() -> Library:
    return load_library(content("playbooks"))

"""``ir-app playbook``: list, check, show, print, graph."""

import argparse
from collections.abc import Mapping
from functools import reduce
from operator import add
from pathlib import Path

import msgspec

from ir_app.cli.line import Answer
from ir_app.places import content
from ir_app.playbook.map import Mark
from ir_app.playbook.model import Playbook
from ir_app.playbook.read import Library, load_library
from ir_app.problems import Problem


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
    """Answer with what was proven and what is wrong; exit code 1 when something is.

    Without a name: every playbook, then every two of them at once.
    """
    from ir_app.playbook.proof.check import check, pairs

    library = _library()
    books = [library.playbook(asked.name)] if asked.name else list(library.playbooks)
    found = [(b.id, b.version, check(b, library, shipped=True)) for b in books]
    total = reduce(add, (report.reach for _, _, report in found))
    if not asked.name:
        found.append(("two at once", "", pairs(library)))
    lines = []
    for id_, version, report in found:
        lines += [f"{id_} {version}".strip(), *(f"  {line}" for line in report.lines())]
    lines.append(f"all {len(books)}: {total}")
    data = [{"id": id_, **report.data()} for id_, _, report in found]
    return Answer("\n".join(lines), data, code=0 if all(r.ok for _, _, r in found) else 1)


def show(asked: argparse.Namespace) -> Answer:
    """Answer with one playbook as data."""
    book = _library().playbook(asked.name)
    data = msgspec.to_builtins(book)
    return Answer(msgspec.json.format(msgspec.json.encode(data)).decode(), data)


def printed(asked: argparse.Namespace) -> Answer:
    """Answer with one playbook as a text to print, or write it as a Word file."""
    from ir_app.playbook.glossary import read_glossary
    from ir_app.playbook.print import as_text

    book = _library().playbook(asked.name)
    if asked.docx:
        return _written(asked.docx, _docx(book))
    text = as_text(book, read_glossary(content("playbooks", "words.toml")))
    return Answer(text, {"text": text})


def graph(asked: argparse.Namespace) -> Answer:
    """Answer with one playbook as a Mermaid drawing, or write it as SVG."""
    from ir_app.playbook.graph import as_mermaid
    from ir_app.playbook.map import lay_out
    from ir_app.playbook.map_svg import as_svg

    book = _library().playbook(asked.name)
    title, marks = _standing(asked, book) if asked.incident else (book.title, {})
    if asked.svg:
        return _written(asked.svg, as_svg(lay_out(book, marks, title)).encode("utf-8"))
    text = as_mermaid(book, marks)
    return Answer(text, {"mermaid": text})


def _standing(asked: argparse.Namespace, book: Playbook) -> tuple[str, Mapping[str, Mark]]:
    from ir_app.cli.sheets import open_known
    from ir_app.pages.map import marks

    desk = open_known(asked.data)
    try:
        situation = desk.situation(asked.incident)
        if situation.playbook.id != book.id:
            raise Problem(
                what=f"This incident follows the playbook “{situation.playbook.id}”.",
                safe="Nothing was changed.",
                do="Name that playbook.",
            )
        return situation.incident.title, marks(situation)
    finally:
        desk.close()


def _docx(book: Playbook) -> bytes:
    from ir_app.clock import SystemClock
    from ir_app.export.book import Library as Beside
    from ir_app.export.book import book_document
    from ir_app.export.paper import PaperHead
    from ir_app.playbook.glossary import read_glossary

    head = PaperHead(book.title, "Incident Binder", SystemClock().now())
    known = _library()
    words = read_glossary(content("playbooks", "words.toml"))
    beside = Beside(known.contacts, words, known.sources, known.checked)
    return book_document(head, book, beside)


def _written(path: Path, data: bytes) -> Answer:
    from ir_app.actions.story import write_whole

    write_whole(path, data)
    return Answer(f"Written: {path}", {"file": str(path)})


def _library() -> Library:
    return load_library(content("playbooks"))

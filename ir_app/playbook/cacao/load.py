"""Reads a CACAO 2.0 file, ours or anyone's, into a playbook; trusts nothing in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ir_app.playbook.cacao.before import actions_before
from ir_app.playbook.cacao.document import Document, Node, read_as
from ir_app.playbook.cacao.extension import EXTENSION, PlaybookExtension
from ir_app.playbook.cacao.kept import not_kept
from ir_app.playbook.cacao.links import check_links, reachable
from ir_app.playbook.cacao.steps import Draft, Reader
from ir_app.playbook.cacao.strict import read_strictly, refused, shown
from ir_app.playbook.cacao.workflow import places
from ir_app.playbook.model import Playbook, Step
from ir_app.playbook.pin import sealed

STEPS = 400


@dataclass(frozen=True)
class Loaded:
    """A playbook from a CACAO file, and in sentences what was not kept as it was."""

    playbook: Playbook
    notes: tuple[str, ...]


def load(content: bytes) -> Loaded:
    """Read a CACAO file; raises Problem in one sentence when it can't be trusted or followed."""
    found = read_strictly(content)
    document = read_as(found, Document, "the file")
    check_links(document)
    reader = Reader(document)
    ours = document.playbook_extensions.get(EXTENSION)
    if ours is None:
        book = _foreign(document, reader)
        reader.notes.append(
            "This playbook comes from another program. It is a draft: "
            "choose the part each step belongs to, and run the check."
        )
    else:
        book = _own(document, read_as(ours, PlaybookExtension, "the part for this program"), reader)
    _check_order(book)
    return Loaded(book, (*reader.notes, *not_kept(found, book)))


def _own(document: Document, beside: PlaybookExtension, reader: Reader) -> Playbook:
    nodes = document.workflow
    known = [id_ for id_, node in nodes.items() if EXTENSION in node.step_extensions]
    if len(set(beside.steps)) < len(beside.steps) or set(beside.steps) != set(known):
        raise refused("its list of steps does not fit the steps in it")
    steps = {id_: reader.own(id_) for id_ in beside.steps}
    short = {id_: step.id for id_, step in steps.items()}
    added = [step for id_, step in _drafts(document, reader, short).items() if id_ not in steps]
    for step in added:
        reader.notes.append(f"The step “{shown(step.title)}” was added by another program.")
    book = sealed(
        Playbook(
            id=beside.id,
            version=beside.version,
            title=document.name,
            incident_type=beside.incident_type,
            summary=document.description,
            sources=tuple(reference.name for reference in document.external_references),
            questions=beside.questions,
            pauses=beside.pauses,
            retired=beside.retired,
            asks=beside.asks,
            facts=beside.facts,
            checked=beside.checked,
            steps=(*steps.values(), *added),
            digest="",
        ),
        {},
    )
    if book.digest != beside.digest:
        reader.notes.append("The words or steps of this playbook were changed since it was saved.")
    return book


def _foreign(document: Document, reader: Reader) -> Playbook:
    return sealed(
        Playbook(
            id=f"loaded-{_slug(document.name) or 'playbook'}",
            version="draft",
            title=document.name,
            incident_type="other",
            summary=document.description,
            sources=tuple(reference.name for reference in document.external_references),
            questions=(),
            facts=(),
            steps=tuple(_drafts(document, reader, {}).values()),
            digest="",
        ),
        {},
    )


def _drafts(document: Document, reader: Reader, short: Mapping[str, str]) -> dict[str, Step]:
    """Return the steps that are not ours, by identifier; ``short`` holds the names of ours."""
    nodes = document.workflow
    names = dict(short)
    strange = [id_ for id_, n in nodes.items() if n.type == "action" and id_ not in short]
    for id_ in strange:
        names[id_] = _unused(_slug(nodes[id_].name) or "step", set(names.values()))
    if not strange:
        return {}
    before, only = actions_before(nodes), _conditions(nodes)
    return {
        id_: reader.foreign(
            id_, Draft(names[id_], tuple(names[a] for a in before[id_]), tuple(only[id_]))
        )
        for id_ in strange
    }


def _conditions(nodes: Mapping[str, Node]) -> dict[str, list[str]]:
    """Return for each node the conditions of the branches it stands in."""
    found: dict[str, list[str]] = {id_: [] for id_ in nodes}
    for node in nodes.values():
        if node.type != "if-condition":
            continue
        on = set[str]().union(*(reachable(id_, nodes) for id_ in node.then))
        for head, words in (
            (node.on_true, node.condition),
            (node.on_false, "not " + node.condition),
        ):
            for id_ in sorted(reachable(head, nodes) - on) if head else ():
                found[id_].append(words)
    return found


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")


def _unused(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _check_order(book: Playbook) -> None:
    ids: set[str] = {step.id for step in book.steps}
    if len(book.steps) > STEPS:
        raise refused(f"it has more than {STEPS} steps")
    if len(ids) < len(book.steps):
        raise refused("two of its steps have the same short name")
    for step in book.steps:
        for before in step.after:
            if before not in ids:
                raise refused(f"“{shown(step.title)}” comes after a step that is not there")
    places(book.steps)  # raises when steps wait for each other

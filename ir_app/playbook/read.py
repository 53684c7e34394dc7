"""Reads the playbooks, the shared steps, the facts and the symptoms from their files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ir_app.playbook.checked import Checked, Source, read_sources, wrong_checks
from ir_app.playbook.contacts import Contact, read_contacts
from ir_app.playbook.glossary import Word, read_glossary
from ir_app.playbook.model import (
    FactDeclaration,
    Pause,
    Playbook,
    Question,
    Retired,
    Step,
    Symptom,
)
from ir_app.playbook.pin import sealed
from ir_app.playbook.places import wrong_places
from ir_app.playbook.released import Release, read_releases
from ir_app.problems import Problem

NOT_PLAYBOOKS = ("shared", "facts", "triage", "contacts", "words", "sources", "released")
T = TypeVar("T")
N = TypeVar("N", Playbook, Symptom, Contact)


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    version: str
    title: str
    incident_type: str
    summary: str
    sources: tuple[str, ...]
    question: tuple[Question, ...] = ()
    fact: tuple[FactDeclaration, ...] = ()  # those that only this playbook asks for
    step: tuple[dict[str, Any], ...] = ()
    pause: tuple[dict[str, Any], ...] = ()
    retired: tuple[Retired, ...] = ()
    checked: tuple[Checked, ...] = ()


class _Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    step: tuple[dict[str, Any], ...]
    meaning: dict[str, str]  # words that stand for a longer condition
    pause: tuple[Pause, ...] = ()
    checked: tuple[Checked, ...] = ()


class _Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fact: tuple[FactDeclaration, ...]


class _Triage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    symptom: tuple[Symptom, ...]


@dataclass(frozen=True)
class Shared:
    """What ``shared.toml`` holds: steps by id, pauses by phase, words for longer conditions."""

    steps: Mapping[str, dict[str, Any]]
    meanings: Mapping[str, str]
    pauses: Mapping[str, Pause]
    checked: tuple[Checked, ...]


@dataclass(frozen=True)
class Library:
    """Everything under ``playbooks/``."""

    playbooks: tuple[Playbook, ...]
    facts: Mapping[str, FactDeclaration]
    symptoms: tuple[Symptom, ...]  # only those whose playbook is there
    contacts: tuple[Contact, ...]
    shared: Mapping[str, Step]  # as they stand in their own file
    glossary: tuple[Word, ...]
    releases: tuple[Release, ...]
    sources: Mapping[str, Source]
    checked: tuple[Checked, ...]  # of the shared steps

    def playbook(self, id_: str) -> Playbook:
        """Return a playbook by id; raises Problem when there is none."""
        return _find(self.playbooks, id_, "playbook")

    def symptom(self, id_: str) -> Symptom:
        """Return a symptom by id; raises Problem when there is none."""
        return _find(self.symptoms, id_, "symptom")

    def contact(self, id_: str) -> Contact:
        """Return a contact by id; raises Problem when there is none."""
        return _find(self.contacts, id_, "contact")


def load_library(folder: Path) -> Library:
    """Read all files of the folder; raises Problem naming file and place of any mistake."""
    shared = read_shared(folder / "shared.toml")
    files = sorted(p for p in folder.glob("*.toml") if p.stem not in NOT_PLAYBOOKS)
    books = tuple(read_playbook(path, shared) for path in files)
    declared = [*_decode(folder / "facts.toml", _Facts).fact, *(f for b in books for f in b.facts)]
    facts = _once(declared)
    triage = _decode(folder / "triage.toml", _Triage)
    contacts = read_contacts(folder / "contacts.toml")
    sources = read_sources(folder / "sources.toml")
    for path, book in zip(files, books, strict=True):
        _check_places(path, book, contacts)
        _check_sources(path, book.checked, {step.id for step in book.steps}, sources)
    _check_sources(folder / "shared.toml", shared.checked, set(shared.steps), sources)
    known = {book.id for book in books}
    return Library(
        playbooks=tuple(sealed(book, facts) for book in books),
        facts=facts,
        symptoms=tuple(s for s in triage.symptom if s.playbook in known),
        contacts=contacts,
        shared={
            id_: read_step(folder / "shared.toml", {"use": id_}, shared) for id_ in shared.steps
        },
        glossary=read_glossary(folder / "words.toml"),
        releases=read_releases(folder / "released.toml"),
        sources=sources,
        checked=shared.checked,
    )


def _check_sources(
    path: Path, checks: tuple[Checked, ...], steps: set[str], sources: Mapping[str, Source]
) -> None:
    wrong = next(wrong_checks(checks, steps, sources), "")
    if wrong:
        raise _mistake(path, wrong)


def _check_places(path: Path, book: Playbook, contacts: tuple[Contact, ...]) -> None:
    wrong = wrong_places(book, {contact.id for contact in contacts})
    if wrong:
        raise _mistake(path, wrong[0])


def _once(declared: list[FactDeclaration]) -> dict[str, FactDeclaration]:
    facts: dict[str, FactDeclaration] = {}
    for fact in declared:
        if facts.setdefault(fact.id, fact) != fact:
            raise Problem(
                what=f"The playbooks declare “{fact.id}” in two ways.",
                safe="Nothing you entered was touched.",
                do="Put back the files that came with the program, or give one another name.",
            )
    return facts


def read_shared(path: Path) -> Shared:
    """Read the steps and the words that all playbooks share."""
    found = _decode(path, _Shared)
    steps, pauses = {s["id"]: s for s in found.step}, {p.phase: p for p in found.pause}
    return Shared(steps, found.meaning, pauses, found.checked)


def read_playbook(path: Path, shared: Shared) -> Playbook:
    """Read one playbook and put its shared steps in place."""
    head = _decode(path, _Head)
    steps = tuple(read_step(path, raw, shared) for raw in head.step)
    made = Playbook(
        id=head.id,
        version=head.version,
        title=head.title,
        incident_type=head.incident_type,
        summary=head.summary,
        sources=head.sources,
        questions=head.question,
        facts=head.fact,
        steps=steps,
        digest="",
        pauses=tuple(_pause(path, raw, shared) for raw in head.pause),
        retired=head.retired,
        checked=head.checked,
    )
    return sealed(made, {})


def read_step(path: Path, raw: dict[str, Any], shared: Shared) -> Step:
    """Return a step as it is written in a file, a shared one put in place; ``path`` names it."""
    body = dict(raw)
    name = body.pop("use", None)
    if name is not None:
        if name not in shared.steps:
            raise _mistake(path, f"there is no shared step called “{name}”")
        body = shared.steps[name] | body
    if "when" in body:
        body["when"] = _spelled_out(str(body["when"]), shared.meanings)
    try:
        return msgspec.convert(body, Step)
    except msgspec.ValidationError as trouble:
        raise _mistake(path, f"step “{body.get('id', '?')}”: {trouble}") from trouble


def _pause(path: Path, raw: dict[str, Any], shared: Shared) -> Pause:
    name = raw.get("use")
    if name in shared.pauses and len(raw) == 1:
        return shared.pauses[str(name)]
    try:
        return msgspec.convert(raw, Pause)
    except msgspec.ValidationError as trouble:
        raise _mistake(path, f"a pause: {trouble}") from trouble


def _spelled_out(condition: str, meanings: Mapping[str, str]) -> str:
    for word, meaning in meanings.items():
        condition = re.sub(rf"\b{re.escape(word)}\b", f"({meaning})", condition)
    return condition


def _decode(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError) as trouble:
        raise _mistake(path, str(trouble)) from trouble


def _mistake(path: Path, what: str) -> Problem:
    return Problem(
        what=f"The playbook file “{path.name}” has a mistake: {what.rstrip('.')}.",
        safe="Nothing you entered was touched.",
        do="Put back the file that came with the program, or correct the line.",
        who="Whoever changed the file can help.",
    )


def _find(rows: tuple[N, ...], id_: str, what: str) -> N:
    for row in rows:
        if row.id == id_:
            return row
    raise Problem(
        what=f"There is no {what} called “{id_}” in this program.",
        safe="Nothing was changed.",
        do="Pick one from the list.",
    )

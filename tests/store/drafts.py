"""Entries, people and letters for the store's tests, and a binder that is sure to be closed."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ir_app.clock import Clock, SteppedClock
from ir_app.core.journal import Draft, Entry
from ir_app.core.kinds import Kind, Noted, Opened
from ir_app.core.moment import Moment
from ir_app.core.person import Address, Person
from ir_app.store.binder import Binder
from ir_app.store.engine import Mode, connect
from ir_app.store.keys import slots
from ir_app.store.keys.source import KeySource
from ir_app.store.keys.unlocking import unlock
from ir_app.store.opening import FILE, LOCK
from ir_app.store.records import LetterRow
from tests.keys import KEY


@dataclass
class How:
    """How the binders of a test are opened; set for each test by its fixture."""

    key: KeySource = KEY


how = How()
MONDAY = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
ZONE = "America/Indiana/Indianapolis"
OPENED = Opened(
    title="Screens are locked",
    symptom="ransom note",
    incident_type="ransomware",
    playbook="ransomware",
    playbook_version="1",
    playbook_digest="0" * 64,
    zone=ZONE,
)


def draft(data: Kind | str) -> Draft:
    return Draft(
        data=Noted(text=data) if isinstance(data, str) else data,
        happened=Moment.of(MONDAY, ZONE),
        actor="Dana",
        role="lead",
        device="front-desk",
        app_version="0.1.0",
    )


def write(binder: Binder, journal: str, *data: Kind | str) -> list[Entry]:
    """Append one act behind whatever stands there."""
    head = binder.head(journal)
    with binder.act(journal, after=head.seq if head else 0) as act:
        return act.append([draft(one) for one in data])


def person(number: int) -> Person:
    return Person(
        id=f"p-{number:016x}",
        source_ids=(str(number),),
        rows=(number,),
        first="Søren",
        last=f"O’Neil {number}",
        born=MONDAY.date(),
        address=Address(lines=("12 Oak & Elm",), city="Fort Wayne", state="IN", zip="04680"),
    )


def letter(number: int, batch: str = "b1") -> tuple[LetterRow, bytes]:
    body = f"PK letter {number}".encode() * 500
    row = LetterRow(
        batch=batch,
        letter=f"L-{number:04d}",
        person=f"p-{number:016x}",
        sha256=hashlib.sha256(body).hexdigest(),
        text_sha256=hashlib.sha256(b"words").hexdigest(),
        state="IN",
        addressee=f"Parent of patient {number}",
        file_name=f"{number:04d}.docx",
    )
    return row, body


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """A folder of its own for each example that hypothesis makes up."""
    with TemporaryDirectory() as name:
        yield Path(name) / "binder"


@contextmanager
def opened(folder: Path, clock: Clock | None = None) -> Iterator[Binder]:
    with Binder.open(folder, clock or SteppedClock(MONDAY), key=how.key) as binder:
        yield binder


def texts(entries: Sequence[Entry]) -> list[str]:
    return [entry.text for entry in entries]


def at_the_file(folder: Path) -> Any:
    """Connect to the binder's file itself, past the program, in the test's own way."""
    plain = how.key.plain
    key = None if plain else unlock(folder, how.key, SteppedClock(MONDAY)).key
    return connect(folder / FILE, Mode.WRITE, key)


NAMES = {True: [LOCK, FILE], False: [slots.FILE, slots.SPARE, LOCK, FILE]}

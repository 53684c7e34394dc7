"""What an instruction that could hurt rests on: which source says so, where, and when read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.playbook.model import Playbook


class Reading(StrEnum):
    """How a source was read; only what was read carries a day."""

    PAGE = "page"  # its own page, or a stored copy of it, at least in part
    COPY = "copy"  # its words as somebody else shows them
    REPORT = "report"  # what somebody else reports of it
    MEMORY = "memory"  # not read for this: general knowledge


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One publication that playbooks rest on."""

    id: str
    title: str  # who, and what it is called
    dated: str  # the year or the day of the version, as it names it
    how: Reading
    read: date | None = None
    seen: str = ""  # where it was read


class Says(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one source says to an instruction, in our words, and the place in it."""

    source: str
    where: str
    says: str


class Checked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One instruction that could hurt, and what it rests on."""

    step: str
    what: str
    by: tuple[Says, ...]
    doubt: str = ""  # where sources differ: what the other side says, and why we say this


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: tuple[Source, ...]


def read_sources(path: Path) -> dict[str, Source]:
    """Read the sources by id; raises Problem naming the file and the place of a mistake."""
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=_File).source
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The file “{path.name}” can't be read: {trouble}.",
            safe="Nothing you entered was touched.",
            do="Put back the file that came with the program.",
        ) from trouble
    return {source.id: source for source in found}


def wrong_checks(
    checks: Sequence[Checked], steps: set[str], sources: Mapping[str, Source]
) -> Iterator[str]:
    """Yield a sentence for each check that names a step or a source that is not there."""
    for check in checks:
        if check.step not in steps:
            yield f"a check is about the step “{check.step}”, which is not there"
        for says in check.by:
            if says.source not in sources:
                yield f"the check of “{check.step}” names “{says.source}”, which is no source"


def checks_of(book: "Playbook", shared: Sequence[Checked]) -> tuple[Checked, ...]:
    """Return what was checked of a playbook's steps, those it shares included, in their order."""
    order = {step.id: place for place, step in enumerate(book.steps)}
    own = {check.step for check in book.checked}
    more = [c for c in shared if c.step in order and c.step not in own]
    return tuple(sorted((*book.checked, *more), key=lambda check: order.get(check.step, 0)))

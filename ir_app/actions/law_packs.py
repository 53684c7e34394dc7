"""Law files: look into one, see what it would move, install it, go back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ir_app.actions.consequences import Move
from ir_app.actions.desk import Part
from ir_app.actions.laws import InUse, arrival, in_use, keep_beside, law_of, running, shipped_law
from ir_app.actions.laws import would_move as moves_of
from ir_app.actions.rights import locked, refusal
from ir_app.core.change import Change
from ir_app.core.kinds import LawInstalled, LawTaken
from ir_app.core.practice import PRACTICE
from ir_app.law.pack import LARGEST, Pack, read_pack
from ir_app.law.pack import refusal as not_taken
from ir_app.law.publishers import Publishers, shipped
from ir_app.problems import Problem
from ir_app.store import law_file

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.core.incident import Incident
    from ir_app.core.journal import Entry
    from ir_app.law.read import Law


@dataclass(frozen=True, slots=True)
class IncidentMoves:
    """What another law would change in one open incident."""

    incident: str
    title: str
    moves: tuple[Move, ...]


def read_file(path: Path, publishers: Publishers | None = None) -> Pack:
    """Read a law file and check every byte of it; raises Problem with the reason."""
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as trouble:
        raise Problem(
            what=f"The file “{path.name}” can't be read.",
            safe="Nothing was changed.",
            do="Check its name and place.",
            details=type(trouble).__name__,
        ) from trouble
    return read_pack(body, publishers or shipped())


def preview(desk: Desk, law: Law) -> tuple[IncidentMoves, ...]:
    """Return for every open incident what would move, appear or go; nothing is written down."""
    return tuple(
        IncidentMoves(one.id, one.title, moves_of(desk, one, law)) for one in running(desk)
    )


def why_not(now: InUse, pack: Pack, *, older: bool = False) -> Problem | None:
    """Return why a whole law file may not be installed, or None; ``older`` is a wish to go back."""
    made, version = pack.manifest.made, pack.manifest.version
    if pack.law.digest == now.law.digest:
        return not_taken("It is the law that is used already.", "Go on with your work.")
    lost = sorted(now.law.states.keys() - pack.law.states.keys())
    if lost:
        return not_taken(f"It lacks the law of {', '.join(lost)}.")
    if made < shipped_law().checked:
        return not_taken("It is older than the law that came with this program.")
    if now.pack and pack.number <= now.pack.number and not older:
        return not_taken(f"It is version {version}, and {now.pack.manifest.version} is installed.")
    return None


def install(desk: Desk, path: Path, *, older: bool = False, seen: str = "") -> Change:
    """Install a law file for new incidents; open ones keep theirs until somebody decides.

    ``seen`` is the SHA-256 of the file whose preview was read: another one is refused.
    """
    pack = read_file(path, desk.publishers)
    if seen and pack.sha256 != seen:
        raise not_taken("It is no longer the file you looked into.", "Load it again, and look.")
    problem = why_not(desk.law_in_use, pack, older=older)
    if problem:
        raise problem
    entries = _change(desk, pack.body)
    said = f"Law file {pack.manifest.version} is used for new incidents."
    return Change(entries, f"{said}{_open_ones(desk)}")


def remove(desk: Desk) -> Change:
    """Go back to the law that came with the program."""
    if law_file.read(desk.binder.folder, law_file.CURRENT, LARGEST) is None:
        raise Problem(
            what="No law file is installed.",
            safe="Nothing was changed.",
            do="The law that came with the program is used already.",
        )
    entries = _change(desk, None)
    return Change(entries, f"The law that came with the program is used.{_open_ones(desk)}")


def before(desk: Desk) -> Pack | None:
    """Return the law file that was installed before, when it is whole and can be gone back to."""
    body = law_file.read(desk.binder.folder, law_file.PREVIOUS, LARGEST)
    try:
        pack = read_pack(body, desk.publishers or shipped()) if body else None
    except Problem:
        return None
    return pack if pack and not why_not(desk.law_in_use, pack, older=True) else None


def go_back(desk: Desk) -> Change:
    """Go back to the law file that was installed before this one."""
    pack = before(desk)
    if pack is None:
        raise Problem(
            what="There is no earlier law file to go back to.",
            safe="Nothing was changed.",
            do="You can go back to the law that came with the program.",
        )
    entries = _change(desk, pack.body)
    said = f"Law file {pack.manifest.version} is used again.{_open_ones(desk)}"
    return Change(entries, said)


def _open_ones(desk: Desk) -> str:
    return " Each open incident asks before it uses it." if running(desk) else ""


def _change(desk: Desk, body: bytes | None) -> tuple[Entry, ...]:
    """Put other law in use and write it down everywhere; all of it happens or none."""
    problem = refusal(desk.actor, [LawInstalled]) or (
        locked(desk.locked.name) if desk.locked else None
    )
    if problem:
        raise problem  # before the file is touched
    folder, was = desk.binder.folder, desk.law_in_use
    old = law_file.read(folder, law_file.CURRENT, LARGEST)
    law_file.put(folder, body, keep_old=was.pack is not None)
    desk.law_in_use = in_use(folder, desk.publishers)
    try:
        written = desk.record_together(_parts(desk, was.law))
    except BaseException:
        law_file.put(folder, old, keep_old=False)
        desk.law_in_use = was
        raise
    return tuple(entry for entries in written for entry in entries)


def _parts(desk: Desk, old: Law) -> list[Part]:
    parts = [Part(PRACTICE, (arrival(desk, old.version),))]
    return parts + [_part(desk, incident, old) for incident in running(desk)]


def _part(desk: Desk, incident: Incident, old: Law) -> Part:
    if incident.law:
        data = arrival(desk, law_of(desk, incident).version, incident)
        return Part(incident.id, (data,))
    # From before laws were pinned: it stays under the law it has been under until now.
    desk.laws[old.digest] = old
    kept = replace(incident, law=old.digest)
    stays = LawTaken(
        law=old.digest,
        law_version=old.version,
        old_law="",
        old_version=old.version,
        pack="",
        moved=(),
    )
    data = arrival(desk, old.version, kept)
    return Part(incident.id, (data, stays), lambda act: keep_beside(act, old))

"""Which law is used: the program's own or an installed pack; and which one by each incident."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ir_app.actions.consequences import Move, compare
from ir_app.core.change import Change
from ir_app.core.kinds import LawInstalled, LawTaken
from ir_app.law.pack import LARGEST, Pack, read_pack
from ir_app.law.publishers import Publishers, shipped
from ir_app.law.read import Law, load_law, read_content
from ir_app.places import content
from ir_app.problems import Problem
from ir_app.store import law_file

if TYPE_CHECKING:
    from pathlib import Path

    from ir_app.actions.desk import Desk
    from ir_app.core.incident import Incident
    from ir_app.store.act import Act


@dataclass(frozen=True, slots=True)
class InUse:
    """The law that new incidents are worked out under, and where it comes from."""

    law: Law
    pack: Pack | None = None  # None is the law that came with the program
    note: str = ""  # why an installed law file is not used

    @property
    def pack_version(self) -> str:
        """Return the law file's own version, or "" for the law that came with the program."""
        return self.pack.manifest.version if self.pack else ""


# --- which law ----------------------------------------------------------------------------------


def shipped_law() -> Law:
    """Return the law that came with the program."""
    return load_law(content("resources", "law"))


def in_use(folder: Path, publishers: Publishers | None = None) -> InUse:
    """Return the installed law file when it is whole and the newest, else the program's own law."""
    own = shipped_law()
    body = law_file.read(folder, law_file.CURRENT, LARGEST)
    if body is None:
        return InUse(own)
    try:
        pack = read_pack(body, publishers or shipped())
    except Problem as problem:
        what = problem.what.replace("This law file", "The law file that was loaded")
        return InUse(own, note=f"{what} The law that came with the program is used.")
    if pack.manifest.made < own.checked:
        older = "The law file that was loaded is older than the law that came with the program."
        return InUse(own, note=f"{older} The newer one is used.")
    return InUse(pack.law, pack)


def law_of(desk: Desk, incident: Incident) -> Law:
    """Return the law an incident is worked out under, from the program or from beside it."""
    pinned = incident.law
    if pinned in ("", desk.law.digest):
        return desk.law
    if pinned not in desk.laws:
        if not desk.binder.has_blob(pinned):
            return desk.law  # a record that came without what lies beside it: there is no other
        desk.laws[pinned] = read_content(b"".join(desk.binder.blob(pinned)))
    return desk.laws[pinned]


def keep_beside(act: Act, law: Law) -> None:
    """Keep a law beside the journal under its digest, so that it answers for as long as that."""
    if act.put_blob(io.BytesIO(law.content), LARGEST)[0] != law.digest:
        raise RuntimeError("a law's digest is the SHA-256 of its content")


# --- an incident and other law ------------------------------------------------------------------


def running(desk: Desk) -> list[Incident]:
    """Return every incident that is not closed."""
    return [incident for incident in desk.incidents() if incident.closed is None]


def would_move(desk: Desk, incident: Incident, law: Law) -> tuple[Move, ...]:
    """Return every line that would move, appear or go if an incident were under another law."""
    from ir_app.actions.duties import work_out_answers

    today = desk.situation(incident.id).today
    before = work_out_answers(desk, incident, today, law_of(desk, incident))
    return compare(before, work_out_answers(desk, incident, today, law))


def is_offered(desk: Desk, incident: Incident) -> bool:
    """Tell whether an open incident could be worked out under other law than it is."""
    return incident.closed is None and incident.law not in ("", desk.law.digest)


def take(desk: Desk, incident: str) -> Change:
    """Work an open incident out under the law in use from now on; what moves is recorded."""
    known = desk.incident(incident)
    if not is_offered(desk, known):
        raise Problem(
            what="There is no other law for this incident to use.",
            safe="Nothing was changed.",
            do="A closed incident stays under the law it was worked out under.",
        )
    law, old = desk.law, law_of(desk, known)
    data = LawTaken(
        law=law.digest,
        law_version=law.version,
        old_law=known.law,
        old_version=old.version,
        pack=desk.law_in_use.pack_version,
        moved=tuple(move.sentence for move in would_move(desk, known, law)),
    )
    entries = desk.record(incident, [data], beside=lambda act: keep_beside(act, law))
    return Change(tuple(entries), f"Worked out under the law of files {law.version} from now on.")


def arrival(desk: Desk, old_version: str, incident: Incident | None = None) -> LawInstalled:
    """Return the entry that other law came in; for an incident with what it would move there."""
    now = desk.law_in_use
    moves = would_move(desk, incident, now.law) if incident else ()
    return LawInstalled(
        law=now.law.digest,
        law_version=now.law.version,
        old_version=old_version,
        pack=now.pack_version,
        pack_sha256=now.pack.sha256 if now.pack else "",
        made=now.pack.manifest.made.isoformat() if now.pack else "",
        would_move=tuple(move.sentence for move in moves),
    )


def notice(desk: Desk) -> None:
    """Write down in each open incident that the law changed with nobody loading a file.

    A newer program brings newer law, an installed file may be damaged, and the power may have
    failed between loading a file and writing it down.
    """
    for incident in running(desk):
        # Once for each law: computers of a group may take turns with different ones installed.
        if is_offered(desk, incident) and desk.law.digest not in incident.laws_seen:
            old = law_of(desk, incident).version
            desk.record_by_program(incident.id, [arrival(desk, old, incident)])

"""The law in use: where it comes from, what another law file would move, and what waits."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ir_app.actions import law_packs, laws
from ir_app.actions.consequences import Move
from ir_app.actions.desk import Desk
from ir_app.core.incident import Incident
from ir_app.core.seals import fingerprint
from ir_app.law.pack import Pack
from ir_app.law.review import review_due
from ir_app.pages.parts import Button
from ir_app.pages.words import count, day
from ir_app.problems import Problem

HEADS = ("Who must be told", "Now", "Then", "Why")


@dataclass(frozen=True, slots=True)
class MovesTable:
    """What other law moves in one open incident."""

    incident: str
    title: str
    said: str  # "3 dates would move." or "Nothing would move."
    rows: tuple[tuple[str, str, str, str], ...]  # as HEADS
    use: Button | None = None  # takes the law up for this incident


@dataclass(frozen=True, slots=True)
class Preview:
    """A law file that was looked into and is not installed yet."""

    sha256: str  # which file it was
    heading: str
    lines: tuple[str, ...]  # what it says of itself
    changes: tuple[str, ...]  # "Indiana: ..."
    tables: tuple[MovesTable, ...]
    none: str  # said when no incident is open
    install: Button
    drop: Button


@dataclass(frozen=True, slots=True)
class LawPage:
    """Everything the Law screen says."""

    heading: str
    lead: str
    lines: tuple[str, ...]
    warning: str  # "" or why an installed law file is not used
    load: Button
    back: tuple[Button, ...]  # ways to go back to earlier law
    preview: Preview | None
    trouble: str  # "" or why the picked file can't be used
    waiting_heading: str
    waiting: tuple[MovesTable, ...]  # open incidents that are still under other law
    ready: Button


def build(desk: Desk, picked: Path | None = None) -> LawPage:
    """Return the law in use and, with a file, what it would move before it is installed."""
    preview, trouble = _looked_into(desk, picked)
    waiting = tuple(found for one in laws.running(desk) if (found := offer(desk, one)))
    return LawPage(
        heading="The law in use",
        lead="Laws change. A law file brings the newer rules, without the internet. It is checked "
        "to its last letter, and no date of an open incident moves before you say so.",
        lines=_lines(desk),
        warning=desk.law_in_use.note,
        load=Button("law-load", "Load a law file …", primary=preview is None),
        back=_back(desk),
        preview=preview,
        trouble=trouble,
        waiting_heading="Open incidents under other law" if waiting else "",
        waiting=waiting,
        ready=Button("law-ready", "Back to Get ready"),
    )


def _lines(desk: Desk) -> tuple[str, ...]:
    now = desk.law_in_use
    if now.pack is None:
        first = f"It came with the program. Last checked on {day(now.law.checked)}."
        due = min(map(review_due, now.law.every))
        return first, f"The first review is due by {day(due)}.", f"Files {now.law.version}."
    about, key = now.pack.manifest, fingerprint(now.pack.publisher.key)
    return (
        f"Law file {about.version}, made on {day(about.made)}.",
        _review(about.review_due, desk.now_here().date()),
        f"Signed by {now.pack.publisher.name}, key {key}. Files {now.law.version}.",
    )


def _review(due: date, today: date) -> str:
    if due < today:
        return f"It should have been looked at again by {day(due)}. Ask for a newer law file."
    return f"It should be looked at again by {day(due)}."


def _back(desk: Desk) -> tuple[Button, ...]:
    ways = []
    earlier = law_packs.before(desk)
    if earlier:
        words = f"Go back to law file {earlier.manifest.version}"
        ways.append(Button("law-back", words))
    if desk.law_in_use.pack or desk.law_in_use.note:
        ways.append(Button("law-remove", "Go back to the law that came with the program"))
    return tuple(ways)


def _looked_into(desk: Desk, picked: Path | None) -> tuple[Preview | None, str]:
    if picked is None:
        return None, ""
    try:
        pack = law_packs.read_file(picked, desk.publishers)
    except Problem as problem:
        return None, str(problem)
    why_not = law_packs.why_not(desk.law_in_use, pack)
    return (None, str(why_not)) if why_not else (_preview(desk, pack), "")


def _preview(desk: Desk, pack: Pack) -> Preview:
    about = pack.manifest
    tables = tuple(
        _table(one.incident, one.title, one.moves) for one in law_packs.preview(desk, pack.law)
    )
    return Preview(
        sha256=pack.sha256,
        heading=f"Law file {about.version}: look before it is installed",
        lines=(
            f"Made on {day(about.made)}, good until {day(about.review_due)}.",
            f"Signed by {pack.publisher.name}. Every byte of it was checked.",
        ),
        changes=tuple(
            f"{_name(pack, code)}: {words}"
            for code, said in sorted(about.changes.items())
            for words in said
        ),
        tables=tables,
        none="" if tables else "No incident is open: no date can move.",
        install=Button("law-install", "Install this law file", primary=True),
        drop=Button("law-drop", "Do not install it"),
    )


def _name(pack: Pack, code: str) -> str:
    known = pack.law.states.get(code)
    return known.name if known else "Federal"


def offer(desk: Desk, incident: Incident) -> MovesTable | None:
    """Return what the law in use moves in an open incident that is under other law, or None."""
    if not laws.is_offered(desk, incident):
        return None
    moves = laws.would_move(desk, incident, desk.law)
    use = Button(f"law-use-{incident.id}", "Use the new law for this incident", primary=True)
    return _table(incident.id, incident.title, moves, use)


def _table(
    incident: str, title: str, moves: tuple[Move, ...], use: Button | None = None
) -> MovesTable:
    said = f"{count(len(moves), 'line')} would move." if moves else "Nothing would move."
    rows = tuple((m.title, _cap(m.was), _cap(m.now), " ".join(m.why)) for m in moves)
    return MovesTable(incident, title, said, rows, use)


def _cap(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}" if words else "Not on the list"

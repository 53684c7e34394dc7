"""The story (timeline): every act with time and name."""

import re
from dataclasses import dataclass

from ir_app.actions import counsel
from ir_app.actions.incidents import why_not_close
from ir_app.actions.rights import may
from ir_app.actions.situation import Situation
from ir_app.core.journal import verify
from ir_app.core.kinds import CounselNoted, CounselOpened
from ir_app.export.timeline import Row, rows
from ir_app.pages.paper_line import FORM, PaperForm
from ir_app.pages.parts import Button, Choice, Tone
from ir_app.pages.words import count


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One entry of the journal in a sentence."""

    seq: int
    when: str  # "Monday, November 23, 8:05 am"
    who: str
    sentence: str
    detail: str
    marks: tuple[str, ...]  # "Written down 3 hours later", "Taken back", "Corrected: ..."
    tone: Tone
    struck: bool


@dataclass(frozen=True, slots=True)
class CounselBlock:
    """The notes for counsel, as far as the person at the desk may see them."""

    line: str  # "1 entry for counsel"
    is_open: bool  # the attorney opened the track
    banner: str  # words of privilege, while the notes are shown
    readers: str  # "Jane Roe can read them."
    ways: tuple[Button, ...]  # counsel-open, counsel-unlock, counsel-note, counsel-admit, ...


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything the Timeline screen says."""

    heading: str
    lead: str
    rows: tuple[StoryRow, ...]  # newest first
    note_label: str
    bases: tuple[Choice, ...]  # saw, told, log, inferred
    paper: PaperForm
    save_timeline: Button
    save_bundle: Button
    end: Button  # "Close the incident" or "Open it again"
    hand_over: Button
    counsel: CounselBlock
    chain: str  # "All 42 entries fit together. Last: 3f9a…"


BASES = (
    Choice("saw", "I saw it myself"),
    Choice("told", "Somebody told me"),
    Choice("log", "A log or a screen says so"),
    Choice("inferred", "I conclude it"),
)

_PROOF = re.compile(r"\b[0-9a-f]{32,}\b")  # whole in the Word file, where somebody checks it


def build(situation: Situation) -> StoryPage:
    """Return every entry in a sentence, newest first."""
    notes = counsel.texts(situation.desk, situation.id)
    told = rows(situation.incident.entries, notes=notes, asked=situation.declared)
    faults = list(verify((e.text, e.hash) for e in situation.incident.entries))
    total = count(len(situation.incident.entries), "entry", "entries")
    last = situation.incident.head.hash[:12]
    return StoryPage(
        heading="Timeline",
        lead="Everything that was done, with time and name. Nothing is ever erased.",
        rows=tuple(_row(row) for row in reversed(told)),
        note_label="Write down what you saw or heard",
        bases=BASES,
        paper=FORM,
        save_timeline=Button("timeline", "Save the timeline as a Word file"),
        save_bundle=Button("bundle", "Make the file pack for the attorney", primary=True),
        end=_end(situation),
        hand_over=Button("hand-over", "Someone else is taking over"),
        counsel=_counsel(situation),
        chain=faults[0].sentence if faults else f"{total}, all fit together. Last: {last}…",
    )


def _counsel(situation: Situation) -> CounselBlock:
    incident, desk = situation.incident, situation.desk
    shown = incident.id in desk.counsel_keys
    names = ", ".join(reader.name for reader in incident.counsel_readers.values())
    return CounselBlock(
        line=f"{count(len(incident.counsel), 'entry', 'entries')} for counsel",
        is_open=bool(names),
        banner=f"{counsel.BANNER} {counsel.ADVICE}" if shown else "",
        readers=f"Who can read: {names}" if names else "The attorney has not opened them yet.",
        ways=tuple(button for holds, button in _ways(situation, shown=shown) if holds),
    )


def _ways(situation: Situation, *, shown: bool) -> list[tuple[bool, Button]]:
    readers = situation.incident.counsel_readers
    role = situation.desk.actor.role
    opens, reads = may(role, CounselOpened), counsel.may_try(situation.desk, situation.id)
    return [
        (opens and not readers, Button("counsel-open", "Open the notes for counsel")),
        (reads and not shown, Button("counsel-unlock", "Show the notes for counsel")),
        (bool(readers) and may(role, CounselNoted), Button("counsel-note", "Write to counsel")),
        (opens and shown, Button("counsel-admit", "Let someone else read them")),
        (shown, Button("counsel-timeline", "Save the timeline for counsel")),
    ]


def _end(situation: Situation) -> Button:
    if situation.incident.closed:
        return Button("reopen-incident", "Open it again")
    refused = why_not_close(situation)
    return Button("close-incident", "Close the incident", refused.what if refused else "")


def _row(row: Row) -> StoryRow:
    noticed = f"Noticed {row.learned_local}" if row.learned_local else ""
    marks = [noticed, row.late, "Taken back" if row.undone else "", *row.corrected]
    return StoryRow(
        seq=row.seq,
        when=row.happened_local,
        who=row.actor,
        sentence=row.sentence,
        detail=_PROOF.sub(lambda found: f"{found[0][:8]}…", row.detail),
        marks=tuple(mark for mark in marks if mark),
        tone=Tone.QUIET if row.undone else Tone.PLAIN,
        struck=row.undone,
    )

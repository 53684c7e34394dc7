"""The story (timeline): every act with time and name."""

from dataclasses import dataclass

from ir_app.pages.parts import Button, Choice, Tone


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
class StoryPage:
    """Everything the Timeline screen says."""

    heading: str
    lead: str
    rows: tuple[StoryRow, ...]  # newest first
    note_label: str
    bases: tuple[Choice, ...]  # saw, told, log, inferred
    save_timeline: Button
    save_bundle: Button
    chain: str  # "All 42 entries fit together. Last: 3f9a…"

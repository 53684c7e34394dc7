"""Now: the one step card."""

from dataclasses import dataclass

from ir_app.pages.parts import Button, Choice, Field


@dataclass(frozen=True, slots=True)
class CallBlock:
    """Whom to phone for this step; ``missing`` when nobody has written the number down yet."""

    contact: str  # role id: it, insurer, counsel ...
    label: str  # "IT company"
    name: str
    number: str
    line: str  # "Bright Dental IT · (260) 555-0144 · Sam, day or night"
    missing: bool
    missing_text: str  # where to find the number when it is missing


@dataclass(frozen=True, slots=True)
class StopBlock:
    """The one red block of a card."""

    text: str  # "Do not wipe or format anything."
    reason: str
    acknowledged: bool
    acknowledge_label: str  # "I will not do this"
    already_label: str  # "It already happened"
    already_lines: tuple[str, ...]  # shown after "It already happened"


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    """What to keep as proof for this step."""

    ask: str
    required: bool
    kept: tuple[str, ...]  # "EV-0001 screen.jpg, 2.1 MB, 8:14 am"
    add_label: str


@dataclass(frozen=True, slots=True)
class NowPage:
    """The card of one step, or the sentence that says what is left when there is none."""

    step: str  # "" when no step is left
    phase: str
    title: str
    why: str
    how: tuple[str, ...]
    call: CallBlock | None
    say: tuple[str, ...]  # what to say on the phone
    stop: StopBlock | None
    fields: tuple[Field, ...]
    evidence: EvidenceBlock | None
    go: tuple[Button, ...]  # buttons that open a screen: id is the screen's name
    done: Button
    cannot_label: str  # "I cannot do this now"
    cannot_choices: tuple[Choice, ...]  # later, someone_else, not_applicable, could_not
    note: str  # "Waiting for Sam since 8:40 am", "Late: this was meant for the first 15 minutes"
    state: str  # "To do", "Doing", "Done 8:14 am by Dana Reyes" ...
    reopen_label: str  # "" or "Open this step again"
    was_on: str  # "" or "You were on: Call the IT company"
    progress: str  # "3 done · 11 to go"

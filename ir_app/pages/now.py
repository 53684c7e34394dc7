"""Now: the one step card."""

from dataclasses import dataclass
from datetime import timedelta

from ir_app.actions import pauses
from ir_app.actions.plans import pinned
from ir_app.actions.situation import Situation
from ir_app.actions.steps import needs_proof
from ir_app.core.journal import Entry
from ir_app.core.kinds import EvidenceAdded, StepMoved, StepState
from ir_app.pages import waiting
from ir_app.pages.fields import field
from ir_app.pages.filled import filled
from ir_app.pages.parts import Button, Choice, Field
from ir_app.pages.progress import OPEN, progress
from ir_app.pages.words import count, size, span, time_of_day
from ir_app.playbook.model import PHASES, Step
from ir_app.playbook.run import Event


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
    belongs: str = ""  # which of two plans the step is from, where that helps
    own_note: str = ""  # what the practice wrote beside this step
    begin_label: str = ""  # "" or "I am doing this now"
    by_label: str = ""  # "" or "Someone else did it"
    proof_missing: str = ""  # "" or what is asked for before it is done
    change_label: str = ""  # "" or "This is something else"
    pause: str = ""  # "" or the phase whose check can be read together now
    pause_label: str = ""


GO = {
    "roster": ("letters", "Load the patient list"),
    "dates": ("dates", "See who must be told"),
    "letters_write": ("letters", "Write the letters"),
    "letters_approve": ("letters", "Read and approve the letters"),
    "letters_mail": ("letters", "Mark the letters as mailed"),
    "call": ("call", "Who to call"),
    "timeline": ("story", "Open the timeline"),
    "assessment": ("assessment", "Open the assessment"),
    "memo": ("assessment", "Sign the memo"),
    "forms": ("forms", "Open the forms"),
    "close": ("story", "Close the incident there"),
}

CANNOT = (
    Choice("later", "Later", "It comes back in an hour, or when you say"),
    Choice("someone_else", "Waiting for someone", "Write who"),
    Choice("not_applicable", "It does not apply", "Write why"),
    Choice("could_not", "It can't be done", "Write why"),
)

TODO, WAITING = StepState.TODO, StepState.WAITING

STATES = {
    StepState.TODO: "To do",
    StepState.DOING: "Doing",
    StepState.WAITING: "Waiting",
    StepState.DONE: "Done",
    StepState.COULD_NOT: "Could not be done",
    StepState.NOT_APPLICABLE: "Does not apply",
}


def build(situation: Situation, step: str = "") -> NowPage:
    """Return the card of ``step``, or of the step to do now."""
    known = step and situation.playbook.has(step)  # the plan may have changed under an open card
    chosen = step if known else situation.run.current
    if not chosen:
        return _nothing_left(situation)
    return _card(situation, situation.playbook.step(chosen))


def _card(situation: Situation, step: Step) -> NowPage:
    state = situation.run.states[step.id]
    pause = pauses.offered(situation)
    return NowPage(
        step=step.id,
        phase=situation.playbook.phase(step.phase).title,
        title=step.title,
        why=step.why,
        how=filled(situation.desk, step.how),
        call=_call(situation, step),
        say=filled(situation.desk, step.say),
        stop=_stop(situation, step),
        fields=tuple(_fields(situation, step)),
        evidence=_evidence(situation, step),
        go=(*(Button(*GO[act]) for act in step.does if act in GO), *_questions(situation)),
        done=Button("done", "Done - next step", _why_not_done(situation, step), primary=True),
        cannot_label="I cannot do this now",
        cannot_choices=CANNOT,
        note=_note(situation, step),
        state=_state(situation, step, state),
        reopen_label="" if state in OPEN else "Open this step again",
        was_on="",
        progress=progress(situation),
        belongs=_belongs(situation, step),
        own_note=situation.practice.own.notes.get(step.id, ""),
        begin_label="I am doing this now" if state in (TODO, WAITING) else "",
        by_label="Someone else did it" if state in OPEN else "",
        proof_missing=_proof(situation, step) if state in OPEN else "",
        change_label="" if situation.incident.closed else "This is something else",
        pause=pause.phase if pause else "",
        pause_label=f"Read together: {PHASES[pause.phase]} is finished" if pause else "",
    )


def _belongs(situation: Situation, step: Step) -> str:
    """Name the plan a step is from when there are two and not both have it."""
    books = [pinned(situation.desk, pin) for pin in situation.incident.pins]
    having = [book.title for book in books if book.has(step.id)]
    return f"For: {having[0]}" if len(having) == 1 < len(books) else ""


def _proof(situation: Situation, step: Step) -> str:
    missing = step.evidence is not None and needs_proof(situation, step)
    return step.evidence.ask if step.evidence and missing else ""


def _nothing_left(situation: Situation) -> NowPage:
    closed = situation.incident.closed is not None
    title = "This incident is closed" if closed else "No step is open now"
    why = (
        "You can open it again from the timeline."
        if closed
        else "Look at the dates. Make the file pack for the attorney. Then close the incident."
    )
    return NowPage(
        step="",
        phase="",
        title=title,
        why=why,
        how=(),
        call=None,
        say=(),
        stop=None,
        fields=(),
        evidence=None,
        go=(Button("dates", "See who must be told"), Button("story", "Open the timeline")),
        done=Button("done", "Done", "Nothing is open."),
        cannot_label="",
        cannot_choices=(),
        note="",
        state="",
        reopen_label="",
        was_on="",
        progress=progress(situation),
    )


def _call(situation: Situation, step: Step) -> CallBlock | None:
    if not step.call:
        return None
    contact = situation.desk.library.contact(step.call)
    known = situation.practice.contacts.get(step.call)
    name = known.name if known else ""
    number = (known.number if known else "") or contact.number
    person = known.person if known else ""
    hours = (known.hours if known else "") or contact.hours
    return CallBlock(
        contact=step.call,
        label=contact.label,
        name=name,
        number=number,
        line=" · ".join(part for part in (name or contact.label, number, person, hours) if part),
        missing=not number,
        missing_text=contact.missing,
    )


def _stop(situation: Situation, step: Step) -> StopBlock | None:
    if step.gate is None:
        return None
    known = situation.incident.gates.get(step.id)
    return StopBlock(
        text=step.gate.stop,
        reason=step.gate.reason,
        acknowledged=known is not None,
        acknowledge_label="I will not do this",
        already_label="It already happened",
        already_lines=tuple(step.gate.already_happened) if known and known.already_happened else (),
    )


def _questions(situation: Situation) -> tuple[Button, ...]:
    """Offer the opening questions beside the card, never before it: the first card comes first."""
    asked = situation.playbook.questions
    waiting = [q for q in asked if q.fact not in situation.incident.facts]
    words = count(len(waiting), "short question")
    return (Button("question", f"Answer {words}"),) if waiting else ()


def _fields(situation: Situation, step: Step) -> list[Field]:
    return [field(situation, name) for name in step.sets]


def _evidence(situation: Situation, step: Step) -> EvidenceBlock | None:
    if step.evidence is None:
        return None
    kept = [
        f"{e.data.evidence} {e.data.name}, {size(e.data.size)}, {time_of_day(e.happened.wall)}"
        for e in situation.incident.evidence.values()
        if isinstance(e.data, EvidenceAdded) and e.data.step == step.id
    ]
    required = step.evidence.required
    return EvidenceBlock(step.evidence.ask, required, tuple(kept), "Keep a photo or file")


def _why_not_done(situation: Situation, step: Step) -> str:
    problem = situation.run.may(Event(step=step.id, to=StepState.DONE))
    return problem.what if problem else ""


def _state(situation: Situation, step: Step, state: StepState) -> str:
    entry = _last_move(situation, step)
    if entry is None or state is StepState.TODO:
        return STATES[state]
    by = entry.data.by if isinstance(entry.data, StepMoved) and entry.data.by else entry.actor
    if state is StepState.WAITING:
        return f"{STATES[state]} since {time_of_day(entry.happened.wall)}"
    return f"{STATES[state]} {time_of_day(entry.happened.wall)} by {by}"


def _note(situation: Situation, step: Step) -> str:
    waits = waiting.note(situation, step.id)
    entry = _last_move(situation, step)
    if entry and isinstance(entry.data, StepMoved) and entry.data.reason not in ("", "Later"):
        return f"{waits} {entry.data.reason}".strip()
    if waits:
        return waits
    late = situation.now - situation.incident.opened_entry.happened.wall
    if step.target_minutes and step.id in situation.run.visible:
        over = late.total_seconds() / 60 - step.target_minutes
        state = situation.run.states[step.id]
        if over > 0 and state in OPEN:
            target = timedelta(minutes=step.target_minutes)
            return f"Late: this was meant for the first {span(target)}. Do it now."
    return ""


def _last_move(situation: Situation, step: Step) -> Entry | None:
    moves = (e for e in reversed(situation.incident.progress) if isinstance(e.data, StepMoved))
    return next((e for e in moves if _step_of(e) == step.id), None)


def _step_of(entry: Entry) -> str:
    return entry.data.step if isinstance(entry.data, StepMoved) else ""

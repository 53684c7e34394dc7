"""The hand-over page: half a page for whoever takes over."""

from dataclasses import dataclass

from ir_app.actions.situation import Situation
from ir_app.core.kinds import HandedOver, Noted, PaperLine, StepState
from ir_app.export.plan import NO_DATES, Brief
from ir_app.pages import plan
from ir_app.pages.frame import build as strip
from ir_app.pages.parts import Button
from ir_app.pages.progress import progress
from ir_app.pages.words import count

TITLE = "Hand-over"
ALWAYS = ("it", "insurer", "counsel")
LAST_DONE, LAST_SAID, LONGEST = 3, 2, 140


@dataclass(frozen=True, slots=True)
class BriefPage:
    """Everything the Hand-over screen says."""

    brief: Brief
    print: Button
    save: Button
    go_on: Button
    no_dates: str
    no_number: str


def page(situation: Situation) -> BriefPage:
    """Return the brief with what can be done with it."""
    return BriefPage(
        brief=build(situation),
        print=Button("brief-print", "Print this page", primary=True),
        save=Button("brief-save", "Save it as a Word file"),
        go_on=Button("brief-go", "Go on with the steps"),
        no_dates=NO_DATES,
        no_number="number not written down yet",
    )


def build(situation: Situation) -> Brief:
    """Return who, what happened so far, what is now, the next three dates, whom to call."""
    current = situation.run.current
    step = situation.playbook.step(current) if current else None
    call = (step.call,) if step and step.call and step.call not in ALWAYS else ()
    return Brief(
        heading=f"Hand-over: {situation.incident.title}",
        who=_who(situation),
        what=f"{situation.incident.opened.symptom}; {strip(situation).since}.",
        so_far=_so_far(situation),
        now=plan.now(situation),
        why=step.why if step else "",
        dates=plan.dates(situation, 3),
        calls=plan.calls(situation, (*call, *ALWAYS)),
    )


def _who(situation: Situation) -> str:
    handed = [
        entry
        for entry in situation.incident.entries
        if isinstance(entry.data, HandedOver) and entry.seq not in situation.incident.undone
    ]
    if handed and isinstance(handed[-1].data, HandedOver):
        words = f" {handed[-1].data.words}" if handed[-1].data.words else ""
        return f"{handed[-1].data.to} takes over from {handed[-1].actor}.{words}"
    member = situation.desk.member
    return f"{member.name} is doing this." if member else "Nobody has signed in yet."


def _so_far(situation: Situation) -> tuple[str, ...]:
    lines = [f"{progress(situation)}.", *_done(situation), *_aside(situation), *_harm(situation)]
    return tuple(line for line in (*lines, *_letters(situation), *_said(situation)) if line)


def _done(situation: Situation) -> list[str]:
    states = situation.run.states
    order = dict.fromkeys(_step_of(e.data) for e in reversed(situation.incident.progress))
    done = [s for s in order if states.get(s) is StepState.DONE][:LAST_DONE]
    return [f"Done last: {'; '.join(_titles(situation, done))}."] if done else []


def _aside(situation: Situation) -> list[str]:
    states = situation.run.states
    waiting = [s for s in situation.run.visible if states[s] is StepState.WAITING]
    if not waiting:
        return []
    titles = "; ".join(_titles(situation, waiting[:LAST_DONE]))
    return [f"{count(len(waiting), 'step')} put aside: {titles}."]


def _harm(situation: Situation) -> list[str]:
    gates = situation.incident.gates.values()
    return [f"It already happened: {_short(g.stop)}" for g in gates if g.already_happened]


def _letters(situation: Situation) -> list[str]:
    batch = situation.incident.batch
    if batch is None:
        return []
    stands = "approved" if batch.standing_approval else "not approved yet"
    state = "mailed" if batch.mailed else stands
    return [f"{count(batch.written.count, 'letter')} written, {state}."]


def _said(situation: Situation) -> list[str]:
    last = situation.incident.said[-LAST_SAID:]
    texts = [e.data.text for e in last if isinstance(e.data, (Noted, PaperLine))]
    return [f"Note: {_short(text)}" for text in texts]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _titles(situation: Situation, steps: list[str]) -> list[str]:
    return [situation.playbook.step(step).title for step in steps]


def _step_of(data: object) -> str:
    return str(getattr(data, "step", ""))

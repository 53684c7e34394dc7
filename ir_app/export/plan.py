"""The plan as it stands now, and the half page for whoever takes over, as Word documents."""

from dataclasses import dataclass

from ir_app.export.paper import Paper, PaperHead


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step on paper: ticked or to do, and what is known about it."""

    title: str
    note: str  # "Done Monday, November 23, 8:20 am, by Dana Reyes"
    settled: bool


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call; an empty number is a line to write on."""

    who: str
    number: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the plan on paper says; all of it finished text."""

    incident: str
    since: str
    summary: str  # "3 done · 11 to go"
    doing: str
    now: str  # the one step to do now
    dates: tuple[str, ...]
    phases: tuple[tuple[str, tuple[PlanStep, ...]], ...]
    calls: tuple[Call, ...]
    contracts: tuple[tuple[str, str], ...] = ()  # who asks for notice, when and where to


@dataclass(frozen=True, slots=True)
class Brief:
    """Half a page for whoever takes over; all of it finished text."""

    heading: str
    who: str
    what: str
    so_far: tuple[str, ...]
    now: str
    why: str
    dates: tuple[str, ...]  # the next three
    calls: tuple[Call, ...]


NO_DATES = "No date is known yet. The dates come with the patient list and the answers."


def plan_document(head: PaperHead, plan: Plan) -> bytes:
    """Return the plan: now, dates and people on page one, then every step with its box."""
    paper = Paper(head)
    for name, text in (
        ("Incident", plan.incident),
        ("Since", plan.since),
        ("Stands", plan.summary),
        ("Doing it", plan.doing),
        ("Do now", plan.now),
    ):
        paper.named(name, text)
    paper.heading("Next dates")
    for text in plan.dates or (NO_DATES,):
        paper.line(text)
    paper.heading("Who to call")
    _calls(paper, plan.calls)
    if plan.contracts:
        paper.heading("Contracts that ask for notice")
        paper.table(("Who", "When and where to"), plan.contracts, (2.6, 4.4), height=0.3)
    for place, (title, steps) in enumerate(plan.phases):
        paper.heading(title, new_page=place == 0)
        for step in steps:
            paper.box(step.title, step.note, ticked=step.settled)
    return paper.finished()


def brief_document(head: PaperHead, brief: Brief) -> bytes:
    """Return the hand-over page: who, what happened so far, now, next dates, whom to call."""
    paper = Paper(head)
    paper.named("Who", brief.who)
    paper.named("What", brief.what)
    paper.part("So far")
    for text in brief.so_far:
        paper.line(text)
    paper.part(f"Now: {brief.now}")
    if brief.why:
        paper.line(brief.why)
    paper.part("Next dates")
    for text in brief.dates or (NO_DATES,):
        paper.line(text)
    paper.part("Whom to call")
    _calls(paper, brief.calls)
    return paper.finished()


def _calls(paper: Paper, calls: tuple[Call, ...]) -> None:
    rows = [(call.who, call.number) for call in calls]
    paper.table(("Who", "Number"), rows, (4.2, 2.8), height=0.32, strong=1)

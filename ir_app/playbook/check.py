"""Proves what must hold of a playbook, by reasoning over its order and its conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product

from ir_app.core.facts import Fact, Status
from ir_app.playbook.condition import facts_in, holds, parse
from ir_app.playbook.model import PHASES, Act, FactDeclaration, FactType, Playbook, Step
from ir_app.problems import Problem

DUTIES = (
    "individual",
    "regulator",
    "hhs",
    "media",
    "consumer_reporting",
    "substitute",
    "credit_monitoring",
    "contract",
    "other",
)
VERBS = frozenset(
    [
        "unplug",
        "take",
        "call",
        "use",
        "decide",
        "agree",
        "write",
        "list",
        "load",
        "look",
        "arrange",
        "let",
        "mail",
        "tell",
        "work",
        "keep",
        "note",
        "talk",
        "make",
        "close",
        "save",
        "find",
        "ask",
        "report",
        "change",
        "set",
        "test",
        "type",
        "bring",
        "stop",
        "open",
        "check",
    ]
)
WORDS = 15  # more in one sentence is hard to follow on a bad day


@dataclass
class Report:
    """What was proven, and what is wrong."""

    proven: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.wrong

    def lines(self) -> tuple[str, ...]:
        """Return all of it for printing."""
        return (*(f"wrong: {line}" for line in self.wrong), *(f"proven: {p}" for p in self.proven))


def check(playbook: Playbook, facts: Mapping[str, FactDeclaration]) -> Report:
    """Check one playbook against the declared facts."""
    report = Report()
    for name, test in _TESTS:
        wrong = list(test(playbook, facts))
        report.wrong += wrong
        if not wrong:
            report.proven.append(name)
        elif name == _KNOWN:
            return report  # the rest would only trip over the same mistakes
    return report


Facts = Mapping[str, FactDeclaration]


def _known(book: Playbook, facts: Facts) -> Iterator[str]:
    ids = [step.id for step in book.steps]
    yield from (
        f"step {id_} is there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})
    )
    for question in book.questions:
        if question.fact not in facts:
            yield f"question {question.id} sets {question.fact}, which is not declared"
    for step in book.steps:
        yield from _known_step(step, ids, facts)


def _known_step(step: Step, ids: list[str], facts: Facts) -> Iterator[str]:
    if step.phase not in PHASES:
        yield f"step {step.id}: there is no phase {step.phase}"
    yield from (
        f"step {step.id} comes after {a}, which is not there" for a in step.after if a not in ids
    )
    yield from (
        f"step {step.id} sets {f}, which is not declared" for f in step.sets if f not in facts
    )
    yield from (f"step {step.id}: {d} is no kind of duty" for d in step.duties if d not in DUTIES)
    try:
        unknown = facts_in(step.when) - set(facts) if step.when else set()
        yield from (f"step {step.id} asks for {f}, which is not declared" for f in sorted(unknown))
    except Problem as problem:
        yield f"step {step.id}: {problem.what}"


def _acyclic(book: Playbook, _: Facts) -> Iterator[str]:
    settled: set[str] = set()
    waiting = {step.id: set(step.after) for step in book.steps}
    while ready := [id_ for id_, before in waiting.items() if before <= settled]:
        settled.update(ready)
        for id_ in ready:
            del waiting[id_]
    if waiting:
        yield f"these steps wait for each other: {', '.join(sorted(waiting))}"


def _reachable(book: Playbook, facts: Facts) -> Iterator[str]:
    for step in book.steps:
        if not any(holds(step.when, world) for world in worlds(step.when, facts)):
            yield f"step {step.id} can never be shown"


def worlds(condition: str, facts: Facts) -> Iterator[dict[str, Fact]]:
    """Yield every combination of answers, unknown included, that a condition can tell apart."""
    names = sorted(facts_in(condition)) if condition else []
    for values in product(*(_answers(facts[name]) for name in names)):
        yield {f.name: f for f in values}


def _answers(declared: FactDeclaration) -> list[Fact]:
    by_type: dict[FactType, list[object]] = {
        FactType.YES_NO: [True, False],
        FactType.CHOICE: [c.id for c in declared.choices],
        FactType.MULTI: [[c.id] for c in declared.choices],
    }
    values = by_type.get(declared.type, ["something"])
    known = [Fact(name=declared.id, status=Status.KNOWN, value=value) for value in values]
    return [*known, Fact(name=declared.id, status=Status.UNKNOWN)]


def _before(book: Playbook) -> dict[str, set[str]]:
    """Return for each step all steps that must be settled before it."""
    direct = {step.id: set(step.after) for step in book.steps}
    whole: dict[str, set[str]] = {}

    def collect(id_: str) -> set[str]:
        if id_ not in whole:
            whole[id_] = set(direct[id_])
            for earlier in direct[id_]:
                whole[id_] |= collect(earlier)
        return whole[id_]

    return {id_: collect(id_) for id_ in direct}


def _doing(book: Playbook, act: Act) -> list[Step]:
    return [step for step in book.steps if act in step.does]


def _approval(book: Playbook, _: Facts) -> Iterator[str]:
    order = [Act.LETTERS_WRITE, Act.LETTERS_APPROVE, Act.LETTERS_MAIL]
    before = _before(book)
    for earlier, later in pairwise(order):
        for step in _doing(book, later):
            needed = [s for s in _doing(book, earlier) if s.id in before[step.id]]
            if not needed:
                yield f"step {step.id} does not come after {earlier.value.replace('_', ' ')}"
            for one in needed:
                if not one.must or one.when != step.when:
                    yield f"step {one.id} can be left out while {step.id} goes on"
    if not _doing(book, Act.LETTERS_MAIL):
        yield "there is no step that mails letters"


def _closing(book: Playbook, facts: Facts) -> Iterator[str]:
    """Every way to the end passes the assessment, and letters or a signed memo."""
    before = _before(book)
    closing = _doing(book, Act.CLOSE)
    if len(closing) != 1:
        yield f"there are {len(closing)} closing steps; there must be one"
        return
    earlier = before[closing[0].id]
    steps = {step.id: step for step in book.steps}
    if "assess" not in earlier or not steps["assess"].must:
        yield "closing does not wait for the assessment"
    ends = [s for s in book.steps if s.must and s.id in earlier and s.phase == "tell"]
    conditions = " and ".join(f"({s.when})" for s in ends if s.when)
    for world in worlds(conditions, facts):
        if not any(holds(s.when, world) is not False for s in ends):
            answer = {name: fact.value for name, fact in world.items()}
            yield f"with {answer} the incident can be closed without letters and without a memo"


def _duties(book: Playbook, _: Facts) -> Iterator[str]:
    led = {duty for step in book.steps for duty in step.duties}
    yield from (f"no step leads to the duty {duty}" for duty in DUTIES if duty not in led)


def _pauses(book: Playbook, _: Facts) -> Iterator[str]:
    """A pause is three questions at the end of a phase that exists, one for each at most."""
    for pause in book.pauses:
        if pause.phase not in PHASES:
            yield f"a pause stands at the end of {pause.phase}, which is no phase"
        if len(pause.read) != 3 or not all(line.endswith("?") for line in pause.read):
            yield f"the pause of {pause.phase} is not three questions"
    phases = [pause.phase for pause in book.pauses]
    yield from (f"the phase {p} has two pauses" for p in sorted(set(phases)) if phases.count(p) > 1)


def _retired(book: Playbook, _: Facts) -> Iterator[str]:
    for gone in book.retired:
        if book.has(gone.id):
            yield f"step {gone.id} is called retired and is still there"
        if not gone.why:
            yield f"nothing says why step {gone.id} was retired"


def _gates(book: Playbook, _: Facts) -> Iterator[str]:
    for step in book.steps:
        gate = step.gate
        if gate and not (gate.stop and gate.reason and gate.already_happened):
            yield f"the stop line of {step.id} lacks its reason or its way on"
    first = book.steps[0]
    if first.gate is None:
        yield f"the first step {first.id} has no stop line"
    guarded = [s for s in book.steps if s.phase == "fix" and s.gate is None]
    stops = {s.id for s in book.steps if s.gate and s.phase in ("stop", "find_out")}
    before = _before(book)
    for step in guarded:
        if step.who == "it" and not before[step.id] & stops:
            yield f"step {step.id} changes computers before any stop line was read"


def _finish(book: Playbook, _: Facts) -> Iterator[str]:
    """Every step can be settled once those before it are: none asks for more than its own card."""
    for phase in PHASES:
        if not any(step.phase == phase for step in book.steps):
            yield f"the phase {PHASES[phase]} is empty"
    order = list(PHASES)
    steps = {step.id: step for step in book.steps}
    for step in book.steps:
        for earlier in step.after:
            if order.index(steps[earlier].phase) > order.index(step.phase):
                yield f"step {step.id} waits for {earlier}, which belongs to a later phase"


def _texts(book: Playbook, _: Facts) -> Iterator[str]:
    for step in book.steps:
        if not (step.title and step.why and step.how):
            yield f"step {step.id} lacks a title, a why or a how"
        verb = step.title.split()[0].lower() if step.title.strip() else ""
        if verb not in VERBS:
            yield f"the title of {step.id} does not begin with a verb: {verb}"
        if len(step.title.split()) > 10:
            yield f"the title of {step.id} is longer than ten words"
        if step.call and not step.say:
            yield f"step {step.id} has nothing to say on the phone"


def _parsed(book: Playbook, _: Facts) -> Iterator[str]:
    for step in book.steps:
        if step.when:
            parse(step.when)
    if not book.sources:
        yield "no source is named"


_KNOWN = "all steps, facts, phases and conditions that are named exist"
_TESTS = (
    (_KNOWN, _known),
    ("no step waits for itself, directly or round about", _acyclic),
    ("every step can be shown under some answers, unknown ones included", _reachable),
    (
        "letters are mailed only after the dentist's approval, and approved only when written",
        _approval,
    ),
    ("closing passes the assessment, and letters or a signed memo, under every answer", _closing),
    ("each kind of duty has a step that leads to it", _duties),
    ("stop lines have a reason and a way on, and come before what they guard", _gates),
    ("every phase can be finished", _finish),
    ("pauses are three questions at the end of a phase", _pauses),
    ("retired steps are gone and say why", _retired),
    ("no text is missing, titles begin with a verb, calls have their words", _texts),
    ("conditions are read, sources are named", _parsed),
)

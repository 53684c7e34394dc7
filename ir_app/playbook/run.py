"""Replays what was done through the playbook and says where every step stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from statemachine.exceptions import TransitionNotAllowed

from ir_app.core.facts import Fact
from ir_app.core.kinds import StepState
from ir_app.playbook.chart import SETTLED, StepChart
from ir_app.playbook.condition import holds
from ir_app.playbook.model import Playbook, Step
from ir_app.problems import Problem


@dataclass(frozen=True, slots=True)
class Event:
    """A step is to move to another state."""

    step: str
    to: StepState
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """A stop line was read, or what it forbids had already happened."""

    step: str
    already_happened: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """From here on another plan is walked: changed, added to, or a newer version."""

    playbook: Playbook


@dataclass
class Run:
    """Where every step stands; made by ``replay`` and never stored."""

    playbook: Playbook
    facts: Mapping[str, Fact]
    acknowledged: set[str] = field(default_factory=set)
    states: dict[str, StepState] = field(default_factory=dict)
    visible: tuple[str, ...] = ()
    due: frozenset[str] = frozenset()  # waiting steps whose reminder has come

    @property
    def available(self) -> tuple[str, ...]:
        """Return the steps that can be worked on now, in order; those that still wait last."""
        ready = [s for s in self.visible if self.is_open(s) and not self.blocked_by(s)]
        return tuple(sorted(ready, key=self._still_waits))

    @property
    def current(self) -> str | None:
        """Return the one step whose card is shown, or None when nothing is left."""
        return next(iter(self.available), None)

    @property
    def open_musts(self) -> tuple[str, ...]:
        """Return the steps that must be settled before the incident can be closed."""
        must = {s.id for s in self.playbook.steps if s.must or s.locked}
        return tuple(s for s in self.visible if s in must and self.is_open(s))

    def blocked_by(self, step: str) -> tuple[str, ...]:
        """Return the open steps that come before ``step``."""
        before = self.playbook.before(step)
        return tuple(s for s in before if s in self.visible and self.is_open(s))

    def may(self, event: Event | Acknowledge) -> Problem | None:
        """Return why an event is refused, or None when it may happen."""
        try:
            chart = self._chart(self.playbook.step(event.step))
            self._check_place(event)
            _send(chart, event, self.playbook.step(event.step))
        except Problem as problem:
            return problem
        return None

    def added_removed(self, before: "Run") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the titles of steps that appeared and disappeared since another run."""
        now, then = set(self.visible), set(before.visible)
        title = {s.id: s.title for s in (*before.playbook.steps, *self.playbook.steps)}
        added = tuple(title[s] for s in self.visible if s not in then)
        removed = tuple(title[s] for s in before.visible if s not in now)
        return added, removed

    def is_open(self, step: str) -> bool:
        """Tell whether a step is neither done nor left out."""
        return self.states[step] not in SETTLED

    def _still_waits(self, step: str) -> bool:
        return self.states[step] is StepState.WAITING and step not in self.due

    @property
    def left_behind(self) -> tuple[str, ...]:
        """Return the steps that were worked on before the plan changed and are not in this one."""
        return tuple(
            id_
            for id_, state in self.states.items()
            if not self.playbook.has(id_) and state is not StepState.TODO
        )

    def _chart(self, step: Step) -> StepChart:
        chart = _CHARTS.get((step.gate is not None, step.must))
        if chart is None:
            chart = _CHARTS[step.gate is not None, step.must] = StepChart(
                gated=step.gate is not None, must=step.must
            )
        chart.acknowledged = step.id in self.acknowledged
        chart.current_state_value = self.states.get(step.id, StepState.TODO)
        return chart

    def _check_place(self, event: Event | Acknowledge) -> None:
        if event.step not in self.visible:
            raise Problem(
                what="This step is not part of this incident now.",
                safe="Nothing was changed.",
                do="Pick a step from the list.",
            )
        if isinstance(event, Event) and event.to is StepState.NOT_APPLICABLE:
            self._check_left_out(self.playbook.step(event.step))
        blocked = self.blocked_by(event.step)
        if isinstance(event, Event) and event.to in (StepState.DONE, StepState.DOING) and blocked:
            first = self.playbook.step(blocked[0]).title
            raise Problem(what=f"First comes: {first}.", do="Open that step and finish it.")

    def _check_left_out(self, step: Step) -> None:
        # A reason in words is not enough for a legal step: the answers decide.
        if step.must and holds(step.when, self.facts) is not False:
            raise Problem(
                what=f"“{step.title}” can't be left out.",
                do="Put it aside for later. The answers decide whether it applies.",
            )


# A chart is only a walker over states: one of each shape is enough for all steps.
_CHARTS: dict[tuple[bool, bool], StepChart] = {}


def replay(
    playbook: Playbook,
    events: Sequence[Event | Acknowledge | Shift],
    facts: Mapping[str, Fact],
) -> Run:
    """Replay events in order under today's facts; raises Problem for an impossible journal.

    Whether a step is shown and what comes before it is decided by the facts known now; what a
    step's own chart allows is checked for every event, against the plan that was walked then.
    """
    run = Run(playbook, facts, states={step.id: StepState.TODO for step in playbook.steps})
    for place, event in enumerate(events, start=1):
        if isinstance(event, Shift):
            _shift(run, event.playbook)
        else:
            _apply(run, event, place)
    for step in run.playbook.steps:
        if _came_back(step, run.states[step.id]) and holds(step.when, facts) is not False:
            run.states[step.id] = StepState.TODO
    run.visible = tuple(s.id for s in run.playbook.steps if _is_shown(s, run))
    return run


def _came_back(step: Step, state: StepState) -> bool:
    """Tell whether a legal step was left out; the answers did that, and they can change."""
    return step.must and state is StepState.NOT_APPLICABLE


def _shift(run: Run, playbook: Playbook) -> None:
    """Walk another plan: steps of the same id stay where they are, others wait to be done."""
    run.playbook = playbook
    for step in playbook.steps:
        run.states.setdefault(step.id, StepState.TODO)


def _is_shown(step: Step, run: Run) -> bool:
    # A step somebody worked on stays in view even when an answer changed.
    return holds(step.when, run.facts) is not False or run.states[step.id] is not StepState.TODO


def _apply(run: Run, event: Event | Acknowledge, place: int) -> None:
    try:
        step = run.playbook.step(event.step)
        moved = isinstance(event, Event) and event.to is not StepState.TODO
        if moved and _came_back(step, run.states[step.id]):
            # Today's answers may say otherwise; on that day this step was on the list again.
            run.states[step.id] = StepState.TODO
        chart = run._chart(step)
        run.states[step.id] = _send(chart, event, step)
    except Problem as problem:
        raise Problem(
            what=f"Act {place} on the steps does not fit this playbook: {problem.what}",
            safe="The journal was left as it is.",
            do="Open the newest backup, and show this to your IT company.",
        ) from problem
    if isinstance(event, Acknowledge):
        run.acknowledged.add(step.id)


def _send(chart: StepChart, event: Event | Acknowledge, step: Step) -> StepState:
    if isinstance(event, Acknowledge):
        if step.gate is None:
            raise Problem(what="This step has no stop line.", do="Go on with the step.")
        return StepState(chart.current_state_value)
    try:
        chart.send(f"to_{event.to.value}", reason=event.reason)
    except TransitionNotAllowed:
        raise _refusal(chart, event, step) from None
    return StepState(chart.current_state_value)


def _refusal(chart: StepChart, event: Event, step: Step) -> Problem:
    if event.to is StepState.DONE and not chart.gate_passed():
        return Problem(what="Read the stop line first.", do="Press one of its two buttons.")
    if event.to is StepState.COULD_NOT and step.must:
        return Problem(
            what=f"“{step.title}” can't be left out.",
            do="Put it aside for later, or write why it does not apply.",
        )
    if event.to in (StepState.COULD_NOT, StepState.NOT_APPLICABLE) and not event.reason:
        return Problem(what="A few words are missing.", do="Write why this step is left out.")
    return Problem(
        what=f"“{step.title}” can't go from where it is to that.", do="Open the step again first."
    )

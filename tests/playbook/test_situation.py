"""The diagrams of the checker say what ``run`` does: random people, answers and plans compare."""

import random
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.core.facts import Fact
from ir_app.core.kinds import OwnStepRemoved, StepState
from ir_app.core.own import Own
from ir_app.places import content
from ir_app.playbook.combine import combined
from ir_app.playbook.model import Act, Gate, Playbook, Step
from ir_app.playbook.own import adapted, may_remove
from ir_app.playbook.pin import sealed
from ir_app.playbook.proof.case import Case
from ir_app.playbook.proof.diagram import ALWAYS, NEVER, Diagrams
from ir_app.playbook.proof.letters import told_or_signed
from ir_app.playbook.proof.situation import GONE, Place, Situations
from ir_app.playbook.read import load_library
from ir_app.playbook.run import Acknowledge, Event, Run, replay

LIBRARY = load_library(content("playbooks"))
PLANS = [*LIBRARY.playbooks, combined(LIBRARY.playbooks[:2]), combined(LIBRARY.playbooks[6:9])]
WHENS = (
    "",
    "",
    "encrypted",
    "not encrypted",
    "known(form) and form == 'paper'",
    "form in ['paper'] or key_exposed != True",
    "'ssn' in data_elements and not known(encrypted)",
    "ssn_count != 3 or entry_way == 'door'",
)


@st.composite
def small_books(draw: st.DrawFn) -> Playbook:
    """Draw a plan of a few steps of every kind, each waiting for earlier ones only."""
    steps: list[Step] = []
    for name in ("a", "b", "c", "d"):
        earlier = [step.id for step in steps]
        gate = Gate(stop="No.", reason="So.", already_happened=("Stop.",))
        steps.append(
            Step(
                id=name,
                phase="stop",
                title=f"Do {name}",
                why="So.",
                how=("So.",),
                gate=draw(st.sampled_from([None, gate])),
                after=tuple(draw(st.sets(st.sampled_from(earlier)))) if earlier else (),
                when=draw(st.sampled_from(WHENS)),
                must=draw(st.booleans()),
                locked=draw(st.booleans()),
            )
        )
    steps.append(_closing(tuple(draw(st.sets(st.sampled_from(["a", "b", "c", "d"]))))))
    return _book(steps)


def _closing(after: tuple[str, ...]) -> Step:
    return Step(
        id="close",
        phase="learn",
        title="Close it",
        why="So.",
        how=("So.",),
        after=after,
        does=(Act.CLOSE,),
        must=True,
    )


def _book(steps: Sequence[Step]) -> Playbook:
    made = Playbook(
        id="small",
        version="1",
        title="Small",
        incident_type="small",
        summary="Small.",
        sources=("A test.",),
        questions=(),
        facts=(),
        steps=tuple(steps),
        digest="",
    )
    return sealed(made, LIBRARY.facts)


def walk(
    book: Playbook, worlds: Situations, seed: int, presses: int
) -> tuple[list[Event | Acknowledge], dict[str, Fact], Run]:
    """A random person who presses what is allowed, and changes answers all the time."""
    chance, events = random.Random(seed), list[Event | Acknowledge]()
    facts = _answers(worlds, chance)
    for _ in range(presses):
        if chance.random() < 0.3:
            facts = _answers(worlds, chance)
        run = replay(book, events, facts)
        step = chance.choice(book.steps).id
        act: Event | Acknowledge = Event(step, chance.choice(list(StepState)), "why")
        if chance.random() < 0.3:
            act = Acknowledge(step, chance.random() < 0.5)
        if run.may(act) is None:
            events.append(act)
    return events, facts, replay(book, events, facts)


def _answers(here: Situations, chance: random.Random) -> dict[str, Fact]:
    return {name: chance.choice(here.worlds.answers[name]) for name in here.worlds.names}


def places(
    here: Situations, events: Sequence[Event | Acknowledge], gone: set[str]
) -> dict[str, Place]:
    """Return where each step was left by the last act on it, whatever the answers are now."""
    left: dict[str, Place] = dict.fromkeys(here.steps, StepState.TODO)
    left |= {act.step: act.to for act in events if isinstance(act, Event)}
    return left | dict.fromkeys(gone, GONE)


def combination(
    here: Situations, left: dict[str, Place], facts: dict[str, Fact]
) -> tuple[int, ...]:
    at = {name: known.index(facts[name]) for name, known in here.worlds.answers.items()}
    at |= {f"step {step}": known.index(left[step]) for step, known in here.places.items()}
    return tuple(at[name] for name in here.worlds.variables)


def agree(here: Situations, run: Run, left: dict[str, Place], facts: dict[str, Fact]) -> None:
    at = combination(here, left, facts)
    for step in run.playbook.steps:
        assert here.made.holds(here.shown(step.id), at) is (step.id in run.visible), step.id
        assert here.made.holds(here.available(step.id), at) is (step.id in run.available), step.id
    closing = here.doing(Act.CLOSE)[0].id
    may = run.may(Event(closing, StepState.DONE)) is None
    assert here.made.holds(here.available(closing), at) is (may and run.is_open(closing))


@settings(max_examples=60, deadline=None)
@given(small_books(), st.integers(0, 10**6))
def test_small_plans_stand_where_the_diagrams_say(book: Playbook, seed: int) -> None:
    here = Situations(book, LIBRARY.facts)
    events, facts, run = walk(book, here, seed, 25)
    agree(here, run, places(here, events, set()), facts)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PLANS), st.integers(0, 10**6))
def test_shipped_plans_stand_where_the_diagrams_say(book: Playbook, seed: int) -> None:
    here = Situations(book, LIBRARY.facts)
    events, facts, run = walk(book, here, seed, 60)
    agree(here, run, places(here, events, set()), facts)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(LIBRARY.playbooks), st.integers(0, 10**6), st.data())
def test_a_practices_own_plan_stands_where_the_diagrams_say(
    book: Playbook, seed: int, data: st.DataObject
) -> None:
    optional = [step.id for step in book.steps if may_remove(step)]
    gone = data.draw(st.sets(st.sampled_from(optional)))
    own = Own(removed={s: OwnStepRemoved(step=s, title=s, reason="Not ours.") for s in gone})
    plan = adapted(book, own)
    here = Situations(book, LIBRARY.facts)  # of the shipped one: taken out is a place of a step
    events, facts, run = walk(plan, here, seed, 40)
    agree(here, run, places(here, events, gone), facts)


# --- every situation of small plans, walked ------------------------------------------------------


def bad_closings(book: Playbook, here: Situations) -> bool:
    """Walk every situation that people can get into; tell whether one closes with nobody told."""
    worlds = list(_worlds(here))
    waiting: list[list[Event | Acknowledge]] = [[]]
    seen = set()
    while waiting:
        events = waiting.pop()
        for facts in worlds:
            run = replay(book, events, facts)
            if run.may(Event("close", StepState.DONE)) is None and _nobody_told(run, here):
                return True
            for act in _acts(book, run):
                after = places(here, [*events, act], set())
                if tuple(after.items()) not in seen:
                    seen.add(tuple(after.items()))
                    waiting.append([*events, act])
    return False


def _worlds(here: Situations) -> list[dict[str, Fact]]:
    known = [here.worlds.answers[name] for name in here.worlds.names]
    return [{fact.name: fact for fact in picked} for picked in product(*known)]


def _acts(book: Playbook, run: Run) -> list[Event]:
    states = [s for s in StepState if s is not StepState.DOING]
    acts = [Event(step.id, to, "why") for step in book.steps[:-1] for to in states]
    return [act for act in acts if run.may(act) is None]


def _nobody_told(run: Run, here: Situations) -> bool:
    at = combination(here, dict(run.states), dict(run.facts))
    done = [s.id for s in run.playbook.steps if run.states[s.id] is StepState.DONE]
    signed = any(Act.MEMO in run.playbook.step(id_).does for id_ in done)
    told = [id_ for id_ in done if "individual" in run.playbook.step(id_).duties]
    return not signed and not any(here.made.holds(here.applies(id_), at) for id_ in told)


def risky_book(seed: int) -> Playbook:
    """Return a plan of letters, a memo and one more step, each wired at random."""
    chance = random.Random(seed)
    whens = ["encrypted == True", "encrypted != True", "known(encrypted) and encrypted", ""]
    ids = ["letters", "memo", "more"]
    steps = [
        Step(
            id=id_,
            phase="tell",
            title=f"Do {id_}",
            why="So.",
            how=("So.",),
            when=chance.choice(whens),
            must=chance.random() < 0.75,
            does=(Act.MEMO,) if id_ == "memo" else (),
            duties=("individual",) if id_ == "letters" else (),
            after=tuple(chance.sample(ids[:n], chance.randint(0, n))),
        )
        for n, id_ in enumerate(ids)
    ]
    return _book([*steps, _closing(tuple(chance.sample(ids, chance.randint(0, 3))))])


def test_what_is_proven_of_small_plans_is_what_walking_all_of_them_finds() -> None:
    verdicts = set()
    for seed in range(24):
        book = risky_book(seed)
        case = Case(book, LIBRARY, shipped=False)
        case.__dict__["situations"] = here = Situations(book, LIBRARY.facts)
        wrong = bool(list(told_or_signed(case)))
        # A step that may be left undone tells nobody for sure: the proof does not count it.
        counted = [s for s in book.steps if "individual" in s.duties and s.must]
        if counted:
            assert wrong is bad_closings(book, here), seed
            verdicts.add(wrong)
    assert verdicts == {True, False}


# --- the diagrams themselves ---------------------------------------------------------------------

SIZES = (2, 3, 2, 4)
ALL = list(product(*(range(size) for size in SIZES)))


def test_a_diagram_is_true_exactly_where_it_says() -> None:
    chance = random.Random(1)
    for _ in range(60):
        made = Diagrams(SIZES)
        parts: list[tuple[int, set[tuple[int, ...]]]] = []
        for _ in range(12):
            variable = chance.randrange(len(SIZES))
            some = {v for v in range(SIZES[variable]) if chance.random() < 0.5}
            parts.append((made.one_of(variable, some), {a for a in ALL if a[variable] in some}))
            (one, here), (two, there) = chance.choice(parts), chance.choice(parts)
            parts += [
                (made.both(one, two), here & there),
                (made.some([one, two]), here | there),
                (made.no(one), set(ALL) - here),
                (made.differ(one, two), here ^ there),
            ]
        for diagram, expected in parts:
            assert {a for a in ALL if made.holds(diagram, a)} == expected
            assert made.count(diagram) == len(expected)
            assert (diagram == NEVER) is (not expected)
            assert (diagram == ALWAYS) is (len(expected) == len(ALL))
            if expected:
                prices = [[chance.randint(0, 5) for _ in range(size)] for size in SIZES]
                found = made.example(diagram, lambda v, n, p=prices: p[v][n])  # type: ignore[misc]
                cost = {a: sum(p[n] for p, n in zip(prices, a, strict=True)) for a in ALL}
                assert found in expected
                assert cost[found] == min(cost[a] for a in expected)


@pytest.mark.parametrize("book", LIBRARY.playbooks, ids=lambda book: book.id)
def test_every_answer_of_the_shipped_facts_is_one_they_take(book: Playbook) -> None:
    here = Situations(book, LIBRARY.facts)
    for name, known in here.worlds.answers.items():
        assert not known[0].known
        assert all(LIBRARY.facts[name].fits(fact.value) for fact in known[1:])

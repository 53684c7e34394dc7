"""Replay: only what is allowed happens, and the same acts always lead to the same place."""

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.core.facts import Fact, Status
from ir_app.core.kinds import StepState
from ir_app.places import content
from ir_app.playbook.condition import holds, parse
from ir_app.playbook.read import load_library
from ir_app.playbook.run import Acknowledge, Event, Run, replay
from ir_app.problems import Problem

LIBRARY = load_library(content("playbooks"))
BOOK = LIBRARY.playbook("ransomware")
Acts = Sequence[Event | Acknowledge]


def fact(name: str, value: object) -> Fact:
    return Fact(name=name, status=Status.KNOWN, value=value)


def walk(seed: int, steps: int, facts: dict[str, Fact] | None = None) -> list[Event | Acknowledge]:
    """A random person pressing random buttons; refused presses do not count."""
    chance = random.Random(seed)
    done: list[Event | Acknowledge] = []
    for _ in range(steps):
        run = replay(BOOK, done, facts or {})
        step = chance.choice([s.id for s in BOOK.steps])
        act: Event | Acknowledge = Event(
            step, chance.choice(list(StepState)), chance.choice(["", "why"])
        )
        if chance.random() < 0.3:
            act = Acknowledge(step, chance.random() < 0.5)
        if run.may(act) is None:
            done.append(act)
    return done


def test_the_first_card_is_the_network_cable() -> None:
    run = replay(BOOK, [], {})
    assert run.current == "unplug"
    assert BOOK.step("unplug").gate is not None


def test_a_stop_line_is_read_before_its_step_is_done() -> None:
    run = replay(BOOK, [], {})
    refused = run.may(Event("unplug", StepState.DONE))
    assert refused is not None
    assert "stop line" in refused.what
    for already in (False, True):
        run = replay(BOOK, [Acknowledge("unplug", already)], {})
        assert run.may(Event("unplug", StepState.DONE)) is None


def test_every_step_can_be_put_aside_and_opened_again() -> None:
    for step in BOOK.steps:
        run = replay(BOOK, [], {})
        if step.id not in run.visible:
            continue
        assert run.may(Event(step.id, StepState.WAITING, "Later")) is None
        # Words are not enough to leave a legal step out: the answers decide whether it applies.
        refused = run.may(Event(step.id, StepState.NOT_APPLICABLE, "why"))
        assert (refused is not None) == step.must
        left_out = replay(BOOK, [Event(step.id, StepState.NOT_APPLICABLE, "why")], {})
        if step.must:  # nothing rules it out: it is on the list again by itself
            assert left_out.states[step.id] is StepState.TODO
        else:
            assert left_out.may(Event(step.id, StepState.TODO)) is None


SAFE = {"low_probability_of_compromise": True}


def known(answers: Mapping[str, object]) -> dict[str, Fact]:
    return {name: fact(name, value) for name, value in answers.items()}


def test_a_legal_step_left_out_because_of_an_answer_comes_back_with_the_answer() -> None:
    acts = [
        Event("mail-letters", StepState.WAITING, "Later"),
        Event("mail-letters", StepState.NOT_APPLICABLE, "Nothing was exposed."),
    ]
    assert replay(BOOK, acts, known(SAFE)).states["mail-letters"] is StepState.NOT_APPLICABLE
    back = replay(BOOK, acts, {})
    assert back.states["mail-letters"] is StepState.TODO
    assert "mail-letters" in back.open_musts
    later = [*acts, Event("mail-letters", StepState.DONE)]
    assert replay(BOOK, later, known(SAFE)).states["mail-letters"] is StepState.DONE


def test_nobody_closes_while_a_legal_step_stands_open() -> None:
    acts: list[Event | Acknowledge] = []
    while (current := replay(BOOK, acts, {}).current) not in (None, "close"):
        acts += _finish(replay(BOOK, acts, {}), current or "")
    assert replay(BOOK, acts, {}).may(Event("close", StepState.DONE)) is None
    for step in ("approve-letters", "call-insurer"):
        again = replay(BOOK, [*acts, Event(step, StepState.TODO)], {})
        refused = again.may(Event("close", StepState.DONE))
        assert refused is not None
        assert BOOK.step(step).title in refused.what


@pytest.mark.parametrize("to", [StepState.COULD_NOT, StepState.NOT_APPLICABLE])
def test_leaving_out_needs_a_reason(to: StepState) -> None:
    assert replay(BOOK, [], {}).may(Event("photo", to)) is not None
    assert replay(BOOK, [], {}).may(Event("photo", to, "no phone")) is None


def test_what_must_be_done_can_not_be_given_up() -> None:
    for step in BOOK.steps:
        if step.must:
            run = replay(BOOK, [], {"low_probability_of_compromise": fact("x", value=False)})
            assert run.may(Event(step.id, StepState.COULD_NOT, "tired")) is not None


def test_mailing_waits_for_approval_and_approval_for_writing() -> None:
    run = replay(BOOK, [], {})
    assert "approve-letters" in run.blocked_by("mail-letters")
    assert "write-letters" in run.blocked_by("approve-letters")
    refused = run.may(Event("mail-letters", StepState.DONE))
    assert refused is not None
    assert "First comes" in refused.what


@pytest.mark.parametrize(("answer", "shown"), [(True, False), (False, True), (None, True)])
def test_only_a_proven_low_probability_takes_the_letters_away(
    answer: bool | None, shown: bool
) -> None:
    facts = {} if answer is None else {"low_probability_of_compromise": fact("x", answer)}
    visible = replay(BOOK, [], facts).visible
    assert ("mail-letters" in visible) is shown
    assert ("no-letters-memo" in visible) is not shown


def test_added_and_removed_steps_are_named() -> None:
    before = replay(BOOK, [], {})
    after = replay(BOOK, [], {"low_probability_of_compromise": fact("x", value=True)})
    added, removed = after.added_removed(before)
    assert added == ("Let the dentist sign the memo",)
    assert "Mail the letters" in removed


def test_an_impossible_journal_is_refused_with_the_place() -> None:
    with pytest.raises(Problem, match="Act 2"):
        replay(BOOK, [Acknowledge("unplug", False), Event("photo", StepState.COULD_NOT)], {})


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_the_same_acts_always_lead_to_the_same_place(seed: int) -> None:
    acts = walk(seed, 60)
    one, other = replay(BOOK, acts, {}), replay(BOOK, acts, {})
    assert (one.states, one.visible, one.current) == (other.states, other.visible, other.current)


@given(st.integers(0, 10**6), st.sampled_from([True, False, None]))
@settings(max_examples=25, deadline=None)
def test_from_anywhere_the_end_can_be_reached(seed: int, answer: bool | None) -> None:
    facts = {} if answer is None else {"low_probability_of_compromise": fact("x", answer)}
    acts = walk(seed, 40, facts)
    for _ in range(3 * len(BOOK.steps)):
        run = replay(BOOK, acts, facts)
        if run.current is None:
            break
        acts = [*acts, *_finish(run, run.current)]
    assert replay(BOOK, acts, facts).open_musts == ()


def _finish(run: Run, step: str) -> Acts:
    gate = (
        [Acknowledge(step, False)] if BOOK.step(step).gate and step not in run.acknowledged else []
    )
    return [*gate, Event(step, StepState.DONE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a == 1", True),
        ("a != 1", False),
        ("b == 1", None),
        ("a == 1 and b == 1", None),
        ("a == 2 and b == 1", False),
        ("a == 1 or b == 1", True),
        ("a == 2 or b == 1", None),
        ("not b", None),
        ("known(a)", True),
        ("known(b)", False),
        ("a in [1, 2]", True),
        ("b in [1, 2]", None),
        ("not (a == 1 and known(b))", True),
    ],
)
def test_conditions_know_three_answers(text: str, expected: bool | None) -> None:
    assert holds(text, {"a": fact("a", 1)}) is expected


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.b",
        "a[0]",
        "lambda: 1",
        "open('x')",
        "a == 1;",
        "1 +",
        "known('a')",
        "[x for x in a]",
    ],
)
def test_nothing_else_is_a_condition(text: str) -> None:
    with pytest.raises(Problem):
        parse(text)

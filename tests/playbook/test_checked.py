"""Every instruction that could hurt names what it rests on: two sources, one of them read."""

import re
from pathlib import Path

import pytest

from ir_app.places import content
from ir_app.playbook.checked import Reading, checks_of
from ir_app.playbook.model import Playbook, Step
from ir_app.playbook.read import load_library
from ir_app.problems import Problem

LIBRARY = load_library(content("playbooks"))
EVERY = pytest.mark.parametrize("book", LIBRARY.playbooks, ids=lambda book: book.id)

# Words of an order after which something can't be brought back, or after which people come to harm.
ORDERS = (
    r"\b(wipe|erase|format|restart|reboot|rebuild|restore)d?\b",
    r"\bunplug\b",
    r"\bleave .{0,20}\bon\b",
    r"\b(turn|switch) .{0,20}\boff\b",
    r"\b(delete|shred)\b",
    r"\b(nobody pays|pay nothing)\b",
    r"\bpasswords?\b.*\bclean comp",
)
HARM = re.compile("|".join(ORDERS), re.IGNORECASE)
# They speak of such things without ordering them, as read one by one.
HARMLESS = {
    ("disposal", "trail"),  # quotes what a hauler says
    ("misdirected", "fix-sending"),  # turns off guessing of addresses
    ("unsure", "change-money"),  # leads on to the walk that is checked
    ("vendor", "call-vendor"),  # asks whether to unplug
    ("vendor", "risk-review"),  # asks how a vendor deletes
    ("vendor", "work-on"),  # tells the dentist what happened
}


def could_hurt(step: Step) -> bool:
    said = (step.title, *step.how, *step.say)
    return step.gate is not None or any(HARM.search(line) for line in said)


@EVERY
def test_each_stop_line_and_each_order_that_could_hurt_has_two_sources(book: Playbook) -> None:
    by_step = {check.step: check for check in checks_of(book, LIBRARY.checked)}
    for step in book.steps:
        if not could_hurt(step) or (book.id, step.id) in HARMLESS:
            continue
        assert step.id in by_step, (book.id, step.id)
        named = {says.source for says in by_step[step.id].by}
        read = {id_ for id_ in named if LIBRARY.sources[id_].how is not Reading.MEMORY}
        assert len(named) >= 2, (book.id, step.id)
        assert read or by_step[step.id].doubt, (book.id, step.id)


def test_the_exceptions_are_still_steps() -> None:
    for book, step in HARMLESS:
        assert could_hurt(LIBRARY.playbook(book).step(step)), (book, step)


def test_what_was_read_says_when_and_where_and_what_was_not_says_so() -> None:
    for source in LIBRARY.sources.values():
        from_memory = source.how is Reading.MEMORY
        assert (source.read is None) == from_memory, source.id
        assert bool(source.seen) != from_memory, source.id
        assert source.title
        assert source.dated


def test_no_source_is_there_for_nothing_and_each_says_something() -> None:
    checks = [*LIBRARY.checked, *(c for b in LIBRARY.playbooks for c in b.checked)]
    assert {s.source for c in checks for s in c.by} == set(LIBRARY.sources)
    assert all(s.where and s.says for c in checks for s in c.by)
    for book in LIBRARY.playbooks:
        steps = [check.step for check in checks_of(book, LIBRARY.checked)]
        assert len(steps) == len(set(steps))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('step = "unplug"', 'step = "unplog"'),
        ('source = "cisa-ransomware"', 'source = "hearsay"'),
    ],
)
def test_a_check_of_nothing_is_found_when_the_file_is_read(
    tmp_path: Path, old: str, new: str
) -> None:
    for path in content("playbooks").glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    file = tmp_path / "ransomware.toml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(Problem, match=r"ransomware\.toml"):
        load_library(tmp_path)

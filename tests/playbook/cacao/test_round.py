"""Out and in again: nothing is lost, the official schemas agree, the drawing keeps the order."""

import json
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from ir_app.core.kinds import OwnStepAdded, OwnStepRemoved
from ir_app.core.own import Own
from ir_app.places import content
from ir_app.playbook.cacao.export import as_json
from ir_app.playbook.cacao.extension import EXTENSION
from ir_app.playbook.cacao.load import load
from ir_app.playbook.model import PHASES, Playbook, Retired
from ir_app.playbook.own import adapted, may_remove
from ir_app.playbook.pin import sealed
from ir_app.playbook.read import read_playbook, read_shared
from ir_app.playbook.write import as_toml
from tests.playbook.cacao.made import LIBRARY, NOW, exported, playbooks
from tests.playbook.cacao.schema import faults

SHARED = read_shared(content("playbooks") / "shared.toml")
EVERY = pytest.mark.parametrize("book", LIBRARY.playbooks, ids=lambda book: book.id)


def reread(book: Playbook) -> Playbook:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.toml"
        path.write_bytes(as_toml(book, SHARED).encode())
        return sealed(read_playbook(path, SHARED), LIBRARY.facts)


@EVERY
def test_every_playbook_comes_back_as_it_was(book: Playbook) -> None:
    document = exported(book)
    assert faults(document) == []
    loaded = load(as_json(document))
    assert loaded.playbook == book
    assert loaded.notes == ()
    assert reread(loaded.playbook) == book
    assert as_json(exported(loaded.playbook)) == as_json(document)


@EVERY
def test_what_a_practice_added_and_took_out_comes_back_too(book: Playbook) -> None:
    loose = next(step for step in book.steps if may_remove(step))
    added = OwnStepAdded(
        step="own-1",
        playbook="",
        phase="stop",
        after="",
        title="Lock up",
        how=("So.",),
        why="Ours.",
    )
    gone = OwnStepRemoved(step=loose.id, title=loose.title, reason="Not here.")
    own = adapted(book, Own(steps={"own-1": added}, removed={loose.id: gone}))
    why = Retired(id="an-old-step", why="It is part of another one now.")
    own = sealed(msgspec.structs.replace(own, retired=(why,)), {})
    assert own.pauses == book.pauses
    assert own.checked == book.checked != ()
    document = exported(own)
    assert faults(document) == []
    assert load(as_json(document)).playbook == own
    assert reread(own) == own


@EVERY
def test_shared_steps_stay_shared_in_the_written_file(book: Playbook) -> None:
    used = {step.id for step in book.steps} & set(SHARED.steps)
    pauses = set(SHARED.pauses.values()) & set(book.pauses)
    assert as_toml(book, SHARED).count("\nuse = ") == len(used) + len(pauses) > len(used) > 0


@given(playbooks())
@settings(deadline=None)
def test_any_playbook_comes_back_as_it_was(book: Playbook) -> None:
    document = exported(book)
    assert faults(document) == []
    loaded = load(as_json(document))
    assert loaded.playbook == book
    assert loaded.notes == ()
    assert reread(book) == book


@given(playbooks())
@settings(deadline=None)
def test_the_drawing_does_no_step_before_one_it_comes_after(book: Playbook) -> None:
    done = play(exported(book), skip=False)
    assert sorted(done) == sorted(step.id for step in book.steps)
    for step in book.steps:
        for before in step.after:
            assert done[before] < done[step.id]
    always = sorted(step.id for step in book.steps if not step.when)
    assert sorted(play(exported(book), skip=True)) == always


@EVERY
def test_lanes_are_phases(book: Playbook) -> None:
    nodes = exported(book)["workflow"]
    named = {node.get("name") for node in nodes.values() if node["type"] == "parallel"}
    assert named <= {*PHASES.values(), *(f"Part {n}" for n in range(1, 20))}
    assert len(named & set(PHASES.values())) >= 3


def play(document: dict[str, Any], *, skip: bool) -> dict[str, int]:
    """Do what a CACAO program does that knows nothing of ours; return when each step is over.

    The last branch of a parallel is done first: nothing may rest on the order of branches.
    """
    nodes, done = document["workflow"], dict[str, int]()

    def follow(id_: str) -> None:
        node = nodes[id_]
        if node["type"] == "action":
            done[node["step_extensions"][EXTENSION]["id"]] = len(done)
        for head in reversed(node.get("next_steps", [])):
            follow(head)
        if node["type"] == "if-condition" and not skip:
            follow(node["on_true"])
        if node["type"] != "end":
            follow(node["on_completion"])

    follow(document["workflow_start"])
    return done


def test_each_branch_has_an_end_of_its_own() -> None:
    for book in LIBRARY.playbooks:
        nodes = exported(book)["workflow"]
        links = [
            link
            for node in nodes.values()
            for key in ("next_steps", "on_true", "on_completion")
            for link in (node.get(key) if key == "next_steps" else [node.get(key)]) or []
            if link
        ]
        assert len(links) == len(set(links)) == len(nodes) - 1  # a tree: nothing joins


def test_same_playbook_same_bytes_and_each_version_the_same_ids() -> None:
    book = LIBRARY.playbook("ransomware")
    newer = exported(book) | {"modified": "2027-01-01T00:00:00.000Z"}
    assert as_json(exported(book)) == as_json(exported(book))
    assert newer["id"] == exported(book)["id"]
    assert exported(book)["modified"] == NOW.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    assert json.loads(exported(book)["extension_definitions"][EXTENSION]["schema"])


def test_the_stop_line_is_the_first_thing_any_program_shows() -> None:
    book = LIBRARY.playbook("ransomware")
    for node in exported(book)["workflow"].values():
        if node["type"] == "action":
            step = book.step(node["step_extensions"][EXTENSION]["id"])
            if step.gate:
                assert node["commands"][0]["command"] == step.gate.stop

"""Counter-examples can be walked, the tables the proofs rest on are those of the program."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from ir_app.core.kinds import StepState
from ir_app.law.read import load_law
from ir_app.pages.dates import SURER
from ir_app.places import content
from ir_app.playbook.model import Playbook
from ir_app.playbook.proof.check import check
from ir_app.playbook.proof.duties import MONITORED
from ir_app.playbook.proof.ways import ON_DATES
from ir_app.playbook.read import load_library
from ir_app.playbook.run import Event, replay
from tests.playbook.release import released

LIBRARY = load_library(content("playbooks"))
BOOK = LIBRARY.playbook("ransomware")
replace: Any = msgspec.structs.replace


def but(book: Playbook, **steps: Mapping[str, object]) -> Playbook:
    names = {name.replace("_", "-"): changes for name, changes in steps.items()}
    made = tuple(replace(s, **names.get(s.id, {})) for s in book.steps)
    return replace(book, steps=made)  # type: ignore[no-any-return]


LOOSE = {"must": False, "locked": False}
CLOSING = [
    (but(BOOK, no_letters_memo=LOOSE), "without letters and without a memo"),
    (but(BOOK, assess=LOOSE, close={"after": ()}), "before the assessment"),
    (but(BOOK, approve_letters=LOOSE), "while letters are not approved"),
]


@pytest.mark.parametrize(("book", "words"), CLOSING)
def test_a_way_to_close_wrongly_can_really_be_walked(book: Playbook, words: str) -> None:
    found = next(f for f in check(book, LIBRARY).findings if words in f.sentence)
    run = replay(book, found.path.events, found.path.facts)
    assert run.may(Event("close", StepState.DONE)) is None
    missing = {"memo": "no-letters-memo", "assessment": "assess", "approved": "approve-letters"}
    step = missing[words.rsplit(maxsplit=1)[-1]]
    assert run.states[step] is not StepState.DONE
    assert [line.split(". ")[0] for line in found.path.lines] == [
        str(number) for number in range(1, len(found.path.lines) + 1)
    ]


def test_a_way_is_told_in_the_words_of_the_screen_and_no_longer_than_needed() -> None:
    book, words = CLOSING[0]
    report = check(book, LIBRARY)
    path = next(f for f in report.findings if words in f.sentence).path
    answered = [line for line in path.lines if "Answer" in line]
    assert len(answered) == 1
    assert answered[0].endswith("”: Yes")
    assert any("Leave out, it could not be done: Let the dentist sign the memo" in line
               for line in path.lines)  # fmt: skip
    assert path.lines[-1].endswith("no patient was told, and no memo was signed")
    assert f"    {path.lines[0]}" in report.lines()


def test_the_stop_line_that_can_be_passed_is_shown() -> None:
    book = but(BOOK, rebuild={"after": ("keep-proof", "passwords")})
    (found,) = check(book, LIBRARY).findings
    run = replay(book, found.path.events, found.path.facts)
    assert run.may(Event("rebuild", StepState.DONE)) is None
    assert "unplug" in run.visible
    assert run.is_open("unplug")


def test_what_the_dates_screen_asks_is_what_the_proof_counts_on() -> None:
    assert ON_DATES == SURER


def test_the_kinds_that_ask_for_monitoring_are_those_of_the_law_files() -> None:
    rules = load_law(content("resources", "law")).states.values()
    found = {kind for state in rules for rule in state.credit_monitoring for kind in rule.elements}
    assert found == set(MONITORED)


def test_a_no_to_monitoring_does_not_hide_it_where_a_state_may_ask_for_it() -> None:
    from tests.playbook.test_run import known

    none = {"monitoring_offer": "none"}
    for book in LIBRARY.playbooks:
        assert "monitoring" in replay(book, [], known(none)).visible
        there = known(none | {"data_elements": ["name_address", "tax_id"]})
        assert "monitoring" in replay(book, [], there).visible
        not_there = known(none | {"data_elements": ["name_address"]})
        assert "monitoring" not in replay(book, [], not_there).visible


def test_the_days_of_a_request_to_wait_are_asked_in_every_playbook() -> None:
    for book in LIBRARY.playbooks:
        asked = {name for step in book.steps for name in step.sets}
        assert {"law_enforcement_hold_from", "law_enforcement_hold_until"} <= asked


def test_the_list_of_released_playbooks_is_written_as_it_stands() -> None:
    assert content("playbooks", "released.toml").read_text("utf-8") == released(LIBRARY)

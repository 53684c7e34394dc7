"""Who may change people, PINs and keys once somebody has a PIN, and the way back without one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ir_app.actions import keeping, notes, practice, seat
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.keys.recovery import new_code
from ir_app.store.keys.source import KeySource, Locked
from tests.actions.office import LEAD_PIN, PIN, add, begin, furnish
from tests.keys import CHEAP, WORDS

NEEDS_PIN = "changed by somebody with a PIN"
OTHER_PIN = "135790"


@pytest.fixture
def office(tmp_path: Path, clock: SteppedClock) -> Iterator[tuple[Desk, dict[str, str]]]:
    """A desk whose binder opens by a passphrase, with a lead and a dentist who have PINs."""
    key = KeySource(passphrase=WORDS, keyring=False, cost=CHEAP)
    desk = open_desk(tmp_path / "office", clock, key=key)
    yield desk, furnish(desk)
    desk.close()


HOUSE: dict[str, Callable[[Desk, dict[str, str]], object]] = {
    "a person comes": lambda d, m: practice.add_member(d, "Mallory", "approver"),
    "a person leaves": lambda d, m: practice.remove_member(d, m["approver"]),
    "a PIN is set": lambda d, m: practice.set_pin(d, m["scribe"], OTHER_PIN),
    "a passphrase": lambda d, m: keeping.set_passphrase(d, "somebody else's words"),
    "a code": lambda d, m: keeping.keep_code(d, new_code()),
    "a new key": lambda d, m: keeping.rekey(d),
    "a backup put in its place": lambda d, m: keeping.may_restore(d),
}


@pytest.mark.parametrize("who", ["nobody by name", "a lead without a PIN"])
def test_who_walks_up_changes_neither_people_nor_keys(
    office: tuple[Desk, dict[str, str]], who: str
) -> None:
    desk, members = office
    members["scribe"] = add(desk, "Tina", "scribe")
    other = add(desk, "Olga", "lead")
    seat.leave(desk)
    if who != "nobody by name":
        seat.sign_in(desk, other)
    before = desk.binder.entries(PRACTICE), keeping.keys(desk).slots
    for act in HOUSE.values():
        with pytest.raises(Problem, match=NEEDS_PIN):
            act(desk, members)
    assert (desk.binder.entries(PRACTICE), keeping.keys(desk).slots) == before
    notes.add(desk, begin(desk), "All other work goes on.")
    seat.sign_in(desk, members["lead"], LEAD_PIN)
    for act in HOUSE.values():
        act(desk, members)


def test_a_made_up_dentist_approves_nothing(office: tuple[Desk, dict[str, str]]) -> None:
    """The short way to hide a breach: name yourself the dentist and sign."""
    desk, _ = office
    seat.leave(desk)
    with pytest.raises(Problem, match=NEEDS_PIN):
        add(desk, "Mallory", "approver")
    assert [m.name for m in desk.practice.approvers] == ["Alan Whitfield, DDS"]


def test_the_passphrase_is_the_way_back_for_a_forgotten_pin(
    office: tuple[Desk, dict[str, str]],
) -> None:
    desk, members = office
    seat.leave(desk)
    with pytest.raises(Locked, match="did not open"):
        seat.prove(desk, "not these words")
    with pytest.raises(Problem, match=NEEDS_PIN):
        practice.set_pin(desk, members["lead"], OTHER_PIN)
    seat.prove(desk, WORDS)
    practice.set_pin(desk, members["lead"], OTHER_PIN)
    written = desk.binder.entries(PRACTICE)
    assert next(e for e in reversed(written) if e.kind == "pin_set").actor.endswith(
        "(with what opens the binder)"
    )
    seat.sign_in(desk, members["lead"], OTHER_PIN)
    seat.leave(desk)
    with pytest.raises(Problem, match=NEEDS_PIN):  # it held for that sitting only
        practice.add_member(desk, "Mallory", "lead")


def test_the_code_on_paper_opens_for_a_manager_who_follows_another(
    office: tuple[Desk, dict[str, str]],
) -> None:
    desk, members = office
    code = keeping.new_code(desk)
    seat.lock(desk, 10)  # who had the PIN is gone for good
    seat.prove(desk, code)
    new = add(desk, "Nora", "lead")
    practice.set_pin(desk, new, OTHER_PIN)
    practice.remove_member(desk, members["lead"])
    seat.sign_in(desk, new, OTHER_PIN)
    assert [m.name for m in desk.practice.keepers] == ["Alan Whitfield, DDS", "Nora"]


def test_wrong_words_wait_as_they_do_when_the_binder_opens(
    office: tuple[Desk, dict[str, str]], clock: SteppedClock
) -> None:
    desk, _ = office
    for _ in range(3):
        with pytest.raises(Locked, match="did not open"):
            seat.prove(desk, "wrong")
    with pytest.raises(Locked, match="too many") as found:
        seat.prove(desk, WORDS)
    assert found.value.wait > 0


def test_a_desk_that_showed_the_key_does_not_stay_open(
    office: tuple[Desk, dict[str, str]],
) -> None:
    desk, _ = office
    seat.prove(desk, WORDS)
    seat.lock(desk, 10)  # nobody was there for a while
    with pytest.raises(Problem, match=NEEDS_PIN):
        practice.add_member(desk, "Mallory", "lead")


def test_it_lets_nobody_sit_down_as_somebody_else(office: tuple[Desk, dict[str, str]]) -> None:
    desk, members = office
    seat.prove(desk, WORDS)
    with pytest.raises(Problem, match="not right"):
        seat.sign_in(desk, members["approver"], "000000")


def test_the_first_pin_does_not_end_the_set_up_half_way(
    tmp_path: Path, clock: SteppedClock
) -> None:
    key = KeySource(passphrase=WORDS, keyring=False, cost=CHEAP)
    desk = open_desk(tmp_path / "office", clock, key=key)
    dentist = add(desk, "Alan", "approver")
    practice.set_pin(desk, dentist, PIN)
    lead = add(desk, "Dana", "lead")
    practice.set_pin(desk, lead, LEAD_PIN)
    with pytest.raises(Problem, match="not right"):  # but nobody else's PIN is changed that way
        practice.set_pin(desk, dentist, OTHER_PIN, "000000")
    desk.close()
    desk = open_desk(tmp_path / "office", clock, key=key)
    with pytest.raises(Problem, match=NEEDS_PIN):
        add(desk, "Mallory", "lead")
    desk.close()


def test_nobody_is_locked_out_while_there_is_no_way_back(desk: Desk) -> None:
    """A binder that only this computer's keyring opens, and one person with a PIN."""
    lead = add(desk, "Dana", "lead")
    practice.set_pin(desk, lead, LEAD_PIN)
    seat.leave(desk)
    assert desk.keepers == []
    practice.remove_member(desk, lead)
    lead = add(desk, "Dana", "lead")
    practice.set_pin(desk, lead, OTHER_PIN)
    dentist = add(desk, "Alan", "approver")
    practice.set_pin(desk, dentist, PIN)  # now one can help the other
    seat.leave(desk)
    with pytest.raises(Problem, match=NEEDS_PIN):
        practice.remove_member(desk, lead)
    seat.sign_in(desk, dentist, PIN)
    practice.remove_member(desk, lead)


def test_a_pin_set_by_somebody_else_must_be_typed(office: tuple[Desk, dict[str, str]]) -> None:
    desk, members = office
    olga = add(desk, "Olga", "lead")
    seat.sign_in(desk, olga)
    as_it_was = desk.member
    seat.sign_in(desk, members["lead"], LEAD_PIN)
    practice.set_pin(desk, olga, OTHER_PIN)
    desk.member = as_it_was  # as on another computer, where Olga sat without one
    with pytest.raises(Problem, match=NEEDS_PIN):
        practice.remove_member(desk, members["lead"])
    with pytest.raises(Problem, match="not right"):
        seat.sign_in(desk, olga, "000000")
    seat.sign_in(desk, olga, OTHER_PIN)
    practice.remove_member(desk, members["lead"])

"""What guessing a PIN or a passphrase costs in the program itself; other tests use a small cost."""

import pytest

from ir_app.actions import practice
from ir_app.actions.desk import Desk
from ir_app.store import counsel
from ir_app.store.keys.cost import USUAL
from ir_app.store.keys.source import KeySource
from tests.actions.office import PIN, add


@pytest.fixture
def cheap_guesses() -> None:
    """Leave the cost as it is."""


def test_a_pin_costs_what_argon2_advises(desk: Desk) -> None:
    member = add(desk, "Alan Whitfield, DDS", "approver")
    practice.set_pin(desk, member, PIN)
    verifier = desk.binder.pin_verifier(member)
    assert verifier
    assert verifier.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert practice.check_pin(desk, member, PIN).id == member


def test_the_locks_of_counsels_notes_cost_as_much() -> None:
    lock = counsel.wrap(counsel.new_key(), "correct horse battery", "here")
    assert (lock.memory, lock.passes, lock.lanes) == (65_536, 3, 4)
    assert counsel.unwrap(lock, "correct horse battery", "here")


def test_a_passphrase_of_the_binder_costs_as_much() -> None:
    assert KeySource(passphrase="correct horse battery").cost == USUAL
    assert (USUAL.memory, USUAL.passes, USUAL.lanes) == (65_536, 3, 4)

"""A law file on one computer of a group: every other computer gives the same dates."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ir_app.actions import facts, law_packs, laws
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.store.server.address import Address
from tests.actions.office import answer_all, begin, furnish, load
from tests.actions.test_laws import due, kinds
from tests.law.packs import TRUSTED, write
from tests.store.drafts import MONDAY
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "it is about computers that share a record and not their files"
OLD, NEW = "2027-01-07", "2026-12-23"  # Indiana's 45 days, and the 30 of the file


def seated(address: Address, folder: Path) -> Desk:
    return open_desk(folder, SteppedClock(MONDAY), server=address, publishers=TRUSTED)


@pytest.fixture
def two(server: Server, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two computers of one practice, each with a folder of its own."""
    address = server.writer()
    front, back = seated(address, tmp_path / "front"), seated(address, tmp_path / "back")
    yield front, back
    front.close()
    back.close()


def test_what_one_computer_takes_holds_on_the_other_without_the_file(
    two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    front, back = two
    furnish(front)
    incident = begin(front)
    answer_all(front, incident)
    facts.answer(front, incident, "covered_entity", False)
    load(front, incident, tmp_path)
    law_packs.install(front, write(tmp_path / "new.lawpack"))
    assert due(front, incident) == due(back, incident) == OLD
    assert "law_installed" in kinds(back, incident)
    laws.take(front, incident)
    assert due(front, incident) == due(back, incident) == NEW
    assert back.law.digest != back.incident(incident).law  # it has no such file itself
    begun = begin(front)
    assert laws.law_of(back, back.incident(begun)).digest == front.law.digest


def test_a_computer_without_the_file_offers_its_own_law_once(
    two: tuple[Desk, Desk], server: Server, tmp_path: Path
) -> None:
    front, back = two
    law_packs.install(front, write(tmp_path / "new.lawpack"))
    incident = begin(front)
    for _ in range(2):
        laws.notice(back)  # as when it opens
    assert kinds(back, incident).count("law_installed") == 1
    assert back.incident(incident).law == front.law.digest

"""A small campaign of faults: none gets by, and most are seen by reasoning alone."""

from ir_app.places import content
from ir_app.playbook.read import load_library
from tests.playbook.faults import FAULTS
from tests.playbook.mutations import DIGEST, IDS, MISSED, REASONING, campaign, share, table

LIBRARY = load_library(content("playbooks"))


def test_no_fault_gets_by_and_most_are_seen_by_reasoning() -> None:
    results = campaign(LIBRARY, faults=2 * len(FAULTS), seed=5)
    assert {one.kind for one in results} == set(FAULTS)
    assert [one for one in results if one.verdict == MISSED] == []
    assert share(results, REASONING) >= 80
    assert share(results, REASONING, IDS, DIGEST) == 100
    assert len(table(results)) == len(FAULTS) + 3


def test_the_same_seed_makes_the_same_faults() -> None:
    one, other = (campaign(LIBRARY, faults=8, seed=7) for _ in range(2))
    assert one == other


def test_every_fault_to_a_legal_mark_is_seen_by_reasoning() -> None:
    kinds = ("drop “must”", "drop “locked”", "drop an act", "alter an act", "use an id twice")
    results = campaign(LIBRARY, faults=20, seed=11, kinds=kinds)
    for one in results:
        assert one.verdict == REASONING, one

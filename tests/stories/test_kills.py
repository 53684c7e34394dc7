"""A few kills in the normal suite; `python -m tests.stories.kills` is the long campaign."""

from tests.stories.kills import campaign


def test_no_acknowledged_act_is_lost_and_the_card_is_the_same() -> None:
    tally = campaign(8, seed=3)
    assert (tally.lost, tally.broken, tally.other_card) == (0, 0, 0)
    assert tally.acknowledged > 30

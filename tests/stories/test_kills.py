"""A few kills in the normal suite; `python -m tests.stories.kills` is the long campaign."""

from tests.stories.kills import campaign


def test_no_acknowledged_act_is_lost_and_the_card_is_the_same() -> None:
    acknowledged = 0
    for seed in range(3, 9):  # on a busy computer a child may be killed before its first act
        tally = campaign(8, seed=seed)
        assert (tally.lost, tally.broken, tally.other_card) == (0, 0, 0)
        acknowledged += tally.acknowledged
        if acknowledged > 20:
            break
    assert acknowledged > 0

"""The assessment by truth table: a breach is presumed, and only three ways lead out."""

from itertools import product

import pytest

from ir_app.law.assessment import Ground, result
from ir_app.law.facts import Facts

THREE = (True, False, None)
EXCEPTIONS = ("none", "good_faith_staff", "inside_office", "could_not_keep", None)
WORLDS = list(product(THREE, THREE, EXCEPTIONS, THREE))


@pytest.mark.parametrize(("encrypted", "key", "exception", "low"), WORLDS)
def test_every_combination(
    encrypted: bool | None, key: bool | None, exception: str | None, low: bool | None
) -> None:
    facts = Facts(
        encrypted=encrypted,
        key_exposed=key,
        exception=exception,  # type: ignore[arg-type]
        low_probability_of_compromise=low,
    )
    ways = {
        Ground.SECURED: encrypted is True and key is False,
        Ground.EXCEPTION: exception not in (None, "none"),
        Ground.LOW_PROBABILITY: low is True,
    }
    found = result(facts)
    assert found.ground == next((way for way, open_ in ways.items() if open_), None)
    assert found.sentence.startswith("Not a breach") is any(ways.values())
    assert "164.402" in found.cite


def test_unsure_is_a_breach() -> None:
    assert result(Facts()).ground is None
    assert "Unsure means a breach" in result(Facts()).sentence

"""How many people, in all and in each state, as far as anybody knows."""

from ir_app.law.facts import Facts
from ir_app.law.obligation import Range


def total(facts: Facts) -> Range:
    """Return how many people are concerned in all."""
    known = sum((facts.residents or {}).values())
    if facts.total is None:
        return Range(max(known, 0), None)
    return Range(max(known, facts.total), max(known, facts.total))


def of_state(facts: Facts, code: str) -> Range:
    """Return how many residents of a state are concerned; people of unknown state may add to it."""
    if facts.residents is None:
        return Range(0, facts.total)
    here = facts.residents.get(code, 0)
    people = total(facts)
    if people.high is None:
        return Range(here, None)
    return Range(here, here + people.high - sum(facts.residents.values()))


def unplaced(facts: Facts) -> bool:
    """Tell whether some people's state of residence is not known."""
    if facts.residents is None:
        return facts.total != 0
    return facts.total is not None and facts.total > sum(facts.residents.values())

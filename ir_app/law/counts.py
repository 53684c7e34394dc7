"""How many people, in all and in each state, as far as anybody knows."""

from ir_app.law.facts import Facts
from ir_app.law.obligation import Range


def total(facts: Facts) -> Range:
    """Return how many people are concerned in all; without a total the residents are counted."""
    known = sum((facts.residents or {}).values())
    if facts.total is None:
        return Range(known, known) if facts.residents else Range(0, None)
    return Range(max(known, facts.total), max(known, facts.total))


def of_state(facts: Facts, code: str) -> Range:
    """Return how many residents of a state are concerned; people of unknown state may add to it."""
    if not facts.residents:
        return Range(0, facts.total)
    here = facts.residents.get(code, 0)
    people = total(facts)
    return Range(here, here + (people.high or 0) - sum(facts.residents.values()))


def with_ssn(facts: Facts, people: Range) -> Range:
    """Return how many of a state's people had their Social Security number there."""
    count = facts.ssn_count
    if count is None:
        return people
    everybody = total(facts).high
    elsewhere = None if everybody is None else everybody - people.low
    high = count if people.high is None else min(people.high, count)
    return Range(0 if elsewhere is None else max(0, count - elsewhere), high)


def unplaced(facts: Facts) -> bool:
    """Tell whether some people's state of residence is not known; an empty list is unknown."""
    if not facts.residents:
        return facts.total != 0
    return facts.total is not None and facts.total > sum(facts.residents.values())

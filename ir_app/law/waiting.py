"""A request of the police to wait, under the law of one state: what it puts off and what not."""

from ir_app.law.clocks import Times
from ir_app.law.facts import Facts
from ir_app.law.rules import Individual, Jurisdiction, Regulator, Reporting, Timed


def held(rules: Jurisdiction, facts: Facts, times: Times) -> Times:
    """Return the times of a state; a request by word does nothing where the law wants paper."""
    hold = facts.law_enforcement_hold
    by_word = hold is not None and hold.kind == "oral"
    return times.without_hold() if by_word and not rules.oral_hold else times


def waits(rule: Timed) -> bool:
    """Tell whether a request to wait puts a duty off at all."""
    return not isinstance(rule, Regulator) or rule.waits


def words(rules: Jurisdiction, facts: Facts, rule: Timed) -> tuple[str, ...]:
    """Say what this law makes of the request that was made, in its own terms."""
    hold = facts.law_enforcement_hold
    if hold is None or not isinstance(rule, Individual | Regulator | Reporting):
        return ()
    if not waits(rule):
        return ("A request of law enforcement puts off the letters of this law, not this office.",)
    on_paper = hold.kind == "oral" and not rules.oral_hold
    first = ("This law waits only on a request in writing: ask for one.",) if on_paper else ()
    return (*first, f"When police ask to wait: {rules.law_enforcement}")

"""Who alone gets a letter once HIPAA asks for none, in a few sentences."""

from ir_app.actions.assessment import standing
from ir_app.actions.drafting import letter_facts
from ir_app.actions.situation import Situation
from ir_app.pages.words import count


def only(situation: Situation) -> str:
    """Say whose residents alone get a letter, and how many people are left out; "" is everybody."""
    roster, left_out = situation.incident.roster, _left_out(situation)
    if roster is None or not left_out:
        return ""
    names = [_name(situation, code) for code in roster.by_state if code not in left_out]
    without = sum(person.resident_state in left_out for person in situation.people)
    lines = [
        "HIPAA asks for no letter now.",
        f"Only people who live in {_joined(names)} get one: the law there may still ask for it."
        if names
        else "No state on the list asks for a letter of its own.",
        f"{count(without, 'person', 'people')} left out: the reason stands by each name below.",
    ]
    if standing(situation) is None:
        lines.append("This is not signed yet. The dentist signs it under Assessment first.")
    return " ".join(lines)


def writes_to(situation: Situation, state: str) -> bool:
    """Tell whether people of a state are on the list and get a letter."""
    roster = situation.incident.roster
    return roster is not None and state in roster.by_state and state not in _left_out(situation)


def _left_out(situation: Situation) -> dict[str, str]:
    facts = letter_facts(situation.desk, situation.incident, situation.today)
    return dict(facts.left_out)


def _name(situation: Situation, code: str) -> str:
    rules = situation.law.states.get(code)
    return rules.name if rules else code


def _joined(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)

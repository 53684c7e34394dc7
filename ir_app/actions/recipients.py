"""Who gets a letter once HIPAA asks for none: residents of states that still ask for one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ir_app.actions.duties import law_facts
from ir_app.actions.laws import law_of
from ir_app.core.incident import Incident
from ir_app.core.kinds import DateOverridden
from ir_app.law.engine import Answer, answers

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.law.engine import Obligation
    from ir_app.law.facts import Facts
    from ir_app.law.read import Law

HIPAA = "us-individual"
_UNPLACED = (
    "HIPAA asks for no letter now, but some states still do, and it is not known where this "
    "person lives. Find that out first."
)


def left_out(desk: Desk, incident: Incident, on: date) -> dict[str, str]:
    """Return the states whose residents get no letter, each with the reason; "" is no state.

    While HIPAA asks for letters, or may ask for them, everybody gets one and it is empty.
    """
    if incident.roster is None:
        return {}
    facts, law = law_facts(desk, incident), law_of(desk, incident)
    duties = _duties(law, facts, on)
    owed, hipaa = _owed(incident, duties[HIPAA])
    if owed:
        return {}
    if duties[HIPAA].applies is not Answer.NO:
        # The attorney took the letter under HIPAA away: no state may count it as its own then.
        duties = _duties(law, replace(facts, low_probability_of_compromise=True), on)
    made = {}
    for code in incident.roster.by_state:
        duty = _letter(duties, code)
        owed, state = _owed(incident, duty)
        if not owed:
            made[code] = f"No letter is needed. HIPAA: {hipaa} {_name(law, code)}: {state}"
    return made | ({"": _UNPLACED} if incident.roster.unknown_state else {})


def _duties(law: Law, facts: Facts, on: date) -> dict[str, Obligation]:
    return {duty.id: duty for duty in answers(facts, law, on)}


def _letter(duties: dict[str, Obligation], code: str) -> Obligation:
    low = code.lower()
    ids = (f"{low}-individual", f"{low}-no-statute", f"{low}-unknown-law")
    return next(duties[id_] for id_ in ids if id_ in duties)


def _owed(incident: Incident, duty: Obligation) -> tuple[bool, str]:
    """Tell whether a letter is owed and why; the attorney's own answer goes before ours."""
    entry = incident.overrides.get(duty.id)
    if entry is not None and isinstance(entry.data, DateOverridden):
        own = entry.data
        return own.applies == "yes", f"the attorney {own.by} decided: {own.reason}"
    return duty.applies is not Answer.NO, duty.why[0]


def _name(law: Law, code: str) -> str:
    rules = law.states.get(code)
    return rules.name if rules else code

"""From what is known about an incident to who must be told by when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ir_app.core.facts import known_values
from ir_app.core.incident import Incident
from ir_app.core.kinds import ContractKept

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.law.engine import Obligation
    from ir_app.law.facts import Facts
    from ir_app.law.read import Law

# Facts the playbook asks for under the very name the law engine reads.
_SAME_NAME = (
    "covered_entity",
    "occurred",
    "discovered",
    "determined",
    "scope_identified",
    "data_elements",
    "ssn_count",
    "form",
    "encrypted",
    "key_exposed",
    "access",
    "acquired",
    "low_probability_of_compromise",
    "individual_notice_planned",
    "employees_only",
    "staff_records",
    "exception",
    "insured",
    "card_data",
    "part2_records",
    "prescribing_login",
    "controlled_drugs",
    "health_app",
)


def law_facts(desk: Desk, incident: Incident) -> Facts:
    """Return the facts of an incident in the form the law engine reads."""
    from ir_app.law.facts import read_facts

    known = known_values(incident.facts)
    facts: dict[str, Any] = {name: known[name] for name in _SAME_NAME if name in known}
    for name in ("occurred", "discovered", "determined", "scope_identified"):
        if name in facts:
            facts[name] = str(facts[name])[:10]  # the law counts civil days
    facts["incident_type"] = incident.incident_type
    facts["practice_state"] = desk.practice.state or None
    facts["zone"] = incident.zone
    facts["contracts"] = [_contract(contract) for contract in desk.practice.contracts.values()]
    return read_facts(facts | _roster(incident) | _hold(known) | _vendor(known) | _sent(incident))


def _contract(contract: ContractKept) -> dict[str, Any]:
    return {
        "id": contract.contract,
        "party": contract.party,
        "clause": contract.clause,
        "unit": contract.unit,
        "count": contract.count,
        "trigger": contract.trigger,
        "notify": contract.notify,
        "reference": contract.reference,
    }


def _roster(incident: Incident) -> dict[str, Any]:
    roster = incident.roster
    if roster is None:
        return {}
    return {
        "residents": dict(roster.by_state),
        "total": roster.people,
        "minors": roster.minors,
        "deceased": roster.deceased,
        "out_of_date_addresses": {k: v for k, v in roster.no_usable_address.items() if k},
    }


def _hold(known: dict[str, Any]) -> dict[str, Any]:
    kind = known.get("law_enforcement_hold")
    if kind not in ("written", "oral"):
        return {}
    hold = {
        "kind": kind,
        "from": known.get("law_enforcement_hold_from"),
        "until": known.get("law_enforcement_hold_until"),
    }
    return {"law_enforcement_hold": hold}


def _vendor(known: dict[str, Any]) -> dict[str, Any]:
    told = known.get("vendor_notified_on")
    if told is None:
        return {}
    vendor = {
        "notified_on": told,
        "is_agent": known.get("vendor_is_agent"),
        "discovered": known.get("vendor_discovered"),
    }
    return {"vendor": vendor}


def _sent(incident: Incident) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for batch in incident.batches.values():
        if batch.mailed:
            entry = incident.entries[batch.mailed_seq - 1]
            sent.setdefault("individual_notice_sent", entry.happened.day.isoformat())
    if "us-hhs" in incident.told:
        sent["hhs_notice_sent"] = incident.told["us-hhs"].happened.day.isoformat()
    return sent


def work_out(desk: Desk, incident: Incident, as_of: date) -> list[Obligation]:
    """Return every obligation and non-obligation under the law in force on ``as_of``."""
    from ir_app.actions.laws import law_of
    from ir_app.law.engine import obligations

    facts, law = law_facts(desk, incident), law_of(desk, incident)
    # With patients in fifty states this takes a second, and every screen asks for it.
    came_from = (facts, law.digest, as_of)
    known = desk.duties.get(incident.id)
    if known is None or known[0] != came_from:
        known = desk.duties[incident.id] = (came_from, obligations(facts, law, as_of))
    return known[1]


def work_out_answers(
    desk: Desk, incident: Incident, as_of: date, law: Law | None = None
) -> list[Obligation]:
    """Return the same without what would flip it: all that is needed to see which dates moved."""
    from ir_app.actions.laws import law_of
    from ir_app.law.engine import answers

    return answers(law_facts(desk, incident), law or law_of(desk, incident), as_of)

"""The register of contracts that ask for notice; their dates stand among all others."""

import uuid

from ir_app.actions.consequences import catch_up
from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.kinds import ContractEnded, ContractKept, Kind
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem

LONGEST = {"none": 0, "hours": 8760, "calendar_days": 365, "business_days": 260}  # by unit
TRIGGERS = ("suspected", "confirmed")


def keep(  # noqa: PLR0913 - the parts of one clause
    desk: Desk,
    party: str,
    *,
    contract: str = "",
    clause: str = "",
    unit: str = "none",
    count: int | None = None,
    trigger: str = "suspected",
    notify: str = "",
    reference: str = "",
) -> Change:
    """Write down a contract that asks for notice, or change the one named ``contract``.

    Without a number the clause says "at once"; raises Problem for what can't be meant.
    """
    _check(desk, contract, party.strip(), unit, count, trigger)
    data = ContractKept(
        contract=contract or f"c-{uuid.uuid4().hex[:8]}",
        party=party.strip(),
        clause=clause.strip(),
        unit=unit,
        count=count,
        trigger=trigger,
        notify=notify.strip(),
        reference=reference.strip(),
    )
    if desk.practice.contracts.get(contract) == data:
        return Change((), "Nothing to change.")
    _refuse_twice(desk, data)
    return _record(desk, data, f"Contract written down: {data.party}.")


def end(desk: Desk, contract: str) -> Change:
    """Record that a contract no longer holds; what was told to the party stays in the record."""
    known = _known(desk, contract)
    data = ContractEnded(contract=contract, party=known.party)
    return _record(desk, data, f"No longer holds: {known.party}.")


def _record(desk: Desk, data: Kind, said: str) -> Change:
    entries = desk.record(PRACTICE, [data])
    return Change((*entries, *catch_up(desk)), said)


def _known(desk: Desk, contract: str) -> ContractKept:
    known = desk.practice.contracts.get(contract)
    if known is None:
        raise Problem(what="This contract is not on the list.", do="Look at the list again.")
    return known


def _check(
    desk: Desk, contract: str, party: str, unit: str, count: int | None, trigger: str
) -> None:
    if contract:
        _known(desk, contract)
    if not party:
        raise Problem(what="The other party's name is empty.", do="Write whom to tell first.")
    if unit not in LONGEST or trigger not in TRIGGERS:
        raise Problem(what="This clause can't be read.", do="Pick from the lists.")
    words = unit.replace("calendar_days", "days").replace("_", " ")
    if unit == "none" and count is not None:
        raise Problem(
            what=f"{count} of what?", do="Pick hours, days or business days, or leave the number."
        )
    if unit != "none" and count is None:
        raise Problem(
            what=f"The number of {words} is missing.", do="Write it like 72, or pick “at once”."
        )
    if count is not None and not 0 < count <= LONGEST[unit]:
        raise Problem(what=f"{count} is not a likely number of {words}.", do="Write it like 72.")


def _refuse_twice(desk: Desk, data: ContractKept) -> None:
    for known in desk.practice.contracts.values():
        same = (known.party.casefold(), known.clause.casefold()) == (
            data.party.casefold(),
            data.clause.casefold(),
        )
        if same and known.contract != data.contract:
            raise Problem(
                what=f"A contract with {data.party} and the same clause is on the list already.",
                safe="Nothing was changed.",
                do="Change that one, or name the other clause.",
            )

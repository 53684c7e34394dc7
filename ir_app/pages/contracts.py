"""The register of contracts that ask for notice: who, by when, and where it goes."""

from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.core.kinds import ContractKept
from ir_app.core.practice import Practice
from ir_app.pages.parts import Button, Choice
from ir_app.pages.words import count


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract with what it asks for."""

    id: str
    party: str
    when: str  # "Within 72 hours, as soon as something is suspected"
    details: tuple[str, ...]  # clause, where the notice goes, number
    edit: Button
    end: Button
    question: str  # asked before it ends


@dataclass(frozen=True, slots=True)
class ContractForm:
    """One contract to write down, or to change."""

    heading: str
    contract: str  # "" for a new one
    party: str
    clause: str
    unit: str
    number: str
    trigger: str
    notify: str
    reference: str
    save: Button
    drop: Button | None  # leaves a change as it was


@dataclass(frozen=True, slots=True)
class ContractsPage:
    """Everything the Contracts screen says."""

    heading: str
    lead: str
    rows: tuple[ContractRow, ...]
    none: str  # said while the list is empty
    form: ContractForm
    units: tuple[Choice, ...]
    triggers: tuple[Choice, ...]
    examples_heading: str
    examples: tuple[Choice, ...]  # who often asks for notice, and where it stands
    back: Button


UNITS = (
    Choice("none", "At once"),
    Choice("hours", "Hours"),
    Choice("calendar_days", "Days"),
    Choice("business_days", "Business days"),
)
TRIGGERS = (
    Choice("suspected", "As soon as something is suspected"),
    Choice("confirmed", "Once it is confirmed"),
)
EXAMPLES = (
    Choice("insurer", "Cyber insurance company", "The policy, under “notice” or “conditions”"),
    Choice("clearinghouse", "Claims clearinghouse", "The trading partner agreement"),
    Choice("software", "Practice software company", "The license, under “security”"),
    Choice("acquirer", "Card processor (acquiring bank)", "The merchant agreement"),
    Choice("imaging", "X-ray and imaging company", "The service agreement"),
    Choice("it", "IT company", "The business associate agreement; some bind both sides"),
    Choice("payer", "Dental plan we are in network with", "The provider agreement"),
    Choice("landlord", "Landlord or lender", "The lease or the loan, under “notices”"),
)


def build(desk: Desk, editing: str = "") -> ContractsPage:
    """Return the register; ``editing`` is the contract whose values stand in the form."""
    rows = tuple(_row(contract) for contract in desk.practice.contracts.values())
    return ContractsPage(
        heading="Contracts that ask for notice",
        lead="Some contracts name their own deadline, and it can be the shortest of all. Look for "
        "the words “notice”, “incident” or “security event” in them. In an incident they stand "
        "among the dates.",
        rows=rows,
        none="" if rows else "None is written down yet. Begin with the insurance policy.",
        form=_form(desk.practice.contracts.get(editing)),
        units=UNITS,
        triggers=TRIGGERS,
        examples_heading="Who often asks for notice, and where it is written",
        examples=EXAMPLES,
        back=Button("contracts-back", "Back to Get ready"),
    )


def _row(contract: ContractKept) -> ContractRow:
    party = contract.party
    return ContractRow(
        id=contract.contract,
        party=party,
        when=when(contract),
        details=details(contract),
        edit=Button(f"edit-{contract.contract}", "Change"),
        end=Button(f"end-{contract.contract}", "No longer holds"),
        question=f"Does the contract with {party} no longer hold? Its date leaves every open "
        "incident. What was written down stays in the record.",
    )


def when(contract: ContractKept) -> str:
    """Return the clock of a contract in words."""
    nouns = {"hours": "hour", "calendar_days": "day", "business_days": "business day"}
    trigger = next(t.label for t in TRIGGERS if t.id == contract.trigger)
    after = f"{trigger[:1].lower()}{trigger[1:]}"
    if contract.count is None:
        return f"At once, {after}"
    return f"Within {count(contract.count, nouns[contract.unit])}, {after}"


def details(contract: ContractKept) -> tuple[str, ...]:
    """Return the rest of what is known of a contract, a line each."""
    lines = (
        f"Clause: {contract.clause}" if contract.clause else "",
        f"Send it to: {contract.notify}" if contract.notify else "",
        f"Number: {contract.reference}" if contract.reference else "",
    )
    return tuple(line for line in lines if line)


def lines(practice: Practice) -> tuple[tuple[str, str], ...]:
    """Return every contract for paper: the party with its number, and when and where to."""
    return tuple(
        (
            f"{one.party}, no. {one.reference}" if one.reference else one.party,
            ". ".join(part for part in (when(one), one.clause, one.notify) if part),
        )
        for one in practice.contracts.values()
    )


def _form(known: ContractKept | None) -> ContractForm:
    if known is None:
        save = Button("contract-save", "Write down this contract", primary=True)
        return ContractForm(
            "Add a contract", "", "", "", "none", "", "suspected", "", "", save, None
        )
    return ContractForm(
        heading=f"Change the contract with {known.party}",
        contract=known.contract,
        party=known.party,
        clause=known.clause,
        unit=known.unit,
        number="" if known.count is None else str(known.count),
        trigger=known.trigger,
        notify=known.notify,
        reference=known.reference,
        save=Button("contract-save", "Write down the change", primary=True),
        drop=Button("contract-drop", "Leave it as it was"),
    )

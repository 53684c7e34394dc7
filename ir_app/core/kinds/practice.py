"""What is said in the practice's own journal: people, contracts, who sits at the desk."""

from ir_app.core.kinds.base import Kind, Role


class PracticeSet(Kind, frozen=True, kw_only=True):
    """Details of the practice were written down."""

    details: dict[str, str]


class ContactSet(Kind, frozen=True, kw_only=True):
    """A telephone contact was written down or changed."""

    contact: str  # role: it, insurer, counsel, police_fbi, bank, vendor, approver ...
    name: str
    number: str = ""
    person: str = ""
    hours: str = ""
    reference: str = ""  # policy or account number


class ContractKept(Kind, frozen=True, kw_only=True):
    """A contract that asks for notice was written down or changed."""

    contract: str
    party: str
    clause: str = ""
    unit: str = "none"  # calendar_days, business_days, hours or none
    count: int | None = None
    trigger: str = "suspected"  # suspected or confirmed
    notify: str = ""  # where the notice goes: an address, an e-mail, a number
    reference: str = ""  # policy, account or contract number


class ContractEnded(Kind, frozen=True, kw_only=True):
    """A contract no longer holds."""

    contract: str
    party: str = ""


class MemberAdded(Kind, frozen=True, kw_only=True):
    """A person of the office was added."""

    member: str
    name: str
    role: Role


class MemberLeft(Kind, frozen=True, kw_only=True):
    """A person of the office left."""

    member: str


class PinSet(Kind, frozen=True, kw_only=True):
    """A person set a PIN; the PIN itself is kept nowhere, its verifier beside the journal."""

    member: str


class PinRefused(Kind, frozen=True, kw_only=True):
    """A wrong PIN was typed."""

    member: str


class SignedIn(Kind, frozen=True, kw_only=True):
    """A person took the desk; entries carry this name from now on."""

    member: str
    name: str


class SignedOut(Kind, frozen=True, kw_only=True):
    """A person left the desk: another came, or somebody went on without a name."""

    member: str
    name: str


class Locked(Kind, frozen=True, kw_only=True):
    """Nobody touched the computer for a while, and the desk was locked."""

    member: str
    name: str
    minutes: int

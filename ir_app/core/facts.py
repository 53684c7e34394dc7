"""Facts of an incident: known, unknown, or not applicable with a reason."""

from enum import StrEnum
from typing import Any

import msgspec


class Status(StrEnum):
    """Whether a fact is known; unknown is a value and silences nothing."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact with where it came from; ``value`` is JSON-like and None unless known."""

    name: str
    status: Status
    value: Any = None
    reason: str = ""
    source: str = ""  # who or what says so, in words
    seq: int = 0  # the journal entry that set it

    @property
    def known(self) -> bool:
        """Tell whether a value was given."""
        return self.status is Status.KNOWN


def known_values(facts: dict[str, Fact]) -> dict[str, Any]:
    """Return the values of the known facts by name."""
    return {name: fact.value for name, fact in facts.items() if fact.known}

"""One answer of the engine: who, whether, by when, and why."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec


class Answer(StrEnum):
    """Whether a duty applies; unknown is planned for like yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """How the date was counted."""

    starts_at: str
    date: date | None  # day 0
    unit: str
    count: int | None
    provisional: bool = False  # the start is not known yet: the earliest defensible one was taken


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """An obligation or a non-obligation, with its derivation."""

    id: str
    jurisdiction: str
    recipient: str
    kind: str
    title: str
    applies: Answer
    due: date | None = None
    due_latest: date | None = None
    standard: str | None = None
    clock: Clock
    why: tuple[str, ...] = ()
    flips_if: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def provisional(self) -> bool:
        """Tell whether the date may still move."""
        return self.clock.provisional

    def as_json(self) -> dict[str, Any]:
        """Return the fixed form of ``ir-app obligations --json``."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data


Test = tuple[Answer, str]  # one question of a rule, with its sentence; "" says nothing


def decided(answer: Answer, tests: Iterable[Test]) -> list[str]:
    """Return the sentences of all tests; those that alone made it a no or open come first."""
    said = [(made, words) for made, words in tests if words]
    if answer is not Answer.YES:
        said.sort(key=lambda test: test[0] is not answer)
    return [words for _, words in said]


def both(*answers: Answer) -> Answer:
    """Return yes when all are yes, no when any is no, else unknown."""
    if Answer.NO in answers:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES


class Range(msgspec.Struct, frozen=True):
    """A number of people between ``low`` and ``high``; None above means nobody knows."""

    low: int
    high: int | None

    def at_least(self, number: int) -> Answer:
        """Tell whether it is at least ``number``."""
        if self.low >= number:
            return Answer.YES
        return Answer.NO if self.high is not None and self.high < number else Answer.UNKNOWN

    def __str__(self) -> str:
        if self.high == self.low:
            return f"{self.low:,}"
        if self.low == 0 and self.high is None:
            return "not known yet"
        return (
            f"{self.low:,} to {self.high:,}" if self.high is not None else f"{self.low:,} or more"
        )

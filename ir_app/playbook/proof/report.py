"""What was proven, over how much, and what is wrong with the way there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ir_app.playbook.proof.case import Case, Finding


@dataclass(frozen=True)
class Reach:
    """Over how much something was proven."""

    formulas: int = 0
    facts: int = 0
    steps: int = 0
    conditions: int = 0
    worlds: int = 0  # combinations of answers, unknown ones included
    situations: int = 0  # worlds, and each step in any place its chart knows

    def __str__(self) -> str:
        return (
            f"{self.formulas} formulas about {self.facts} facts and {self.steps} steps"
            f" ({self.conditions} conditions): {self.worlds:,} worlds,"
            f" {_big(self.situations)} situations"
        )

    def __add__(self, other: "Reach") -> "Reach":
        names = self.__dataclass_fields__
        return Reach(**{name: getattr(self, name) + getattr(other, name) for name in names})


def reach(case: Case) -> Reach:
    """Return over how much a case was proven."""
    here = case.situations
    return Reach(
        formulas=here.formulas,
        facts=len(here.worlds.names),
        steps=len(case.book.steps),
        conditions=len({step.when for step in case.book.steps if step.when}),
        worlds=here.worlds.number,
        situations=here.number,
    )


@dataclass
class Report:
    """What was proven, and what is wrong."""

    proven: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.findings

    @property
    def wrong(self) -> list[str]:
        """Return what is wrong, a sentence each."""
        return [finding.sentence for finding in self.findings]

    def lines(self) -> tuple[str, ...]:
        """Return all of it for printing; below what is wrong stands the way there."""
        return tuple(self._lines())

    def _lines(self) -> Iterable[str]:
        for finding in self.findings:
            yield f"wrong: {finding.sentence}"
            yield from (f"    {line}" for line in finding.path.lines)
        yield from (f"proven: {sentence}" for sentence in self.proven)
        yield from (f"not checked here: {note}" for note in dict.fromkeys(self.notes))
        if self.reach.formulas:
            yield f"reckoned: {self.reach}"

    def data(self) -> dict[str, Any]:
        """Return all of it as data."""
        return {
            "ok": self.ok,
            "lines": list(self.lines()),
            "wrong": [
                {"sentence": one.sentence, "path": list(one.path.lines)} for one in self.findings
            ],
            "proven": self.proven,
            "not_checked": list(dict.fromkeys(self.notes)),
            "formulas": self.reach.formulas,
            "worlds": self.reach.worlds,
            "situations": str(self.reach.situations),  # more digits than a JSON number holds
        }


def _big(number: int) -> str:
    digits = str(number)
    return f"{number:,}" if len(digits) < 10 else f"{digits[0]}.{digits[1]}e{len(digits) - 1}"

"""Holds the law files against the second, independent entry: python -m tests.law.compare.

Writes docs/law/comparison.md. Every difference is settled in ``docs/law/settled.toml`` with the
source that settled it; a difference without one is a finding.
"""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ir_app.law.read import current, load_law
from ir_app.law.rules import Jurisdiction, Regulator
from ir_app.places import content

DOCS = Path(__file__).parents[2] / "docs" / "law"
AS_OF = date(2026, 11, 24)
FIELDS = (
    "days", "unit", "starts_at", "regulators", "consumer_reporting", "elements", "form", "basis",
    "risk_of_harm", "hipaa", "monitoring", "cost_over", "class_over",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A field that the two entries answer differently."""

    code: str
    field: str
    first: str
    second: str
    settled: str


def first_entry(rules: Jurisdiction) -> dict[str, Any]:
    """Return the decisive fields of a law file in the form of the second entry."""
    individual = current(rules.individual, AS_OF)
    trigger, harm = current(rules.trigger, AS_OF), current(rules.risk_of_harm, AS_OF)
    hipaa, substitute = current(rules.hipaa, AS_OF), current(rules.substitute, AS_OF)
    reporting = current(rules.consumer_reporting, AS_OF)
    monitoring = current(rules.credit_monitoring, AS_OF)
    assert individual is not None
    assert trigger is not None
    offices = [r for r in rules.regulator if r.in_force(AS_OF)]
    return {
        "days": -1 if individual.days is None else individual.days,
        "unit": individual.kind,
        "starts_at": individual.starts_at if individual.days is not None else "",
        "regulators": sorted((r.min_residents, _days(r)) for r in offices),
        "consumer_reporting": reporting.min_residents if reporting else -1,
        "elements": sorted(trigger.data_elements),
        "form": trigger.form,
        "basis": trigger.basis,
        "risk_of_harm": bool(harm and harm.exempts),
        "hipaa": hipaa.effect if hipaa else "none",
        "monitoring": monitoring.months if monitoring and monitoring.required else 0,
        "cost_over": (substitute.cost_over or 0) if substitute else 0,
        "class_over": (substitute.class_over or 0) if substitute else 0,
    }


def _days(office: Regulator) -> int:
    # "With the letters" has no number of its own; the second entry writes -1 for it.
    with_letters = office.starts_at == "individual_notice" and office.days == 0
    return -1 if office.days is None or with_letters else office.days


def second_entry(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the second entry in the same form."""
    made = {name: raw.get(name) for name in FIELDS}
    made["starts_at"] = raw["starts_at"] if raw["days"] != -1 else ""
    made["regulators"] = sorted((number, days or -1) for _, number, days, _ in raw["regulators"])
    made["elements"] = sorted(raw["elements"])
    for name in ("cost_over", "class_over"):
        made[name] = max(raw.get(name, 0), 0)
    return made


def differences() -> Iterator[Difference]:
    """Yield every field on which the two entries differ."""
    law = load_law(content("resources", "law"))
    second = {**_read("second-a.toml"), **_read("second-b.toml")}
    settled = _read("settled.toml")
    for code, rules in sorted(law.states.items()):
        if rules.no_statute:
            continue
        one, two = first_entry(rules), second_entry(second[code])
        for name in FIELDS:
            if one[name] != two[name]:
                why = settled.get(code, {}).get(name, "")
                yield Difference(code, name, str(one[name]), str(two[name]), why)


def _read(name: str) -> dict[str, Any]:
    path = DOCS / name
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def page() -> str:
    """Return the comparison as a page."""
    rows = list(differences())
    compared = (len(load_law(content("resources", "law")).states) - 2) * len(FIELDS)
    return "\n".join(
        [
            "# The law entered twice",
            "",
            "Two entries of the decisive fields, made without looking at each other, compared on "
            f"{AS_OF}: {compared} fields, {compared - len(rows)} the same, {len(rows)} different. "
            "Each difference below is settled with its ground; the law file holds the result.",
            "",
            "| | field | law file | second entry | settled |",
            "|---|---|---|---|---|",
            *(f"| {d.code} | {d.field} | {d.first} | {d.second} | {d.settled} |" for d in rows),
            "",
        ]
    )


if __name__ == "__main__":
    (DOCS / "comparison.md").write_text(page(), "utf-8")
    open_ = [d for d in differences() if not d.settled]
    for d in open_:
        print(f"{d.code} {d.field}: file {d.first}, second entry {d.second}")
    print(f"{len(open_)} differences are not settled.")
    sys.exit(1 if open_ else 0)

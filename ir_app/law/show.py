"""One jurisdiction as plain data, all of them as a list, and what changed between two days."""

from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from ir_app.law.read import Law, current
from ir_app.law.rules import Dated, Federal, Jurisdiction, Timed
from ir_app.problems import Problem

ELEMENTS = (
    "ssn", "drivers_license", "financial_account", "medical", "health_insurance", "dob",
    "biometric", "genetic", "online_credentials", "tax_id", "location", "name_address",
)  # fmt: skip


def list_jurisdictions(law: Law) -> list[dict[str, Any]]:
    """Return code, name and day of checking of every jurisdiction."""
    every: list[Federal | Jurisdiction] = [law.federal, *law.states.values()]
    return [
        {
            "code": one.code,
            "name": one.name,
            "verified": one.verified.isoformat(),
            "confidence": one.confidence,
        }
        for one in every
    ]


def show(law: Law, code: str, as_of: date) -> dict[str, Any]:
    """Return the rules of a jurisdiction on a day in the fixed form; raises Problem."""
    if code == "US":
        return _federal(law, as_of)
    rules = law.states.get(code)
    if rules is None:
        raise Problem(
            what=f"There is no law file for “{code}”.",
            safe="",
            do=f"These are there: US {' '.join(sorted(law.states))}.",
        )
    return _head(rules, as_of) | {"rules": _rules(rules, as_of)}


def _head(rules: Jurisdiction, as_of: date) -> dict[str, Any]:
    return {
        "code": rules.code,
        "name": rules.name,
        "as_of": as_of.isoformat(),
        "versions": _versions(rules),
    }


def _sections(rules: Jurisdiction) -> list[tuple[Dated, ...]]:
    values = (getattr(rules, name) for name in rules.__struct_fields__)
    return [v for v in values if isinstance(v, tuple) and v and isinstance(v[0], Dated)]


def edges(rules: Jurisdiction) -> list[date]:
    """Return every day on which some rule of a jurisdiction begins or ends, in order."""
    rows = [rule for section in _sections(rules) for rule in section]
    return sorted({r.effective for r in rows} | {r.until for r in rows if r.until})


def _versions(rules: Jurisdiction) -> list[dict[str, Any]]:
    days: list[date | None] = [*edges(rules)]  # none where there is no statute
    return [
        {
            "effective": day.isoformat() if day else None,
            "until": until.isoformat() if until else None,
        }
        for day, until in pairwise([*days, None])
    ]


def _rules(rules: Jurisdiction, on: date) -> dict[str, Any]:
    trigger, harm = current(rules.trigger, on), current(rules.risk_of_harm, on)
    hipaa, letter = current(rules.hipaa, on), current(rules.letter, on)
    monitoring, substitute = current(rules.credit_monitoring, on), current(rules.substitute, on)
    reporting = current(rules.consumer_reporting, on)
    individual = current(rules.individual, on)
    covered = trigger.data_elements if trigger else ()
    return {
        "individual": _timed(individual) if individual else None,
        "regulators": [
            {"recipient": r.recipient, "min_residents": r.min_residents, **_timed(r)}
            for r in rules.regulator
            if r.in_force(on)
        ],
        "consumer_reporting": reporting
        and {
            "min_residents": reporting.min_residents,
            "kind": reporting.kind,
            "days": reporting.days,
        },
        "risk_of_harm": {
            "exempts": bool(harm and harm.exempts),
            "text": harm.text if harm else "This law has no exception for a low risk of harm.",
        },
        "encryption_safe_harbor": bool(trigger and trigger.encryption_safe_harbor),
        "data_elements": {name: name in covered for name in ELEMENTS},
        "hipaa": {
            "effect": hipaa.effect if hipaa else "none",
            "text": hipaa.text if hipaa else "This law does not speak of HIPAA.",
        },
        "letter_must": list(letter.must) if letter else [],
        "letter_must_not": list(letter.must_not) if letter else [],
        "credit_monitoring": monitoring and {"months": monitoring.months, "when": monitoring.when},
        "substitute": substitute
        and {"cost_over": substitute.cost_over, "class_over": substitute.class_over},
        "cites": list(rules.cites),
        "verified": rules.verified.isoformat(),
        "confidence": rules.confidence,
        "doubts": list(rules.doubts),
    }


def _timed(rule: Timed) -> dict[str, Any]:
    return {"kind": rule.kind, "days": rule.days, "starts_at": rule.starts_at}


def _federal(law: Law, as_of: date) -> dict[str, Any]:
    federal = law.federal
    letter = current(federal.letter, as_of)
    paths = [msgspec.to_builtins(rule) for rule in federal.rule]
    part2 = federal.part2 if federal.part2 and federal.part2.in_force(as_of) else None
    return {
        "code": federal.code,
        "name": federal.name,
        "as_of": as_of.isoformat(),
        "versions": [{"effective": "2000-01-01", "until": None}],
        "rules": {
            "individual": _timed(federal.path("individual")),
            "paths": paths,
            "part2": msgspec.to_builtins(part2),
            "letter_must": list(letter.must) if letter else [],
            "letter_must_not": list(letter.must_not) if letter else [],
            "penalties": [msgspec.to_builtins(p) for p in federal.penalty if p.in_force(as_of)],
            "cites": list(federal.cites),
            "verified": federal.verified.isoformat(),
            "confidence": federal.confidence,
            "doubts": list(federal.doubts),
        },
    }


def diff(law: Law, first: date, second: date) -> list[dict[str, Any]]:
    """Return every value of every jurisdiction that differs between two days."""
    changes = []
    for code, rules in sorted(law.states.items()):
        before, after = _rules(rules, first), _rules(rules, second)
        changes += [
            {"code": code, "what": name, "before": before[name], "after": after[name]}
            for name in before
            if before[name] != after[name]
        ]
    return changes

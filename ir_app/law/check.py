"""Checks the law files: schema, citations, dates, sources, gaps and overlaps of versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from ir_app.clock import SystemClock
from ir_app.law.facts import Facts
from ir_app.law.private import Private
from ir_app.law.read import FEDERAL, PRIVATE, decode, law_files
from ir_app.law.rules import Dated, Federal, Jurisdiction, Timed
from ir_app.law.show import ELEMENTS
from ir_app.problems import Problem

ONE_AT_A_TIME = (
    "individual", "consumer_reporting", "trigger", "risk_of_harm", "hipaa", "letter",
    "methods", "credit_monitoring", "substitute",
)  # fmt: skip
ALWAYS = ("individual", "trigger", "risk_of_harm", "hipaa")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a law file."""

    file: str
    sentence: str


def check(folder: Path) -> list[Finding]:
    """Return everything that is wrong in the law files; empty when all is well."""
    return check_files(law_files(folder))


def check_files(files: Mapping[str, bytes], today: date | None = None) -> list[Finding]:
    """Return the same for law files given by name, from whatever place they came.

    ``today`` is the day after which nothing can have been checked; without it, this one.
    """
    findings = []
    today = today or SystemClock().now().date()
    for name, body in sorted(files.items()):
        try:
            wrong = list(_READERS.get(name, _state)(name, body, today))
        except Problem as problem:
            wrong = [problem.what]
        findings += [Finding(name, sentence) for sentence in wrong]
    if FEDERAL not in files:
        findings.append(Finding(FEDERAL, "The federal file is missing."))
    if PRIVATE not in files:
        findings.append(Finding(PRIVATE, "The file of private duties is missing."))
    return findings


def _federal(name: str, body: bytes, today: date) -> Iterator[str]:
    law = decode(name, body, Federal)
    yield from _about(law, today)
    for rule in law.rule:
        yield from _rule(f"rule {rule.id}", rule)
    yield from _penalties(law)


def _penalties(law: Federal) -> Iterator[str]:
    for tier in {penalty.tier for penalty in law.penalty}:
        versions = [penalty for penalty in law.penalty if penalty.tier == tier]
        yield from _versions(f"penalty {tier}", versions)
        for one in versions:
            if not one.least <= one.most <= one.year_cap:
                yield f"penalty {tier}: the amounts do not rise from least to most to the cap."
            if not one.cite or not one.source:
                yield f"penalty {tier}: the citation or the source is missing."


def _private(name: str, body: bytes, today: date) -> Iterator[str]:
    law = decode(name, body, Private)
    yield from _review(law)
    if law.verified > today:
        yield "verified lies in the future."
    if law.confidence != "high" and not law.doubts:
        yield "confidence is not high, but no doubt is written down."
    for duty in law.duty:
        if not duty.not_in_force and duty.fact not in Facts.__struct_fields__:
            yield f"duty {duty.id}: there is no fact “{duty.fact}”."
        if not duty.not_in_force and not (duty.yes and duty.unknown):
            yield f"duty {duty.id}: a sentence for yes or unknown is missing."
        if (duty.unit == "none") != (duty.count is None):
            yield f"duty {duty.id}: unit {duty.unit} and count {duty.count} do not fit together."


def _state(name: str, body: bytes, today: date) -> Iterator[str]:
    law = decode(name, body, Jurisdiction)
    if name != f"us-{law.code.lower()}.toml":
        yield f"The file is named {name} but its code is {law.code}."
    yield from _about(law, today)
    if law.no_statute:
        return
    for section in ONE_AT_A_TIME:
        yield from _versions(section, getattr(law, section))
    for id_ in {r.id for r in law.regulator}:
        yield from _versions(f"regulator {id_}", [r for r in law.regulator if r.id == id_])
    for rule in (*law.individual, *law.regulator, *law.consumer_reporting):
        yield from _rule(type(rule).__name__.lower(), rule)
    yield from _elements(law)
    numbers = [r.min_residents for r in law.regulator]
    numbers += [r.min_residents for r in law.consumer_reporting]
    if any(number < 1 for number in numbers):
        yield "min_residents is the smallest number that triggers: at least 1."


_READERS = {FEDERAL: _federal, PRIVATE: _private}


def _elements(law: Jurisdiction) -> Iterator[str]:
    for trigger in law.trigger:
        unknown = sorted(set(trigger.data_elements) - set(ELEMENTS))
        if unknown:
            yield f"trigger: “{unknown[0]}” is not a kind of information."


def _about(law: Jurisdiction | Federal, today: date) -> Iterator[str]:
    yield from _review(law)
    if law.verified > today:
        yield "verified lies in the future."
    if not law.cites or not law.source.strip():
        yield "cites or source is empty."
    if law.confidence != "high" and not law.doubts:
        yield "confidence is not high, but no doubt is written down."


def _review(law: Jurisdiction | Federal | Private) -> Iterator[str]:
    if law.review_days is not None and not 1 <= law.review_days <= 730:
        yield f"review_days: {law.review_days} is not a likely number."


def _rule(name: str, rule: Timed) -> Iterator[str]:
    if not rule.cite:
        yield f"{name}: the citation is missing."
    if (rule.kind == "none") != (rule.days is None):
        yield f"{name}: kind {rule.kind} and days {rule.days} do not fit together."
    if rule.days is not None and not 0 <= rule.days <= 365:
        yield f"{name}: {rule.days} is not a likely number."


def _versions(name: str, rules: Sequence[Dated]) -> Iterator[str]:
    ordered = sorted(rules, key=lambda rule: rule.effective)
    for rule, after in pairwise(ordered):
        if rule.until is None or rule.until > after.effective:
            yield f"{name}: the versions of {rule.effective} and {after.effective} overlap."
        elif rule.until < after.effective:
            yield f"{name}: there is a gap from {rule.until} to {after.effective}."
    for rule in ordered:
        if rule.until is not None and rule.until <= rule.effective:
            yield f"{name}: a version ends before it begins."
    if name in ALWAYS and not _reaches(ordered):
        yield f"{name}: the versions do not reach from 2023 to today and on."


def _reaches(ordered: Sequence[Dated]) -> bool:
    return bool(ordered) and ordered[0].effective <= date(2023, 1, 1) and not ordered[-1].until

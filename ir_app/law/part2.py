"""Records of a substance use program: HIPAA's breach rule outside HIPAA (42 CFR 2.16(b))."""

from datetime import date

from msgspec.structs import replace

from ir_app.law.facts import Facts
from ir_app.law.obligation import Answer, Obligation, Test
from ir_app.law.rules import Federal, Part2


def reached(facts: Facts, law: Federal, as_of: date) -> Part2 | None:
    """Return the rule when it binds where HIPAA does not, or is not known to.

    Not known counts as no: nearly no practice outside HIPAA holds such records. The flip says so.
    """
    rule = law.part2
    if rule is None or not rule.in_force(as_of) or facts.covered_entity:
        return None
    return rule if facts.part2_records else None


def bound(rule: Part2 | None, hipaa: Test) -> Test:
    """Tell whether the breach rule binds, through HIPAA or through these records."""
    if rule is None:
        return hipaa
    there = "Records of a substance use program were there, and for these its breach rule holds"
    return Answer.YES, f"{hipaa[1]} {there} all the same ({rule.cite})."


def cited(facts: Facts, rule: Part2 | None, duty: Obligation) -> Obligation:
    """Return a federal duty with the citation that binds; who is outside HIPAA has it first."""
    if rule is None:
        return duty
    made = replace(duty, why=(*duty.why, rule.note), doubts=(*duty.doubts, *rule.doubts))
    if facts.covered_entity is None:
        return replace(made, cite=(*duty.cite, rule.cite))
    title = f"{duty.title}, {rule.form}" if duty.kind == "hhs" else duty.title
    return replace(made, title=title, cite=(rule.cite, *duty.cite))

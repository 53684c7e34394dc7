"""Writes docs/law/<code>.md and cases.md from their files: python -m tests.law.write_tables."""

from datetime import date
from pathlib import Path

from ir_app.law.read import load_law
from ir_app.law.rules import Jurisdiction, Regulator, Timed
from ir_app.places import content
from tests.law import write_cases

OUT = Path(__file__).parents[2] / "docs" / "law"


def table(rules: Jurisdiction) -> str:
    """Return one jurisdiction as a page that can be held against its statute."""
    lines = [
        f"# {rules.name}",
        "",
        f"Checked {rules.verified}, confidence {rules.confidence}. Source: {rules.source}.",
        "",
        "| what | in force | rule | citation |",
        "|---|---|---|---|",
    ]
    lines += [_row("letters to residents", r, _clock(r)) for r in rules.individual]
    lines += [
        _row(r.recipient, r, f"from {r.min_residents:,}: {_clock(r)}") for r in rules.regulator
    ]
    lines += [
        _row("credit bureaus", r, f"from {r.min_residents:,}: {_clock(r)}")
        for r in rules.consumer_reporting
    ]
    for t in rules.trigger:
        words = f"{', '.join(t.data_elements)}; {t.form}; unauthorized {t.basis}"
        lines.append(_row("covered", t, words))
    lines += [_row("low risk of harm", r, r.text) for r in rules.risk_of_harm]
    lines += [_row("HIPAA", r, f"{r.effect}: {r.text}") for r in rules.hipaa]
    lines += [_row("letter must", r, "; ".join(r.must)) for r in rules.letter if r.must]
    lines += [_row("letter must not", r, "; ".join(r.must_not)) for r in rules.letter if r.must_not]
    lines += [
        _row("monitoring", r, f"{r.months} months. {r.when}") for r in rules.credit_monitoring
    ]
    lines += [
        _row("substitute notice", r, f"cost over {r.cost_over}, people over {r.class_over}")
        for r in rules.substitute
    ]
    lines += ["", "In doubt:", "", *(f"- {doubt}" for doubt in rules.doubts), ""]
    return "\n".join(lines)


def _row(what: str, rule: object, words: str) -> str:
    since: date = rule.effective  # type: ignore[attr-defined]
    until: date | None = rule.until  # type: ignore[attr-defined]
    start = "" if since.year <= 2000 else f"from {since}"
    end = f"until {until}" if until else ""
    cite: str = rule.cite  # type: ignore[attr-defined]
    return f"| {what} | {f'{start} {end}'.strip()} | {words} | {cite} |"


def _clock(rule: Timed) -> str:
    with_letters = rule.kind != "none" and rule.days == 0 and rule.starts_at == "individual_notice"
    length = f"{rule.days} {rule.kind.replace('_', ' ')} after {rule.starts_at.replace('_', ' ')}"
    words = "without unreasonable delay" if rule.days is None else length
    words = "on the day of the letters" if with_letters else words
    if not isinstance(rule, Regulator):
        return words
    words += ", or with the first letters if these go sooner" if rule.with_individuals else ""
    words += ", before the letters" if rule.before_individuals else ""
    return words if rule.waits else f"{words}, whatever the police ask"


def write() -> dict[str, str]:
    """Return the pages by file name."""
    law = load_law(content("resources", "law"))
    pages = {f"{code.lower()}.md": table(rules) for code, rules in law.states.items()}
    return pages | {"cases.md": write_cases.page()}


if __name__ == "__main__":
    for name, text in write().items():
        (OUT / name).write_text(text, "utf-8")

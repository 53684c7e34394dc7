"""Dates and lists as a letter writes them."""

from datetime import date

from ir_app.letters.facts import CATEGORIES, LetterFacts


def day(when: date) -> str:
    """Write a date: "January 22, 2027"."""
    return f"{when:%B} {when.day}, {when.year}"


def when_it_happened(facts: LetterFacts) -> str:
    """Write the date of the breach and of its discovery, as far as they are known."""
    first, last = facts.occurred, facts.occurred_until
    if first and last and first != last:
        happened = f"We believe that this happened between {day(first)} and {day(last)}."
    elif first:
        happened = f"We believe that this happened on {day(first)}."
    else:
        happened = "We do not know yet on which day it began."
    found = f" We learned of it on {day(facts.discovered)}." if facts.discovered else ""
    return happened + found


def categories(facts: LetterFacts) -> list[str]:
    """Return the kinds of information in words; never the information itself."""
    return [CATEGORIES[name] for name in facts.categories]

"""Values and days as people write them, for the sentences of the record."""

from datetime import datetime


def value(value: object) -> str:
    """Return an answer as the end of a sentence."""
    if isinstance(value, bool):
        return "yes." if value else "no."
    if isinstance(value, list):
        return ", ".join(str(part).replace("_", " ") for part in value) + "."
    text = day(str(value).strip())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def day(text: str) -> str:
    """Write a stored date as people do; anything else stays as it is."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{when:%A, %B} {when.day}, {when.year}"
    half = "am" if when.hour < 12 else "pm"
    return f"{day}, {when.hour % 12 or 12}:{when.minute:02d} {half}" if "T" in text else day

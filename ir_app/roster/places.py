"""States by name, by letters and by ZIP code, from ``resources/places/states.toml``."""

import tomllib
from functools import cache

from ir_app.places import content

MILITARY = ("AE", "AP", "AA")
CANADA = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")


@cache
def _names() -> dict[str, str]:
    table = tomllib.loads(content("resources", "places", "states.toml").read_text("utf-8"))
    return {state["name"].lower(): code for code, state in table.items()}


@cache
def _prefixes() -> dict[str, str]:
    table = tomllib.loads(content("resources", "places", "states.toml").read_text("utf-8"))
    return {
        f"{number:03d}": code
        for code, state in table.items()
        for first, last in state["zip3"]
        for number in range(int(first), int(last) + 1)
    }


def state_code(text: str) -> str:
    """Return the two letters a text stands for ("Ind." is not guessed), or ""."""
    plain = text.strip().strip(".").replace(".", "")
    upper = plain.upper()
    if upper in _names().values() or upper in MILITARY:
        return upper
    return _names().get(plain.lower(), "")


def state_of_zip(zip_code: str) -> str:
    """Return the state most of a ZIP prefix lies in, or ""."""
    return _prefixes().get(zip_code[:3], "")

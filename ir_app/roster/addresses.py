"""Addresses: what will reach a person, what will not, and where the person lives."""

import re

from ir_app.core.person import Address
from ir_app.roster.cells import read_zip
from ir_app.roster.places import CANADA, MILITARY, state_code, state_of_zip

_FILLER = re.compile(
    r"^(unknown|n/?a|none|no address|returned mail|return(ed)? to sender|bad address|do not mail|"
    r"moved|see notes?|x+|-+|\?+|homeless|general delivery|deceased)\b",
    re.IGNORECASE,
)
_BAD_ZIPS = ("00000", "99999", "12345-6789")


def read_address(
    lines: tuple[str, str], city: str, state: str, zip_code: str, country: str
) -> tuple[Address, str, str, list[str]]:
    """Return (address, state of residence, how that is known, notes)."""
    code, zip_note = read_zip(zip_code)
    written = state_code(state)
    foreign = _is_foreign(state, code, country)
    notes = [zip_note] if zip_note else []
    if state.strip() and written and written != state.strip():
        notes.append(f"State “{state.strip()}” read as {written}.")
    residence, basis = _residence(written, code, foreign=foreign)
    if basis == "ZIP code":
        notes.append(f"State was blank: {residence} taken from ZIP {code}.")
    if written and not foreign and state_of_zip(code) not in ("", written, residence):
        notes.append(f"State {written} and ZIP {code} do not fit together. The state was kept.")
    shown = tuple(line for line in lines if line)
    address = Address(
        lines=shown,
        city=city,
        state=written or residence or state.strip().upper(),
        zip=code,
        country=country.strip().upper() or ("CA" if foreign else "US"),
        problems=tuple(_problems(shown, city, code, written or residence, foreign=foreign)),
    )
    return address, residence, basis, notes


def _is_foreign(state: str, zip_code: str, country: str) -> bool:
    home = country.strip().upper() in ("", "US", "USA", "UNITED STATES")
    canadian = state.strip().upper() in CANADA or bool(re.match(r"[A-Z]\d[A-Z]", zip_code))
    return not home or (canadian and not state_code(state))


def _residence(written: str, zip_code: str, *, foreign: bool) -> tuple[str, str]:
    if foreign or written in MILITARY:
        return "", "unknown"  # a military post box says nothing about the state of residence
    if written:
        return written, "state column"
    guessed = state_of_zip(zip_code) if zip_code not in _BAD_ZIPS else ""
    return (guessed, "ZIP code") if guessed else ("", "unknown")


def _problems(
    lines: tuple[str, ...], city: str, zip_code: str, state: str, *, foreign: bool
) -> list[str]:
    if not lines:
        return ["There is no street."]
    found = []
    if _FILLER.match(lines[0].strip()):
        found.append(f"The street says “{lines[0].strip()[:40]}”.")
    if not city and not zip_code:
        found.append("There is neither a city nor a ZIP code.")
    if zip_code in _BAD_ZIPS:
        found.append(f"ZIP {zip_code} is a filler.")
    if not foreign and not state:
        found.append("There is no state.")
    return found

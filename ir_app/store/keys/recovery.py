"""Recovery codes: 160 random bits on paper, typed back group by group.

Eight groups of five characters in Crockford's base 32; the fifth checks the other four and the
group's place, so that a slip of the pen names the group it is in.
"""

import secrets
import unicodedata

from ir_app.problems import Problem

GROUPS = 8
BITS = 160
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = {sign: value for value, sign in enumerate(_SIGNS)} | {"O": 0, "I": 1, "L": 1}
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def new_code() -> str:
    """Return a fresh code such as ``4T9KD-…``, eight groups joined by dashes."""
    return write_code(secrets.token_bytes(BITS // 8))


def write_code(secret: bytes) -> str:
    """Spell 20 bytes as a code."""
    number = int.from_bytes(secret)
    groups = [number >> 20 * (GROUPS - 1 - place) & 0xFFFFF for place in range(GROUPS)]
    return "-".join(_spell(place, group) for place, group in enumerate(groups))


def read_code(text: str) -> bytes:
    """Return the 20 bytes of a typed code; raises Problem that names a group typed wrong."""
    signs = _signs(text)
    if len(signs) != GROUPS * 5:
        raise _wrong(f"A recovery code has {GROUPS} groups of 5. This one has {len(signs)} signs.")
    number = 0
    for place in range(GROUPS):
        group = signs[place * 5 : place * 5 + 5]
        values = [_READ.get(sign, -1) for sign in group]
        if -1 in values or _check(place, values[:4]) != values[4]:
            raise _wrong(f"The {_PLACES[place]} group of the code, “{group}”, has a slip in it.")
        for value in values[:4]:
            number = number << 5 | value
    return number.to_bytes(BITS // 8)


def _signs(text: str) -> str:
    """Return a typed code without what mail and word programs put between its groups."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(s for s in plain if unicodedata.category(s)[0] not in "ZC" and s not in _DASHES)


def _spell(place: int, group: int) -> str:
    values = [group >> shift & 31 for shift in (15, 10, 5, 0)]
    return "".join(_SIGNS[value] for value in [*values, _check(place, values)])


def _check(place: int, values: list[int]) -> int:
    # A weighted sum in the field of 32 elements: any one wrong sign and any two swapped ones
    # change it, because the weights 2, 4, 8 and 16 differ and none of them is 0.
    found = place
    for weight, value in enumerate(values, start=1):
        found ^= _doubled(value, weight)
    return found


def _doubled(value: int, times: int) -> int:
    for _ in range(times):
        value = value << 1 ^ (0b100101 if value & 16 else 0)
    return value


def _wrong(what: str) -> Problem:
    return Problem(
        what=what, safe="Nothing was changed.", do="Look at the paper and type it again."
    )

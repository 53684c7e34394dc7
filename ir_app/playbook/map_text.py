"""How wide words are, without asking a font: the picture must fit wherever it is opened."""

from functools import cache

# Parts of the type size, rounded up from the widest of the fonts the picture names.
_NARROW, _PLAIN, _CAPITAL, _WIDE = 0.34, 0.6, 0.72, 0.9


@cache
def width(text: str, size: float) -> float:
    """Return at most how many pixels a text takes in a sans serif of ``size`` pixels."""
    return size * sum(_part(letter) for letter in text)


def _part(letter: str) -> float:
    if letter in "iljtfrI.,:;!'|()[] ‘’“”-":
        return _NARROW + 0.06
    if letter in "mwMW@%—…":
        return _WIDE
    return _CAPITAL if letter.isupper() or ord(letter) > 0x24F else _PLAIN


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """Break a text into lines of at most ``room`` pixels; a longer word is cut with a hyphen."""
    lines, line = [], ""
    for word in (part for whole in text.split() for part in _pieces(whole, room, size)):
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > room:
            lines.append(line)
            longer = word
        line = longer
    return (*lines, line)


def _pieces(word: str, room: float, size: float) -> list[str]:
    pieces = []
    while width(word, size) > room:
        end = max(n for n in range(1, len(word)) if n == 1 or width(word[:n] + "-", size) <= room)
        pieces.append(word[:end] + "-")
        word = word[end:]
    return [*pieces, word]

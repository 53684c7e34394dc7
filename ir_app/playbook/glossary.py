"""Plain meanings of the hard words: read from a file, found in a playbook."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ir_app.playbook.model import Playbook, Step
from ir_app.problems import Problem


class Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hard word with its plain meaning; ``also`` are other ways it is written."""

    term: str
    means: str
    also: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: tuple[Word, ...]


def read_glossary(path: Path) -> tuple[Word, ...]:
    """Read the words; raises Problem naming the file and the place of a mistake."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_File).word
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The file “{path.name}” can't be read: {trouble}.",
            safe="Nothing you entered was touched.",
            do="Put back the file that came with the program.",
        ) from trouble


def words_in(playbook: Playbook, glossary: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the hard words that a playbook uses, by the alphabet."""
    text = " ".join(part for step in playbook.steps for part in texts(step))
    return words_of(f"{playbook.title} {playbook.summary} {text}", glossary)


def words_of(text: str, glossary: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the hard words of a text, by the alphabet."""
    found = [word for word in glossary if any(_occurs(form, text) for form in _forms(word))]
    return tuple(sorted(found, key=lambda word: word.term.lower()))


def _forms(word: Word) -> tuple[str, ...]:
    return (word.term, *word.also)


def _occurs(form: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text, re.IGNORECASE) is not None


def texts(step: Step) -> Iterator[str]:
    """Yield everything a step's card says."""
    yield from (step.title, step.why, *step.how, *step.say)
    if step.gate:
        yield from (step.gate.stop, step.gate.reason, *step.gate.already_happened)
    if step.evidence:
        yield step.evidence.ask

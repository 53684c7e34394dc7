"""A playbook on paper: phases, boxes to tick, stop lines, words for the phone."""

from collections.abc import Iterator

from ir_app.playbook.glossary import Word, words_in
from ir_app.playbook.model import Pause, Playbook, Step
from ir_app.playbook.places import blanks


def as_text(playbook: Playbook, glossary: tuple[Word, ...] = ()) -> str:
    """Return a playbook as plain text, ready to print, its hard words explained at the end."""
    lines = [playbook.title, f"Version {playbook.version}", "", playbook.summary, ""]
    for phase in playbook.phases:
        lines += [phase.title.upper(), ""]
        for step in playbook.steps:
            if step.phase == phase.id:
                lines += [*_step(step), ""]
        for pause in playbook.pauses:
            if pause.phase == phase.id:
                lines += [*_pause(pause), ""]
    words = [f"{word.term}: {word.means}." for word in words_in(playbook, glossary)]
    return "\n".join([*lines, *(["HARD WORDS", "", *words, ""] if words else [])])


def _step(step: Step) -> Iterator[str]:
    yield f"[ ] {step.title}        Time: ________  Who: ________"
    yield f"    {step.why}"
    if step.gate:
        yield f"    STOP: {step.gate.stop} {step.gate.reason}"
        yield "    If it already happened:"
        yield from (f"      - {line}" for line in step.gate.already_happened)
    yield from (f"    {number}. {blanks(line)}" for number, line in enumerate(step.how, start=1))
    yield from (f"    Say: “{blanks(line)}”" for line in step.say)
    if step.evidence:
        yield f"    {step.evidence.ask}"


def _pause(pause: Pause) -> Iterator[str]:
    yield "READ ALOUD, EVERYONE TOGETHER        Who is here: ________________"
    yield from (f"    {number}. {line}" for number, line in enumerate(pause.read, start=1))

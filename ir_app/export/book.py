"""A whole playbook as Word pages: boxes to tick, stop lines, words for the phone, hard words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ir_app.export.paper import Paper, PaperHead
from ir_app.playbook.checked import Checked, Reading, Source, checks_of
from ir_app.playbook.contacts import Contact
from ir_app.playbook.glossary import Word, texts, words_of
from ir_app.playbook.model import Phase, Playbook, Step
from ir_app.playbook.places import blanks

WHO = {
    "lead": "Who leads",
    "approver": "Dentist",
    "it": "IT company",
    "insurer": "Insurance",
    "counsel": "Attorney",
    "all": "Everyone",
}
NEW_PAGE = ("find_out", "tell", "fix")  # what is done weeks apart starts on a page of its own
READ = {
    Reading.PAGE: "Read in part",
    Reading.COPY: "Read in part in a copy",
    Reading.REPORT: "Read as others report it",
    Reading.MEMORY: "Not read for this version",
}


@dataclass(frozen=True, slots=True)
class Library:
    """What a printed playbook needs beside itself."""

    contacts: Sequence[Contact]
    glossary: tuple[Word, ...]
    sources: Mapping[str, Source]
    checked: Sequence[Checked]  # of the shared steps


def book_document(head: PaperHead, playbook: Playbook, beside: Library) -> bytes:
    """Return a playbook as a Word document; most phases begin on pages of their own."""
    paper = Paper(head)
    paper.words(playbook.summary)
    _words(paper, f"{playbook.title} {playbook.summary}", beside.glossary)
    paper.words("Read the red line of a step first. Tick the box, and write the time and the name.")
    labels = {contact.id: contact.label for contact in beside.contacts}
    for phase in playbook.phases:
        _phase(paper, playbook, phase, labels, beside.glossary)
    _sources(paper, playbook)
    _rests_on(paper, playbook, beside)
    return paper.finished()


def _phase(
    paper: Paper,
    playbook: Playbook,
    phase: Phase,
    labels: Mapping[str, str],
    glossary: tuple[Word, ...],
) -> None:
    """Write one chapter; its check stays on the page of its last step."""
    steps = [step for step in playbook.steps if step.phase == phase.id]
    pause = next((pause for pause in playbook.pauses if pause.phase == phase.id), None)
    if steps:
        paper.heading(phase.title, new_page=phase.id in NEW_PAGE)
    for step in steps:
        read = pause.read if pause and step is steps[-1] else ()
        with paper.together():
            _step(paper, step, labels)
            if read:
                _pause(paper, read)
            said = (*texts(step), labels.get(step.call, ""), *read)
            _words(paper, " ".join(said), glossary)


def _words(paper: Paper, text: str, glossary: tuple[Word, ...]) -> None:
    """Explain the hard words of what stands above, on the same page."""
    hard = words_of(text, glossary)
    if hard:
        paper.quiet("Words: " + "; ".join(f"{word.term} is {word.means}" for word in hard) + ".")


def _step(paper: Paper, step: Step, labels: Mapping[str, str]) -> None:
    paper.part(f"\u2610  {step.title}")
    by = f"Within {_minutes(step.target_minutes)}. " if step.target_minutes else ""
    only = "Only if it applies. " if step.when else ""
    paper.blank_pair(f"{only}{by}{WHO[step.who]}.")
    paper.line(step.why)
    if step.gate:
        paper.stop(step.gate.stop, step.gate.reason)
        paper.line("It already happened?")
        _list(paper, step.gate.already_happened, "\u2013 ")
        paper.line("What to do:")
    _list(paper, step.how)
    if step.call:
        paper.line(f"Call: {labels.get(step.call, step.call)}")
    for words in step.say:
        paper.line(f"Say: “{blanks(words)}”", style="Numbered")
    if step.evidence:
        paper.box(step.evidence.ask)


def _list(paper: Paper, lines: Sequence[str], sign: str = "") -> None:
    for number, words in enumerate(lines, start=1):
        paper.line(f"{sign or f'{number}. '}{blanks(words)}", style="Numbered")


def _pause(paper: Paper, read: Sequence[str]) -> None:
    paper.blank("Stop for one minute and read aloud. Who is here?")
    for line in read:
        paper.box(line)


def _minutes(minutes: int) -> str:
    if minutes % 60 or minutes == 0:
        return f"{minutes} minutes"
    hours = minutes // 60
    return "1 hour" if hours == 1 else f"{hours} hours"


def _sources(paper: Paper, playbook: Playbook) -> None:
    paper.heading("For the attorney: where this comes from", new_page=True)
    paper.words(f"Playbook {playbook.id}, version {playbook.version}. Not legal advice.")
    for source in playbook.sources:
        paper.line(source)


def _rests_on(paper: Paper, playbook: Playbook, beside: Library) -> None:
    """List what each instruction that could hurt rests on, and how that was read."""
    checks = checks_of(playbook, beside.checked)
    used = dict.fromkeys(says.source for check in checks for says in check.by)
    number = {id_: place for place, id_ in enumerate(used, start=1)}
    paper.heading("What was checked, step by step")
    paper.words("The number in front is the source, in the list below.")
    for check in checks:
        with paper.together():
            paper.part(playbook.step(check.step).title)
            paper.line(check.what)
            for says in check.by:
                paper.line(f"[{number[says.source]}] {says.where}: {says.says}.", style="Numbered")
            if check.doubt:
                paper.line(check.doubt, name="In doubt:")
    paper.heading("The sources")
    for id_, place in number.items():
        paper.line(f"[{place}] {_named(beside.sources[id_])}", style="Numbered")


def _named(source: Source) -> str:
    day = f" on {source.read:%B} {source.read.day}, {source.read.year}" if source.read else ""
    seen = f": {source.seen}" if source.seen else ""
    return f"{source.title} ({source.dated}). {READ[source.how]}{day}{seen}."

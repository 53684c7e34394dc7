"""A whole playbook as Word pages: boxes to tick, stop lines, words for the phone, hard words."""

from collections.abc import Sequence

from ir_app.export.paper import Paper, PaperHead
from ir_app.playbook.contacts import Contact
from ir_app.playbook.glossary import Word, words_in
from ir_app.playbook.model import Playbook, Step
from ir_app.playbook.places import blanks

WHO = {
    "lead": "Who leads",
    "approver": "Dentist",
    "it": "IT company",
    "insurer": "Insurance",
    "counsel": "Attorney",
    "all": "Everyone",
}


def book_document(
    head: PaperHead,
    playbook: Playbook,
    contacts: Sequence[Contact],
    glossary: tuple[Word, ...],
) -> bytes:
    """Return a playbook as a Word document; phases begin on pages of their own."""
    paper = Paper(head)
    paper.words(playbook.summary)
    paper.words("Read the red line of a step first. Tick the box, and write the time and the name.")
    labels = {contact.id: contact.label for contact in contacts}
    for place, phase in enumerate(playbook.phases):
        steps = [step for step in playbook.steps if step.phase == phase.id]
        if steps:
            paper.heading(phase.title, new_page=place > 0)
        for step in steps:
            _step(paper, step, labels)
    _words(paper, words_in(playbook, glossary))
    _sources(paper, playbook)
    return paper.finished()


def _step(paper: Paper, step: Step, labels: dict[str, str]) -> None:
    paper.part(f"\u2610  {step.title}")
    by = f"Within {_minutes(step.target_minutes)}. " if step.target_minutes else ""
    only = "Only if it applies. " if step.when else ""
    paper.blank_pair(f"{only}{by}{WHO[step.who]}.")
    paper.line(step.why, keep=True)
    if step.gate:
        paper.stop(step.gate.stop, step.gate.reason)
        paper.line("It already happened?", keep=True)
        _list(paper, step.gate.already_happened, "\u2013 ")
        paper.line("What to do:", keep=True)
    _list(paper, step.how)
    if step.call:
        paper.line(f"Call: {labels.get(step.call, step.call)}", keep=bool(step.say))
    for words in step.say:
        paper.line(f"Say: “{blanks(words)}”", style="Numbered")
    if step.evidence:
        paper.box(step.evidence.ask)


def _list(paper: Paper, lines: Sequence[str], sign: str = "") -> None:
    for number, words in enumerate(lines, start=1):
        paper.line(f"{sign or f'{number}. '}{blanks(words)}", style="Numbered", keep=number == 1)


def _minutes(minutes: int) -> str:
    if minutes % 60 or minutes == 0:
        return f"{minutes} minutes"
    hours = minutes // 60
    return "1 hour" if hours == 1 else f"{hours} hours"


def _words(paper: Paper, words: Sequence[Word]) -> None:
    if words:
        paper.heading("Hard words")
    for word in words:
        paper.line(f"{word.means}.", name=word.term)


def _sources(paper: Paper, playbook: Playbook) -> None:
    paper.heading("Where this comes from")
    for source in playbook.sources:
        paper.line(source)
    paper.line(f"Playbook {playbook.id}, version {playbook.version}. Not legal advice.")

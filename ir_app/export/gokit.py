"""The go-kit: what the office needs on paper when no computer can be trusted.

At most six pages: people and numbers, where things are kept, the first hour of every playbook
with its stop lines first, what to say on the phone, and sheets to write on.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from ir_app.core.kinds import Role
from ir_app.core.practice import Practice
from ir_app.export.paper import Paper, PaperHead
from ir_app.playbook.contacts import Contact
from ir_app.playbook.model import Playbook, Step
from ir_app.playbook.read import Library

TITLE = "Emergency pages"
FIRST_HOUR = 60  # minutes
LOG_LINES = 11

KEPT = (
    "Recovery code (sealed)",
    "Backup drives",
    "Insurance policy",
    "Paper charts and slips",
)
ANYONE = (
    "We are looking into it. I can't say more right now.",
    "May I take your name and number? We call you back.",
)
LOG_HEADS = ("No.", "Happened", "Noticed", "Who", "What was seen, done or said")
LOG_WIDTHS = (0.5, 1.0, 1.0, 1.2, 3.3)


def gokit(
    head: PaperHead,
    practice: Practice,
    library: Library,
    contracts: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return the go-kit as a Word document; what is not known yet is a line to write on.

    ``contracts`` are those that ask for notice: the party, and when and where to.
    """
    paper = Paper(head)
    _people(paper, practice)
    _numbers(paper, practice, library.contacts)
    _contracts(paper, contracts)
    _first_hours(paper, _in_order(library))
    _phone(paper, library.contacts)
    _log(paper)
    return paper.finished()


def _in_order(library: Library) -> list[Playbook]:
    """Return the playbooks as the first question of the program offers them."""
    asked = [symptom.playbook for symptom in library.symptoms]
    rank = {id_: place for place, id_ in reversed(list(enumerate(asked)))}
    return sorted(library.playbooks, key=lambda book: rank.get(book.id, len(asked)))


def _people(paper: Paper, practice: Practice) -> None:
    paper.words("Computers down? Work from these pages. Keep one copy at the desk, one at home.")
    paper.part("Who decides")
    _who(paper, "Dentist: patients, letters", practice, Role.APPROVER)
    _who(paper, "Leads and writes down", practice, Role.LEAD)
    paper.blank("If nobody can be reached")
    paper.part("Where it is kept: write the place, not the code")
    for thing in KEPT:
        paper.blank(thing)


def _who(paper: Paper, label: str, practice: Practice, role: Role) -> None:
    names = [member.name for member in practice.members.values() if member.role is role]
    paper.blank(f"{label}: {', '.join(names)}" if names else label)


def _numbers(paper: Paper, practice: Practice, contacts: Sequence[Contact]) -> None:
    paper.heading("Who to call, from your own phone")
    rows = [_number(practice, contact) for contact in contacts]
    paper.table(("Who", "Number"), rows, (3.7, 3.3), height=0.34, strong=1)


def _contracts(paper: Paper, contracts: Sequence[tuple[str, str]]) -> None:
    if contracts:
        paper.part("Contracts that ask for notice")
        paper.table(("Who", "When and where to"), contracts, (2.6, 4.4), height=0.3)


def _number(practice: Practice, contact: Contact) -> tuple[str, str]:
    known = practice.contacts.get(contact.id)
    if known is None or not known.number:
        named = known.name if known else ""
        where = contact.hours if contact.number else contact.missing
        return f"{' '.join((contact.label, named)).strip()}\n{where}", contact.number
    person = f"ask for {known.person}" if known.person else ""
    reference = f"no. {known.reference}" if known.reference else ""
    return (
        _under(contact.label, known.name, reference),
        _under(known.number, person, known.hours),
    )


def _under(first: str, *rest: str) -> str:
    second = ", ".join(part for part in rest if part)
    return f"{first}\n{second}" if second else first


def _first_hours(paper: Paper, playbooks: Sequence[Playbook]) -> None:
    paper.heading("The first hour")  # a long list of people may run on to its page
    hours = {book.id: first_hour(book) for book in playbooks}
    everywhere = _in_all(hours.values())
    stops = _often(step.gate.stop for hour in hours.values() for step in hour if step.gate)
    if everywhere or stops:
        paper.part("In every case")
        for stop in stops:
            paper.stop(stop)
        for step in everywhere:
            paper.box(step.title)
    common = {step.id for step in everywhere}
    for book in playbooks:
        _first_hour(paper, book, [s for s in hours[book.id] if s.id not in common], set(stops))


def first_hour(book: Playbook) -> list[Step]:
    """Return the steps of the first sixty minutes, soonest first."""
    soon = [s for s in book.steps if 0 < s.target_minutes <= FIRST_HOUR]
    return sorted(soon, key=lambda step: step.target_minutes)


def _in_all(hours: Iterable[list[Step]]) -> list[Step]:
    every = list(hours)
    if len(every) < 2:
        return []
    ids = set.intersection(*({step.id for step in hour} for hour in every))
    return [step for step in every[0] if step.id in ids]


def _often(stops: Iterable[str]) -> list[str]:
    return [stop for stop, times in Counter(stops).items() if times > 1]


def _first_hour(paper: Paper, book: Playbook, steps: list[Step], said: set[str]) -> None:
    paper.part(book.title)
    stops = [step.gate.stop for step in steps if step.gate and step.gate.stop not in said]
    if stops:
        paper.stop(" ".join(stops))
    for place, step in enumerate(steps, start=1):
        paper.box(step.title, stay=place < len(steps))


def _phone(paper: Paper, contacts: Sequence[Contact]) -> None:
    paper.heading("What to say on the phone", new_page=True)
    paper.words("Facts only. Say “we do not know yet” when you do not know.")
    for contact in contacts:
        paper.part(contact.label)
        for words in contact.say:
            paper.line(f"“{words}”" if not contact.number else words)
    paper.part("Anyone else who calls: patients, press, a stranger")
    for words in ANYONE:
        paper.line(f"“{words}”")


def _log(paper: Paper) -> None:
    paper.heading("Sheet L-____   Write down what happens", new_page=True)
    paper.words(
        "Number each sheet. Write am or pm. Never erase: strike a line out, write a new one."
    )
    paper.blank("Day", half=True)
    rows = [(str(number), "", "", "", "") for number in range(1, LOG_LINES + 1)]
    paper.words("Type these lines into the program later, under Timeline. Keep the paper.")
    paper.table(LOG_HEADS, rows, LOG_WIDTHS, height=0.62)

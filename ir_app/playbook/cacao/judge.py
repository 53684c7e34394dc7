"""Whether a loaded playbook would do beside the ones that are here."""

from collections.abc import Iterator, Mapping
from math import prod

from ir_app.playbook.cacao.strict import shown
from ir_app.playbook.check import check
from ir_app.playbook.condition import facts_in
from ir_app.playbook.model import FactDeclaration, Playbook
from ir_app.playbook.read import Library

ANSWERS = 200_000  # combinations the check is asked to try


def judged(book: Playbook, library: Library) -> list[str]:
    """Return what is wrong with a loaded playbook, in sentences; the check's own findings too."""
    facts = dict(library.facts) | {fact.id: fact for fact in book.facts}
    wrong = [*_clashes(book, library), *_strangers(book, library)]
    if _combinations(book, facts) > ANSWERS:
        return [*wrong, "its conditions ask for too many answers at once to be checked"]
    return wrong + check(book, facts).wrong


def _clashes(book: Playbook, library: Library) -> Iterator[str]:
    for fact in book.facts:
        if library.facts.get(fact.id, fact) != fact:
            yield f"it asks for {shown(fact.id)} in another way than the playbooks here do"
    if any(other.id == book.id and other.digest != book.digest for other in library.playbooks):
        yield f"there is another playbook called {shown(book.id)} here; only one can be used"


def _strangers(book: Playbook, library: Library) -> Iterator[str]:
    known = {contact.id for contact in library.contacts}
    for step in book.steps:
        if step.call and step.call not in known:
            yield f"step {shown(step.id)} calls {shown(step.call)}, whom nobody knows here"


def _combinations(book: Playbook, facts: Mapping[str, FactDeclaration]) -> int:
    """Return the most combinations of answers that the check would have to try at once."""
    asked = [facts_in(step.when) for step in book.steps if step.when]
    tell = [facts_in(s.when) for s in book.steps if s.when and s.must and s.phase == "tell"]
    sets = [*asked, set[str]().union(*tell)]
    return max(prod(_ways(facts.get(name)) for name in names) for names in sets)


def _ways(fact: FactDeclaration | None) -> int:
    return 1 + max(2, len(fact.choices)) if fact else 1

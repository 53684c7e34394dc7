"""Whether a loaded playbook would do beside the ones that are here."""

from collections.abc import Iterator

from ir_app.playbook.cacao.strict import one_line, shown
from ir_app.playbook.model import Playbook
from ir_app.playbook.proof.check import check
from ir_app.playbook.read import Library


def judged(book: Playbook, library: Library) -> list[str]:
    """Return what is wrong with a loaded playbook, in sentences; the check's own findings too."""
    return [*_clashes(book, library), *map(one_line, check(book, library).wrong)]


def _clashes(book: Playbook, library: Library) -> Iterator[str]:
    for fact in book.facts:
        if library.facts.get(fact.id, fact) != fact:
            yield f"it asks for {shown(fact.id)} in another way than the playbooks here do"
    if any(other.id == book.id and other.digest != book.digest for other in library.playbooks):
        yield f"there is another playbook called {shown(book.id)} here; only one can be used"

"""One playbook to be proven, what it is measured against, and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ir_app.playbook.model import Act, Playbook, Step
from ir_app.playbook.proof.answers import Declared
from ir_app.playbook.proof.path import Path, path
from ir_app.playbook.proof.situation import Situations
from ir_app.playbook.read import Library


@dataclass(frozen=True)
class Finding:
    """What is wrong, in a sentence, and the way there when somebody has to walk it."""

    sentence: str
    path: Path = field(default_factory=Path)


@dataclass
class Case:
    """One playbook beside the files it belongs to."""

    book: Playbook
    library: Library
    shipped: bool = True  # False: two at once, a practice's own, or one from another program
    notes: list[str] = field(default_factory=list)  # what could not be checked here, and why

    @property
    def facts(self) -> Declared:
        """Return all facts as declared; those this playbook alone asks for too."""
        return dict(self.library.facts) | {fact.id: fact for fact in self.book.facts}

    @property
    def shared(self) -> Mapping[str, Step]:
        """Return the steps that every playbook shares, as they ship."""
        return self.library.shared

    @property
    def memo(self) -> str:
        """Return the condition under which nobody has to be told, as it ships."""
        return self.shared["no-letters-memo"].when

    @cached_property
    def situations(self) -> Situations:
        """Return all situations of the playbook; its names and its order must be sound."""
        from ir_app.playbook.proof.asked import NEEDED
        from ir_app.playbook.proof.duties import may_apply
        from ir_app.playbook.proof.letters import LAW_ASKS

        kinds = may_apply(self.memo).values()
        ours = (step.when for step in self.shared.values())
        return Situations(self.book, self.facts, (*kinds, *ours, *NEEDED.values(), LAW_ASKS))

    @property
    def closing(self) -> Step:
        """Return the one step that closes the incident."""
        return next(step for step in self.book.steps if Act.CLOSE in step.does)

    @cached_property
    def earlier(self) -> Mapping[str, frozenset[str]]:
        """Return for each step all that stand before it, directly or round about."""
        whole: dict[str, frozenset[str]] = {}

        def collect(id_: str) -> frozenset[str]:
            if id_ not in whole:
                direct = self.book.before(id_)
                whole[id_] = frozenset(direct).union(*(collect(one) for one in direct))
            return whole[id_]

        return {step.id: collect(step.id) for step in self.book.steps}

    def found(self, diagram: int, sentence: str, end: str) -> tuple[Finding, ...]:
        """Return nothing when a formula can't hold, and else one finding with the way there."""
        if self.situations.never(diagram):
            return ()
        return (Finding(sentence, path(self.situations, diagram, end)),)

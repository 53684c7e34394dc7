"""Spoils the playbooks at random and asks the checker: ``python -m tests.playbook.mutations``.

A fault is caught by reasoning when a proof fails, and else by the list of released playbooks: by
the ids of its steps, or only because the content is not what was released. What reasoning passes
is compared with the original: where both open exactly the same ways, that is proven and said.
"""

import argparse
import copy
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from ir_app.places import content
from ir_app.playbook.model import Gate, Playbook
from ir_app.playbook.own import may_remove
from ir_app.playbook.pin import sealed
from ir_app.playbook.proof import kept
from ir_app.playbook.proof.case import Case
from ir_app.playbook.proof.check import PLANS, SHAPE, WORDS, proven
from ir_app.playbook.proof.situation import Situations
from ir_app.playbook.read import Library, load_library
from tests.playbook.faults import FAULTS

REASONING, IDS, DIGEST, MISSED = "by reasoning", "by the ids", "by the digest", "missed"
VERDICTS = (REASONING, IDS, DIGEST, MISSED)


@dataclass(frozen=True)
class Result:
    """One fault and what became of it."""

    kind: str
    book: str
    what: str
    verdict: str
    first: str  # the first thing found wrong
    argument: str  # why it changes no way anybody can go, where that is proven


def campaign(
    library: Library, faults: int, seed: int, kinds: Sequence[str] = tuple(FAULTS)
) -> list[Result]:
    """Return the results of so many faults; the same seed makes the same ones."""
    return list(_results(library, faults, random.Random(seed), kinds))


def _results(
    library: Library, faults: int, chance: random.Random, kinds: Sequence[str]
) -> Iterator[Result]:
    made = 0
    while made < faults:
        book, kind = chance.choice(library.playbooks), kinds[made % len(kinds)]
        spoiled = FAULTS[kind](chance, book, library)
        if spoiled is None:
            continue
        mutant = sealed(spoiled[0], library.facts)
        if mutant.digest == book.digest:
            continue  # the very same playbook: nothing was spoiled
        made += 1
        yield judge(library, book, mutant, kind, spoiled[1])


def judge(library: Library, book: Playbook, mutant: Playbook, kind: str, what: str) -> Result:
    """Return by what a fault was noticed first: reasoning, the ids, or the digest alone."""
    case = Case(mutant, library)
    found = proven(case, (*PLANS, *SHAPE), WORDS).wrong
    if found:
        return Result(kind, book.id, what, REASONING, found[0], "")
    lists = ((IDS, kept.ids), (DIGEST, kept.digest))
    tells = ((verdict, [f.sentence for f in test(case)]) for verdict, test in lists)
    verdict, first = next(((v, wrong[0]) for v, wrong in tells if wrong), (MISSED, ""))
    return Result(kind, book.id, what, verdict, first, argument(book, case))


def argument(book: Playbook, case: Case) -> str:
    """Return why a mutant changes nothing that is owed or done, where that can be proven."""
    before, after = {s.id: s for s in book.steps}, {s.id: s for s in case.book.steps}
    gone = before.keys() - after.keys()
    if before.keys() == after.keys():
        return _same_ways(book, case) or _only_more_often(book, case)
    if all(may_remove(before[id_]) for id_ in gone) and not after.keys() - before.keys():
        return "a practice may take this step out itself; all proofs hold without it"
    return ""


def _same_ways(book: Playbook, case: Case) -> str:
    """Compare where each step is shown and can be worked on, in every situation of both."""
    here = Situations(case.book, case.facts, [step.when for step in book.steps])
    there = copy.copy(here)
    there.book, there.steps = book, {step.id: step for step in book.steps}
    there._stands_open = {}
    if here.places != Situations(book, case.facts).places:
        return ""
    for id_ in here.steps:
        if here.shown(id_) != there.shown(id_) or here.available(id_) != there.available(id_):
            return ""
    return _same_cards(book, case.book)


def _only_more_often(book: Playbook, case: Case) -> str:
    """Tell whether one card that may be left out is shown wherever it was, and more often."""
    here = Situations(case.book, case.facts, [step.when for step in book.steps])
    for old in book.steps:
        new = case.book.step(old.id)
        lost = here.made.both(here.worlds.not_false(old.when), here.made.no(here.applies(old.id)))
        widened = may_remove(old) and here.never(lost)
        if new != old and not (widened and msgspec.structs.replace(new, when=old.when) == old):
            return ""
    return "a card that anybody may leave out is shown wherever it was before, and more often"


def _same_cards(book: Playbook, mutant: Playbook) -> str:
    """Compare what the cards say, apart from what they wait for; what is less is weighed."""
    changed = [(old, mutant.step(old.id)) for old in book.steps if old != mutant.step(old.id)]
    for old, new in changed:
        usual = {"sets": old.sets, "duties": old.duties, "after": old.after, "when": old.when}
        if msgspec.structs.replace(new, gate=_said(new.gate), **usual) != msgspec.structs.replace(
            old, gate=_said(old.gate)
        ):
            return ""
        if not set(new.duties) <= set(old.duties) or not set(new.sets) <= set(old.sets):
            return ""
    asked = [{name for step in one.steps for name in step.sets} for one in (book, mutant)]
    if asked[0] != asked[1]:
        return ""
    if any(old.duties != new.duties for old, new in changed):
        return "all ways are the same, and each kind of duty still has a step in every world"
    if any(old.sets != new.sets for old, new in changed):
        return "all ways are the same, and another card asks for the same answer"
    return "every step is shown and open in exactly the same situations as before"


def _said(gate: Gate | None) -> Gate | None:
    """Return what a stop line says: what it guards is a claim that nobody sees."""
    return gate and msgspec.structs.replace(gate, guards=())


def table(results: list[Result]) -> list[str]:
    """Return the results by kind of fault, as a table of Markdown."""
    lines = [f"| fault | {' | '.join(VERDICTS)} | of |", "|---|" + "---:|" * 5]
    for kind in (*FAULTS, ""):
        some = [one for one in results if kind in ("", one.kind)]
        found = Counter(one.verdict for one in some)
        numbers = " | ".join(str(found[verdict]) for verdict in VERDICTS)
        lines.append(f"| {kind or 'all'} | {numbers} | {len(some)} |")
    return lines


def share(results: list[Result], *verdicts: str) -> float:
    """Return how many of a hundred faults were noticed in one of some ways."""
    return 100 * sum(one.verdict in verdicts for one in results) / len(results)


def main() -> None:
    """Print the table, the shares, and what reasoning alone lets pass."""
    parser = argparse.ArgumentParser(prog="python -m tests.playbook.mutations")
    parser.add_argument("--faults", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    results = campaign(load_library(content("playbooks")), asked.faults, asked.seed)
    print("\n".join(table(results)))
    left = [one for one in results if one.verdict != REASONING]
    same = [one for one in left if one.argument]
    print(f"\ncaught: {share(results, REASONING, IDS, DIGEST):.1f} of 100")
    print(f"caught by reasoning alone: {share(results, REASONING):.1f} of 100")
    print(f"proven to be harmless: {len(same)} of the {len(left)} that reasoning lets pass\n")
    for one in left:
        why = f" = {one.argument}" if one.argument else ""
        print(f"- {one.verdict}: {one.kind}: {one.book}, {one.what}{why}")


if __name__ == "__main__":
    main()

"""What people rely on from version to version: the ids of steps, and what is gone and why."""

from collections.abc import Iterator

from ir_app.playbook.model import PHASES
from ir_app.playbook.proof.case import Case, Finding
from ir_app.playbook.released import Release


def pauses(case: Case) -> Iterator[Finding]:
    """Pauses are three questions at the end of a part that has steps, and hold nothing up."""
    for pause in case.book.pauses:
        if pause.phase not in PHASES:
            yield Finding(f"a pause stands at the end of {pause.phase}, which is no phase")
        elif not any(s.phase == pause.phase for s in case.book.steps):
            yield Finding(f"a pause stands at the end of {pause.phase}, which has no steps")
        if len(pause.read) != 3 or not all(line.endswith("?") for line in pause.read):
            yield Finding(f"the pause of {pause.phase} is not three questions")
    phases = [pause.phase for pause in case.book.pauses]
    for phase in sorted({one for one in phases if phases.count(one) > 1}):
        yield Finding(f"the phase {phase} has two pauses")


def retired(case: Case) -> Iterator[Finding]:
    """Retired steps are gone and say why."""
    for gone in case.book.retired:
        if case.book.has(gone.id):
            yield Finding(f"step {gone.id} is called retired and is still there")
        if not gone.why.strip():
            yield Finding(f"nothing says why step {gone.id} was retired")


def ids(case: Case) -> Iterator[Finding]:
    """Every step that was ever released is there under its id, with its stop line, or retired."""
    gone = {one.id for one in case.book.retired}
    for release in _released(case):
        for id_ in release.steps:
            if not case.book.has(id_) and id_ not in gone:
                yield Finding(f"step {id_} of version {release.version} is gone, and not retired")
        for id_ in release.stops:
            if case.book.has(id_) and case.book.step(id_).gate is None:
                yield Finding(f"step {id_} had a stop line in version {release.version}")
    listed = {id_ for release in _released(case) for id_ in release.steps}
    for id_ in sorted(gone - listed):
        yield Finding(f"step {id_} is called retired and was never released")


def digest(case: Case) -> Iterator[Finding]:
    """A released version is, letter for letter, what was released."""
    for release in _released(case):
        if release.version == case.book.version and release.digest != case.book.digest:
            yield Finding(
                f"version {release.version} was released with other content:"
                " a change needs a new version"
            )
    if case.shipped and not _released(case):
        yield Finding("the playbook is not on the list of released ones (released.toml)")


def _released(case: Case) -> tuple[Release, ...]:
    mine = (one for one in case.library.releases if one.playbook == case.book.id)
    return tuple(mine) if case.shipped else ()

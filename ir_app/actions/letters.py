"""Letters on their way: written, read, approved by the dentist, saved for printing, mailed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ir_app.actions import rights, sharing
from ir_app.actions.drafting import current_people_digest, letter_facts, what_changed
from ir_app.actions.practice import check_pin
from ir_app.actions.rights import Actor
from ir_app.actions.steps import finish_doing
from ir_app.actions.story import write_whole
from ir_app.core.change import Change
from ir_app.core.incident import Batch
from ir_app.core.kinds import (
    ApprovalVoided,
    Exported,
    LettersApproved,
    LettersMailed,
    LettersWritten,
    Role,
)
from ir_app.core.moment import Moment
from ir_app.core.progress import Cancelled, Progress
from ir_app.problems import Problem
from ir_app.store.records import Job, WorkEnded

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.letters import LetterFacts


def write(
    desk: Desk,
    incident: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Change:
    """Write one letter for everyone who can be written to; who can't is listed with a reason."""
    situation = desk.situation(incident)
    denied = rights.refusal(desk.actor, [LettersWritten])
    if denied:
        raise denied
    _need_roster(situation)
    _need_blanks(letter_facts(desk, situation.incident, situation.today))
    batch = sharing.Batch(situation)
    return _finish(desk, incident, batch, batch.write(progress, cancelled))


def _finish(desk: Desk, incident: str, batch: sharing.Batch, job: Job) -> Change:
    """Write down that all letters of a batch are there: whichever computer comes first."""
    try:
        batch.need_standing(job)
        entries = desk.record(
            incident,
            [_written(desk, batch, job), *finish_doing(desk, incident, "letters_write")],
            beside=lambda act: act.end_letter_work(job.batch),
        )
    except (WorkEnded, Problem) as trouble:
        if job.batch not in desk.incident(incident).batches:
            raise trouble if isinstance(trouble, Problem) else sharing.begun_anew() from None
        entries = []  # another computer was first
    return Change(tuple(entries), f"{job.count:,} letters written. The dentist reads them next.")


def _written(desk: Desk, batch: sharing.Batch, job: Job) -> LettersWritten:
    from ir_app.letters import batch_digest

    rows = desk.binder.letters(job.batch)
    if not len(rows) == len({row.person for row in rows}) == job.count:
        raise Problem(
            what="Not every person has one letter, so the letters do not count.",
            do="Press “Write the letters” again.",
            who="Your IT company should look at who changed the binder.",
        )
    parts = (batch.form.sha256, batch.facts_sha256, batch.people_sha256)
    return LettersWritten(
        batch=job.batch,
        template=batch.form.name,
        template_sha256=batch.form.sha256,
        facts_sha256=batch.facts_sha256,
        people_sha256=batch.people_sha256,
        law_version=batch.law_version,
        count=job.count,
        not_written=job.held,
        digest=batch_digest(*parts, rows),
    )


def approve(
    desk: Desk, incident: str, member: str, pin: str, words: str, read: Sequence[str]
) -> Change:
    """Approve exactly the letters as they are, with the dentist's own PIN."""
    situation = desk.situation(incident)
    batch = _standing(situation)
    _need_reading(situation, read)
    known = check_pin(desk, member, pin)
    if known.role is not Role.APPROVER:
        raise Problem(
            what=f"{known.name} can't approve letters.",
            safe="The letters are as they were.",
            do="The dentist approves them, with the dentist's own PIN.",
        )
    data = LettersApproved(
        batch=batch.written.batch,
        digest=batch.written.digest,
        member=member,
        name=known.name,
        words=words.strip(),
        read=tuple(read),
    )
    entries = desk.record(
        incident,
        [data, *finish_doing(desk, incident, "letters_approve")],
        beside=lambda act: act.clear_pin_failures(member),
        by=Actor.of(known),
    )
    return Change(tuple(entries), f"Approved by {known.name}.")


def save(
    desk: Desk,
    incident: str,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Change:
    """Write the letters as Word files into a folder, for printing; refused without approval."""
    desk.need(Exported)  # before the first file is made
    situation = desk.situation(incident)
    batch = situation.incident.batch
    if batch is None:
        raise Problem(what="There are no letters yet.", do="Write them first.")
    made = write_files(situation, batch, folder, progress, cancelled)
    data = Exported(what="letters", name=str(folder), sha256=batch.written.digest)
    entries = desk.record(incident, [data])
    return Change(tuple(entries), f"{made:,} letters saved in {folder}.")


def mail(
    desk: Desk, incident: str, *, method: str = "first_class", happened: Moment | None = None
) -> Change:
    """Mark the letters as mailed; refused without a standing approval of exactly these letters."""
    situation = desk.situation(incident)
    batch = _standing(situation)
    if not batch.standing_approval:
        raise Problem(
            what="The letters are not approved.",
            safe="Nothing was marked as mailed.",
            do="The dentist reads them and approves them with a PIN first.",
        )
    if batch.mailed:
        raise Problem(what="These letters are already marked as mailed.", do="Go on to the dates.")
    data = LettersMailed(
        batch=batch.written.batch,
        digest=batch.written.digest,
        count=batch.written.count,
        method=method,
    )
    steps = finish_doing(desk, incident, "letters_mail")
    entries = desk.record(incident, [data, *steps], happened=happened)
    return Change(tuple(entries), f"{batch.written.count:,} letters marked as mailed.")


def write_files(
    situation: Situation,
    batch: Batch,
    folder: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Write every letter of a batch into ``folder`` and return how many; raises Problem."""
    rows = situation.desk.binder.letters(batch.written.batch)
    for done, row in enumerate(rows, start=1):
        if cancelled and cancelled():
            raise Problem(
                what=f"Stopped after {done - 1} of {len(rows)} letters.",
                safe="The letters are safe in the binder.",
                do="Save them again when you are ready.",
            )
        data = situation.desk.binder.letter_bytes(batch.written.batch, row.letter)
        write_whole(folder / row.file_name, data)
        if progress:
            progress(done, len(rows))
    return len(rows)


def to_read(situation: Situation) -> tuple[str, ...]:
    """Return the letters the dentist should open: the first of every kind that was written."""
    from ir_app.letters import kind_of

    first: dict[tuple[str, ...], str] = {}
    people = {person.id: person for person in situation.people}
    for row in situation.letters:
        first.setdefault(kind_of(people[row.person], situation.today), row.letter)
    return tuple(first.values())


def _need_reading(situation: Situation, read: Sequence[str]) -> None:
    unread = [letter for letter in to_read(situation) if letter not in read]
    if unread:
        raise Problem(
            what=f"{len(unread)} letters that stand for the others were not opened yet.",
            safe="Nothing was approved.",
            do=f"Open and read them first: {', '.join(unread[:5])}.",
        )


def _standing(situation: Situation) -> Batch:
    """Return the newest letters when they are still what would be written today."""
    batch = situation.incident.batch
    if batch is None:
        raise Problem(what="There are no letters yet.", do="Write them first.")
    changed = what_changed(situation.desk, situation.incident)
    if not changed:
        _need_same_binder(situation, batch)
        return batch
    if batch.standing_approval and not batch.mailed:
        written = batch.written
        voided = ApprovalVoided(batch=written.batch, digest=written.digest, changed=changed)
        situation.desk.record(situation.id, [voided])
    raise Problem(
        what=f"Something changed since these letters were written. {' '.join(changed)}",
        safe="The old letters are kept. Nothing was mailed.",
        do="Write the letters again. Then the dentist reads and approves the new ones.",
    )


def _need_same_binder(situation: Situation, batch: Batch) -> None:
    """Work the digest out once more from what lies in the binder; raises Problem if it differs."""
    from ir_app.letters import batch_digest

    written = batch.written
    people = current_people_digest(situation.desk, situation.incident)
    parts = (written.template_sha256, written.facts_sha256, people)
    if batch_digest(*parts, situation.letters) != written.digest:
        raise Problem(
            what="The letters or the patient list in the binder are not what was written.",
            safe="Nothing was approved or mailed.",
            do="Write the letters again. Keep this binder's newest backup for the attorney.",
            who="Your IT company should look at who changed the file.",
        )


def _need_roster(situation: Situation) -> None:
    if not situation.people:
        raise Problem(
            what="There is no patient list yet, so nobody to write to.",
            do="Load the patient list first.",
        )


def _need_blanks(facts: LetterFacts) -> None:
    from ir_app.letters import missing_facts

    missing = missing_facts(facts)
    if missing:
        raise Problem(
            what=f"The letters can't be written yet: {missing[0].question}",
            do=f"Fill in the {len(missing)} blanks on the Letters screen.",
        )

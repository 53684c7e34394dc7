"""The letters of a batch, written by whoever comes: this computer alone, or many at once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from ir_app import __version__
from ir_app.actions.drafting import current_people_digest, letter_facts, template
from ir_app.core.progress import Cancelled, Progress
from ir_app.problems import Problem
from ir_app.store.records import Job, LetterRow, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ir_app.actions.situation import Situation
    from ir_app.letters import Letter, LetterFacts, Template
    from ir_app.store.work import LetterWork, Share


class Batch:
    """What a batch is written from, and the work on it that all computers share."""

    def __init__(self, situation: Situation) -> None:
        from ir_app.letters import facts_digest

        self.form: Template = template()
        self.facts: LetterFacts = letter_facts(situation.desk, situation.incident, situation.today)
        self.facts_sha256 = facts_digest(self.facts)
        self.law_version = situation.law.version
        self.people_sha256 = current_people_digest(situation.desk, situation.incident)
        self._people = {person.id: person for person in situation.people}
        self._work: LetterWork = situation.desk.binder.letter_work(situation.id)
        self._stop: Cancelled | None = None
        self._tell: Progress | None = None

    def write(self, progress: Progress | None, cancelled: Cancelled | None) -> Job:
        """Write letters until none is left, here or elsewhere; raises Problem when stopped."""
        self._stop, self._tell = cancelled, progress
        job = self._begun()
        while left := self._left(job):
            with self._work.share(job) as share:
                share.letters += [_row(job.batch, made) for made in self._made(job, share, left)]
            if not share.tasks:
                self._work.wait()  # what is left is in other hands; if they fail it comes back
        return job

    def _begun(self) -> Job:
        from ir_app.letters import plan_letters

        numbered, held = plan_letters(self.facts, list(self._people.values()))
        if not numbered:
            raise Problem(
                what="Nobody on the patient list gets a letter now.",
                safe="Nothing was written. The list is as it was.",
                do="Look at the reason by each name on the Letters screen.",
                who="The attorney can decide otherwise, on Dates.",
            )
        parts = (self.form.sha256, self.facts_sha256, self.people_sha256, __version__)
        job = Job(
            batch=str(uuid.uuid4()), plan=" ".join(parts), count=len(numbered), held=len(held)
        )
        tasks = [
            Task(place=place, letter=letter, person=person.id)
            for place, (letter, person) in enumerate(numbered, start=1)
        ]
        return self._work.begin(job, tasks)

    def _left(self, job: Job) -> int:
        left = self._work.left(job)
        if left:
            self.need_standing(job)
        self._look(job, left)
        return left

    def need_standing(self, job: Job) -> None:
        """Raise Problem when this batch is not the one that is being written any more."""
        if self._work.standing() != job:
            raise begun_anew()

    def _made(self, job: Job, share: Share, left: int) -> Iterator[Letter]:
        from ir_app.letters import write_some

        numbered = [(task.letter, self._people[task.person]) for task in share.tasks]
        for done, letter in enumerate(write_some(self.form, self.facts, numbered), start=1):
            self._look(job, left - done)
            yield letter

    def _look(self, job: Job, left: int) -> None:
        """Say how far all computers are, and stop when that was asked for."""
        if self._tell:
            self._tell(job.count - left, job.count)
        if left and self._stop and self._stop():
            raise Problem(
                what=f"Stopped. {self._work.left(job):,} of {job.count:,} letters are not "
                "written yet.",
                safe="The others are kept.",
                do="Press “Write the letters” again to go on.",
            )


def begun_anew() -> Problem:
    """Say that another computer writes other letters by now."""
    return Problem(
        what="Something changed, and the letters were begun anew on another computer.",
        do="Press “Write the letters” once more: both write the new ones.",
    )


def _row(batch: str, letter: Letter) -> tuple[LetterRow, bytes]:
    row = LetterRow(
        batch=batch,
        letter=letter.letter,
        person=letter.person,
        sha256=letter.sha256,
        text_sha256=letter.text_sha256,
        state=letter.state,
        addressee=letter.addressee_lines[0],
        file_name=letter.file_name,
    )
    return row, letter.data


def under_way(situation: Situation) -> tuple[int, int] | None:
    """Return how many letters are written so far and how many there will be, or None."""
    work = situation.desk.binder.letter_work(situation.id)
    job = work.standing()
    return (job.count - work.left(job), job.count) if job else None

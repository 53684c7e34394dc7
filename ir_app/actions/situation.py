"""One incident with all that screens and actions read about it, worked out once when asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ir_app.core.incident import Incident
from ir_app.core.person import Person, QuarantinedRow
from ir_app.core.practice import Practice

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.law.engine import Obligation
    from ir_app.law.read import Law
    from ir_app.playbook.model import FactDeclaration, Playbook
    from ir_app.playbook.run import Run
    from ir_app.store.binder import LetterRow


@dataclass
class Situation:
    """What is true of an incident at this moment; make a new one after every action."""

    desk: Desk
    incident: Incident

    @property
    def id(self) -> str:
        """Return the incident's id."""
        return self.incident.id

    @property
    def practice(self) -> Practice:
        """Return the practice as it stands."""
        return self.desk.practice

    @cached_property
    def now(self) -> datetime:
        """Return the present moment in the zone of the incident."""
        return self.desk.clock.now().astimezone(ZoneInfo(self.incident.zone))

    @property
    def today(self) -> date:
        """Return today's civil date at the practice."""
        return self.now.date()

    @cached_property
    def playbook(self) -> Playbook:
        """Return what the incident walks: its playbook as pinned, or the union of several."""
        from ir_app.actions.plans import plan

        return plan(self.desk, self.incident.pins)

    @cached_property
    def declared(self) -> dict[str, FactDeclaration]:
        """Return every fact that can be asked for; those of the pinned plan as it was then."""
        return {**self.desk.library.facts, **{a.id: a for a in self.playbook.asks}}

    @cached_property
    def run(self) -> Run:
        """Return where every step stands, replayed from the journal."""
        from ir_app.actions.plans import replayed
        from ir_app.actions.reminders import due_steps

        run = replayed(self.desk, self.incident)
        return replace(run, due=due_steps(self.incident, run, self.now))

    @cached_property
    def law(self) -> Law:
        """Return the law the incident is worked out under."""
        from ir_app.actions.laws import law_of

        return law_of(self.desk, self.incident)

    @cached_property
    def obligations(self) -> list[Obligation]:
        """Return who must be told by when under the law of today."""
        from ir_app.actions.duties import work_out

        return work_out(self.desk, self.incident, self.today)

    @cached_property
    def people(self) -> list[Person]:
        """Return everyone on the patient list, or nobody before one is loaded."""
        roster = self.incident.roster
        return self.desk.binder.people(roster.roster) if roster else []

    @cached_property
    def quarantine(self) -> list[QuarantinedRow]:
        """Return the rows of the patient list that could not be read."""
        roster = self.incident.roster
        return self.desk.binder.quarantine(roster.roster) if roster else []

    @cached_property
    def letters(self) -> list[LetterRow]:
        """Return the register of the newest set of letters."""
        batch = self.incident.batch
        return self.desk.binder.letters(batch.written.batch) if batch else []

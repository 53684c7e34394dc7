"""The desk: the open binder, the law, the playbooks, the clock and who is working."""

import getpass
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from ir_app import __version__
from ir_app.actions.situation import Situation
from ir_app.clock import Clock, local_zone
from ir_app.core.incident import Incident, fold
from ir_app.core.journal import Draft, Entry, link
from ir_app.core.kinds import Kind, Role
from ir_app.core.moment import Moment
from ir_app.core.plan import Pins
from ir_app.core.practice import PRACTICE, Member, Practice, fold_practice
from ir_app.law.read import Law, load_law
from ir_app.places import content
from ir_app.playbook.model import Playbook
from ir_app.playbook.read import Library, load_library
from ir_app.problems import Problem
from ir_app.store.binder import Act, Binder, Stale

Beside = Callable[[Act], None]
Consequences = Callable[[Incident, Incident], list[Kind]]


@dataclass(frozen=True)
class Part:
    """What one act writes into one journal, and what lies beside it."""

    journal: str
    data: tuple[Kind, ...]
    beside: Beside | None = None


@dataclass
class Desk:
    """Where one person works; every action takes it first and leaves through its ``record``."""

    binder: Binder
    clock: Clock
    band: str = ""
    member: Member | None = None
    device: str = field(default_factory=platform.node)
    plans: dict[Pins, Playbook] = field(default_factory=dict)  # what was put together already
    books: dict[str, Playbook] = field(default_factory=dict)  # by digest
    _incidents: dict[str, Incident] = field(default_factory=dict)
    _practice: tuple[int, Practice] = field(default_factory=lambda: (0, Practice()))

    @cached_property
    def law(self) -> Law:
        """Return the law of the shipped files, read once."""
        return load_law(content("resources", "law"))

    @cached_property
    def library(self) -> Library:
        """Return the shipped playbooks, triage and fact declarations, read once."""
        return load_library(content("playbooks"))

    @property
    def practice(self) -> Practice:
        """Return the practice as it stands."""
        head = self.binder.head(PRACTICE)
        seq = head.seq if head else 0
        if self._practice[0] != seq:
            self._practice = (seq, fold_practice(self.binder.entries(PRACTICE)))
        return self._practice[1]

    @property
    def zone(self) -> str:
        """Return the practice's time zone, or this computer's until one is written down."""
        return self.practice.details.get("zone", "") or local_zone()

    def now_here(self) -> datetime:
        """Return the present moment on the practice's wall clock, aware."""
        return self.clock.now().astimezone(ZoneInfo(self.zone))

    def incident(self, incident: str) -> Incident:
        """Return an incident folded up to its newest entry; raises Problem for an unknown one."""
        known = self._incidents.get(incident)
        new = self.binder.entries(incident, after=known.head.seq if known else 0)
        if known and not new:
            return known
        rows = [*known.entries, *new] if known else new
        if not rows:
            raise Problem(
                what="This incident is not in the binder.",
                safe="Nothing was changed.",
                do="Go to Home and pick it from the list.",
            )
        self._incidents[incident] = fold(rows)
        return self._incidents[incident]

    def incidents(self) -> list[Incident]:
        """Return all incidents, oldest first."""
        return [self.incident(journal) for journal in self.binder.journals()]

    def situation(self, incident: str) -> Situation:
        """Return an incident with all that the screens and actions read about it."""
        return Situation(desk=self, incident=self.incident(incident))

    def draft(self, data: Kind, happened: Moment | None, learned: Moment | None = None) -> Draft:
        """Return an entry to be, in the name of whoever is at the desk."""
        return Draft(
            data=data,
            happened=happened or Moment.of(self.clock.now(), self.zone),
            learned=learned,
            actor=self.member.name if self.member else f"{_account()} (computer account)",
            role=self.member.role.value if self.member else Role.SCRIBE.value,
            device=self.device,
            app_version=__version__,
        )

    def record(
        self,
        journal: str,
        data: Sequence[Kind],
        *,
        happened: Moment | None = None,
        beside: Beside | None = None,
    ) -> list[Entry]:
        """Append one act durably and return its entries; all of it is kept or none of it.

        Acts on an incident carry their consequences with them: dates that moved and approvals
        that no longer stand are part of the same act.
        """
        part = Part(journal, tuple(data), beside)
        return self.record_together([part], happened=happened)[0]

    def record_together(
        self, parts: Sequence[Part], *, happened: Moment | None = None
    ) -> list[list[Entry]]:
        """Append one act that concerns several journals; it is kept in all of them or in none."""
        for attempt in range(5):
            befores = [self._before(part.journal) for part in parts]
            drafts = [
                self._drafts(part, before, happened, again=attempt > 0)
                for part, before in zip(parts, befores, strict=True)
            ]
            places = [
                (part.journal, self._end(part.journal, before))
                for part, before in zip(parts, befores, strict=True)
            ]
            try:
                with self.binder.joint_act(places) as acts:
                    return [_write(*each) for each in zip(parts, acts, drafts, strict=True)]
            except Stale:
                continue  # another machine wrote first: fold again and try on what is there now
        raise Problem(
            what="Somebody else is writing at the same time.",
            do="Try again in a moment.",
        )

    def _before(self, journal: str) -> Incident | None:
        return None if journal == PRACTICE else self._known(journal)

    def _end(self, journal: str, before: Incident | None) -> int:
        head = before.head if before else self.binder.head(journal)
        return head.seq if head else 0

    def _drafts(
        self, part: Part, before: Incident | None, happened: Moment | None, *, again: bool
    ) -> list[Draft]:
        drafts = [self.draft(kind, happened) for kind in part.data]
        if before is None:
            return drafts
        return drafts + self._consequences(before, drafts, again=again)

    def _known(self, journal: str) -> Incident | None:
        return self.incident(journal) if self.binder.head(journal) else None

    def _consequences(self, before: Incident, drafts: list[Draft], *, again: bool) -> list[Draft]:
        from ir_app.actions.consequences import consequences

        told = link(drafts, before.id, before.head, self.clock.now())
        after = fold([*before.entries, *told])
        if again:
            self._check_fits(after)
        return [self.draft(kind, None) for kind in consequences(self, before, after)]

    def _check_fits(self, after: Incident) -> None:
        """Refuse what no longer fits, because somebody else was first with the same step."""
        from ir_app.actions.plans import replayed

        try:
            replayed(self, after)
        except Problem as problem:
            raise Problem(
                what="Somebody else has just changed the same step.",
                safe="Nothing was lost.",
                do="Look at the step again.",
                details=problem.what,
            ) from problem

    def close(self) -> None:
        """Close the binder; everything is already saved."""
        self.binder.close()


def _write(part: Part, act: Act, drafts: list[Draft]) -> list[Entry]:
    if part.beside:
        part.beside(act)
    return act.append(drafts)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"


def open_desk(folder: Path, clock: Clock, *, band: str = "") -> Desk:
    """Open the binder in ``folder``, making it when it is not there; raises Problem."""
    return Desk(binder=Binder.open(folder, clock), clock=clock, band=band)

"""The desk: the open binder, the law, the playbooks, the clock and who is working."""

import getpass
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ir_app import __version__
from ir_app.actions import clocks, copies, rights, sealing
from ir_app.actions.rights import Actor
from ir_app.actions.situation import Situation
from ir_app.clock import Clock, local_zone
from ir_app.core import seals
from ir_app.core.incident import Incident, fold
from ir_app.core.journal import Draft, Entry, Track, link
from ir_app.core.kinds import CounselNoted, Kind, OlderCopyFound
from ir_app.core.moment import Moment
from ir_app.core.plan import Pins
from ir_app.core.practice import PRACTICE, Member, Practice, fold_practice
from ir_app.law.read import Law
from ir_app.places import content
from ir_app.playbook.model import Playbook
from ir_app.playbook.read import Library, load_library
from ir_app.playbook.run import Run
from ir_app.problems import Problem
from ir_app.store.act import Seal
from ir_app.store.binder import Act, Binder, Stale
from ir_app.store.keys.source import KeySource
from ir_app.store.marks import Marks

if TYPE_CHECKING:
    from ir_app.actions.laws import InUse
    from ir_app.law.facts import Facts
    from ir_app.law.obligation import Obligation
    from ir_app.law.publishers import Publishers
    from ir_app.store.server.address import Address

TRIES = 50  # a whole group may be writing on one incident
Beside = Callable[[Act], None]
DueFrom = tuple["Facts", str, date]  # what duties were worked out from: facts, law, day
Consequences = Callable[[Incident, Incident], list[Kind]]


@dataclass(frozen=True)
class Part:
    """What one act writes into one journal, and what lies beside it."""

    journal: str
    data: tuple[Kind, ...]
    beside: Beside | None = None


@dataclass(frozen=True)
class Writing:
    """A part made ready: its entries to be, the number it goes behind, whether a seal is due."""

    part: Part
    drafts: list[Draft]
    after: int
    due: bool


@dataclass
class Desk:
    """Where one person works; every action takes it first and leaves through its ``record``."""

    binder: Binder
    clock: Clock
    band: str = ""
    member: Member | None = None
    locked: Member | None = None  # whose desk it is when it locked itself
    proof: rights.Proof = rights.Proof.NONE  # of whoever sits here now
    counsel_keys: dict[str, bytes] = field(
        default_factory=dict, repr=False
    )  # opened tracks, by incident
    marks: Marks | None = None
    older: list[OlderCopyFound] = field(default_factory=list)  # what opening found out
    device: str = field(default_factory=platform.node)
    _closed: bool = False
    plans: dict[Pins, Playbook] = field(default_factory=dict)  # what was put together already
    books: dict[str, Playbook] = field(default_factory=dict)  # by digest
    runs: dict[str, tuple[str, Run]] = field(default_factory=dict)  # by incident: head, its run
    duties: dict[str, tuple[DueFrom, "list[Obligation]"]] = field(default_factory=dict)
    laws: dict[str, Law] = field(default_factory=dict)  # by digest; incidents are pinned to them
    publishers: "Publishers | None" = None  # who may sign law files; None is who came with us
    _clocks: dict[str, int] = field(default_factory=dict)  # seconds ahead that a journal tells of
    _incidents: dict[str, Incident] = field(default_factory=dict)
    _practice: tuple[int, Practice] = field(default_factory=lambda: (0, Practice()))

    @cached_property
    def law_in_use(self) -> "InUse":
        """Return the law for new incidents with where it comes from, read once."""
        from ir_app.actions.laws import in_use

        return in_use(self.binder.folder, self.publishers)

    @property
    def law(self) -> Law:
        """Return the law for new incidents; one under way may be pinned to another."""
        return self.law_in_use.law

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

    def knows(self, journal: str, seq: int) -> bool:
        """Tell whether an entry is part of what was last folded here."""
        if journal == PRACTICE:
            return self._practice[0] >= seq
        known = self._incidents.get(journal)
        return known is not None and known.head.seq >= seq

    def incidents(self) -> list[Incident]:
        """Return all incidents, oldest first."""
        return [self.incident(journal) for journal in self.binder.journals()]

    def situation(self, incident: str) -> Situation:
        """Return an incident with all that the screens and actions read about it."""
        return Situation(desk=self, incident=self.incident(incident))

    @property
    def actor(self) -> Actor:
        """Return who acts: the person at the desk, or somebody without a name."""
        is_proven = self.proof is not rights.Proof.NONE
        if self.member:
            here = Actor.of(self.member)
            return replace(here, proven=here.proven or is_proven)
        has_key = self.proof is rights.Proof.KEY
        how = "with what opens the binder" if has_key else "computer account"
        return Actor(f"{_account()} ({how})", rights.EMERGENCY, is_proven)

    @property
    def keepers(self) -> list[str]:
        """Return who alone may change people and keys; nobody while a lost PIN has no way back."""
        names = [member.name for member in self.practice.keepers]
        has_way_back = len(names) > 1 or self.binder.can_be_proven
        return names if has_way_back else []

    def draft(
        self,
        data: Kind,
        happened: Moment | None,
        by: Actor | None = None,
        learned: Moment | None = None,
    ) -> Draft:
        """Return an entry to be, in the name of whoever is at the desk or of ``by``."""
        actor = by or self.actor
        return Draft(
            data=data,
            happened=happened or Moment.of(self.clock.now(), self.zone),
            learned=learned,
            actor=actor.name,
            role=actor.role,
            device=self.device,
            app_version=__version__,
            track=Track.COUNSEL if isinstance(data, CounselNoted) else Track.RECORD,
        )

    def record(
        self,
        journal: str,
        data: Sequence[Kind],
        *,
        happened: Moment | None = None,
        learned: Moment | None = None,
        beside: Beside | None = None,
        by: Actor | None = None,
    ) -> list[Entry]:
        """Append one act durably and return its entries; all of it is kept or none of it.

        Every act of every person passes here, so this is where it is asked whether that person
        may do it (raises Problem). Acts on an incident carry their consequences with them: dates
        that moved and approvals that no longer stand are part of the same act, and so is a seal
        when one is due.
        """
        part = Part(journal, tuple(data), beside)
        who = by or self.actor
        self._refuse(who, [type(kind) for kind in data])
        made = self._append([part], who, happened, learned)[0]
        return made + self._note_clock(journal)

    def record_together(
        self, parts: Sequence[Part], *, happened: Moment | None = None
    ) -> list[list[Entry]]:
        """Append one act that concerns several journals; it is kept in all of them or in none."""
        for part in parts:
            self._refuse(self.actor, [type(kind) for kind in part.data])
        made = self._append(parts, self.actor, happened)
        return [m + self._note_clock(p.journal) for m, p in zip(made, parts, strict=True)]

    def _note_clock(self, journal: str) -> list[Entry]:
        """Write down, in an act of its own, that this computer's clock is far from the server's."""
        made: list[Entry] = []
        with suppress(Problem):  # what was done is saved; the next act tries this again
            found = clocks.to_note(self.binder, journal, self._clocks)
            if found:
                made = self.record_by_program(journal, [found])
                self._clocks[journal] = found.ahead
        return made

    def record_by_program(self, journal: str, data: Sequence[Kind]) -> list[Entry]:
        """Append what the program itself noticed; with nothing to say it only seals."""
        return self._append([Part(journal, tuple(data), None)], rights.PROGRAM)[0]

    def seal(self, journal: str) -> None:
        """Sign the end of a journal unless its last entry is a seal already."""
        head = self.binder.head(journal)
        if head and head.seq > self._sealed(journal):
            self._append([Part(journal, (), None)], rights.PROGRAM)

    def need(self, *kinds: type[Kind]) -> None:
        """Raise the Problem that ``record`` would raise; for acts that leave a file or a key."""
        self._refuse(self.actor, kinds)

    def _refuse(self, actor: Actor, kinds: Sequence[type[Kind]]) -> None:
        at_once = all(issubclass(kind, rights.AT_A_LOCKED_DESK) for kind in kinds)
        if not at_once:
            self._refuse_who_left()
        problem = rights.refusal(actor, kinds)
        if problem is None and self.locked and not at_once:
            problem = rights.locked(self.locked.name)
        problem = problem or rights.unproven(actor, kinds, self.keepers)
        if problem:
            raise problem

    def _refuse_who_left(self) -> None:
        # Another computer of the group may have taken this person off the list.
        here = self.member
        if here and here.id not in self.practice.members:
            self.member = None
            self.counsel_keys.clear()
            raise rights.gone(here.name)

    def _append(
        self,
        parts: Sequence[Part],
        by: Actor,
        happened: Moment | None = None,
        learned: Moment | None = None,
    ) -> list[list[Entry]]:
        for attempt in range(TRIES):
            writings = [self._writing(part, by, (happened, learned), attempt > 0) for part in parts]
            try:
                with self._open_acts(writings) as acts:
                    made = [self._write(w, act) for w, act in zip(writings, acts, strict=True)]
            except Stale:
                continue  # another machine wrote first: fold again and try on what is there now
            self._mark([w.part.journal for w in writings if w.due])
            return made
        raise Problem(
            what="Somebody else is writing at the same time.",
            do="Try again in a moment.",
        )

    def _writing(
        self, part: Part, by: Actor, when: tuple[Moment | None, Moment | None], again: bool
    ) -> Writing:
        before = None if part.journal == PRACTICE else self._known(part.journal)
        drafts = [self.draft(kind, when[0], by, when[1]) for kind in part.data]
        if before is not None and drafts:
            drafts += self._consequences(before, drafts, again=again)
        head = before.head if before else self.binder.head(part.journal)
        seq = head.seq if head else 0
        unsealed = seq + len(drafts) - self._sealed(part.journal)
        due = not part.data or sealing.is_due(part.data, unsealed)
        return Writing(part, drafts, seq, due)

    @contextmanager
    def _open_acts(self, writings: Sequence[Writing]) -> Iterator[list[Act]]:
        if len(writings) == 1:
            with self.binder.act(writings[0].part.journal, after=writings[0].after) as act:
                yield [act]
            return
        with self.binder.joint_act([(w.part.journal, w.after) for w in writings]) as acts:
            yield acts

    def _write(self, writing: Writing, act: Act) -> list[Entry]:
        if writing.part.beside:
            writing.part.beside(act)
        key = sealing.key_for(self.binder, act) if writing.due or not writing.after else b""
        return act.append(writing.drafts, self._sealer(key) if writing.due else None)

    def _sealed(self, journal: str) -> int:
        if journal == PRACTICE:
            return self.practice.sealed
        known = self._known(journal)
        return known.sealed if known else 0

    def _sealer(self, key: bytes) -> Seal:
        def seal(head: Entry) -> Draft:
            moment = Moment.of(head.recorded, head.happened.zone)
            return self.draft(seals.seal(key, head), moment, rights.PROGRAM)

        return seal

    def _mark(self, journals: Sequence[str]) -> None:
        """Note outside the binder where journals end now."""
        if self.marks is None:
            self.marks = copies.marks_of(self.binder)
        for journal in journals:
            head = self.binder.head(journal)
            if self.marks and head:
                self.marks.note(journal, head)
        if self.marks:
            self.marks.save()

    def recognise(self) -> None:
        """Write down, when it is so, that this binder is an older copy of what was seen here."""
        self.marks = copies.marks_of(self.binder)
        if self.marks:
            self.older = copies.write_down(self, self.marks)
            self._mark([PRACTICE, *self.binder.journals()])

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
        """Seal what is not sealed yet and close the binder; everything is already saved."""
        if self._closed:
            return
        self._closed = True
        self.binder.hurry()  # what can't be sealed now is sealed at the next start
        try:
            with suppress(Problem):  # a binder that can't be sealed now must close all the same
                journals = [PRACTICE, *self.binder.journals()]
                for journal in journals:
                    self.seal(journal)
                self._mark(journals)
        finally:
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


def open_desk(
    folder: Path,
    clock: Clock,
    *,
    band: str = "",
    key: KeySource | None = None,
    read_only: bool = False,
    server: "Address | None" = None,
    waiting: Callable[[], bool] | None = None,
    publishers: "Publishers | None" = None,
) -> Desk:
    """Open the binder in ``folder``, making it when it is not there; raises Problem.

    Locked and NeedsSecret say that ``key`` must bring a passphrase or a recovery code. With a
    server the record is there, and the folder keeps this computer's settings; ``waiting`` is
    called again and again while it is silent, and False stops the wait.
    """
    from ir_app.actions.laws import notice

    if server is None:
        binder = Binder.open(folder, clock, key=key, read_only=read_only)
    else:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        binder = Binder.open_server(server, clock, folder, read_only=read_only, waiting=waiting)
        band = band or server.warning
    desk = Desk(binder=binder, clock=clock, band=band, publishers=publishers)
    if not read_only:
        with suppress(Problem):  # what can't be read now must not keep anybody from starting
            desk.recognise()
            notice(desk)
    return desk

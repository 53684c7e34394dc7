"""Walks any playbook from the first card to the closed incident, on a way that a table gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ir_app.actions import (
    assessment,
    calls,
    dates,
    evidence,
    facts,
    incidents,
    letters,
    pauses,
    reminders,
    rosters,
    seat,
    steps,
)
from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.clock import SteppedClock
from ir_app.core.kinds import Role, StepState
from ir_app.pages import now, questions
from ir_app.playbook.model import Step
from ir_app.playbook.run import Event
from ir_app.problems import Problem
from tests.stories.answers import WORDS, Pick

PIN = "482915"
LETTERS = ("letters_write", "letters_approve", "letters_mail")


@dataclass(frozen=True)
class Way:
    """How one office goes through a plan."""

    name: str
    pick: Pick
    already_happened: bool = False  # what each stop line forbids was done before it was read
    gives_up: bool = False  # each step waits first, then is left out where that is allowed
    days_a_phase: int = 1
    ends: str = "letters"  # or "memo"


@dataclass
class Walker:
    """One office on one incident; every act goes through the actions of the window."""

    desk: Desk
    clock: SteppedClock
    members: dict[Role, str]
    roster: Path
    photo: Path
    way: Way
    incident: str = ""
    phase: str = ""
    keep: frozenset[str] = frozenset()  # answers that came from elsewhere and stand
    refused: list[str] = field(default_factory=list)  # what closing too early was told
    answered_away: list[str] = field(default_factory=list)
    waited: set[str] = field(default_factory=set)
    late: int = 0  # cards that said so

    @property
    def situation(self) -> Situation:
        """Return the incident as it stands."""
        return self.desk.situation(self.incident)

    def start(self, symptom: str) -> None:
        """Open an incident for what was seen."""
        self.incident = incidents.start(self.desk, symptom).entries[0].incident

    def walk(self) -> None:
        """Answer the opening questions, then settle card after card until none is left."""
        self.open()
        while self.settle():
            pass

    def open(self) -> None:
        """Answer the opening questions."""
        while (page := questions.next_question(self.situation)) is not None:
            self._answer(page.field.name, "")

    def settle(self) -> bool:
        """Do what the card in front asks for; return whether there was one."""
        card = now.build(self.situation)
        if not card.step:
            return False
        step = self.situation.playbook.step(card.step)
        self._look(card, step)
        self._move_on(step)
        if step.gate and step.id not in self.situation.run.acknowledged:
            self._stop_line(step)
        for name in step.sets:
            self._answer(name, step.id)
        if step.id in self.situation.run.visible:
            self._finish(step)
        else:
            self._answered_away(step)
        return True

    # --- one card -------------------------------------------------------------------------------

    def _look(self, card: now.NowPage, step: Step) -> None:
        """What a card says is finished text: no place without a name, no empty line."""
        words = [card.title, card.why, *card.how, *card.say]
        assert not [w for w in words if not w.strip() or set("{}_") & set(w)], (step.id, words)
        self.late += card.note.startswith("Late")

    def _move_on(self, step: Step) -> None:
        self.clock.forward(minutes=10)
        if step.phase == self.phase:
            return
        self.phase = step.phase
        self.clock.forward(days=self.way.days_a_phase)
        self._read_together()
        with pytest.raises(Problem) as caught:  # nothing is closed before its musts are settled
            incidents.close(self.desk, self.incident, "Too early.")
        self.refused.append(caught.value.what)

    def _read_together(self) -> None:
        while (pause := pauses.offered(self.situation)) is not None:
            pauses.passed(self.desk, self.incident, pause.phase, "Dana and Dr. Whitfield")

    def _stop_line(self, step: Step) -> None:
        with pytest.raises(Problem):
            steps.finish(self.desk, self.incident, step.id, without="Not read.")
        happened = self.way.already_happened
        steps.acknowledge(self.desk, self.incident, step.id, already_happened=happened)

    def _answer(self, name: str, step: str) -> None:
        if name in self.keep:
            return
        declared = self.situation.declared[name]
        value = self.way.pick(declared)
        known = self.situation.incident.facts.get(name)
        if value is not None:
            facts.answer(self.desk, self.incident, name, value, step=step)
        elif known is None or not known.known:
            facts.unknown(self.desk, self.incident, name, step=step)

    def _finish(self, step: Step) -> None:
        if self.way.gives_up and step.id not in self.waited and not step.does:
            self._wait(step)
            return
        if step.call:
            calls.log(self.desk, self.incident, step.call, said="Heard.", step=step.id)
        if self._leave_out(step):
            return
        if step.evidence and step.evidence.required:
            evidence.keep(self.desk, self.incident, self.photo, step=step.id)
        for act in step.does:
            self._act(act, step)
        self._tell(step.duties)
        if self._is_open(step):
            steps.finish(self.desk, self.incident, step.id)

    def _answered_away(self, step: Step) -> None:
        """An answer on its own card took the step away; from the map it can be taken back."""
        self.answered_away.append(step.id)
        card = now.build(self.situation, step.id)
        assert card.step == step.id
        assert set(step.sets) == {field.name for field in card.fields}

    def _is_open(self, step: Step) -> bool:
        run = self.situation.run
        return step.id in run.visible and run.is_open(step.id)

    def _wait(self, step: Step) -> None:
        """Put a step aside; it comes back when its time has come."""
        self.waited.add(step.id)
        steps.cannot(self.desk, self.incident, step.id, "someone_else", "Sam")
        assert step.id not in {r.step for r in reminders.due(self.desk)}
        self.clock.forward(hours=2)
        assert step.id in {r.step for r in reminders.due(self.desk)}

    def _leave_out(self, step: Step) -> bool:
        needed = step.must or any(act in step.does for act in ("roster", "close"))
        if not self.way.gives_up or needed:
            return False
        with pytest.raises(Problem, match="few words"):
            steps.cannot(self.desk, self.incident, step.id, "could_not")
        steps.cannot(self.desk, self.incident, step.id, "could_not", "Nobody could do it.")
        assert self.situation.run.states[step.id] is StepState.COULD_NOT
        return True

    # --- the acts of the program ----------------------------------------------------------------

    def _act(self, act: str, step: Step) -> None:
        acts: dict[str, Callable[[], object]] = {
            "roster": lambda: rosters.load(self.desk, self.incident, self.roster),
            "letters_write": self._write,
            "letters_approve": self._approve,
            "letters_mail": lambda: letters.mail(self.desk, self.incident),
            "memo": self._sign,
            "close": self._close,
        }
        if act in acts:
            if act in (*LETTERS, "memo"):
                self._not_by_ticking(step)
            acts[act]()

    def _not_by_ticking(self, step: Step) -> None:
        if "letters_write" not in step.does:
            with pytest.raises(Problem):
                steps.finish(self.desk, self.incident, step.id)
        if step.must:
            refused = self.situation.run.may(Event(step.id, StepState.COULD_NOT, "Tired."))
            assert refused is not None
            assert "can't be left out" in refused.what

    def _write(self) -> None:
        """Write the letters; what nobody knows must at least be put into words for them."""
        if self.way.pick(self.situation.declared["what_happened"]) is None:
            with pytest.raises(Problem, match="can't be written yet"):
                letters.write(self.desk, self.incident)
            for name, value in WORDS.items():
                facts.answer(self.desk, self.incident, name, value)
        letters.write(self.desk, self.incident)

    def _approve(self) -> None:
        with pytest.raises(Problem, match="not approved"):
            letters.mail(self.desk, self.incident)
        read = letters.to_read(self.situation)
        dentist = self.members[Role.APPROVER]
        letters.approve(self.desk, self.incident, dentist, PIN, "Read and approved.", read)

    def _sign(self) -> None:
        assessment.sign(self.desk, self.incident, self.members[Role.APPROVER], PIN)

    def _tell(self, kinds: tuple[str, ...]) -> None:
        for duty in self._untold(kinds) if kinds else ():
            dates.tell(self.desk, self.incident, duty, method="web", reference="R-1")

    def _untold(self, kinds: tuple[str, ...]) -> Iterator[str]:
        incident = self.situation.incident
        by_vendor = dates.others_mail(incident)
        for duty in self.situation.obligations:
            open_ = duty.applies == "yes" and duty.id not in incident.told
            if open_ and duty.kind in kinds and (duty.kind != "individual" or by_vendor):
                yield duty.id

    def _close(self) -> None:
        """Close; what the law still asks for is done first, or taken away by the attorney."""
        if self.way.gives_up:
            with pytest.raises(Problem, match="This must still be done") as caught:
                incidents.close(self.desk, self.incident, "Nobody was told.")
            self.refused.append(caught.value.what)
            self._tell(("regulator", "hhs"))
        if self.way.ends == "memo":
            self._attorney_takes_away_what_the_memo_does_not()
        incidents.close(self.desk, self.incident, "All done.")

    def _attorney_takes_away_what_the_memo_does_not(self) -> None:
        # Not every state knows the exceptions of HIPAA: closing names each letter that is left.
        seat.sign_in(self.desk, self.members[Role.COUNSEL])
        for duty in self.situation.obligations:
            if duty.applies == "yes" and duty.kind in ("individual", "regulator", "hhs"):
                why = "Decided with the state's own test."
                dates.override(self.desk, self.incident, duty.id, applies="no", due="", reason=why)
        seat.sign_in(self.desk, self.members[Role.APPROVER], PIN)

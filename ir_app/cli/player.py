"""Walks through a playbook as a person would: reads, calls, answers, keeps, finishes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from ir_app.actions import (
    assessment,
    calls,
    dates,
    evidence,
    facts,
    incidents,
    letters,
    rosters,
    steps,
)
from ir_app.actions.desk import Desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import Role
from ir_app.pages import questions
from ir_app.playbook.model import Step


class Tale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens in a demo: when it starts, what is seen, said and answered."""

    starts: datetime  # civil time of the practice
    symptom: str
    minutes_a_step: int
    days_before: dict[str, int]  # phase -> days that pass before it begins
    pin: str
    photo: str
    answers: dict[str, Any]
    heard: dict[str, str]  # contact -> what was said on the phone
    approval_words: str


@dataclass
class Player:
    """Plays one tale on one incident; every act goes through the actions of the window."""

    desk: Desk
    clock: SteppedClock
    tale: Tale
    incident: str
    members: dict[Role, str]
    roster: Path
    folder: Path
    phase: str = ""

    def walk(self) -> None:
        """Answer the opening questions, then do step after step until none is left."""
        self._opening()
        while (step := self._current()) is not None:
            self._pass_time(step)
            self._read_stop_line(step)
            for name in step.sets:
                self._answer(name, step.id)
            self._call(step)
            self._keep(step)
            self._do(step)
            if self._current() == step:
                steps.finish(self.desk, self.incident, step.id)

    def _opening(self) -> None:
        while (page := questions.next_question(self.desk.situation(self.incident))) is not None:
            self.clock.forward(seconds=20)
            self._answer(page.field.name, "")

    def _current(self) -> Step | None:
        situation = self.desk.situation(self.incident)
        current = situation.run.current
        return situation.playbook.step(current) if current else None

    def _pass_time(self, step: Step) -> None:
        self.clock.forward(minutes=self.tale.minutes_a_step)
        if step.phase != self.phase:
            self.phase = step.phase
            self.clock.forward(days=self.tale.days_before.get(step.phase, 0))

    def _read_stop_line(self, step: Step) -> None:
        if step.gate and step.id not in self.desk.incident(self.incident).gates:
            steps.acknowledge(self.desk, self.incident, step.id, already_happened=False)

    def _answer(self, fact: str, step: str) -> None:
        if fact in self.tale.answers:
            facts.answer(self.desk, self.incident, fact, self.tale.answers[fact], step=step)
        elif fact not in self.desk.incident(self.incident).facts:
            facts.unknown(self.desk, self.incident, fact, step=step)

    def _call(self, step: Step) -> None:
        if step.call:
            said = self.tale.heard.get(step.call, "")
            calls.log(self.desk, self.incident, step.call, said=said, step=step.id)

    def _keep(self, step: Step) -> None:
        if step.evidence and step.evidence.required:
            photo = self.folder / self.tale.photo
            evidence.keep(self.desk, self.incident, photo, description=step.title, step=step.id)

    def _do(self, step: Step) -> None:
        acts: dict[str, Callable[[], object]] = {
            "roster": lambda: rosters.load(self.desk, self.incident, self.roster),
            "letters_write": lambda: letters.write(self.desk, self.incident),
            "letters_approve": self._approve,
            "letters_mail": lambda: letters.mail(self.desk, self.incident),
            "memo": self._sign,
            "close": lambda: incidents.close(self.desk, self.incident, "All done."),
        }
        for act in step.does:
            if act in acts:
                acts[act]()
        self._tell(step)

    def _approve(self) -> None:
        read = letters.to_read(self.desk.situation(self.incident))
        dentist, words = self.members[Role.APPROVER], self.tale.approval_words
        letters.approve(self.desk, self.incident, dentist, self.tale.pin, words, read)

    def _sign(self) -> None:
        dentist = self.members[Role.APPROVER]
        assessment.sign(self.desk, self.incident, dentist, self.tale.pin)

    def _tell(self, step: Step) -> None:
        situation = self.desk.situation(self.incident)
        for duty in situation.obligations:
            open_ = duty.applies == "yes" and duty.id not in situation.incident.told
            if open_ and duty.kind in step.duties and duty.kind != "individual":
                dates.tell(self.desk, self.incident, duty.id, method="web")

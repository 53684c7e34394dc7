"""Kills the program at random instants while the whole story runs, and looks at what is left.

    python -m tests.stories.kills --kills 200

A child process plays the story through the same actions as the window and prints every act once it
is acknowledged, with the card that is shown then. It is killed (SIGKILL) at a random instant and
started again in the same binder, again and again. After each kill: no acknowledged act is lost, the
chain holds, and the card is the one that was shown.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from ir_app.actions import incidents, seat
from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.cli.demo import SAMPLE, set_up
from ir_app.cli.player import Player, Tale
from ir_app.clock import SteppedClock, SystemClock
from ir_app.core.journal import Entry
from ir_app.core.kinds import Role
from ir_app.store.binder import Binder
from tests.keys import KEY
from tests.roster.generate import generate


class TellingDesk(Desk):
    """A desk that says every act on an incident as soon as it is durable."""

    def record(self, journal: str, *args: object, **named: object) -> list[Entry]:
        """Append one act, then print its last number and the card that is shown now."""
        entries = super().record(journal, *args, **named)  # type: ignore[arg-type]
        if journal != "practice":
            say(f"{journal} {entries[-1].seq} {card(self.situation(journal))}")
        return entries


def say(words: str) -> None:
    """Print a line at once, so that a kill right after can't swallow it."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def card(situation: Situation) -> str:
    """Return the step whose card is shown."""
    return situation.run.current or "-"


def live(folder: Path) -> None:
    """Play the story from wherever the binder stands; the child process runs this."""
    now = datetime.now(UTC) - timedelta(days=400)
    clock = SteppedClock(now)
    binder = Binder.open(folder / "binder", clock, key=KEY)
    desk = TellingDesk(binder=binder, clock=clock)
    tale = msgspec.toml.decode((SAMPLE / "story.toml").read_bytes(), type=Tale)
    sample = msgspec.toml.decode((SAMPLE / "practice.toml").read_bytes())
    heads = [binder.head(journal) for journal in ["practice", *binder.journals()]]
    clock.move_to(max([now, *(h.recorded + timedelta(minutes=1) for h in heads if h)]))
    if not any(member.has_pin for member in desk.practice.approvers):
        set_up(desk, sample, tale.pin)
    members = {
        member.role: member.id
        for member in desk.practice.members.values()
        if _best(desk, member.id)
    }
    seat.sign_in(desk, members[Role.LEAD])
    journals = binder.journals()
    incident = journals[0] if journals else incidents.start(desk, "locked").entries[0].incident
    tale = msgspec.structs.replace(tale, answers=tale.answers | _days(now))
    Player(desk, clock, tale, incident, members, folder / "patients.csv", SAMPLE).walk()
    say("END")


def _best(desk: Desk, member: str) -> bool:
    known = desk.practice.members[member]
    return known.has_pin or known.role is not Role.APPROVER


def _days(now: datetime) -> dict[str, str]:
    names = ("discovered", "occurred", "occurred_until", "scope_identified", "determined")
    day = (now - timedelta(days=1)).date()  # west of UTC today may not have begun yet
    return dict.fromkeys(names, day.isoformat())


@dataclass
class Tally:
    """What many kills came to."""

    kills: int = 0
    stories: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0
    other_card: int = 0


def campaign(kills: int, seed: int) -> Tally:
    """Kill ``kills`` times, over as many stories as that takes."""
    chance, tally = random.Random(seed), Tally()
    while tally.kills < kills:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            generate("open-dental", 60, 12, folder / "patients.csv")
            while tally.kills < kills and not _one_life(folder, chance, tally):
                pass
        tally.stories += 1
    return tally


def _one_life(folder: Path, chance: random.Random, tally: Tally) -> bool:
    """Let the child live for a while; returns whether the story came to its end."""
    command = [sys.executable, "-m", "tests.stories.kills", "--live", str(folder)]
    own = os.environ | {"XDG_STATE_HOME": str(folder / "state")}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=own)
    assert child.stdout is not None
    # Most are killed at work, some while they start; on a busy machine both take longer.
    works = chance.random() < 0.75
    first = "".join(child.stdout.readline() for _ in range(chance.randint(6, 12) if works else 0))
    time.sleep(chance.uniform(0, 1.6) if works else chance.uniform(0.2, 1.2))
    child.send_signal(signal.SIGKILL)
    told = (first + (child.communicate()[0] or "")).splitlines(keepends=True)
    whole = [line.split() for line in told if line.endswith("\n")]
    if whole != [] and whole[-1] == ["END"]:
        return True
    tally.kills += 1
    tally.acknowledged += len(whole)
    _look(folder, whole, tally)
    return False


def _look(folder: Path, told: list[list[str]], tally: Tally) -> None:
    if not (folder / "binder" / "binder.sqlite").exists():
        tally.lost += len(told)
        return
    desk = Desk(Binder.open(folder / "binder", SystemClock(), key=KEY), SystemClock())
    for journal in ["practice", *desk.binder.journals()]:
        tally.broken += desk.binder.fault(journal) is not None
    if told:
        incident, seq, shown = told[-1]
        head = desk.incident(incident).head.seq
        tally.lost += max(0, int(seq) - head)
        tally.other_card += head == int(seq) and card(desk.situation(incident)) != shown
    desk.binder.close()  # as it lies: no seal of the closing program


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--live", type=Path)
    asked = parser.parse_args()
    if asked.live:
        live(asked.live)
        sys.exit(0)
    say(str(campaign(asked.kills, asked.seed)))

"""The plan of an incident: which playbook it follows, two at once, and newer versions of one."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ir_app.core.change import Change
from ir_app.core.kinds import (
    GateAcknowledged,
    Kind,
    PlaybookAdded,
    PlaybookChanged,
    PlaybookUpgraded,
    Renamed,
    StepMoved,
    StepState,
)
from ir_app.core.plan import PLAN_KINDS, Pin, Pins, first_pins, pins_after
from ir_app.playbook.combine import combined
from ir_app.playbook.mapping import Mapping, mapping, newer, no_longer_allowed
from ir_app.playbook.own import adapted
from ir_app.playbook.pin import content, read_content
from ir_app.playbook.run import Acknowledge, Event, Run, Shift, replay
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.core.incident import Incident
    from ir_app.core.journal import Entry
    from ir_app.playbook.model import Playbook
    from ir_app.store.binder import Act

LARGEST = 8 << 20  # bytes of one playbook's content

# --- reading ------------------------------------------------------------------------------------


def book(desk: Desk, playbook: str) -> Playbook:
    """Return a playbook as this practice walks it today, its own steps in place."""
    return adapted(desk.library.playbook(playbook), desk.practice.own)


def plan(desk: Desk, pins: Pins) -> Playbook:
    """Return what an incident pinned to ``pins`` walks; the same pins always give the same."""
    if pins not in desk.plans:
        desk.plans[pins] = combined(pinned(desk, pin) for pin in pins)
    return desk.plans[pins]


def pinned(desk: Desk, pin: Pin) -> Playbook:
    """Return one playbook exactly as pinned, from the program or from beside the journal."""
    if pin.digest not in desk.books:
        desk.books[pin.digest] = _found(desk, pin)
    return desk.books[pin.digest]


def _found(desk: Desk, pin: Pin) -> Playbook:
    shipped = next((b for b in desk.library.playbooks if b.id == pin.playbook), None)
    if shipped and shipped.digest == pin.digest:
        return shipped
    if shipped and not desk.binder.has_blob(pin.digest):
        return shipped  # an incident from before contents were kept: there is no other
    return read_content(b"".join(desk.binder.blob(pin.digest)))


def replayed(desk: Desk, incident: Incident) -> Run:
    """Replay the journal's steps, each under the plan of its time; raises Problem.

    The same journal always gives the same, so what was replayed up to its head is kept in memory.
    """
    end, run = desk.runs.get(incident.id, ("", None))
    if run is None or end != incident.head.hash:
        run = _replay(desk, incident)
        desk.runs[incident.id] = (incident.head.hash, run)
    return run


def _replay(desk: Desk, incident: Incident) -> Run:
    pins = first_pins(incident.opened)
    events: list[Event | Acknowledge | Shift] = []
    for entry in incident.progress:
        if isinstance(entry.data, PLAN_KINDS):
            pins = pins_after(pins, entry.data)
            events.append(Shift(plan(desk, pins)))
        else:
            events.append(_event(entry))
    return replay(plan(desk, first_pins(incident.opened)), events, incident.facts)


def _event(entry: Entry) -> Event | Acknowledge:
    data = entry.data
    if isinstance(data, StepMoved):
        return Event(step=data.step, to=data.to, reason=data.reason, by=data.by)
    assert isinstance(data, GateAcknowledged)  # noqa: S101 - the fold collects only these
    return Acknowledge(step=data.step, already_happened=data.already_happened)


def others(situation: Situation) -> list[str]:
    """Return the playbooks an incident could follow and does not."""
    walked = {pin.playbook for pin in situation.incident.pins}
    return [b.id for b in situation.desk.library.playbooks if b.id not in walked]


def offers(situation: Situation) -> list[tuple[Pin, Playbook, Mapping]]:
    """Return each pinned playbook of which the program has another version, with what changes."""
    desk, found = situation.desk, []
    shipped = {b.id for b in desk.library.playbooks}
    for pin in situation.incident.pins:
        if pin.playbook in shipped:
            now = book(desk, pin.playbook)
            if now.digest != pin.digest and newer(now.version, pin.version):
                found.append((pin, now, mapping(pinned(desk, pin), now)))
    return found


# --- acting -------------------------------------------------------------------------------------


def change(desk: Desk, incident: str, to: str, reason: str, *, old: str = "") -> Change:
    """Walk another playbook in place of ``old`` (the leading one); nothing done is lost."""
    situation = desk.situation(incident)
    was = _pin(situation, old)
    new = _another(situation, to)
    before = pinned(desk, was)
    data = PlaybookChanged(
        old=was.playbook,
        old_title=before.title,
        old_version=was.version,
        old_digest=was.digest,
        new=new.id,
        new_title=new.title,
        new_version=new.version,
        new_digest=new.digest,
        incident_type=new.incident_type,
        reason=_words(reason, "why it is something else"),
    )
    return _record(situation, data, [new], f"Now following: {new.title}", *_title(situation, data))


def add(desk: Desk, incident: str, playbook: str, reason: str) -> Change:
    """Walk a second playbook beside the first; steps they share are there once."""
    situation = desk.situation(incident)
    new = _another(situation, playbook)
    data = added(new, _words(reason, "what else happened"))
    return _record(situation, data, [new], f"Added: {new.title}")


def added(new: Playbook, reason: str) -> PlaybookAdded:
    """Return the entry that adds a playbook."""
    return PlaybookAdded(
        playbook=new.id,
        title=new.title,
        version=new.version,
        digest=new.digest,
        incident_type=new.incident_type,
        reason=reason,
    )


def upgrade(desk: Desk, incident: str, playbook: str) -> Change:
    """Take up the newer version of a playbook; steps of the same id stay where they are."""
    situation = desk.situation(incident)
    found = next((o for o in offers(situation) if o[0].playbook == playbook), None)
    if found is None:
        raise Problem(what="This plan is the newest already.", do="Go on with the steps.")
    pin, new, moves = found
    data = PlaybookUpgraded(
        playbook=pin.playbook,
        title=new.title,
        old_version=pin.version,
        old_digest=pin.digest,
        new_version=new.version,
        new_digest=new.digest,
        added=moves.added,
        retired=tuple(f"{title}: {why}" for title, why in moves.retired),
    )
    return _record(situation, data, [new], f"The newer plan is in place: {new.title}")


def keep_beside(act: Act, books: Iterable[Playbook]) -> None:
    """Keep the content of playbooks beside the journal, under their digests."""
    for one in books:
        if act.put_blob(io.BytesIO(content(one)), LARGEST)[0] != one.digest:
            raise RuntimeError("a playbook's digest is the SHA-256 of its content")


def carried(situation: Situation, *shifts: Kind) -> list[Kind]:
    """Return changes of a plan with the steps they open again, because those can't be left out."""
    desk, pins = situation.desk, situation.incident.pins
    for shift in shifts:
        pins = pins_after(pins, shift)
    again = no_longer_allowed(plan(desk, pins), situation.run.states)
    why = "This plan does not let the step be left out"
    return [
        *shifts,
        *(StepMoved(step=s.id, title=s.title, to=StepState.TODO, reason=why) for s in again),
    ]


def _title(situation: Situation, data: PlaybookChanged) -> list[Renamed]:
    """Change a title the program had given by itself; one that somebody chose stays."""
    was = situation.incident.title
    if not was.startswith(f"{data.old_title}, "):
        return []
    return [Renamed(title=data.new_title + was.removeprefix(data.old_title))]


def _record(
    situation: Situation, data: Kind, books: Sequence[Playbook], said: str, *more: Kind
) -> Change:
    desk = situation.desk
    for new in books:
        desk.books[new.digest] = new
    entries = desk.record(
        situation.id, [*carried(situation, data), *more], beside=lambda act: keep_beside(act, books)
    )
    return Change(tuple(entries), said)


def _pin(situation: Situation, playbook: str) -> Pin:
    pins = situation.incident.pins
    found = next((pin for pin in pins if pin.playbook == playbook), None)
    if playbook and found is None:
        raise Problem(what="This incident does not follow that plan.", do="Pick one from the list.")
    return found or pins[0]


def _another(situation: Situation, playbook: str) -> Playbook:
    if any(pin.playbook == playbook for pin in situation.incident.pins):
        raise Problem(
            what="This incident follows that plan already.",
            safe="Nothing was changed.",
            do="Go on with the steps, or pick another one.",
        )
    return book(situation.desk, playbook)


def _words(reason: str, what: str) -> str:
    words = reason.strip()
    if not words:
        raise Problem(
            what="A few words are missing.",
            safe="Nothing was changed.",
            do=f"Write in a few words {what}. The attorney may ask.",
        )
    return words

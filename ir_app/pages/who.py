"""Who is doing this: the people to pick from, and the card that stays in sight when locked."""

from dataclasses import dataclass

from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.pages import now
from ir_app.pages.parts import Button
from ir_app.pages.ready import MemberRow, member_row


@dataclass(frozen=True, slots=True)
class WhoPage:
    """Everything the screen says that changes the person at the desk."""

    heading: str
    lead: str
    members: tuple[MemberRow, ...]
    doing: str  # member id of who is at the desk, or ""
    nameless: Button
    add: Button | None  # None while the desk is locked
    stop: str  # the stop line of the step to do now, or ""
    step: str  # its title, or ""
    how: tuple[str, ...]


def build(desk: Desk, situation: Situation | None) -> WhoPage:
    """Return who can take the desk; ``situation`` is the incident on the screen, if any."""
    locked = desk.locked
    card = now.build(situation) if situation and locked else None
    nameless = Button("nameless", "Go on without a name")
    if not (desk.member or locked):
        nameless = Button("nameless", nameless.label, "Nobody is named now.")
    return WhoPage(
        heading="The desk is locked" if locked else "Who is doing this?",
        lead=_lead(desk),
        members=tuple(member_row(m) for m in desk.practice.members.values()),
        doing=desk.member.id if desk.member else "",
        nameless=nameless,
        add=None if locked else Button("ready", "Add a person"),
        stop=card.stop.text if card and card.stop else "",
        step=card.title if card and card.step else "",
        how=card.how if card else (),
    )


def _lead(desk: Desk) -> str:
    if desk.locked:
        return (
            f"{desk.locked.name} left a while ago. Everything is saved. Press a name and type the "
            "PIN. In an emergency, go on without a name."
        )
    if not desk.practice.members:
        return "Nobody is on the list yet. You can go on without a name."
    return "Everything you write down carries this name."

"""Who is doing this: the people to pick from, and the card that stays in sight when locked."""

from dataclasses import dataclass, replace

from ir_app.actions.desk import Desk
from ir_app.actions.situation import Situation
from ir_app.pages import now
from ir_app.pages.parts import Button
from ir_app.pages.ready import MemberRow, member_row
from ir_app.problems import Problem

PROOF = (
    "Type the recovery code from its sheet of paper, or the binder's passphrase. Then you can set "
    "new PINs and change the list of people."
)
FORGOTTEN = Problem(
    what="A forgotten PIN can't be read anywhere.",
    safe="Everything is saved, and all work but people, PINs and keys goes on without a name.",
    do="Somebody else with a PIN who leads takes this person off the list and adds the name again.",
)
ON_SERVER = replace(
    FORGOTTEN, who="Whoever runs the group's server can set a new one: ir-app group new-pin."
)


@dataclass(frozen=True, slots=True)
class WhoPage:
    """Everything the screen says that changes the person at the desk."""

    heading: str
    lead: str
    members: tuple[MemberRow, ...]
    doing: str  # member id of who is at the desk, or ""
    nameless: Button
    add: Button | None  # None while the desk is locked
    forgotten: Button | None  # None when no PIN keeps anybody from anything
    proof: str  # asks for what opens the binder; "" where nothing that is typed does
    ways: Problem  # what is said of a forgotten PIN in that case
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
        forgotten=Button("forgotten", "A PIN is forgotten") if desk.keepers else None,
        proof="" if desk.binder.on_server or not desk.binder.can_be_proven else PROOF,
        ways=ON_SERVER if desk.binder.on_server else FORGOTTEN,
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

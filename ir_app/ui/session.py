"""What the window and its screens share: the desk, the incident on the screen, where to go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ir_app.ui.loop import Loop
from ir_app.ui.parts.drafts import Drafts
from ir_app.ui.settings import Settings

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk


@dataclass
class Session:
    """One open window's state; nothing here is about what happened, only about what is shown."""

    desk: "Desk"
    loop: Loop
    settings: Settings
    go: Callable[[str], None]  # screen name
    drafts: Drafts
    incident: str = ""
    step: str = ""  # the card she opened from the list; "" is the one to do now
    later: frozenset[str] = frozenset()  # questions put off in this sitting
    read: frozenset[str] = frozenset()  # letters opened for reading in this sitting
    letter: str = ""  # the letter on the screen
    way: str = ""  # how "this is something else" is meant, once she has said it

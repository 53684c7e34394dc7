"""What is said of an incident's plan: its playbooks, pauses, own steps, splits and merges."""

from ir_app.core.kinds.base import Kind


class PlaybookChanged(Kind, frozen=True, kw_only=True):
    """The incident was something else: another playbook took the place of one."""

    old: str
    old_title: str
    old_version: str
    old_digest: str
    new: str
    new_title: str
    new_version: str
    new_digest: str
    incident_type: str
    reason: str


class PlaybookAdded(Kind, frozen=True, kw_only=True):
    """A second thing happened at once: its playbook is walked beside the first."""

    playbook: str
    title: str
    version: str
    digest: str
    incident_type: str
    reason: str


class PlaybookUpgraded(Kind, frozen=True, kw_only=True):
    """The incident took up another version of its playbook."""

    playbook: str
    title: str
    old_version: str
    old_digest: str
    new_version: str
    new_digest: str
    added: tuple[str, ...]  # titles of steps
    retired: tuple[str, ...]  # "title: why"


class PausePassed(Kind, frozen=True, kw_only=True):
    """The team stopped at the end of a phase and read the short check aloud."""

    phase: str
    title: str
    read: tuple[str, ...]  # as it read then
    present: str
    words: str = ""


class SplitOff(Kind, frozen=True, kw_only=True):
    """Part of this incident became an incident of its own."""

    other: str  # id of the new incident
    title: str
    reason: str
    discovered: str = ""  # as known here when it was split


class SplitFrom(Kind, frozen=True, kw_only=True):
    """This incident was part of another one before."""

    other: str
    title: str
    reason: str
    discovered: str = ""  # as known there when it was split


class MergedInto(Kind, frozen=True, kw_only=True):
    """This incident goes on as part of another one; its own journal stays."""

    other: str
    title: str
    reason: str
    discovered: str = ""  # as known here


class MergedFrom(Kind, frozen=True, kw_only=True):
    """Another incident became part of this one."""

    other: str
    title: str
    reason: str
    discovered_here: str = ""
    discovered_there: str = ""
    taken: tuple[str, ...] = ()  # facts that were open here and known there
    differs: tuple[str, ...] = ()  # facts known in both with different answers; ours stay


class OwnStepAdded(Kind, frozen=True, kw_only=True):
    """The practice added a step of its own to a playbook, or changed it."""

    step: str  # "own-..."
    playbook: str  # "" is every playbook
    phase: str
    after: str  # the step it is placed behind, or ""
    title: str
    how: tuple[str, ...]
    why: str = ""


class OwnStepRemoved(Kind, frozen=True, kw_only=True):
    """The practice took out a step of its own, or a shipped one that is not a legal step."""

    step: str
    title: str
    reason: str = ""


class OwnStepRestored(Kind, frozen=True, kw_only=True):
    """A shipped step the practice had taken out came back."""

    step: str
    title: str


class OwnNoteSet(Kind, frozen=True, kw_only=True):
    """The practice wrote a note of its own on a step's card; an empty text takes it away."""

    step: str
    title: str
    text: str

"""The base of all kinds, and words that several of them use."""

from enum import StrEnum

import msgspec


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all kinds of journal entries."""


class StepState(StrEnum):
    """Where a playbook step stands."""

    TODO = "todo"
    DOING = "doing"
    WAITING = "waiting"
    DONE = "done"
    COULD_NOT = "could_not"
    NOT_APPLICABLE = "not_applicable"


class Role(StrEnum):
    """What a member of the office may do in the program."""

    LEAD = "lead"
    APPROVER = "approver"
    SCRIBE = "scribe"
    READER = "reader"
    COUNSEL = "counsel"

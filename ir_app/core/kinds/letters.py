"""What is said of letters: written, approved, voided, mailed."""

from ir_app.core.kinds.base import Kind


class LettersWritten(Kind, frozen=True, kw_only=True):
    """The patient letters were written."""

    batch: str
    template: str
    template_sha256: str
    facts_sha256: str
    people_sha256: str
    law_version: str
    count: int
    not_written: int  # people for whom no letter could be written, listed on the screen
    digest: str  # what an approval signs


class LettersApproved(Kind, frozen=True, kw_only=True):
    """The dentist read the letters and approved exactly these."""

    batch: str
    digest: str
    member: str
    name: str
    words: str
    read: tuple[str, ...]  # ids of the letters that were opened for reading


class ApprovalVoided(Kind, frozen=True, kw_only=True):
    """An approval no longer stands, because what it approved has changed."""

    batch: str
    digest: str
    changed: tuple[str, ...]


class LettersMailed(Kind, frozen=True, kw_only=True):
    """The approved letters were handed to the post."""

    batch: str
    digest: str
    count: int
    method: str

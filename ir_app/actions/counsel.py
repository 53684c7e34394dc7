"""Counsel's track: notes that only those whom counsel names can read, and counsel's own dates."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from ir_app.core.change import Change
from ir_app.core.kinds import CounselNoted, CounselOpened, Role
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.core.practice import Member

SHORTEST = 12  # characters: a passphrase is guessed at home, with all the time in the world
BANNER = (
    "PRIVILEGED AND CONFIDENTIAL. Attorney-client communication, made at the direction of counsel."
)
ADVICE = (
    "These words alone do not make a note privileged. Facts are not privileged. Counsel decides."
)


def open_track(desk: Desk, incident: str, passphrase: str) -> Change:
    """Open the track of an incident; counsel does it, with a passphrase of counsel's own."""
    from ir_app.store import counsel

    me = _reader_here(desk)
    if desk.incident(incident).counsel_readers:
        raise Problem(
            what="The notes for counsel are open already.",
            do="Unlock them with your passphrase, or ask a reader to let you in.",
        )
    private = counsel.new_key()
    change = _let_in(desk, incident, me, private, passphrase)
    desk.counsel_keys[incident] = private
    return change


def admit(desk: Desk, incident: str, member: str, passphrase: str) -> Change:
    """Let one more person read, with a passphrase which that person types; counsel decides."""
    from ir_app.actions.practice import find

    return _let_in(desk, incident, find(desk, member), _key(desk, incident), passphrase)


def unlock(desk: Desk, incident: str, passphrase: str) -> Change:
    """Show the notes to the person at the desk until somebody else comes or the desk locks."""
    from ir_app.store import counsel

    names = _locks_for(desk, incident)
    locks = {name: kept for name in names if (kept := desk.binder.secret(name))}
    if not locks:
        raise Problem(
            what="You are not among those who can read the notes for counsel.",
            safe="Nothing was shown.",
            do="Ask the attorney to let you in. Who can read them is in the timeline.",
        )
    opened = (
        counsel.unwrap(msgspec.json.decode(kept, type=counsel.Wrapped), _words(passphrase), name)
        for name, kept in locks.items()
    )
    private = next((key for key in opened if key is not None), None)
    if private is None:
        raise Problem(
            what="That passphrase is not right.",
            safe="Nothing was shown. The notes are as they were.",
            do="Type it again. Nobody can look it up: if it is forgotten, another reader can still "
            "open the notes and let you in.",
        )
    desk.counsel_keys[incident] = private
    return Change((), "The notes for counsel are shown. They are hidden when you leave the desk.")


def note(desk: Desk, incident: str, text: str) -> Change:
    """Write a note for counsel; who writes it need not be able to read the others."""
    from ir_app.store import counsel

    words = text.strip()
    if not words:
        raise Problem(what="The note is empty.", do="Write a few words first.")
    if len(words) > 20_000:
        raise Problem(what="The note is too long for one entry.", do="Split it.")
    data = counsel.lock_note(_track(desk, incident), incident, words)
    return Change(tuple(desk.record(incident, [data])), "Note for counsel written down.")


def texts(desk: Desk, incident: str) -> dict[int, str] | None:
    """Return the notes by entry number when they are unlocked here, None when they are not."""
    from ir_app.store import counsel

    private = desk.counsel_keys.get(incident)
    if private is None:
        return None
    shown = {}
    for entry in desk.incident(incident).counsel:
        assert isinstance(entry.data, CounselNoted)  # noqa: S101 - the fold collects only these
        text = counsel.open_note(private, incident, entry.data)
        shown[entry.seq] = text or "This note can't be opened with the key of this incident."
    return shown


def _reader_here(desk: Desk) -> Member:
    if desk.member is None or desk.member.role is not Role.COUNSEL:
        raise Problem(
            what="Only the attorney opens the notes for counsel.",
            safe="Nothing was changed.",
            do="Add the attorney under Get ready. The attorney presses F8 and opens them.",
        )
    return desk.member


def _let_in(desk: Desk, incident: str, who: Member, private: bytes, passphrase: str) -> Change:
    from ir_app.store import counsel

    words = _words(passphrase)
    if len(words) < SHORTEST or words.isdigit():
        raise Problem(
            what="This passphrase is too easy to guess.",
            safe="Nothing was changed.",
            do=f"Use at least {SHORTEST} characters, such as four words. A PIN is not enough here.",
        )
    name = _name(incident, who.id)
    lock = msgspec.json.encode(counsel.wrap(private, words, name))
    data = CounselOpened(member=who.id, name=who.name, track_key=counsel.track_key(private))
    entries = desk.record(incident, [data], beside=lambda act: act.put_secret(name, lock))
    return Change(tuple(entries), f"{who.name} can read the notes for counsel.")


def may_try(desk: Desk, incident: str) -> bool:
    """Tell whether there is a lock on the notes that the person at the desk could open."""
    return any(desk.binder.secret(name) for name in _locks_for(desk, incident))


def _locks_for(desk: Desk, incident: str) -> list[str]:
    """Return the names of the locks that the person at the desk may try.

    A joined binder's readers are on no list here: their attorney signs in anew, under a new id,
    and the passphrase shows who it is.
    """
    me = desk.member
    if me is None:
        return []
    known = desk.practice.members
    elsewhere = [who for who in desk.incident(incident).counsel_readers if who not in known]
    tried = [me.id, *(elsewhere if me.role is Role.COUNSEL else [])]
    return [_name(incident, who) for who in tried]


def _key(desk: Desk, incident: str) -> bytes:
    if incident not in desk.counsel_keys:
        raise Problem(
            what="The notes for counsel are locked.", do="Unlock them with your passphrase first."
        )
    return desk.counsel_keys[incident]


def _track(desk: Desk, incident: str) -> str:
    readers = desk.incident(incident).counsel_readers
    if not readers:
        raise Problem(
            what="The attorney has not opened the notes for counsel yet.",
            safe="Nothing was written down.",
            do="Call the attorney. Write opinions and questions nowhere until then.",
        )
    return next(iter(readers.values())).track_key


def _name(incident: str, member: str) -> str:
    return f"counsel/{incident}/{member}"


def _words(passphrase: str) -> str:
    # The same words typed on another computer must open the same lock.
    return unicodedata.normalize("NFKC", passphrase.strip())

"""``ir-app group``: the server of a group of offices, set up and let people in."""

import argparse
from getpass import getpass

from ir_app.actions.desk import open_desk
from ir_app.actions.keeping import key_given
from ir_app.cli.line import Answer
from ir_app.cli.where import need_address
from ir_app.clock import SystemClock
from ir_app.problems import Problem
from ir_app.store.binder import Binder


def init(asked: argparse.Namespace) -> Answer:
    """Make the group's tables and roles in an empty database."""
    from ir_app.store.server import group
    from ir_app.store.server.address import read_address

    address = read_address(asked.url, tls=asked.tls)
    group.init(address)
    return Answer(f"The group's binder is ready at {address.label}.", {"made": address.label})


def upgrade(asked: argparse.Namespace) -> Answer:
    """Bring the group's tables to this program's version; nobody but their owner can."""
    from ir_app.store.server.migrations import upgrade as climb

    before, now = climb(need_address(asked), backed_up=asked.backed_up)
    said = f"The group's server was brought from version {before} to {now}."
    if before == now:
        said = f"The group's server is up to date (version {now})."
    return Answer(said, {"before": before, "now": now})


def add_practice(asked: argparse.Namespace) -> Answer:
    """Make room for one practice."""
    from ir_app.store.server import group

    group.add_practice(need_address(asked), asked.name)
    return Answer(f"The practice “{asked.name}” is in the group.", {"practice": asked.name})


def grant(asked: argparse.Namespace) -> Answer:
    """Let a login of the server write or read in a practice."""
    from ir_app.store.server import group

    address = need_address(asked)
    if not address.practice:
        raise Problem(what="In which practice?", safe="Nothing was changed.", do="Say --practice.")
    group.grant(address, asked.role, asked.user, address.practice)
    data = {"practice": address.practice, "role": asked.role, "user": asked.user}
    return Answer(f"{asked.user} is now a {asked.role} in “{address.practice}”.", data)


def password(asked: argparse.Namespace) -> Answer:
    """Keep the password of a login in this computer's keyring."""
    address = need_address(asked)
    address.keep_password(getpass(f"Password of {address.label}: "))
    return Answer("The password is in this computer's keyring.", {"kept": address.label})


def move_in(asked: argparse.Namespace) -> Answer:
    """Copy the binder of ``--data`` into its practice on the server, every hash as it was."""
    from ir_app.store.server.binder import ServerBinder
    from ir_app.store.server.moving import move_in as move

    with (
        Binder.open(asked.data, SystemClock(), key=key_given(), read_only=True) as file,
        ServerBinder.connect(need_address(asked), SystemClock(), asked.data) as server,
    ):
        counts, place = move(file, server), server.place
    text = f"{sum(counts.values()):,} entries moved to {place}. All verify. The file was kept."
    return Answer(text, {"journals": counts})


def new_seal_key(asked: argparse.Namespace) -> Answer:
    """Seal with a new key, which the former one signs."""
    from ir_app.actions import sealing

    desk = open_desk(asked.data, SystemClock(), server=need_address(asked))
    try:
        said = sealing.renew(desk).said
    finally:
        desk.close()
    return Answer(said, {"said": said})


def new_pin(asked: argparse.Namespace) -> Answer:
    """Set a new PIN for who forgot it; only a login that owns the group's tables may."""
    from ir_app.actions import practice, seat

    desk = open_desk(asked.data, SystemClock(), server=need_address(asked))
    try:
        seat.prove_server(desk)
        member = practice.named(desk, asked.name)
        said = practice.set_pin(desk, member.id, getpass(f"New PIN of {member.name}: ")).said
    finally:
        desk.close()
    return Answer(said, {"said": said})


def share(asked: argparse.Namespace) -> Answer:
    """Let all practices of the group work on one incident, and write that down in it."""
    from ir_app.core.kinds import Noted
    from ir_app.store.act import Act
    from ir_app.store.server.binder import ServerBinder

    desk = open_desk(asked.data, SystemClock(), server=need_address(asked))
    try:
        binder = desk.binder
        assert isinstance(binder, ServerBinder)  # noqa: S101 - opened with an address

        def beside(act: Act) -> None:
            binder.share(act, asked.incident)

        note = Noted(text="Shared with all practices of the group.")
        desk.record(asked.incident, [note], beside=beside)
    finally:
        desk.close()
    return Answer("All practices of the group see this incident.", {"incident": asked.incident})

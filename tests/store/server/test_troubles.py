"""What a server says about its own disk becomes a sentence, and what is on that disk is known."""

import io
from pathlib import Path

import pytest

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.server.troubles import explain_server
from tests.store.drafts import MONDAY, OPENED, draft, letter, opened, person, write
from tests.store.server.postgres import Server, running

RUNS_ON = ("postgresql",)
WHY = "these are about what only a server has"


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("53100", "disk is full"),
        ("58030", "did not save or read"),  # EIO
        ("58P01", "did not save or read"),  # a file of its own is gone
        ("XX001", "damaged"),  # a page whose checksum is wrong
        ("XX002", "damaged"),  # an index
        ("22021", "damaged"),  # a text that is no text any more
        ("25006", "not allowed"),  # it can only be read
        ("57P03", "does not answer"),  # it is starting
        ("08006", "does not answer"),
    ],
)
def test_what_a_servers_disk_says_is_a_sentence(state: str, why: str) -> None:
    make = explain_server(state, "")
    assert make is not None
    problem = make()
    assert why in problem.what
    for part in (problem.what, problem.safe, problem.do, problem.who):
        assert part.endswith(".")


def test_a_page_the_server_calls_damaged_is_a_sentence(tmp_path: Path) -> None:
    with running(checksums=True) as server:
        address = server.writer()
        with Binder.open_server(address, SteppedClock(MONDAY), tmp_path) as binder:
            write(binder, "i1", OPENED)
        spoil(server)
        with (
            Binder.open_server(address, SteppedClock(MONDAY), tmp_path) as binder,
            pytest.raises(Problem, match="server's disk is damaged"),
        ):
            binder.entries("i1")


def spoil(server: Server) -> None:
    """Change a byte of the journal's file while the server is stopped."""
    with server.raw() as raw:
        (name,) = raw.execute("SELECT pg_relation_filepath('incident_binder.journal')").fetchone()  # type: ignore[misc]
        raw.execute("CHECKPOINT")
    server.stop()
    path = server.base / "data" / str(name)
    stored = bytearray(path.read_bytes())
    stored[8000] ^= 1
    path.write_bytes(stored)
    server.start()


def test_what_lies_in_the_clear_on_the_servers_disk_is_what_the_page_about_it_says(
    tmp_path: Path,
) -> None:
    """docs/at-rest.md: the rows lie there as they are; on this computer there is nothing."""
    photo, here = b"PHOTO OF THE RANSOM NOTE", tmp_path / "here"
    with running() as server:
        with (
            Binder.open_server(server.writer(), SteppedClock(MONDAY), here) as binder,
            binder.act("i1", after=0) as act,
        ):
            act.put_people("r1", [person(7)], [])
            act.put_letters("b1", [letter(7)])
            act.put_blob(io.BytesIO(photo), limit=1000)
            act.append([draft(OPENED), draft("what Dana saw")])
        with server.raw() as raw:
            raw.execute("CHECKPOINT")
        files = [f for f in (server.base / "data").rglob("*") if f.is_file()]
        disk = b"".join(file.read_bytes() for file in files)
        log = (server.base / "log").read_bytes()
    name = person(7).last.encode()
    assert name in disk
    assert photo in disk
    assert b"what Dana saw" in disk
    assert name not in log
    assert b"what Dana saw" not in log
    mine = [f.read_bytes() for f in here.rglob("*") if f.is_file()] if here.exists() else []
    assert all(name not in body for body in mine)


def test_a_file_of_ours_hides_what_a_server_would_show(folder: Path) -> None:
    """The control of the test above: the same entry in an encrypted file."""
    with opened(folder) as binder:
        write(binder, "i1", OPENED, "what Dana saw")
    assert all(b"what Dana saw" not in f.read_bytes() for f in folder.iterdir())

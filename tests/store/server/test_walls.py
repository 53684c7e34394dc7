"""The server refuses changes, keeps practices apart, and gives each role the least it needs."""

import io
from pathlib import Path

import psycopg
import pytest

from ir_app.clock import SteppedClock
from ir_app.core.kinds import Noted
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.server import group
from ir_app.store.server.address import Address, read_address
from ir_app.store.server.binder import ServerBinder
from ir_app.store.server.moving import move_in
from ir_app.store.tables import KEPT
from tests.store.drafts import MONDAY, OPENED, draft, how, letter, opened, person, write
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "these are about what only a server has"


def binder_at(address: Address, *, read_only: bool = False) -> ServerBinder:
    return ServerBinder.connect(address, SteppedClock(MONDAY), Path(), read_only=read_only)


def fill(binder: Binder, incident: str) -> str:
    with binder.act(incident, after=0) as act:
        act.put_people(f"r-{incident}", [person(1)], [])
        act.put_letters(f"b-{incident}", [letter(1)])
        sha256, _ = act.put_blob(io.BytesIO(b"photo"), limit=100)
        act.append([draft(OPENED), draft(f"r-{incident} b-{incident} {sha256}")])
    return sha256


@pytest.mark.parametrize("table", [*(table.name for table in KEPT), "tip"])
@pytest.mark.parametrize("login", ["boss", "writer"])
def test_rows_are_never_changed_or_removed(server: Server, table: str, login: str) -> None:
    address = server.writer()
    with binder_at(address) as binder:
        fill(binder, "i1")
    who = "boss" if login == "boss" else str(address.url.username)
    with server.raw(who) as raw:
        raw.execute("SELECT set_config('ir_app.practice', %s, false)", (address.practice,))
        raw.execute("SET search_path = incident_binder")
        for attack in (
            f"UPDATE {table} SET practice = practice || 'x'",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        ):
            with pytest.raises(
                (psycopg.errors.CheckViolation, psycopg.errors.InsufficientPrivilege)
            ):
                raw.execute(attack)
    with binder_at(address) as binder:
        assert binder.fault("i1") is None
        assert len(binder.entries("i1")) == 2


def test_an_entry_must_follow_the_one_before_it(server: Server) -> None:
    address = server.writer()
    with binder_at(address) as binder:
        text = write(binder, "i1", OPENED)[0].text
    with server.raw(str(address.url.username)) as raw:
        raw.execute("SELECT set_config('ir_app.practice', %s, false)", (address.practice,))
        raw.execute("SET search_path = incident_binder")
        raw.execute("SELECT begin_act('i1')")
        insert = "INSERT INTO journal (text, hash, practice) VALUES (%s, %s, %s)"
        for other in (text, text.replace('"seq":1', '"seq":3'), text.replace('"seq":1', '"seq":2')):
            with pytest.raises(psycopg.errors.CheckViolation):
                raw.execute(insert, (other, "0" * 64, address.practice))
        fresh = text.replace('"incident":"i1"', '"incident":"i9"')
        with pytest.raises(psycopg.errors.CheckViolation):  # a hash that is not the text's
            raw.execute(insert, (fresh, "0" * 64, address.practice))


def test_practices_do_not_see_each_other(server: Server) -> None:
    ours, theirs = server.writer(), server.writer()
    with binder_at(ours) as mine, binder_at(theirs) as other:
        sha256 = fill(mine, "i1")
        write(mine, PRACTICE, "ours")
        mine.keep_secret("drafts/", b"half a note")
        assert mine.secret("drafts/") == b"half a note"
        assert other.secret("drafts/") is None
        assert other.journals() == []
        assert other.head(PRACTICE) is None
        assert other.people("r-i1") == []
        assert other.letters("b-i1") == []
        with pytest.raises(Problem, match="not in the binder"):
            list(other.blob(sha256))
    with pytest.raises(Problem, match="not a member"):
        binder_at(server.address(str(theirs.url.username), ours.practice))
    with server.raw(str(theirs.url.username)) as raw:
        raw.execute("SELECT set_config('ir_app.practice', %s, false)", (ours.practice,))
        assert raw.execute("SELECT count(*) FROM incident_binder.journal").fetchone() == (0,)


def test_a_reader_reads_and_cannot_write_or_see_pins(server: Server) -> None:
    ours = server.writer()
    with binder_at(ours) as mine, mine.act("i1", after=0) as act:
        act.put_pin("dana", "verifier")
        act.append([draft(OPENED)])
    reader = server.login("reader", ours.practice)
    with binder_at(reader) as outside:
        assert outside.journals() == ["i1"]
        assert outside.fault("i1") is None
        with pytest.raises(Problem, match="not allowed"):
            write(outside, "i1", "no")
        with pytest.raises(Problem, match="not allowed"):
            outside.pin_verifier("dana")


def test_a_shared_incident_is_written_by_two_practices(server: Server) -> None:
    # A database of its own: what is shared, every practice of its group sees.
    with server.raw() as raw:
        raw.execute("CREATE DATABASE sharing")
    server = Server(server.base, "sharing")
    group.init(server.address())
    ours, theirs = server.writer(), server.writer()
    name = "2b1f3a60-5c1f-4a6e-8f0b-1a2b3c4d5e6f"
    with binder_at(ours) as mine, binder_at(theirs) as other:
        sha256 = fill(mine, name)
        with pytest.raises(Problem, match="not allowed"), other.act(name, after=0) as act:
            other.share(act, name)
        with mine.act(name, after=2) as act:
            mine.share(act, name)
            act.append([draft("shared")])
        assert other.people(f"r-{name}") == [person(1)]
        assert b"".join(other.blob(sha256)) == b"photo"
        write(other, name, "from the other office")
        write(mine, name, "and back")
        said = [e.data.text for e in other.entries(name) if isinstance(e.data, Noted)]
        assert said[1:] == ["shared", "from the other office", "and back"]
        assert other.fault(name) is None
        assert other.head(PRACTICE) is None


def test_a_file_moves_in_with_every_hash(server: Server, folder: Path) -> None:
    address = server.writer()
    with opened(folder) as file:
        write(file, PRACTICE, "ours")
        sha256 = fill(file, "i1")
    with (
        Binder.open(folder, SteppedClock(MONDAY), key=how.key, read_only=True) as file,
        binder_at(address) as binder,
    ):
        assert move_in(file, binder) == {PRACTICE: 1, "i1": 2}
        assert list(binder.rows("i1")) == list(file.rows("i1"))
        assert binder.people("r-i1") == [person(1)]
        assert binder.letter_bytes("b-i1", "L-0001") == letter(1)[1]
        assert b"".join(binder.blob(sha256)) == b"photo"
        with pytest.raises(Problem, match="already holds"):
            move_in(file, binder)
        write(binder, "i1", "it goes on")


@pytest.mark.parametrize(
    ("text", "tls", "why"),
    [
        ("postgresql+psycopg://dana:sesame@db/binder", "verify-full", "not hold a password"),
        ("postgresql+psycopg://db/binder?password=sesame", "verify-full", "not hold a password"),
        ("postgresql+psycopg://db/binder?sslmode=require", "verify-full", "another check"),
        ("sqlite:///x", "verify-full", "not the address"),
        ("nonsense", "verify-full", "not the address"),
    ],
)
def test_an_address_is_refused_without_its_password(text: str, tls: str, why: str) -> None:
    with pytest.raises(Problem, match=why) as caught:
        read_address(text, tls=tls)
    assert "sesame" not in str(caught.value)


def test_the_line_is_checked_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "x")
    far = "postgresql+psycopg://dana@db.example.com/binder"
    assert read_address(far).arguments()["sslmode"] == "verify-full"
    assert read_address(far).warning == ""
    assert "not fully checked" in read_address(far, tls="require").warning
    near = read_address("postgresql+psycopg://dana@127.0.0.1/binder", tls="disable")
    assert near.warning == ""


@pytest.mark.parametrize("who", ["the owner of the tables", "the superuser"])
def test_who_runs_the_server_works_in_one_practice_like_everybody(server: Server, who: str) -> None:
    """Its own rights go through the walls: the records of two practices were one, and wrong."""
    other = server.writer()
    with binder_at(other) as binder:
        write(binder, PRACTICE, "theirs", "also theirs")
        write(binder, "i-other", OPENED)
    ours = server.writer()
    if who == "the superuser":
        ours = server.login("writer", ours.practice, "boss")
    else:
        with server.raw() as raw:
            raw.execute(f"GRANT incident_binder_owner TO {ours.url.username}")
    with binder_at(ours) as binder:
        write(binder, PRACTICE, "ours")
        assert [entry.seq for entry in binder.entries(PRACTICE)] == [1]
        assert binder.journals() == []
        assert binder.fault(PRACTICE) is None
        assert binder.runs_server()

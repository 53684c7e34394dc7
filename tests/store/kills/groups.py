"""Ways that only a server has: its tables are made, people are let in, a file moves in."""

from contextlib import suppress

from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.server import group
from ir_app.store.server.binder import ServerBinder
from ir_app.store.server.moving import move_in
from tests.keys import KEY
from tests.store.drafts import MONDAY, OPENED, draft, letter, person, write
from tests.store.kills.bench import Bench
from tests.store.kills.way import SERVER, Said, Way
from tests.store.server.postgres import Server

ROOMS = 3  # practices that a file may move into


def _file_and_rooms(bench: Bench) -> None:
    assert bench.server is not None
    with Binder.open(bench.base / "file", SteppedClock(MONDAY), key=KEY) as file:
        write(file, "practice", "ours")
        for incident in ("i1", "i2"):
            with file.act(incident, after=0) as act:
                act.put_people(f"r-{incident}", [person(n) for n in range(60)], [])
                act.put_letters(f"b-{incident}", [letter(n) for n in range(30)])
                act.append([draft(OPENED), draft(f"r-{incident} b-{incident}")])
            for number in range(20):
                write(file, incident, f"entry {number}")
        bench.notes["rows"] = {j: list(file.rows(j)) for j in ("practice", "i1", "i2")}
    rooms = [bench.server.practice() for _ in range(ROOMS)]
    for room in rooms:
        bench.server.login("writer", room, bench.login[0])
    bench.notes["rooms"] = rooms


def _room(bench: Bench, number: int) -> ServerBinder:
    assert bench.server is not None
    address = bench.server.address(bench.login[0], bench.notes["rooms"][number - 1])
    return ServerBinder.connect(address, SteppedClock(MONDAY), bench.base)


def _move_in(bench: Bench, number: int) -> None:
    with (
        Binder.open(bench.base / "file", SteppedClock(MONDAY), key=KEY, read_only=True) as file,
        _room(bench, number) as room,
    ):
        move_in(file, room)


def _moved_in(bench: Bench, said: Said) -> int:
    del said
    return sum(bool(_room_rows(bench, number)) for number in range(1, ROOMS + 1))


def _room_rows(bench: Bench, number: int) -> dict[str, object]:
    with _room(bench, number) as room:
        return {journal: list(room.rows(journal)) for journal in room.heads()}


def _whole_rooms(bench: Bench) -> list[str]:
    wrong = []
    for number in range(1, ROOMS + 1):
        rows = _room_rows(bench, number)
        if not rows:
            continue
        with _room(bench, number) as room:
            same = rows == bench.notes["rows"] and all(
                len(room.people(f"r-{i}")) == 60 and len(room.letters(f"b-{i}")) == 30
                for i in ("i1", "i2")
            )
        wrong += [] if same else [f"practice {number} holds half of the file"]
    return wrong


def _group(bench: Bench) -> Server:
    assert bench.server is not None
    return Server(bench.server.base, f"{bench.server.database}_new")


def _set_up(bench: Bench, number: int) -> None:
    """Make the tables of a group, add a practice, let a login in: three acts."""
    new = _group(bench)
    if number == 1:
        with suppress(Exception), new.raw(database="postgres") as raw:
            raw.execute(f"CREATE DATABASE {new.database}")
        group.init(new.address())
    elif number == 2:
        group.add_practice(new.address(), "maple-street")
    else:
        group.grant(new.address(), "writer", bench.login[0], "maple-street")


def _set_up_made(bench: Bench, said: Said) -> int:
    del said
    new = _group(bench)
    with new.raw(database="postgres") as raw:
        if not raw.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", (new.database,)
        ).fetchone():
            return 0
    with new.raw() as raw:
        if raw.execute("SELECT to_regnamespace('incident_binder')").fetchone() == (None,):
            return 0
        tables = ("about", "practice", "membership")
        counts = [
            raw.execute(f"SELECT count(*) FROM incident_binder.{t}").fetchone() for t in tables
        ]
    return sum(count != (0,) for count in counts)


def _whole_group(bench: Bench) -> list[str]:
    if _set_up_made(bench, ()) < 3:
        return []
    address = _group(bench).address(bench.login[0], "maple-street")
    try:
        with ServerBinder.connect(address, SteppedClock(MONDAY), bench.base) as binder:
            return [] if binder.journals() == [] else ["a new practice is not empty"]
    except Problem as problem:
        return [problem.what]


WAYS = (
    Way(
        name="file moved into the group",
        act=_move_in,
        made=_moved_in,
        prepare=_file_and_rooms,
        whole=_whole_rooms,
        stores=(SERVER,),
        most=ROOMS,
        absorbs=True,
        keeps_open=False,
    ),
    Way(
        name="group made, practice added, login let in",
        act=_set_up,
        made=_set_up_made,
        whole=_whole_group,
        stores=(SERVER,),
        most=3,
        keeps_open=False,
    ),
)

"""Ways that write whole files: making, keys, backups, restoring, joining, bringing up to date."""

import hashlib
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from ir_app.actions import incidents, keeping, notes
from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import OlderCopyFound
from ir_app.problems import Problem
from ir_app.store import archive, backup
from ir_app.store.binder import Binder
from ir_app.store.kept import read_kept
from ir_app.store.keys import slots
from ir_app.store.keys.holder import Keys
from ir_app.store.keys.making import passphrase_opener, random_opener
from ir_app.store.keys.recovery import read_code
from ir_app.store.keys.slots import SlotKind
from ir_app.store.keys.unlocking import _opened
from ir_app.store.opening import FILE as NAME
from tests.keys import CHEAP, KEY, WORDS
from tests.store.drafts import MONDAY, letter, person
from tests.store.kills.bench import Bench
from tests.store.kills.record import one_incident
from tests.store.kills.way import FILE, Said, Way, by_word

OLD = Path(__file__).parents[2] / "old_files" / "schema-1.sqlite"


def _read(folder: Path) -> Binder:
    return Binder.open(folder, SteppedClock(MONDAY), key=KEY, read_only=True)


def _complete(folder: Path) -> bool:
    """Open a binder of its own as the next start would and tell whether it holds an incident."""
    with Binder.open(folder, SteppedClock(MONDAY), key=KEY) as binder:
        journals = binder.journals()
        if any(binder.fault(journal) for journal in journals):
            raise RuntimeError(f"{folder.name} does not hold together")
        return bool(journals)


def _make(bench: Bench, number: int) -> None:
    desk = open_desk(bench.base / f"new-{number}", SteppedClock(MONDAY), key=KEY)
    incidents.start(desk, "locked")
    desk.binder.close()


def _made(bench: Bench, said: Said) -> int:
    del said
    return sum(_complete(folder) for folder in bench.base.glob("new-*"))


# --- backups ------------------------------------------------------------------------------------


def _with_second_place(bench: Bench) -> None:
    one_incident(bench)


def _back_up(bench: Bench, number: int) -> None:
    keeping.second_place(bench.desk, bench.base / "stick")
    notes.add(bench.desk, bench.notes["incident"], f"Before backup {number}")
    keeping.back_up(bench.desk)


def _backups(bench: Bench, said: Said) -> int:
    del said
    return min(len(backup.listed(place)) for place in _places(bench))


def _places(bench: Bench) -> tuple[Path, Path]:
    return bench.folder / backup.FOLDER, bench.base / "stick"


def _whole_backups(bench: Bench) -> list[str]:
    wrong = []
    for place in _places(bench):
        for path in backup.listed(place):
            to = bench.base / "looked-at"
            shutil.rmtree(to, ignore_errors=True)
            to.mkdir()
            archive.unpack(path, to)
            wrong += [] if backup.check(to, _keys(bench).key) else [f"{path.name} is empty"]
    return wrong


def _keys(bench: Bench) -> Keys:
    assert bench.binder.keys is not None
    return bench.binder.keys


def _with_backup(bench: Bench) -> None:
    one_incident(bench)
    notes.add(bench.desk, bench.notes["incident"], "In the backup")
    bench.notes["early"] = bench.binder.heads()[bench.notes["incident"]]
    path = bench.binder.back_up("test")
    notes.add(bench.desk, bench.notes["incident"], "After the backup")
    bench.notes["backup"] = path.name


def _restore(bench: Bench, number: int) -> None:
    bench.let_go()
    at = SteppedClock(MONDAY + timedelta(hours=number))
    keeping.restore(bench.folder, bench.folder / backup.FOLDER / bench.notes["backup"], at, KEY)


def _asides(bench: Bench) -> list[Path]:
    bench.let_go()  # what was looked at with it is one of the files that may be moved
    _complete(bench.folder)  # finishes a swap that was decided
    return sorted(bench.folder.glob("before-restore-*"))


def _whole_restored(bench: Bench) -> list[str]:
    wrong = []
    for aside in _asides(bench):
        with _read(aside) as old:
            wrong += [f"{aside.name} is damaged" for j in old.heads() if old.fault(j)]
    with _read(bench.folder) as binder:
        incident, (seq, digest) = bench.notes["incident"], bench.notes["early"]
        last, *later = binder.entries(incident, after=seq - 1)
        # A look at it in between writes down that it is an older copy, as it should.
        told = [e.kind for e in later if not isinstance(e.data, OlderCopyFound)]
        if _asides(bench) and (last.hash != digest or told):
            wrong.append(f"the restored binder is not the backup: behind it lies {told}")
    return wrong


# --- keys ---------------------------------------------------------------------------------------


def _rekey(bench: Bench, number: int) -> None:
    del number
    bench.binder.rekey()


def _data_key(bench: Bench) -> str:
    return hashlib.sha256(_keys(bench).key).hexdigest()


def _ways_in(bench: Bench) -> str:
    return " ".join(slot.id for slot in _keys(bench).slots)


def _slot(bench: Bench, number: int) -> None:
    """Add a slot, replace it, remove it, in turn."""
    keys = _keys(bench)
    codes = [slot for slot in keys.slots if slot.kind is SlotKind.RECOVERY]
    if number % 3:
        bench.notes["code"] = keys.new_recovery_code()
    elif codes:
        keys.revoke(codes[0].id)


def _passphrase(bench: Bench, number: int) -> None:
    del number
    _keys(bench).set_passphrase(WORDS, CHEAP)  # the same words in a new slot: it can be reopened


def _whole_keys(bench: Bench) -> list[str]:
    """Both copies of the keys open the binder, and each by its passphrase."""
    key, wrong = _keys(bench).key, []
    for name in (slots.FILE, slots.SPARE):
        file = slots.decode((bench.folder / name).read_bytes())
        opens = file is not None and slots.is_marked(file, key)
        by_words = [s for s in (file.slots if file else ()) if s.kind is SlotKind.PASSPHRASE]
        opens &= any(key in _opened(s, passphrase_opener(s, WORDS)) for s in by_words)
        wrong += [] if opens else [f"{name} does not open the binder"]
    return wrong


def code_opens(bench: Bench, code: str) -> bool:
    """Tell whether a recovery code opens the binder."""
    found = [slot for slot in _keys(bench).slots if slot.kind is SlotKind.RECOVERY]
    return any(_keys(bench).key in _opened(s, random_opener(s, read_code(code))) for s in found)


def _second_place(bench: Bench, number: int) -> None:
    keeping.second_place(bench.desk, bench.base / f"stick-{number}")


# --- joining, the old file, closing -------------------------------------------------------------


def _emergencies(bench: Bench) -> None:
    one_incident(bench)
    for number in range(1, 6):
        folder = bench.base / f"emergency-{number}"
        desk = open_desk(folder, SteppedClock(MONDAY), key=KEY)
        incident = incidents.start(desk, "locked").entries[0].incident
        for turn in range(30):
            notes.add(desk, incident, f"{turn} on the worst morning")
        desk.close()


def _join(bench: Bench, number: int) -> None:
    keeping.join(bench.desk, bench.base / f"emergency-{number}", KEY)


def _joined(bench: Bench, said: Said) -> int:
    del said
    return len(bench.binder.journals()) - 1


def _old_files(bench: Bench) -> None:
    for number in range(1, 4):
        folder = bench.base / f"old-{number}"
        folder.mkdir()
        shutil.copyfile(OLD, folder / NAME)


def _update(bench: Bench, number: int) -> None:
    Binder.open(bench.base / f"old-{number}", SteppedClock(MONDAY), key=KEY).close()


def _updated(bench: Bench, said: Said) -> int:
    """Those that were said can be read without bringing anything up to date."""
    done = 0
    for folder in sorted(bench.base.glob("old-*")):
        with suppress(Problem), _read(folder):
            done += 1
            if (folder / NAME).read_bytes().startswith(b"SQLite format 3"):
                raise RuntimeError("an update left the file in the clear")
    del said
    return done


def _whole_old(bench: Bench) -> list[str]:
    """Every one of them opens with all that the first version wrote."""
    wrong = []
    for folder in sorted(bench.base.glob("old-*")):
        copy = folder.with_name(f"look-{folder.name}")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        with Binder.open(copy, SteppedClock(MONDAY), key=KEY) as binder:
            same = (
                len(binder.entries("i1")) == 3
                and not any(binder.fault(j) for j in ("i1", "i2"))
                and binder.people("r1") == [person(1), person(2)]
                and binder.letter_bytes("b1", letter(1)[0].letter) == letter(1)[1]
            )
        wrong += [] if same else [f"{folder.name} lost something"]
    return wrong


def _close(bench: Bench, number: int) -> None:
    notes.add(bench.desk, bench.notes["incident"], f"Day {number}")
    keeping.close(bench.desk)
    bench._desk = None


def _closed(bench: Bench, said: Said) -> int:
    del said
    with _read(bench.folder) as binder:
        found = binder.entries(bench.notes["incident"])
    return sum(entry.kind == "noted" for entry in found)


WAYS = (
    Way(name="new binder", act=_make, made=_made, stores=(FILE,), absorbs=True, keeps_open=False),
    Way(
        name="backup and its copy",
        act=_back_up,
        made=_backups,
        prepare=_with_second_place,
        whole=_whole_backups,
        stores=(FILE,),
        most=8,
    ),
    Way(
        name="restore",
        act=_restore,
        made=lambda bench, _: len(_asides(bench)),
        prepare=_with_backup,
        whole=_whole_restored,
        stores=(FILE,),
        keeps_open=False,
    ),
    Way(
        name="new data key",
        act=_rekey,
        made=lambda bench, said: by_word(_data_key(bench), said),
        word=_data_key,
        prepare=one_incident,
        whole=_whole_keys,
        stores=(FILE,),
    ),
    Way(
        name="key slot added, replaced, removed",
        act=_slot,
        made=lambda bench, said: by_word(_ways_in(bench), said),
        word=_ways_in,
        prepare=one_incident,
        whole=_whole_keys,
        stores=(FILE,),
    ),
    Way(
        name="passphrase changed",
        act=_passphrase,
        made=lambda bench, said: by_word(_ways_in(bench), said),
        word=_ways_in,
        prepare=one_incident,
        whole=_whole_keys,
        stores=(FILE,),
    ),
    Way(
        name="second place chosen",
        act=_second_place,
        made=lambda bench, said: by_word(read_kept(bench.folder).second, said),
        word=lambda bench: read_kept(bench.folder).second,
        prepare=one_incident,
        stores=(FILE,),
    ),
    Way(
        name="emergency binder joined",
        act=_join,
        made=_joined,
        prepare=_emergencies,
        stores=(FILE,),
        most=5,
        absorbs=True,
    ),
    Way(
        name="file of schema 1 brought up to date",
        act=_update,
        made=_updated,
        prepare=_old_files,
        whole=_whole_old,
        stores=(FILE,),
        most=3,
        absorbs=True,
        keeps_open=False,
    ),
    Way(
        name="program closed (seals, backup)",
        act=_close,
        made=_closed,
        prepare=one_incident,
        stores=(FILE,),
        most=8,
        keeps_open=False,
    ),
)

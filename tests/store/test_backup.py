"""Backups, restore, the old file, joining: nothing is lost at any step, whenever the power goes."""

import os
import re
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ir_app.actions import keeping
from ir_app.actions.desk import open_desk
from ir_app.clock import SteppedClock
from ir_app.problems import Problem
from ir_app.store import archive, backup
from ir_app.store.binder import Binder
from ir_app.store.keys import slots
from ir_app.store.keys.source import KeySource, Locked, NeedsSecret
from ir_app.store.opening import FILE, LOCK
from ir_app.store.restoring import restore
from ir_app.store.tables import SCHEMA
from ir_app.store.troubles import OnlyReadable
from tests.keys import ALONE, CHEAP, KEY, PLAIN
from tests.store.drafts import (
    MONDAY,
    OPENED,
    at_the_file,
    draft,
    how,
    letter,
    opened,
    person,
    texts,
    write,
)
from tests.store.power import cut_at_every_step

RUNS_ON = ("sqlcipher",)
WHY = "a backup is of an encrypted file; a server has PostgreSQL's own"
OLD = Path(__file__).parents[1] / "old_files" / "schema-1.sqlite"
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def old_binder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    shutil.copyfile(OLD, folder / FILE)


def all_of_the_old(folder: Path) -> None:
    with opened(folder) as binder:
        assert binder.journals() == ["i1", "i2"]
        assert [e.seq for e in binder.entries("i1")] == [1, 2, 3]
        assert binder.entries("i1")[1].data.text == "the first version wrote this"  # type: ignore[attr-defined]
        assert (binder.fault("i1"), binder.fault("i2")) == (None, None)
        assert binder.people("r1") == [person(1), person(2)]
        assert binder.letter_bytes("b1", letter(1)[0].letter) == letter(1)[1]
        assert binder.pin_verifier("m1") == "proof"


def test_a_file_of_the_first_version_is_encrypted_and_brought_up_to_date(folder: Path) -> None:
    old_binder(folder)
    all_of_the_old(folder)
    assert not (folder / FILE).read_bytes().startswith(b"SQLite format 3")
    with opened(folder) as binder:
        with binder.act("i1", after=3) as act:
            act.put_secret("seal", b"\x00\xff")
            act.append([draft("now it can keep a secret")])
        assert binder.secret("seal") == b"\x00\xff"
        assert binder.secret("other") is None
    (made,) = backup.listed(folder / "backups")
    manifest = archive.read_manifest(made)
    assert (manifest.schema, manifest.why) == (1, "before an update of the file")
    restore(made, folder, SteppedClock(MONDAY), KEY)  # an old backup is brought up to date as well
    all_of_the_old(folder)


def test_an_old_file_waits_for_a_way_to_open_it(folder: Path) -> None:
    old_binder(folder)
    before = (folder / FILE).read_bytes()
    with pytest.raises(NeedsSecret):
        Binder.open(folder, SteppedClock(MONDAY), key=ALONE)
    assert (folder / FILE).read_bytes() == before


def test_an_updated_file_is_what_a_new_one_is(folder: Path, tmp_path: Path) -> None:
    old_binder(folder)
    opened(folder).__enter__().close()
    opened(tmp_path / "new").__enter__().close()
    spelled = []
    for place in (folder, tmp_path / "new"):
        raw = at_the_file(place)
        rows = raw.execute("select type, name, sql from sqlite_master order by type, name")
        spelled.append([(kind, name, "".join((sql or "").split())) for kind, name, sql in rows])
        assert raw.execute("pragma user_version").fetchone() == (SCHEMA,)
        raw.close()
    assert spelled[0] == spelled[1]


def test_a_newer_file_is_read_and_not_written(folder: Path) -> None:
    with opened(folder) as binder:
        kept = texts(write(binder, "i1", OPENED))
    raw = at_the_file(folder)
    raw.execute(f"pragma user_version={SCHEMA + 1}")
    raw.close()
    with pytest.raises(OnlyReadable, match="newer Incident Binder"):
        Binder.open(folder, SteppedClock(MONDAY), key=KEY)
    with Binder.open(folder, SteppedClock(MONDAY), key=KEY, read_only=True) as binder:
        assert texts(binder.entries("i1")) == kept


@forks
def test_the_power_may_go_at_any_step_of_encrypting_an_old_file(folder: Path) -> None:
    old_binder(folder)
    cuts = 0
    for _ in cut_at_every_step(lambda: opened(folder).__enter__().close(), folder):
        cuts += 1
        all_of_the_old(folder)
        old_binder(folder)
    assert cuts > 20
    all_of_the_old(folder)


@forks
def test_the_power_may_go_at_any_step_of_making_a_binder(folder: Path) -> None:
    cuts = 0
    for _ in cut_at_every_step(lambda: opened(folder).__enter__().close(), folder):
        cuts += 1
        with opened(folder) as binder:
            write(binder, "i1", OPENED)
        shutil.rmtree(folder)
    assert cuts > 15


def rekeyed(folder: Path) -> None:
    with opened(folder) as binder:
        binder.rekey()


@forks
def test_the_power_may_go_at_any_step_of_a_new_data_key(folder: Path) -> None:
    with opened(folder) as binder:
        kept = texts(write(binder, "i1", OPENED, "one", "two"))
    cuts, keys = 0, set()
    for _ in cut_at_every_step(lambda: rekeyed(folder), folder):
        cuts += 1
        with opened(folder) as binder:
            assert binder.keys is not None
            keys.add(binder.keys.key)
            assert texts(binder.entries("i1")) == kept
            assert binder.fault("i1") is None
    assert cuts > 20
    assert 1 < len(keys) < cuts  # some cuts came before the swap was decided, some after


@forks
def test_the_power_may_go_at_any_step_of_a_restore(folder: Path, tmp_path: Path) -> None:
    with opened(folder) as binder:
        early = texts(write(binder, "i1", OPENED))
        path = binder.back_up("test")
        late = early + texts(write(binder, "i1", "later"))
    saved = tmp_path / "saved"
    shutil.copytree(folder, saved)
    seen, cuts = set(), 0
    for _ in cut_at_every_step(
        lambda: restore(path, folder, SteppedClock(MONDAY), KEY), tmp_path / "binder"
    ):
        cuts += 1
        with opened(folder) as binder:
            now = texts(binder.entries("i1"))
            assert now in (early, late)
            assert binder.fault("i1") is None
        seen.add(len(now))
        if now == early:  # then what was there before lies beside, and opens
            (aside,) = folder.glob("before-restore-*")
            with Binder.open(aside, SteppedClock(MONDAY), key=KEY) as old:
                assert texts(old.entries("i1")) == late
        shutil.rmtree(folder)
        shutil.copytree(saved, folder)
    assert cuts > 20
    assert seen == {1, 2}


def test_a_backup_is_one_whole_file_that_opens_by_the_same_keys(
    folder: Path, tmp_path: Path
) -> None:
    with opened(folder) as binder:
        kept = texts(write(binder, "i1", OPENED, "one"))
        path = binder.back_up("test")
        write(binder, "i1", "not in it")
        assert binder.keys is not None
        code = binder.keys.new_recovery_code()
    assert re.fullmatch(r"binder-20261123-1305\d\d\.ibk", path.name)
    with zipfile.ZipFile(path) as packed:
        assert sorted(packed.namelist()) == ["binder.keys", "binder.sqlite", "manifest.json"]
    assert archive.read_manifest(path).heads["i1"][0] == 2
    for key in (ALONE, KeySource(code=code, keyring=False)):  # the code is younger than it
        with pytest.raises(Locked):
            restore(path, tmp_path / "else", SteppedClock(MONDAY), key)
    restore(path, tmp_path / "else", SteppedClock(MONDAY), KEY)
    with opened(tmp_path / "else") as binder:
        assert texts(binder.entries("i1")) == kept
    assert [f.name for f in (folder / "backups").iterdir()] == [path.name]


@forks
def test_what_a_stopped_backup_left_behind_goes_with_the_next_start(
    folder: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"

    def back_up() -> None:
        with opened(folder) as binder:
            write(binder, "i1", "one more")
            backup.copy_to(binder.back_up("test"), stick)

    with opened(folder) as binder:
        write(binder, "i1", OPENED)
        binder.back_up("test")
    for _ in cut_at_every_step(back_up, folder / "backups"):
        opened(folder).__enter__().close()
        assert [p for p in (folder / "backups").iterdir() if p.suffix != ".ibk"] == []
    left = [any(stick.glob("*.part")) for _ in cut_at_every_step(back_up, stick)]
    assert any(left)
    assert {p.suffix for p in stick.iterdir()} == {".ibk"}


def test_a_damaged_backup_never_takes_a_place(folder: Path) -> None:
    with opened(folder) as binder:
        kept = texts(write(binder, "i1", OPENED))
        path = binder.back_up("test")
        good = path.read_bytes()
    names = sorted(f.name for f in folder.iterdir())
    for place in range(0, len(good), len(good) // 60):
        raw = bytearray(good)
        raw[place] ^= 16
        path.write_bytes(raw)
        try:
            restore(path, folder, SteppedClock(MONDAY), KEY)
        except Problem as problem:
            assert problem.do  # noqa: PT017 - some flips are harmless, so raises() can't say it
            assert sorted(f.name for f in folder.iterdir()) == names
        else:  # the flip hit nothing that says anything, such as a date in the archive
            for aside in folder.glob("before-restore-*"):
                shutil.rmtree(aside)
        with opened(folder) as binder:
            assert texts(binder.entries("i1")) == kept
    path.write_bytes(good[: len(good) // 2])
    with pytest.raises(Problem, match="not a backup"):
        restore(path, folder, SteppedClock(MONDAY), KEY)


def test_a_binder_that_does_not_hold_together_is_not_backed_up(folder: Path) -> None:
    with opened(folder) as binder:
        write(binder, "i1", OPENED, "one")
    raw = at_the_file(folder)
    raw.execute("drop trigger journal_no_update")
    raw.execute("update journal set text = replace(text, 'one', 'two') where seq = 2")
    raw.close()
    with opened(folder) as binder, pytest.raises(Problem, match="does not hold together"):
        binder.back_up("test")
    assert list((folder / "backups").iterdir()) == []


def test_a_damaged_file_can_be_replaced_by_its_newest_good_backup(folder: Path) -> None:
    with opened(folder) as binder:
        kept = texts(write(binder, "i1", OPENED))
        good = binder.back_up("test")
        (folder / "backups" / "binder-20991231-000000.ibk").write_bytes(b"rubbish")
    whole = bytearray((folder / FILE).read_bytes())
    whole[:4096] = bytes(4096)
    (folder / FILE).write_bytes(whole)
    with pytest.raises(Problem, match="beginning is damaged"):
        Binder.open(folder, SteppedClock(MONDAY), key=KEY)
    found = backup.newest_good(folder / "backups")
    assert found is not None
    assert found[0] == good
    _, aside = restore(good, folder, SteppedClock(MONDAY), KEY)
    assert (aside / FILE).read_bytes() == bytes(whole)
    with opened(folder) as binder:
        assert texts(binder.entries("i1")) == kept


def test_ten_and_a_month_of_days_are_kept() -> None:
    start = datetime(2026, 1, 1, 23, tzinfo=UTC)
    made = [
        start - timedelta(days=day, hours=hour)
        for day in range(0, 120, 2)  # a practice that is closed every other day
        for hour in (0, 6, 12)
    ]
    names = [(Path(f"binder-{when:%Y%m%d-%H%M%S}.ibk"), f"{when:%Y-%m-%d}") for when in made]
    kept = backup.worth_keeping(names)
    assert kept[:10] == [name for name, _ in names[:10]]
    days = [name.name[7:15] for name in kept[10:]]
    assert len(days) == len(set(days)) == 30 - 4
    assert all(name in [name for name, _ in names[::3]] for name in kept[10:])


def test_a_backup_made_with_the_clock_set_back_is_the_newest_and_stays(folder: Path) -> None:
    clock = SteppedClock(MONDAY, tick=timedelta(0))
    with opened(folder, clock) as binder:
        for number in range(14):
            write(binder, "i1", OPENED if number == 0 else f"entry {number}")
            made = binder.back_up("test")
            assert backup.listed(folder / "backups")[0] == made
        clock.move_to(MONDAY - timedelta(days=400))
        write(binder, "i1", "a battery went flat")
        made = binder.back_up("test")
    assert backup.listed(folder / "backups")[0] == made
    assert archive.read_manifest(made).heads["i1"][0] == 16
    assert archive.read_manifest(made).made.startswith("2025-10-19")


def test_backups_go_to_the_second_place_and_only_when_something_changed(
    folder: Path, tmp_path: Path, clock: SteppedClock
) -> None:
    desk = open_desk(folder, clock, key=KEY)
    stick = tmp_path / "stick"
    assert not keeping.is_due(desk)
    write(desk.binder, "i1", OPENED)
    assert keeping.is_due(desk)
    with pytest.raises(Problem, match="own folder"):
        keeping.second_place(desk, folder / "backups")
    keeping.second_place(desk, stick)
    keeping.back_up(desk)
    (copy,) = backup.listed(stick)
    assert copy.read_bytes() == (folder / "backups" / copy.name).read_bytes()
    assert not keeping.is_due(desk)
    keeping.close(desk)
    assert len(backup.listed(stick)) == 1
    shutil.rmtree(stick)
    stick.write_text("in the way")
    desk = open_desk(folder, clock, key=KEY)
    write(desk.binder, "i1", "new")
    keeping.close(desk)
    desk = open_desk(folder, clock, key=KEY)
    from ir_app.pages import keys

    assert "second place" in keys.build(desk).warning
    assert len(backup.listed(folder / "backups")) == 2
    desk.close()


def filled(folder: Path, journal: str) -> list[str]:
    with opened(folder) as binder:
        with binder.act(journal, after=0) as act:
            act.put_people(f"r-{journal}", [person(1)], [])
            act.put_letters(f"b-{journal}", [letter(1, f"b-{journal}")])
            act.put_blob(OLD, 10**7)
            act.append([draft(OPENED), draft("done")])
        return texts(binder.entries(journal))


def test_a_fresh_binder_joins_the_practices(folder: Path, tmp_path: Path) -> None:
    ours, theirs = filled(folder, "i1"), filled(tmp_path / "fresh", "i2")
    with opened(folder) as binder, opened(tmp_path / "fresh") as fresh:
        assert binder.join(fresh) == ["i2"]
        assert binder.join(fresh) == []
    with opened(folder) as binder:
        assert (texts(binder.entries("i1")), texts(binder.entries("i2"))) == (ours, theirs)
        assert binder.fault("i2") is None
        for journal in ("i1", "i2"):
            assert binder.people(f"r-{journal}") == [person(1)]
            assert binder.letter_bytes(f"b-{journal}", letter(1)[0].letter) == letter(1)[1]
        assert b"".join(binder.blob(archive.fingerprint(OLD))) == OLD.read_bytes()
        write(binder, "i2", "it goes on here")


def test_an_incident_that_went_two_ways_is_not_joined(folder: Path, tmp_path: Path) -> None:
    ours = filled(folder, "i1")
    shutil.copytree(folder, tmp_path / "copy")
    with opened(folder) as binder:
        ours += texts(write(binder, "i1", "this way"))
    with opened(tmp_path / "copy") as copy:
        write(copy, "i1", "that way")
        write(copy, "i9", OPENED)
        with opened(folder) as binder:
            with pytest.raises(Problem, match="Nothing was joined"):
                binder.join(copy)
            assert binder.journals() == ["i1"]
            assert texts(binder.entries("i1")) == ours


def test_what_was_written_after_a_join_can_be_joined_too(folder: Path, tmp_path: Path) -> None:
    """She went on in the emergency binder and was told that it had other entries."""
    filled(folder, "i1")
    theirs = filled(tmp_path / "fresh", "i2")
    with opened(folder) as binder, opened(tmp_path / "fresh") as fresh:
        binder.join(fresh)
        theirs += texts(write(fresh, "i2", "on the second day"))
        assert binder.join(fresh) == ["i2"]
        assert binder.join(fresh) == []
        assert texts(binder.entries("i2")) == theirs
        assert (binder.fault("i1"), binder.fault("i2")) == (None, None)


@forks
def test_the_power_may_go_at_any_step_of_a_join(folder: Path, tmp_path: Path) -> None:
    ours, theirs = filled(folder, "i1"), filled(tmp_path / "fresh", "i2")

    def join() -> None:
        with opened(folder) as binder, opened(tmp_path / "fresh") as fresh:
            binder.join(fresh)

    cuts = 0
    for _ in cut_at_every_step(join, tmp_path):
        cuts += 1
        with opened(folder) as binder, opened(tmp_path / "fresh") as fresh:
            assert texts(binder.entries("i1")) == ours
            assert texts(binder.entries("i2")) in ([], theirs)
            assert texts(fresh.entries("i2")) == theirs
            assert binder.fault("i2") is None
    assert cuts > 5


def test_a_plain_binder_in_use_of_tests_stays_plain(folder: Path) -> None:
    Binder.open(folder, SteppedClock(MONDAY), key=PLAIN).close()
    assert sorted(f.name for f in folder.iterdir()) == [LOCK, FILE]
    Binder.open(folder, SteppedClock(MONDAY), key=KEY).close()
    assert (folder / slots.FILE).exists()
    assert how.key is KEY
    assert CHEAP.memory < 1024

"""A binder gives back what was acknowledged, whole acts only, in order."""

import contextlib
import hashlib
import io
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ir_app.clock import SteppedClock
from ir_app.core.incident import fold
from ir_app.core.journal import Draft, stamp, verify
from ir_app.core.kinds import ClockSetBack, Noted
from ir_app.core.person import QuarantinedRow
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store import reading
from ir_app.store.binder import Binder, Stale
from tests.core.strategies import drafts
from tests.store.conftest import Fresh
from tests.store.drafts import (
    MONDAY,
    OPENED,
    draft,
    letter,
    person,
    texts,
    write,
)
from tests.store.places import FILES, Place

SHARED = [HealthCheck.function_scoped_fixture]  # it makes a new binder for each example
ACTS = st.lists(
    st.tuples(st.sampled_from(["i1", "i2", PRACTICE]), st.lists(drafts(), min_size=1, max_size=4)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=SHARED)
@given(ACTS)
def test_what_was_written_is_there_after_the_next_start(
    fresh: Fresh, acts: list[tuple[str, list[Draft]]]
) -> None:
    written: dict[str, list[str]] = {}
    with fresh() as opens:
        with opens() as binder:
            for journal, some in acts:
                done = written.setdefault(journal, [])
                with binder.act(journal, after=len(done)) as act:
                    done += texts(act.append(some))
        with opens() as binder:
            assert binder.journals() == [j for j in written if j != PRACTICE]
            for journal, done in written.items():
                assert texts(binder.entries(journal)) == done
                assert texts(binder.entries(journal, after=1)) == done[1:]
                head = binder.head(journal)
                assert head is not None
                assert head.text == done[-1]
                assert list(verify(binder.rows(journal))) == []
                assert binder.fault(journal) is None


def test_importing_the_binder_does_not_load_the_database() -> None:
    code = "import sys, ir_app.store.binder; sys.exit('sqlalchemy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_an_unknown_journal_is_empty(binder: Binder) -> None:
    assert binder.entries("nobody") == []
    assert binder.head("nobody") is None
    assert list(binder.rows("nobody")) == []
    assert binder.fault("nobody") is None
    assert binder.journals() == []


def test_a_stale_act_writes_nothing(binder: Binder) -> None:
    write(binder, "i1", OPENED)
    with pytest.raises(Stale), binder.act("i1", after=0) as act:
        act.append([draft("too late")])
    with pytest.raises(Stale), binder.act("i1", after=2) as act:
        act.append([draft("too early")])
    assert len(binder.entries("i1")) == 1


def test_an_act_whose_block_fails_leaves_nothing_behind(binder: Binder) -> None:
    write(binder, "i1", OPENED)

    def fail_half_way() -> None:
        with binder.act("i1", after=1) as act:
            act.put_people("r1", [person(1)], [])
            act.put_letters("b1", [letter(1)])
            act.put_pin("dana", "verifier")
            act.append([draft("half done")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert len(binder.entries("i1")) == 1
    assert binder.people("r1") == []
    assert binder.letters("b1") == []
    assert binder.pin_verifier("dana") is None
    assert [e.seq for e in write(binder, "i1", "and on it goes")] == [2]


def test_an_act_appends_exactly_once(binder: Binder) -> None:
    def append_twice() -> None:
        with binder.act("i1", after=0) as act:
            act.append([draft(OPENED)])
            act.append([draft("again")])

    with pytest.raises(RuntimeError):
        append_twice()
    with pytest.raises(RuntimeError), binder.act("i1", after=0) as act:
        act.put_pin("dana", "verifier")
    assert binder.head("i1") is None
    assert binder.pin_verifier("dana") is None


def test_an_act_that_swallows_its_own_failure_is_not_kept(binder: Binder) -> None:
    def swallow() -> None:
        with binder.act("i1", after=0) as act:
            act.append([draft(OPENED)])
            with contextlib.suppress(Problem):
                act.put_blob(io.BytesIO(b"x" * 11), limit=10)

    with pytest.raises(RuntimeError):
        swallow()
    assert binder.head("i1") is None


@pytest.mark.parametrize("words", ["half a \ud83d face", "\udcff"])
def test_text_that_no_file_can_hold_is_refused_in_a_sentence(binder: Binder, words: str) -> None:
    write(binder, "i1", OPENED)
    with pytest.raises(Problem, match="can't be written down"):
        write(binder, "i1", words)
    assert len(binder.entries("i1")) == 1


def test_entries_of_one_act_share_its_number_and_fold(binder: Binder) -> None:
    write(binder, "i1", OPENED)
    assert {e.act for e in write(binder, "i1", "one", "two")} == {2}
    assert fold(binder.entries("i1")).title == OPENED.title


def test_a_clock_that_jumps_back_is_written_down_first(binder: Binder, clock: SteppedClock) -> None:
    (first,) = write(binder, "i1", OPENED)
    clock.move_to(MONDAY - timedelta(days=2))
    notice, note = write(binder, "i1", "after the jump")
    assert isinstance(notice.data, ClockSetBack)
    assert notice.data.before == stamp(first.recorded)
    assert notice.data.now == stamp(notice.recorded)
    assert notice.recorded == note.recorded == MONDAY - timedelta(days=2) < first.recorded
    assert (notice.seq, notice.act, note.seq, note.act) == (2, 2, 3, 3)
    assert [type(e.data) for e in write(binder, "i1", "the next one")] == [Noted]
    assert binder.fault("i1") is None


def test_two_entries_in_one_microsecond_are_fine(place: Place) -> None:
    with place.open(SteppedClock(MONDAY, tick=timedelta(0))) as binder:
        write(binder, "i1", OPENED)
        assert [type(e.data) for e in write(binder, "i1", "same instant")] == [Noted]
        assert binder.fault("i1") is None


def test_people_and_quarantine_come_back_in_order(binder: Binder) -> None:
    crowd = [person(n) for n in range(640, 0, -1)]
    bad = [QuarantinedRow(row=7, reason="There is no last name.", text="…,,")]
    with binder.act("i1", after=0) as act:
        act.put_people("r1", iter(crowd), iter(bad))
        act.put_people("r2", [], [])
        act.append([draft(OPENED)])
    assert binder.people("r1") == crowd
    assert binder.quarantine("r1") == bad
    assert binder.people("r2") == []


def test_letters_come_back_with_and_without_their_bytes(binder: Binder) -> None:
    batch = [letter(n) for n in range(450, 0, -1)]
    with binder.act("i1", after=0) as act:
        act.put_letters("b1", iter(batch))
        act.append([draft(OPENED)])
    assert binder.letters("b1") == [row for row, _ in batch]
    for row, body in batch[::100]:
        assert binder.letter_bytes("b1", row.letter) == body
    with pytest.raises(Problem, match="not in the binder"):
        binder.letter_bytes("b1", "L-9999")


@settings(max_examples=20, deadline=None, suppress_health_check=SHARED)
@given(st.integers(0, 3), st.integers(-1, 1), st.binary(min_size=1, max_size=8))
def test_evidence_of_any_size_comes_back_in_pieces(
    fresh: Fresh, whole: int, extra: int, grain: bytes
) -> None:
    size = max(0, (whole << 20) + extra)
    body = (grain * (size // len(grain) + 1))[:size]
    with fresh() as opens, opens() as binder:
        with binder.act("i1", after=0) as act:
            kept = act.put_blob(io.BytesIO(body), limit=size)
            assert act.put_blob(io.BytesIO(body), limit=size) == kept
            act.append([draft(OPENED)])
        assert kept == (hashlib.sha256(body).hexdigest(), size)
        pieces = list(binder.blob(kept[0]))
        assert b"".join(pieces) == body
        assert all(len(piece) <= 1 << 20 for piece in pieces)


def test_evidence_over_the_limit_or_missing_is_refused(binder: Binder, tmp_path: Path) -> None:
    large = tmp_path / "disk.img"
    large.write_bytes(b"\0" * (2 << 20))
    with pytest.raises(Problem, match="larger than 1 MB"), binder.act("i1", after=0) as act:
        act.put_blob(large, limit=1 << 20)
    for bad in (tmp_path / "gone.png", tmp_path):
        with pytest.raises(Problem, match="can't be read"), binder.act("i1", after=0) as act:
            act.put_blob(bad, limit=1 << 20)
    with pytest.raises(Problem, match="not in the binder"):
        list(binder.blob("0" * 64))


def test_pins_are_kept_counted_and_forgotten(binder: Binder, clock: SteppedClock) -> None:
    assert binder.pin_verifier("dana") is None
    assert binder.pin_failures("dana") == (0, None)
    for turn in range(3):
        with binder.act(PRACTICE, after=turn) as act:
            act.note_pin_failure("dana", MONDAY + timedelta(minutes=turn))
            act.append([draft("a wrong PIN")])
    assert binder.pin_failures("dana") == (3, MONDAY + timedelta(minutes=2))
    assert binder.pin_failures("lee") == (0, None)
    with binder.act(PRACTICE, after=3) as act:
        act.clear_pin_failures("dana")
        act.append([draft("a right PIN")])
    assert binder.pin_failures("dana") == (0, None)
    for turn, verifier in enumerate(["$argon2id$one", "$argon2id$two"], start=4):
        with binder.act(PRACTICE, after=turn) as act:
            act.note_pin_failure("dana", MONDAY)
            act.put_pin("dana", verifier)
            act.append([draft("a new PIN")])
        assert binder.pin_verifier("dana") == verifier
        assert binder.pin_failures("dana") == (0, None)


def test_threads_take_turns_and_no_act_is_lost(binder: Binder) -> None:
    write(binder, "i1", OPENED)

    def keep_writing(name: str) -> None:
        done = 0
        while done < 15:
            try:
                write(binder, "i1", f"{name} {done}")
            except Stale:
                continue
            done += 1

    threads = [threading.Thread(target=keep_writing, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = [e.data.text for e in binder.entries("i1") if isinstance(e.data, Noted)]
    assert sorted(said) == sorted(f"{name} {n}" for name in "ab" for n in range(15))
    assert binder.fault("i1") is None


def test_a_check_while_somebody_writes_is_no_false_alarm(
    binder: Binder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(binder, "i1", OPENED)
    whole, before = reading.rows, len(binder.entries("i1"))

    def rows(*words: Any) -> Iterator[tuple[str, str]]:
        yield from whole(*words)
        with monkeypatch.context() as patch:
            patch.setattr(reading, "rows", whole)
            write(binder, "i1", "written while the check reads")

    monkeypatch.setattr(reading, "rows", rows)
    assert binder.fault("i1") is None
    assert len(binder.entries("i1")) == before + 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.stores(*FILES, why="on a server nobody of ours sees a file")
def test_only_the_owner_may_look_inside(binder: Binder) -> None:
    write(binder, "i1", OPENED)
    assert stat.S_IMODE(binder.folder.stat().st_mode) == 0o700
    for file in binder.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_text_with_every_odd_character_comes_back(binder: Binder) -> None:
    odd = "a\0b \\u0000 \\\\ % :x $$ ' \" \x1f \u2028 🦷"
    write(binder, "i1", OPENED)
    write(binder, "i1", odd, "next")
    said = [e.data.text for e in binder.entries("i1") if isinstance(e.data, Noted)]
    assert said == [odd, "next"]
    assert binder.fault("i1") is None

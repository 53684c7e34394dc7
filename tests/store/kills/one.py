"""One kill: a child works, is killed at a random instant (or the server is), and we look."""

import contextlib
import os
import random
import select
import signal
import time
import traceback
from contextlib import closing, suppress
from dataclasses import dataclass, field

import msgspec

from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.opening import FILE as NAME
from tests.store.drafts import at_the_file
from tests.store.kills.bench import Bench
from tests.store.kills.child import Word, live
from tests.store.kills.way import Way
from tests.store.kills.whole import complaints

CLIENT, SERVER = "program", "server"  # who is killed
LEFT_BEHIND = ("*.part", "*.new", "part-*", "next", "next.part")


class Seen(msgspec.Struct, kw_only=True):
    """What one kill left."""

    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    half: list[str] = []
    corrupt: list[str] = []
    unsaid: int = 0  # kept, but killed before it could say so: allowed
    again: int = 0  # acts that the child did once more after the server came back
    inside: bool = False  # the kill came while an act was going on


@dataclass
class Child:
    """A working child and what it has said."""

    process: int
    pipe: int
    words: list[Word] = field(default_factory=list)
    _rest: bytes = b""

    def hear(self, wait: float) -> bool:
        """Listen for at most ``wait`` seconds; tells whether anything was said."""
        if not select.select([self.pipe], [], [], wait)[0]:
            return False
        heard = os.read(self.pipe, 1 << 16)
        *lines, self._rest = (self._rest + heard).split(b"\n")
        self.words += [msgspec.json.decode(line, type=Word) for line in lines]
        return bool(heard)

    def hear_until(self, number: int, patience: float) -> None:
        """Listen until so many acts were acknowledged; raises RuntimeError when none come."""
        end = time.monotonic() + patience
        while not self.words or self.words[-1].number < number:
            if not self.hear(max(0.0, end - time.monotonic())):
                raise RuntimeError(f"the child stopped: {self.words[-1:]}")

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        _, status = os.waitpid(self.process, 0)
        while self.hear(0):
            pass
        os.close(self.pipe)
        if not os.WIFSIGNALED(status):
            raise RuntimeError("the child ended by itself")


def begin(bench: Bench, way: Way, *, early: bool) -> Child:
    """Start a child on a bench that nobody has open."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        code = 3
        try:
            live(bench, way, writer, early=early)
        except BaseException as fault:  # noqa: BLE001 - said to whoever reads the campaign's output
            with contextlib.suppress(OSError):
                os.write(
                    2,
                    f"child of “{way.name}”: {fault!r} {getattr(fault, 'details', '')}\n".encode(),
                )
        finally:
            os._exit(code)
    os.close(writer)
    return Child(process, reader)


def kill_once(
    bench: Bench, way: Way, who: str, chance: random.Random, typical: float, *, early: bool = False
) -> Seen:
    """Let a child work on a fresh copy, kill at a random instant, and look."""
    child = begin(bench, way, early=early)
    try:
        child.hear_until(min(chance.choice((0, 0, 1, 2)), way.most - 1), 60)
        time.sleep(chance.uniform(0, 1.1 * typical))
        if who == SERVER:
            assert bench.server is not None
            child.hear(0)
            before = child.words[-1].number
            bench.server.crash()
            bench.server.start()
            if not early:
                child.hear_until(min(before + 1, way.most), 90)
    finally:
        child.kill()
    return look(bench, way, child.words)


def look(bench: Bench, way: Way, words: list[Word]) -> Seen:
    """Open the store as the next start would and compare it with what was said."""
    seen = Seen(acknowledged=max(word.number for word in words), again=sum(w.again for w in words))
    seen.inside = seen.acknowledged < way.most
    try:
        _compare(bench, way, words, seen)
    except (Problem, RuntimeError) as trouble:
        seen.corrupt.append("".join(traceback.format_exception(trouble))[-3000:])
    finally:
        bench.let_go()
    return seen


def _compare(bench: Bench, way: Way, words: list[Word], seen: Seen) -> None:
    said = [word.word for word in words]
    made = way.made(bench, said)
    seen.lost += max(0, seen.acknowledged - made)
    seen.unsaid = max(0, made - seen.acknowledged)
    seen.doubled += max(0, made - seen.acknowledged - 1)
    if way.keeps_open:
        _heads_stand(bench, words, seen)
    _check(bench, way, seen)
    _once_more(bench, way, seen, made, said)
    _check(bench, way, seen)
    bench.let_go()
    if bench.server is None:
        _sound(bench, seen)
    seen.half += [f"left behind: {p.name}" for name in LEFT_BEHIND for p in bench.base.rglob(name)]


def _heads_stand(bench: Bench, words: list[Word], seen: Seen) -> None:
    for word in words:
        for journal, (seq, digest) in word.heads.items():
            found = bench.binder.entries(journal, after=seq - 1)
            seen.lost += not found or found[0].hash != digest


def _check(bench: Bench, way: Way, seen: Seen) -> None:
    seen.half += way.whole(bench)
    binder = bench.binder
    seen.half += complaints(binder)
    for journal in [PRACTICE, *binder.journals()]:
        if fault := binder.fault(journal):
            seen.corrupt.append(fault.sentence)
    for journal in binder.journals():
        bench.desk.situation(journal).run  # noqa: B018 - replays every step; an illegal one raises


def _once_more(bench: Bench, way: Way, seen: Seen, made: int, said: list[str]) -> None:
    """Do the act that was killed again: it must come to be there once."""
    number = seen.acknowledged + 1
    if number > way.most or seen.lost:
        return
    if made < number:
        way.act(bench, number)
    elif way.absorbs:
        with suppress(Problem):
            way.act(bench, number)
    after = way.made(bench, said)
    if after != number:
        seen.doubled += max(0, after - number)
        seen.half += ["done again, it was not there"] if after < number else []


def _sound(bench: Bench, seen: Seen) -> None:
    """Ask SQLite itself about every page."""
    if not (bench.folder / NAME).exists():
        return
    with closing(at_the_file(bench.folder)) as raw:
        bad = raw.execute("pragma cipher_integrity_check").fetchall()
        answer = raw.execute("pragma integrity_check").fetchall()
    if bad or answer != [("ok",)]:
        seen.corrupt.append(f"SQLite says {answer} {bad}")


def typical_of(bench: Bench, way: Way) -> float:
    """Do the first act unharmed and return how many seconds it took; raises when it goes wrong."""
    child = begin(bench, way, early=False)
    try:
        child.hear_until(1, 120)
    finally:
        child.kill()
    seen = look(bench, way, child.words)
    if seen.lost or seen.doubled or seen.half or seen.corrupt:
        raise RuntimeError(f"“{way.name}” goes wrong without a kill: {seen}")
    return next(word.took for word in child.words if word.number == 1)

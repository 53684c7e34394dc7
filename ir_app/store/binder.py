"""The binder: one practice's record on disk, read freely and written one durable act at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ir_app.clock import Clock
from ir_app.core.journal import ChainFault, Entry, filed_wrong, verify
from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store import troubles
from ir_app.store.act import Act
from ir_app.store.beside import Beside
from ir_app.store.lock import FolderLock
from ir_app.store.records import LetterRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from ir_app.core.seals import SealReport
    from ir_app.store.keys.holder import Keys
    from ir_app.store.keys.source import KeySource
    from ir_app.store.server.address import Address
    from ir_app.store.work import LetterWork

__all__ = ["Act", "Binder", "LetterRow", "Stale"]


OWN_KEY = "seal"  # names of secrets: the 32 bytes that seal here,
JOINED_KEYS = "seal-joined"  # and the public keys (hex, by spaces) of binders joined to this one


class Stale(Exception):  # noqa: N818 - not an error: somebody else was first
    """The journal has grown since the caller read it: fold again and try again."""


class Binder(Beside):
    """An open binder; every method raises Problem when disk or database fail."""

    on_server = False
    practice = ""  # its short name in a group

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        engine: "Engine",
        lock: FolderLock | None,
        keys: "Keys | None" = None,
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._engine = engine
        self._lock = lock
        self.keys = keys  # None only for a plain file, which tests make
        self.machine = ""  # this computer among those of a group
        self.ahead: float | None = None  # seconds before a server's clock, once both were read
        self._heads: dict[str, Entry | None] = {}  # good for as long as its hash is the tip's

    @classmethod
    def open(
        cls,
        folder: Path,
        clock: Clock,
        *,
        key: "KeySource | None" = None,
        read_only: bool = False,
    ) -> "Binder":
        """Open the binder in ``folder``, making both when new; raises Problem when it can't.

        The keyring is asked first, then ``key``; Locked and NeedsSecret say what is missing.
        """
        from ir_app.store import opening
        from ir_app.store.keys.source import KeySource

        way = opening.open_to_read if read_only else opening.open_to_write
        opened = way(folder, clock, key or KeySource())
        return cls(folder, clock, opened.engine, opened.lock, opened.keys)

    @staticmethod
    def open_server(
        address: "Address",
        clock: Clock,
        folder: Path,
        *,
        read_only: bool = False,
        waiting: Callable[[], bool] | None = None,
    ) -> "Binder":
        """Open a practice's binder on a group's server; ``folder`` keeps this computer's settings.

        ``waiting`` is as in ``while_waiting``, from the first connection on. Raises Problem when
        the server is not there or does not let the login in.
        """
        from ir_app.store.server.binder import ServerBinder

        return ServerBinder.connect(address, clock, folder, read_only=read_only, waiting=waiting)

    @property
    def line(self) -> str:
        """Return how well the line to a server is checked, in a sentence; a file has none."""
        return ""

    @property
    def place(self) -> str:
        """Return where the record is kept, in words for the screen."""
        return str(self.folder)

    @property
    def can_write(self) -> bool:
        """Tell whether this binder was opened to write."""
        return self._lock is not None

    @property
    def can_be_proven(self) -> bool:
        """Tell whether there is a way to show, without any PIN, that this binder is ours."""
        return self.keys is not None and self.keys.can_be_proven

    def close(self) -> None:
        """Let go of the file and the folder; everything is already saved."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def check_pages(self) -> None:
        """Read every page of the file, also those that no journal lies on; raises Problem."""
        from ir_app.store import looking, opening

        path, key = self.folder / opening.FILE, self.keys.key if self.keys else None
        mode = opening.mode_to_read(self.folder)
        for _ in range(2):  # a page that a window is writing just now looks like a damaged one
            with suppress(Problem):
                looking.tips(path, key, mode)
                return
        looking.tips(path, key, mode)

    def rekey(self) -> None:
        """Encrypt the file with a new data key: who kept an old copy of the keys is locked out."""
        from ir_app.store import engine, opening, rekeying, staging

        if self._lock is None or self.keys is None:
            raise troubles.read_only()
        self._engine.dispose()
        try:
            rekeying.rekey(self.folder, self.keys)
        except Problem as problem:
            if staging.is_waiting(self.folder):  # decided: what is written now would go with it
                self._lock.release()
                self._lock = None
                raise staging.half_swapped() from problem
            raise
        finally:
            path = self.folder / opening.FILE
            self._engine = engine.make_engine(path, engine.Mode.WRITE, self.keys.key)

    def back_up(self, why: str) -> Path:
        """Make a checked backup beside the file and return where it is."""
        from ir_app.store import backup

        if self._lock is None or self.keys is None:
            raise troubles.read_only()
        return backup.make(self.folder, self._clock, self.keys, why)

    def join(self, other: "Binder") -> list[str]:
        """Take another binder's incidents in, entries unchanged; returns the ids of the new ones.

        Raises Problem when a journal of the same id stands here with other entries.
        """
        from ir_app.store import joining
        from ir_app.store.engine import WRITES

        if self._lock is None:
            raise troubles.read_only()
        if any(other.fault(journal) for journal in other.journals()):
            raise troubles.damaged()
        with (
            troubles.explained(self._engine.dispose),
            other._reading() as source,
            self._engine.connect().execution_options(**{WRITES: True}) as target,
            target.begin(),
        ):
            new = joining.join(
                source, target, [j for j in other.journals() if self._sound(other, j)]
            )
            if new:
                self._trust(target, other)
        return new

    def _trust(self, target: "Connection", other: "Binder") -> None:
        """Let the seals of a joined binder count here too."""
        from ir_app.store import reading, writing

        known = (reading.secret(target, JOINED_KEYS) or b"").decode("ascii").split()
        keys = dict.fromkeys([*known, *other.seal_keys()])
        writing.put_secret(target, JOINED_KEYS, " ".join(keys).encode("ascii"))

    @staticmethod
    def _sound(other: "Binder", journal: str) -> bool:
        if other.fault(journal):
            raise troubles.damaged()
        return True

    def heads(self) -> dict[str, tuple[int, str]]:
        """Return number and hash of the last entry of every journal, the practice's included."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.heads(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- the journal ----------------------------------------------------------------------------

    def journals(self) -> list[str]:
        """Return the ids of all incidents, oldest first."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.journals(connection)

    def lost(self) -> list[str]:
        """Return journals whose end somebody took out of the store: no list shows them any more."""
        from ir_app.store import reading

        with self._reading() as connection:
            return reading.lost(connection)

    def entries(self, journal: str, after: int = 0) -> list[Entry]:
        """Return the entries behind number ``after``; an unknown journal has none.

        Of a damaged journal a binder that is only read gives as many as verify.
        """
        from ir_app.store import reading

        try:
            with self._reading() as connection:
                return reading.entries(connection, journal, after)
        except Problem:
            if self.may_write or not (sound := self._sound_entries(journal)):
                raise
            return sound[after:]

    def head(self, journal: str) -> Entry | None:
        """Return the newest entry, or None when there is none; see ``entries`` for damage."""
        from ir_app.store import reading

        try:
            with self._reading() as connection:
                return reading.head(connection, journal)
        except Problem:
            if self.may_write or not (sound := self._sound_entries(journal)):
                raise
            return sound[-1]

    @property
    def may_write(self) -> bool:
        """Tell whether this binder was opened to write."""
        return self._lock is not None

    def _sound_entries(self, journal: str) -> list[Entry]:
        """Return the entries up to the first that can't be read or does not hold together."""
        from ir_app.store import salvage

        return salvage.sound_entries(self._reading, journal)

    def rows(self, journal: str) -> Iterator[tuple[str, str]]:
        """Yield (canonical text, stored hash) in order, damaged ones too, for the check."""
        from ir_app.store import reading

        with self._reading() as connection:
            yield from reading.rows(connection, journal)

    def fault(self, journal: str) -> ChainFault | None:
        """Return the first place where a journal does not hold together, end and seals included."""
        from ir_app.store import reading

        with self._snapshot() as connection:
            rows = list(reading.rows(connection, journal))
            end = reading.tip(connection, journal)
            filed = reading.filed_as(connection, journal)
            displaced = self._displaced(connection, journal)
        if found := next(verify(rows), None):
            return found
        texts, last = [text for text, _ in rows], rows[-1][1] if rows else ""
        if wrong := filed_wrong(texts, filed):
            return wrong
        if end == (len(texts), last):
            return displaced or self._seals(texts, journal).fault
        sentence = f"The journal was cut off: what was written after entry {len(texts)} is missing."
        return ChainFault(len(texts) + 1, "cut off", sentence)

    def _displaced(self, connection: "Connection", journal: str) -> ChainFault | None:
        """Return the first entry whose row does not lie where it was written to."""
        from ir_app.store import reading

        if not (found := reading.displaced(connection, journal)):
            return None
        return ChainFault(found, "changed", f"Entry {found} lies in another place than its own.")

    def seals(self, journal: str) -> "SealReport":
        """Return how far the seals of a journal reach; its chain is checked by ``fault``."""
        return self._seals([text for text, _ in self.rows(journal)], journal)

    def _seals(self, texts: list[str], journal: str) -> "SealReport":
        from ir_app.core.seals import check

        return check(texts, self.seal_keys(journal) or None)

    @property
    def identity(self) -> str:
        """Return what a binder is known by outside of it: its first sealing key, "" before it."""
        return next(iter(self.seal_keys()), "")

    def seal_keys(self, journal: str = PRACTICE) -> tuple[str, ...]:
        """Return the public keys (hex) whose seals count: its own first, then those joined to it.

        Empty for a binder that has sealed nothing yet. In a file they are good in every journal.
        """
        from ir_app.core.seals import public_key

        del journal
        own, joined = self.secret(OWN_KEY), self.secret(JOINED_KEYS) or b""
        first = (public_key(own),) if own else ()
        return (*first, *joined.decode("ascii").split())

    @contextmanager
    def act(self, journal: str, after: int) -> Iterator[Act]:
        """Write one act durably; raises Stale when the journal no longer ends at ``after``.

        All of it is kept once the block has ended normally, none of it in any other case.
        """
        with self.joint_act([(journal, after)]) as (act,):
            yield act

    @contextmanager
    def joint_act(self, places: Sequence[tuple[str, int]]) -> Iterator[list[Act]]:
        """Write one act that concerns several journals: kept in all of them or in none.

        ``places`` are journals with the number each must still end at; raises Stale otherwise.
        """
        with self._working("", alone=True) as connection:
            acts = [self._begun(connection, journal, after) for journal, after in places]
            yield acts
            newest = [act.finish() for act in acts]
        for (journal, _), head in zip(places, newest, strict=True):
            self._heads[journal] = head

    def _begun(self, connection: "Connection", journal: str, after: int) -> Act:
        from ir_app.store import reading

        seq, digest = reading.tip(connection, journal)
        if seq != after:
            raise Stale(journal)
        head = self._heads.get(journal)
        if head is None or head.hash != digest:
            head = reading.head(connection, journal)
        return Act(connection, journal, head, self._clock, head.recorded if head else None)

    @contextmanager
    def _working(self, journal: str, *, alone: bool) -> Iterator["Connection"]:
        """Give one transaction for work beside the journal; a file has one writer at a time."""
        from ir_app.store.engine import WRITES

        del journal, alone
        if self._lock is None:
            raise troubles.read_only()
        with (
            troubles.explained(self._engine.dispose),
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def letter_work(self, journal: str) -> "LetterWork":
        """Return the letters of an incident that are being written, for all to share."""
        from ir_app.store.work import LetterWork

        return LetterWork(self, journal)

    def watch(self, told: Callable[[str, int], None]) -> Callable[[], None]:
        """Call ``told(incident, seq)`` when others write; returns what ends it.

        A file has one writer, this program, so there is nobody to tell of.
        """
        del told
        return lambda: None

    def while_waiting(self, ask: Callable[[], bool] | None) -> None:
        """Have ``ask`` called again and again while a server is silent; a file never is."""

    def hurry(self) -> None:
        """Wait no more for a server that is away: the program is closing; a file never is away."""

    # --- what lies beside it: see beside.py ---------------------------------------------------

    def keep_secret(self, name: str, body: bytes) -> None:
        """Keep bytes under a name outside of any act, in place of earlier ones."""
        from ir_app.store import writing

        with self._working(PRACTICE, alone=False) as connection:
            writing.put_secret(connection, name, body)

    def _snapshot(self) -> AbstractContextManager["Connection"]:
        """Give a connection whose reads are all of one moment; a file's always are."""
        return self._reading()

    @contextmanager
    def _reading(self) -> Iterator["Connection"]:
        with troubles.explained(self._engine.dispose), self._engine.connect() as connection:
            yield connection

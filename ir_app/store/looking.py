"""Looking into a whole file before anything else trusts it."""

from contextlib import closing
from pathlib import Path
from typing import Any

from ir_app.store import troubles
from ir_app.store.engine import Mode, connect
from ir_app.store.tables import APPLICATION

_PAGE = 4096  # bytes, as the encrypting driver makes them
Tips = dict[str, tuple[int, str]]  # incident: number and hash of its last entry


def read_schema(path: Path, key: bytes | None, mode: Mode = Mode.READ) -> int:
    """Return the schema of a binder file; raises Problem when it is not ours or is damaged."""
    if key is None:  # the first bytes say it: a foreign file is left without a trace of us
        with path.open("rb") as file:
            return int.from_bytes(file.read(72)[60:64])
    wal = path.with_name(f"{path.name}-wal")
    lies_in_wait = wal.exists() and wal.stat().st_size > 0
    # Looking leaves no trace: a reader of a settled file would make its shared file again.
    mode = Mode.READ if lies_in_wait and mode is not Mode.FROZEN else Mode.FROZEN
    with troubles.explained(), closing(connect(path, mode, key)) as raw:
        _tell_damage(raw, path)
        if raw.execute("pragma application_id").fetchone() != (APPLICATION,):
            raise troubles.not_ours()
        (schema,) = raw.execute("pragma user_version").fetchone()
        return int(schema)


def tips(path: Path, key: bytes | None, mode: Mode = Mode.READ) -> Tips:
    """Return where every journal ends, after checking all pages; raises Problem on damage."""
    with troubles.explained(), closing(connect(path, mode, key)) as raw:
        if key is not None and raw.execute("pragma cipher_integrity_check").fetchall():
            raise troubles.damaged()
        if raw.execute("pragma quick_check").fetchall() != [("ok",)]:
            raise troubles.damaged()
        rows = raw.execute("select incident, seq, hash from tip order by place").fetchall()
        return {incident: (seq, hash_) for incident, seq, hash_ in rows}


def settle(path: Path, key: bytes | None) -> None:
    """Bring all that was written into the file itself, so that it can be copied alone."""
    with troubles.explained(), closing(connect(path, Mode.WRITE, key)) as raw:
        busy, _, _ = raw.execute("pragma wal_checkpoint(truncate)").fetchone()
        if busy:
            raise troubles.busy()


def _tell_damage(raw: Any, path: Path) -> None:  # noqa: ANN401 - either driver's
    import sqlcipher3.dbapi2 as driver

    try:
        raw.execute("select count(*) from sqlite_master").fetchone()
    except driver.DatabaseError as trouble:  # type: ignore[attr-defined]
        if trouble.sqlite_errorname != "SQLITE_NOTADB":
            raise
        # The key was right by its slot. If no page at all opens with it, the file is another's.
        pages = path.stat().st_size // _PAGE
        bad = len(raw.execute("pragma cipher_integrity_check").fetchall())
        raise (troubles.damaged() if 0 < bad < pages else troubles.other_keys()) from None

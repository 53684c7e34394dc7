"""Encrypting a binder that an earlier version wrote in the clear."""

from contextlib import closing
from pathlib import Path

from ir_app.clock import Clock
from ir_app.store import looking, troubles
from ir_app.store.engine import Mode, connect
from ir_app.store.keys import slots
from ir_app.store.keys.holder import Keys
from ir_app.store.keys.making import new_file
from ir_app.store.keys.source import KeySource
from ir_app.store.staging import staged
from ir_app.store.tables import APPLICATION, SCHEMA


def convert(folder: Path, name: str, clock: Clock, source: KeySource) -> Keys:
    """Put an encrypted copy in the place of the plain file and return its new keys.

    The lock must be held. Until the copy is whole and checked the plain file stays as it is.
    """
    schema = looking.read_schema(folder / name, None)
    if schema > SCHEMA:
        raise troubles.newer()
    file, key = new_file(source, clock.now())
    looking.settle(folder / name, None)
    with staged(folder) as new:
        (new / name).touch(mode=0o600)
        _export(folder / name, new / name, key, schema)
        if looking.tips(new / name, key) != looking.tips(folder / name, None):
            raise troubles.damaged()
        slots.write(new, file)
    return Keys(folder, file, key, clock)


def _export(plain: Path, new: Path, key: bytes, schema: int) -> None:
    with troubles.explained(), closing(connect(new, Mode.CREATE, key)) as raw:
        raw.execute("attach ? as plain key ''", (f"{plain.resolve().as_uri()}?mode=ro",))
        raw.execute("select sqlcipher_export('main', 'plain')")
        raw.execute(f"pragma application_id={APPLICATION}")
        raw.execute(f"pragma user_version={schema}")
        raw.execute("detach plain")

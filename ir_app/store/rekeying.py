"""A new data key: copied, re-keyed, checked, and swapped in together with its slots."""

import shutil
from contextlib import closing
from pathlib import Path

from ir_app.store import looking, troubles
from ir_app.store.archive import BODY
from ir_app.store.engine import Mode, connect
from ir_app.store.keys import slots, wrapping
from ir_app.store.keys.holder import Keys
from ir_app.store.keys.making import resealed
from ir_app.store.staging import staged


def rekey(folder: Path, keys: Keys) -> None:
    """Encrypt the binder with a new data key; every slot that stands opens it as before.

    Nobody may have the file open and the lock must be held. Until all of it is ready the old file
    and the old keys stay as they are.
    """
    key = wrapping.new_key()
    file = resealed(keys.file, key)
    try:
        looking.settle(folder / BODY, keys.key)
        with staged(folder) as new:
            shutil.copyfile(folder / BODY, new / BODY)
            (new / BODY).chmod(0o600)
            _change(new / BODY, keys.key, key)
            if looking.tips(new / BODY, key) != looking.tips(folder / BODY, keys.key):
                raise troubles.damaged()
            slots.write(new, file)
    except OSError as trouble:
        raise troubles.explain_disk(trouble) from trouble
    keys.file, keys.key = file, key


def _change(path: Path, old: bytes, new: bytes) -> None:
    with troubles.explained(), closing(connect(path, Mode.CREATE, old)) as raw:
        raw.execute(f"pragma rekey=\"x'{new.hex()}'\"")

"""Which versions of the playbooks went out: their digests, and the ids their steps had."""

from pathlib import Path

import msgspec

from ir_app.problems import Problem


class Release(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a playbook as it went out."""

    playbook: str
    version: str
    digest: str
    steps: tuple[str, ...]
    stops: tuple[str, ...]  # those of them that have a stop line


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    release: tuple[Release, ...]


def read_releases(path: Path) -> tuple[Release, ...]:
    """Read the released versions; raises Problem naming the file and the place of a mistake."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_File).release
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The file “{path.name}” can't be read: {trouble}.",
            safe="Nothing you entered was touched.",
            do="Put back the file that came with the program.",
        ) from trouble

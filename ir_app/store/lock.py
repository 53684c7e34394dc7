"""One copy at a time: the operating system's lock on a small file beside the binder."""

import errno
import os
import sys
from pathlib import Path

from ir_app.problems import Problem

MADE = b"Incident Binder keeps its data in this folder.\n"  # written once a binder is made
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_FAR = 1 << 30  # Windows locks bytes, not files: one far behind the text


class InUse(Problem):
    """Another copy of the program has the folder open: nothing is wrong with the binder."""


class FolderLock:
    """Holds the folder until ``release`` or the end of the process, however it ends."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _take(self._file)
        except OSError as trouble:
            os.close(self._file)
            if trouble.errno not in _HELD:
                raise  # a drive that knows no locks, or fails
            raise InUse(
                what="Another copy of Incident Binder is open on this folder.",
                do="Use the window that is already open, or close it and start again.",
            ) from trouble

    @property
    def made(self) -> bool:
        """Tell whether a binder was once made in this folder."""
        return os.fstat(self._file).st_size > 0

    def mark_made(self) -> None:
        """Write down, durably, that this folder holds a binder."""
        if not self.made:
            os.write(self._file, MADE)
            os.fsync(self._file)

    def release(self) -> None:
        """Let the next copy in; a second call does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(file: int) -> None:
        # flock, not lockf: closing any other handle of the file must not let go of it.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""Where files live: the shipped content and the practice's own data."""

import sys
from pathlib import Path

_NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "9p",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs2",
}
_EMERGENCY = "-emergency"
_PACKAGE = Path(__file__).resolve().parent


def content(*parts: str) -> Path:
    """Return a path inside the shipped content, such as ``content("resources", "law")``."""
    packed = _PACKAGE / "_content"
    root = packed if packed.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)


def state_folder() -> Path:
    """Return the folder where this computer keeps what it has seen, outside any binder."""
    from platformdirs import user_state_path

    return user_state_path("IncidentBinder", appauthor=False)


def emergency_binder(folder: Path) -> Path | None:
    """Return where to start when the binder in ``folder`` does not open; None for that very one."""
    if folder.name.endswith(_EMERGENCY):
        return None
    return folder.with_name(f"{folder.name}{_EMERGENCY}")


def is_on_network(folder: Path) -> bool:
    """Tell whether a folder lies on another computer's drive, as far as the system says so."""
    if sys.platform == "win32":
        import ctypes

        path = str(folder.resolve())
        return path.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path[:3]) == 4
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # a system that does not say
    return kind_of_mount(mounts, folder.resolve()) in _NETWORK


def kind_of_mount(mounts: str, folder: Path) -> str:
    """Return the file system of a folder from what ``/proc/self/mounts`` holds, or ""."""
    rows = [line.split(" ") for line in mounts.splitlines()]
    known = [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]
    above = [(place, kind) for place, kind in known if folder.is_relative_to(place)]
    return max(above, key=lambda one: len(one[0]), default=("", ""))[1]


def default_binder() -> Path:
    """Return the folder of the practice's binder when ``--data`` is not given."""
    from platformdirs import user_data_path

    return user_data_path("IncidentBinder", appauthor=False)

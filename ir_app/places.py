"""Where files live: the shipped content and the practice's own data."""

from pathlib import Path

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


def default_binder() -> Path:
    """Return the folder of the practice's binder when ``--data`` is not given."""
    from platformdirs import user_data_path

    return user_data_path("IncidentBinder", appauthor=False)

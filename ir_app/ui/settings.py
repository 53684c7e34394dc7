"""How the program looks for this person: text size and colours; never anything of a patient."""

from pathlib import Path

import msgspec

from ir_app.ui.theme import SCALES, Scheme


class Settings(msgspec.Struct):
    """What is kept between two starts of the window."""

    scale: int = 100
    scheme: Scheme = Scheme.SYSTEM
    lock_minutes: int = 10  # without a key or the mouse; 0 never locks

    def larger(self, steps: int) -> None:
        """Move the text size up or down the four sizes."""
        place = SCALES.index(self.scale) + steps
        self.scale = SCALES[max(0, min(len(SCALES) - 1, place))]


def load(folder: Path) -> Settings:
    """Read the settings; a missing or damaged file means the usual ones."""
    try:
        settings = msgspec.json.decode((folder / "window.json").read_bytes(), type=Settings)
    except (OSError, ValueError):
        return Settings()
    if settings.scale not in SCALES:
        settings.scale = 100
    return settings


def save(folder: Path, settings: Settings) -> None:
    """Keep the settings; a disk that refuses costs only the text size."""
    try:
        (folder / "window.json").write_bytes(msgspec.json.encode(settings))
    except OSError:
        return

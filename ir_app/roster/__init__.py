"""Patient lists: read, cleaned with a note for every change, merged, and counted."""

from ir_app.roster.preview import Preview, preview
from ir_app.roster.reading import RosterReading, read_roster
from ir_app.roster.summary import summarize, summary_text

__all__ = ["Preview", "RosterReading", "preview", "read_roster", "summarize", "summary_text"]

"""Tells a screen reader what happened, where Qt can."""

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Announce words politely, or at once when urgent; older Qt stays silent."""
    make = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if make is None or not words:
        return
    event = make(widget, words)
    polite = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if urgent else polite.Polite)
    QtGui.QAccessible.updateAccessibility(event)

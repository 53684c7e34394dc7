"""Incident Binder: walks a dental practice through a computer incident."""

__version__ = "0.1.0"

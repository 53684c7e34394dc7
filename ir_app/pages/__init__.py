"""What each screen says: frozen dataclasses of finished text, built from folded facts. No Qt."""

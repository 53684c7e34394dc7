"""Playbooks as CACAO 2.0 files (OASIS), out and in, through one extension."""

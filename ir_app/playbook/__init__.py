"""Playbooks: read, check, run, print."""

"""Proves what must hold of a playbook, for every answer and wherever each step stands."""

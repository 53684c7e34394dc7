"""The binder on disk: the journal, the people, the letters and the evidence, kept durably.

Importing this package costs next to nothing; the database is loaded when a binder is opened.
"""

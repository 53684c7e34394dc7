"""The binder of a group of offices on PostgreSQL: the same tables and the same interface."""

"""Schema 3: what is left to do of letters that are being written."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Add the tables ``batch`` and ``batch_left``, as they were then."""
    op.create_table(
        "batch",
        sa.Column("batch", sa.Text, primary_key=True),
        sa.Column("incident", sa.Text, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "batch_left",
        sa.Column("batch", sa.Text, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("incident", sa.Text, nullable=False),
        sa.Column("letter", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sqlite_strict=True,
    )

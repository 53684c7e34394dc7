"""Schema 2: a place for what the program keeps and shows to nobody."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Add the table ``secret``; written out here, so that later changes of it change nothing."""
    op.create_table(
        "secret",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )

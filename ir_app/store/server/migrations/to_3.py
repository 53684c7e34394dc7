"""Schema 3 of a server: shared letter work, keys that seal, the server's clock beside ours.

Written out here, so that later changes of the tables and guards change nothing.
"""

import sqlalchemy as sa
from alembic.operations import Operations

_HOME = "incident_binder.home_of(current_setting('ir_app.incident'::text, true))"
_MINE = "practice = (SELECT my_practice())"
_SEEN = f"({_MINE} OR incident IN (SELECT shared_with_me()))"
_WRITER, _READER = "incident_binder_writer", "incident_binder_reader"


def upgrade(op: Operations) -> None:
    """Add tables, columns, guards and walls, and the keys that have sealed so far."""
    for name in ("pin", "pin_failure", "secret"):
        own = "incident_binder.my_practice()"
        op.execute(f"ALTER TABLE {name} ALTER COLUMN practice SET DEFAULT {own}")
    _work(op)
    _clock(op)
    _seal_keys(op)


def _whose() -> "sa.Column[str]":
    return sa.Column("practice", sa.Text, nullable=False, server_default=sa.text(_HOME))


def _work(op: Operations) -> None:
    op.create_table(
        "batch",
        sa.Column("batch", sa.Text, nullable=False),
        sa.Column("incident", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        _whose(),
        sa.PrimaryKeyConstraint("batch", "practice"),
        sa.UniqueConstraint("incident", "practice"),
    )
    op.create_table(
        "batch_left",
        sa.Column("batch", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("incident", sa.Text, nullable=False),
        sa.Column("letter", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        _whose(),
        sa.PrimaryKeyConstraint("batch", "place", "practice"),
    )
    for name in ("batch", "batch_left"):
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY {name}_seen ON {name} FOR SELECT USING ({_SEEN})")
        added = "practice = home_of(incident)"
        op.execute(f"CREATE POLICY {name}_added ON {name} FOR INSERT WITH CHECK ({added})")
        op.execute(f"CREATE POLICY {name}_taken ON {name} FOR UPDATE USING ({_SEEN})")
        op.execute(f"CREATE POLICY {name}_gone ON {name} FOR DELETE USING ({_SEEN})")
        op.execute(f"GRANT SELECT ON {name} TO {_WRITER}, {_READER}")
    op.execute(f"GRANT INSERT, DELETE, UPDATE (place) ON batch_left TO {_WRITER}")
    op.execute(f"GRANT INSERT, DELETE ON batch TO {_WRITER}")


def _clock(op: Operations) -> None:
    op.add_column("journal", sa.Column("written_at", sa.DateTime(timezone=True)))
    op.add_column(
        "journal", sa.Column("machine", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    op.execute(_IN_ORDER)


_IN_ORDER = rf"""
    CREATE OR REPLACE FUNCTION journal_in_order() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = incident_binder, pg_temp AS $$
    DECLARE
      entry json := replace(NEW.text, '\u0000', '\ufffd')::json;
      ends record;
    BEGIN
      PERFORM lock_journal(NEW.practice, entry ->> 'incident');
      SELECT seq, hash INTO ends FROM tip
      WHERE incident = entry ->> 'incident' AND practice = NEW.practice;
      IF (entry ->> 'seq')::integer IS DISTINCT FROM coalesce(ends.seq, 0) + 1 THEN
        RAISE EXCEPTION 'entries follow each other without gaps' USING ERRCODE = '23514';
      END IF;
      IF entry ->> 'prev' IS DISTINCT FROM coalesce(ends.hash, '{"0" * 64}') THEN
        RAISE EXCEPTION 'an entry names the hash of the entry before it' USING ERRCODE = '23514';
      END IF;
      IF NEW.hash IS DISTINCT FROM encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'the hash is that of the text' USING ERRCODE = '23514';
      END IF;
      NEW.written_by := session_user;
      NEW.written_at := clock_timestamp();
      NEW.machine := coalesce(current_setting('ir_app.machine', true), '');
      RETURN NEW;
    END $$"""


def _seal_keys(op: Operations) -> None:
    for statement in _SEAL_KEYS:
        op.execute(statement)
    op.execute(f"GRANT SELECT ON seal_key TO {_WRITER}, {_READER}")
    op.execute(f"GRANT INSERT (practice, public_key, former, signature) ON seal_key TO {_WRITER}")
    for statement in _SEAL_GUARDS:
        op.execute(statement)
    _known_so_far(op)


_SEAL_KEYS = (
    """CREATE TABLE seal_key (
      place bigint GENERATED ALWAYS AS IDENTITY, practice text NOT NULL REFERENCES practice,
      public_key text NOT NULL, former text NOT NULL, signature text NOT NULL,
      PRIMARY KEY (practice, public_key))""",
    "ALTER TABLE seal_key ENABLE ROW LEVEL SECURITY",
    """CREATE POLICY seal_key_seen ON seal_key FOR SELECT
      USING ((SELECT my_practice()) IS NOT NULL)""",
    f"CREATE POLICY seal_key_added ON seal_key FOR INSERT WITH CHECK ({_MINE})",
)
_SEAL_GUARDS = (
    """
    CREATE FUNCTION seal_key_follows() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = incident_binder, pg_temp AS $$ BEGIN
      PERFORM lock_journal(NEW.practice, 'seal keys');
      IF EXISTS (SELECT 1 FROM seal_key WHERE practice = NEW.practice) AND NOT EXISTS (
        SELECT 1 FROM seal_key WHERE practice = NEW.practice AND public_key = NEW.former)
      THEN
        RAISE EXCEPTION 'the former key speaks for a new one' USING ERRCODE = '23514';
      END IF;
      RETURN NEW;
    END $$""",
    "REVOKE ALL ON FUNCTION seal_key_follows() FROM public",
    """CREATE TRIGGER seal_key_never BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_key
      FOR EACH STATEMENT EXECUTE FUNCTION never()""",
    """CREATE TRIGGER seal_key_seal_key_follows BEFORE INSERT ON seal_key
      FOR EACH ROW EXECUTE FUNCTION seal_key_follows()""",
)


def _known_so_far(op: Operations) -> None:
    """Write down the key of every practice that has one, and those that were joined to it."""
    from ir_app.store.server.sealkeys import announce

    connection = op.get_bind()
    own = sa.text("SELECT practice, body FROM secret WHERE name = 'seal' ORDER BY practice")
    joined = sa.text("SELECT body FROM secret WHERE name = 'seal-joined' AND practice = :whose")
    for practice, private in connection.execute(own).all():
        others = connection.scalar(joined, {"whose": practice}) or b""
        announce(connection, practice, bytes(private), bytes(others).decode("ascii").split())

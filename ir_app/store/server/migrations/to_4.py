"""Schema 4 of a server: a stamp over what the server itself noted beside an entry.

Written out here, so that later changes of the tables and guards change nothing.
"""

import sqlalchemy as sa
from alembic.operations import Operations

_STAMP = """encode(sha256(textsend(concat_ws('|', {0}.hash, {0}.place, {0}.practice, {0}.written_by,
    coalesce(CAST(extract(epoch FROM {0}.written_at) * 1000000 AS bigint), 0),
    {0}.machine))), 'hex')"""


def upgrade(op: Operations) -> None:
    """Add the column, have the guard fill it, and stamp the entries that are there."""
    op.add_column(
        "journal", sa.Column("stamp", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    op.execute(_IN_ORDER)
    op.execute("ALTER TABLE journal DISABLE TRIGGER USER")
    op.execute(f"UPDATE journal SET stamp = {_STAMP.format('journal')}")
    op.execute("ALTER TABLE journal ENABLE TRIGGER USER")


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
      NEW.stamp := {_STAMP.format("NEW")};
      RETURN NEW;
    END $$"""

"""The server's guards: triggers that refuse to change what was written, whoever asks."""

from collections.abc import Iterator

from ir_app.core.journal import NO_HASH
from ir_app.store.tables import JSON, KEPT

CHANNEL = "incident_binder"

# Over what the server itself notes beside an entry, so that a change of it is seen; {0} is the row.
STAMP = """encode(sha256(textsend(concat_ws('|', {0}.hash, {0}.place, {0}.practice, {0}.written_by,
    coalesce(CAST(extract(epoch FROM {0}.written_at) * 1000000 AS bigint), 0),
    {0}.machine))), 'hex')"""

# Generated columns are worked out after these triggers, so the text itself is read.
FUNCTIONS = (
    """
    CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'what was written is never changed or removed' USING ERRCODE = '23514';
    END $$""",
    f"""
    CREATE FUNCTION journal_in_order() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = incident_binder, pg_temp AS $$
    DECLARE
      entry json := {JSON.format("NEW.text")};
      ends record;
    BEGIN
      PERFORM lock_journal(NEW.practice, entry ->> 'incident');
      SELECT seq, hash INTO ends FROM tip
      WHERE incident = entry ->> 'incident' AND practice = NEW.practice;
      IF (entry ->> 'seq')::integer IS DISTINCT FROM coalesce(ends.seq, 0) + 1 THEN
        RAISE EXCEPTION 'entries follow each other without gaps' USING ERRCODE = '23514';
      END IF;
      IF entry ->> 'prev' IS DISTINCT FROM coalesce(ends.hash, '{NO_HASH}') THEN
        RAISE EXCEPTION 'an entry names the hash of the entry before it' USING ERRCODE = '23514';
      END IF;
      IF NEW.hash IS DISTINCT FROM encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'the hash is that of the text' USING ERRCODE = '23514';
      END IF;
      NEW.written_by := session_user;
      NEW.written_at := clock_timestamp();
      NEW.machine := coalesce(current_setting('ir_app.machine', true), '');
      NEW.stamp := {STAMP.format("NEW")};
      RETURN NEW;
    END $$""",
    f"""
    CREATE FUNCTION journal_moves_tip() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = incident_binder, pg_temp AS $$ BEGIN
      INSERT INTO tip (incident, seq, hash, practice)
      VALUES (NEW.incident, NEW.seq, NEW.hash, NEW.practice)
      ON CONFLICT (incident, practice) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
      PERFORM pg_notify('{CHANNEL}', md5(NEW.practice) || ' ' || NEW.seq || ' ' || NEW.incident);
      RETURN NULL;
    END $$""",
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
    """
    CREATE FUNCTION tip_only_forward() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = incident_binder, pg_temp AS $$ BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM journal WHERE incident = NEW.incident AND practice = NEW.practice
          AND seq = NEW.seq AND hash = NEW.hash)
      THEN
        RAISE EXCEPTION 'the end of a journal only moves with it' USING ERRCODE = '23514';
      END IF;
      IF TG_OP = 'UPDATE' AND (NEW.place, NEW.incident, NEW.practice, NEW.seq) IS DISTINCT FROM
        (OLD.place, OLD.incident, OLD.practice, OLD.seq + 1)
      THEN
        RAISE EXCEPTION 'the end of a journal only moves on' USING ERRCODE = '23514';
      END IF;
      RETURN NEW;
    END $$""",
)


def server_guards() -> Iterator[tuple[str, str, str]]:
    """Yield (table, name, CREATE TRIGGER statement) of every guard on the server."""
    for table in KEPT:
        yield _trigger(table.name, "never", "BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT")
    yield _trigger("seal_key", "never", "BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT")
    yield _trigger("seal_key", "seal_key_follows", "BEFORE INSERT", "ROW")
    yield _trigger("tip", "never", "BEFORE DELETE OR TRUNCATE", "STATEMENT")
    yield _trigger("tip", "tip_only_forward", "BEFORE INSERT OR UPDATE", "ROW")
    yield _trigger("journal", "journal_in_order", "BEFORE INSERT", "ROW")
    yield _trigger("journal", "journal_moves_tip", "AFTER INSERT", "ROW")


def _trigger(table: str, function: str, when: str, each: str) -> tuple[str, str, str]:
    name = f"{table}_{function}"
    action = f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    return table, name, f"CREATE TRIGGER {name} {when} ON {table} {action}"

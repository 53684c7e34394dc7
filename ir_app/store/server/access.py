"""Who may do what on the server: three roles, and walls between practices."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from ir_app.core.practice import PRACTICE
from ir_app.store.server.tables import OPEN, WORK
from ir_app.store.tables import KEPT

OWNER, WRITER, READER = (f"incident_binder_{name}" for name in ("owner", "writer", "reader"))
ROLES = {"writer": WRITER, "reader": READER}
_DEFINER = "SECURITY DEFINER SET search_path = incident_binder, pg_temp"

TABLES = (
    "CREATE TABLE about (schema_version integer NOT NULL)",
    "CREATE TABLE practice (practice text PRIMARY KEY)",
    """CREATE TABLE membership (
      practice text NOT NULL REFERENCES practice, login text NOT NULL,
      PRIMARY KEY (practice, login))""",
    f"""CREATE TABLE shared (
      incident text PRIMARY KEY CHECK (incident <> '{PRACTICE}'), practice text NOT NULL)""",
    # Which keys seal for a practice, for the whole group to see; the former one signs the next.
    """CREATE TABLE seal_key (
      place bigint GENERATED ALWAYS AS IDENTITY, practice text NOT NULL REFERENCES practice,
      public_key text NOT NULL, former text NOT NULL, signature text NOT NULL,
      PRIMARY KEY (practice, public_key))""",
)

# session_user, not current_user: within these functions the latter is the owner.
FUNCTIONS = (
    f"""CREATE FUNCTION my_practices() RETURNS SETOF text LANGUAGE sql STABLE {_DEFINER} AS $$
      SELECT practice FROM membership WHERE login = session_user ORDER BY practice $$""",
    f"""CREATE FUNCTION my_practice() RETURNS text LANGUAGE sql STABLE {_DEFINER} AS $$
      SELECT practice FROM membership
      WHERE login = session_user AND practice = current_setting('ir_app.practice', true) $$""",
    f"""CREATE FUNCTION shared_with_me() RETURNS SETOF text LANGUAGE sql STABLE {_DEFINER} AS $$
      SELECT incident FROM shared WHERE my_practice() IS NOT NULL $$""",
    f"""CREATE FUNCTION home_of(what text) RETURNS text LANGUAGE sql STABLE {_DEFINER} AS $$
      SELECT coalesce(
        (SELECT practice FROM shared WHERE incident = what AND my_practice() IS NOT NULL),
        my_practice()) $$""",
    """CREATE FUNCTION lock_journal(whose text, what text) RETURNS void LANGUAGE sql AS $$
      SELECT pg_advisory_xact_lock(hashtextextended(whose || '/' || what, 0)) $$""",
    """CREATE FUNCTION begin_act(what text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
      PERFORM set_config('ir_app.incident', what, true);
      PERFORM lock_journal(home_of(what), what);
    END $$""",
    f"""CREATE FUNCTION share_incident(what text) RETURNS void LANGUAGE plpgsql {_DEFINER} AS $$
    BEGIN
      INSERT INTO shared (incident, practice)
      SELECT incident, practice FROM tip WHERE incident = what AND practice = my_practice()
        AND pg_has_role(session_user, '{WRITER}', 'member');
      IF NOT FOUND THEN
        RAISE EXCEPTION 'only its own practice shares an incident' USING ERRCODE = '42501';
      END IF;
    END $$""",
)
_CALLED = (
    "my_practices()",
    "my_practice()",
    "shared_with_me()",
    "home_of(text)",
    "lock_journal(text, text)",
    "begin_act(text)",
    "share_incident(text)",
)


def walls() -> Iterator[str]:
    """Yield the row-level policies: each login sees its practice and what the group shares."""
    mine = "practice = (SELECT my_practice())"
    for table in KEPT:
        seen = f"({mine} OR incident IN (SELECT shared_with_me()))"
        if table.name == "blob":  # the same bytes are kept once an incident, not once a practice
            here = "nullif(current_setting('ir_app.incident', true), '')"
            seen += f" AND incident = coalesce({here}, incident)"
        yield from _wall(table.name, seen, "practice = home_of(incident)")
    for name in WORK:
        seen = f"({mine} OR incident IN (SELECT shared_with_me()))"
        yield from _wall(name, seen, "practice = home_of(incident)")
        yield f"CREATE POLICY {name}_taken ON {name} FOR UPDATE USING ({seen})"
        yield f"CREATE POLICY {name}_gone ON {name} FOR DELETE USING ({seen})"
    yield from _wall("seal_key", "(SELECT my_practice()) IS NOT NULL", mine)
    yield from _wall("tip", f"{mine} OR incident IN (SELECT shared_with_me())", "false")
    for name in OPEN:
        yield from _wall(name, mine, mine)
        yield f"CREATE POLICY {name}_gone ON {name} FOR DELETE USING ({mine})"


def _wall(table: str, seen: str, added: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY {table}_seen ON {table} FOR SELECT USING ({seen})"
    yield f"CREATE POLICY {table}_added ON {table} FOR INSERT WITH CHECK ({added})"


def grants() -> Iterator[str]:
    """Yield the least rights that each role needs; a reader never sees what proves a PIN."""
    kept, both = ", ".join(table.name for table in KEPT), f"{WRITER}, {READER}"
    yield f"GRANT USAGE ON SCHEMA incident_binder TO {both}"
    yield f"GRANT SELECT ON {kept}, {', '.join(WORK)}, seal_key, tip, about TO {both}"
    yield f"GRANT INSERT ON {kept} TO {WRITER}"
    yield f"GRANT SELECT, INSERT, DELETE ON {', '.join(OPEN)} TO {WRITER}"
    yield f"GRANT INSERT, DELETE, UPDATE (place) ON batch_left TO {WRITER}"
    yield f"GRANT INSERT, DELETE ON batch TO {WRITER}"
    yield f"GRANT INSERT (practice, public_key, former, signature) ON seal_key TO {WRITER}"
    yield f"GRANT USAGE ON SEQUENCE journal_place_seq TO {WRITER}"
    yield "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA incident_binder FROM public"
    for function in _CALLED:
        yield f"GRANT EXECUTE ON FUNCTION {function} TO {both}"


def has(connection: Connection, role: str) -> bool:
    """Tell whether the login of a connection has one of the roles, itself or through others."""
    asked = text("SELECT pg_has_role(session_user, :role, 'member')")
    return bool(connection.scalar(asked, {"role": role}))

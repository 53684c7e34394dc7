"""What the group's owner does: make the tables and roles, add practices, let people in."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from ir_app.problems import Problem
from ir_app.store import troubles
from ir_app.store.server import access, guards
from ir_app.store.server.address import Address, check_practice
from ir_app.store.server.engine import Line, make_server_engine
from ir_app.store.server.tables import SCHEMA as NAME
from ir_app.store.server.tables import VERSION, server_tables


def init(address: Address) -> None:
    """Make schema, tables, guards and roles in one transaction; raises Problem if there."""
    with owner(address, "") as connection:
        if connection.scalar(text("SELECT to_regnamespace(:name)"), {"name": NAME}) is not None:
            raise Problem(
                what="This database already holds a group's binder.",
                safe="It was left as it is.",
                do="Add practices to it, or choose another database.",
            )
        for statement in _statements():
            connection.exec_driver_sql(statement)


def _statements() -> Iterator[str]:
    for role in (access.OWNER, access.WRITER, access.READER):
        yield f"""DO $$ BEGIN CREATE ROLE {role} NOLOGIN;
          EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""
    yield f"GRANT {access.OWNER} TO CURRENT_USER"
    yield f"CREATE SCHEMA {NAME} AUTHORIZATION {access.OWNER}"
    yield f"SET LOCAL ROLE {access.OWNER}"
    yield from access.TABLES
    yield from access.FUNCTIONS
    yield from _tables()
    yield from guards.FUNCTIONS
    yield from (statement for _, _, statement in guards.server_guards())
    yield from access.walls()
    yield from access.grants()
    yield f"INSERT INTO about VALUES ({VERSION})"


def _tables() -> Iterator[str]:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in server_tables().sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))


def add_practice(address: Address, practice: str) -> None:
    """Make room for a practice; raises Problem when its short name is taken."""
    check_practice(practice)
    with owner(address) as connection:
        found = connection.execute(
            text("INSERT INTO practice VALUES (:name) ON CONFLICT DO NOTHING"), {"name": practice}
        )
        if not found.rowcount:
            raise Problem(
                what=f"There is already a practice “{practice}” in this group.",
                safe="Nothing was changed.",
                do="Choose another short name.",
            )


def grant(address: Address, role: str, login: str, practice: str) -> None:
    """Give a login of the server a role in a practice; raises Problem when either is unknown."""
    with owner(address) as connection:
        known = "SELECT 1 FROM practice WHERE practice = :name"
        if not connection.scalar(text(known), {"name": practice}):
            raise _unknown(f"practice “{practice}”", "Add it with: ir-app group add-practice.")
        known = "SELECT 1 FROM pg_roles WHERE rolname = :name AND rolcanlogin"
        if not connection.scalar(text(known), {"name": login}):
            raise _unknown(f"login “{login}”", "Make it with PostgreSQL's createuser --pwprompt.")
        quoted = connection.scalar(text("SELECT quote_ident(:name)"), {"name": login})
        connection.execute(
            text("INSERT INTO membership VALUES (:practice, :login) ON CONFLICT DO NOTHING"),
            {"practice": practice, "login": login},
        )
        connection.exec_driver_sql("RESET ROLE")  # whoever runs the server gives out its roles
        connection.exec_driver_sql(f"GRANT {access.ROLES[role]} TO {quoted}")


def _unknown(what: str, do: str) -> Problem:
    return Problem(what=f"There is no {what} here.", safe="Nothing was changed.", do=do)


@contextmanager
def owner(address: Address, role: str = access.OWNER) -> Iterator[Connection]:
    """Give one transaction as the owner of the tables."""
    engine = make_server_engine(Line(address))
    try:
        with troubles.explained(), engine.connect() as connection, connection.begin():
            if role:
                _become(connection, role)
            yield connection
    finally:
        engine.dispose()


def _become(connection: Connection, role: str) -> None:
    try:
        connection.exec_driver_sql(f"SET LOCAL ROLE {role}")
    except DBAPIError:
        raise _unknown("group's binder of yours", "Make it with: ir-app group init.") from None

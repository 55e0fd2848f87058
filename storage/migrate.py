"""The schema's version: brings a database to the newest one, in one transaction.

Alembic is imported only where there is something to migrate: it costs every other start a quarter of a second. A bot
leaves it to a process of its own (`python -m storage.migrate`), because it would keep its 10 MB for ever.
"""

import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST: Final = "0008"


class NewerSchemaError(Exception):
    """The tables are a newer program's."""


def migrate(database: Database) -> None:
    """Apply whatever migrations the database lacks; raises NewerSchemaError."""
    with database.transaction() as session:
        connection = session.connection()
        if not _is_newest(connection):
            from alembic import command  # noqa: PLC0415 - see above

            command.upgrade(configuration(connection), "head")


def migrate_apart(database: Database) -> None:
    """The same, in another process where there is something to do."""
    with database.transaction() as session:
        done = _is_newest(session.connection())
    if not done:
        # On its standard input: anybody on the machine can read a command line.
        apart = subprocess.run(
            [sys.executable, "-m", "storage.migrate"],
            input=database.url.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[1],
            check=False,
        )
        if apart.returncode:
            # What is wrong with it is told where it can be heard.
            migrate(database)


def _is_newest(connection: Connection) -> bool:
    version = _version(connection)
    if version is not None and version > NEWEST:
        raise NewerSchemaError
    return version == NEWEST


def _version(connection: Connection) -> str | None:
    """The version that the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def configuration(connection: object) -> "Config":
    """Alembic's configuration for our migrations on an open connection."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(resources.files("storage") / "migrations"))
    config.attributes["connection"] = connection
    return config


def main() -> None:
    """Migrate the database whose URL is on standard input."""
    database = Database(sys.stdin.read())
    migrate(database)
    database.close()


if __name__ == "__main__":
    main()

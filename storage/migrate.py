"""The schema's version: brings a database to the newest one, in one transaction.

Alembic is imported only where there is something to migrate: it costs every other start a quarter of a second.
"""

from importlib import resources
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST: Final = "0007"


def migrate(database: Database) -> None:
    """Apply whatever migrations the database lacks."""
    with database.transaction() as session:
        connection = session.connection()
        if _version(connection) != NEWEST:
            from alembic import command  # noqa: PLC0415 - see above

            command.upgrade(configuration(connection), "head")


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

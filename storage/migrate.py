"""The schema's version: brings a database to the newest one, in one transaction."""

from importlib import resources

from alembic import command
from alembic.config import Config

from storage.database import Database


def migrate(database: Database) -> None:
    """Apply whatever migrations the database lacks."""
    with database.transaction() as session:
        command.upgrade(configuration(session.connection()), "head")


def configuration(connection: object) -> Config:
    """Alembic's configuration for our migrations on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(resources.files("storage") / "migrations"))
    config.attributes["connection"] = connection
    return config

"""The migrations make exactly the tables that the code means."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import SQLModel

from storage import models
from storage.database import Database
from storage.migrate import NEWEST, configuration, migrate, migrate_apart

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def schema(database: Database) -> list[tuple[object, ...]]:
    """Every table and index, as its columns are."""
    with database.transaction() as session:
        names = session.connection().execute(text("SELECT name FROM sqlite_master WHERE name NOT LIKE 'alembic%'"))
        found: list[tuple[object, ...]] = []
        for (name,) in names.all():
            for pragma in ("table_info", "index_info", "foreign_key_list"):
                rows = session.connection().exec_driver_sql(f"PRAGMA {pragma}('{name}')")
                found += [(name, pragma, *row) for row in rows if not name.startswith("sqlite_autoindex")]
        return sorted(found, key=repr)


def test_migrated_tables_are_the_models(tmp_path: Path) -> None:
    """Nothing is left for another migration to do."""
    assert models.__all__
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    migrate(database)
    with database.transaction() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    database.close()


def test_a_migrated_database_is_a_fresh_one(tmp_path: Path) -> None:
    """Made by migrations or straight from the models, it is the same; migrating twice changes nothing."""
    migrated, fresh = (Database(f"sqlite:///{tmp_path / name}") for name in ("a.db", "b.db"))
    migrate(migrated)
    before = schema(migrated)
    migrate(migrated)
    with fresh.transaction() as session:
        SQLModel.metadata.create_all(session.connection())
    assert before == schema(migrated) == schema(fresh)
    for database in (migrated, fresh):
        database.close()


def test_every_connection_is_durable_and_strict(tmp_path: Path) -> None:
    """A commit is on the disk when it returns, and foreign keys hold."""
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with database.transaction() as session:
        found = {name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    assert found == PRAGMAS
    database.close()


def test_the_newest_version_is_the_one_named() -> None:
    """A start looks only whether the database is there yet."""
    with Database("sqlite://").transaction() as session:
        script = ScriptDirectory.from_config(configuration(session.connection()))
    assert script.get_current_head() == NEWEST


def test_a_long_look_holds_up_nobody(tmp_path: Path) -> None:
    """Whoever reads sees one moment of what is kept, while others go on writing."""
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    migrate(database)
    counted = text("SELECT count(*) FROM instansi")
    with database.reading() as looking:
        assert looking.connection().execute(counted).scalar() == 0
        with database.transaction() as session:
            session.connection().execute(
                text("INSERT INTO instansi (id, kode, nama, created_at) VALUES (1, 'A', 'A', '2022-01-01')")
            )
        assert looking.connection().execute(counted).scalar() == 0
    with database.reading() as looking:
        assert looking.connection().execute(counted).scalar() == 1
    database.close()


def test_a_bot_leaves_it_to_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the bot was started, the same tables are made; what they are at already is left alone."""
    monkeypatch.chdir(tmp_path)
    apart, here = (Database(f"sqlite:///{name}") for name in ("a.db", "b.db"))
    migrate(here)
    for _ in range(2):
        migrate_apart(apart)
        assert schema(apart) == schema(here)
    for database in (apart, here):
        database.close()

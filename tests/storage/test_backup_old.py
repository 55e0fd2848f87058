"""A backup of an older version of the tables comes up to the newest one, as its store would have."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import DateTime, MetaData, event

from storage import backup_manifest, backup_tables, records, restore
from storage.audit_check import verify
from storage.backup_manifest import FILE_LIST, FilesPart, Manifest, known_by
from storage.migrate import migrate
from storage.models.columns import UtcDateTime
from storage.packed_lines import packed
from tests.backups import Kept, Stores, stores, unseen
from tests.storage.test_upgrade import NOW, ROWS, VAULT, move

__all__ = ["stores"]


@pytest.fixture
def first(stores: Stores) -> Kept:
    """Give a store of the first version, with one account."""
    kept = stores.on_sqlite("first")
    move(kept.database, "0001")
    with kept.database.transaction() as session:
        for table, row in ROWS.items():
            places = ", ".join("?" * len(row))
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"  # noqa: S608 - the test's own names
            session.connection().exec_driver_sql(statement, tuple(row.values()))
    return kept


def backed_up(kept: Kept, folder: Path, version: str) -> None:
    """As a program took it whose tables were those of this version."""
    found = MetaData()

    @event.listens_for(found, "column_reflect")
    def _aware(_inspector: object, _table: object, column: dict[str, object]) -> None:
        if isinstance(column["type"], DateTime):
            column["type"] = UtcDateTime()

    backup_manifest.claim(folder)
    with kept.database.reading() as session:
        found.reflect(session.connection())
        tables = tuple(
            backup_tables.write(session.connection(), table, folder, lambda *_: None)
            for table in found.sorted_tables
            if table.name != "alembic_version"
        )
    with packed(folder / FILE_LIST) as listed:
        files = FilesPart(0, 0, listed.end())
    backup_manifest.finish(folder, VAULT, Manifest(version, NOW, tables, files, known_by(VAULT)))


@pytest.mark.parametrize("migrated", [False, True])
def test_a_backup_of_the_first_version_is_restored(
    first: Kept, stores: Stores, tmp_path: Path, *, migrated: bool
) -> None:
    """Into a database without tables, and into one that has the newest: nothing is lost, and its trail begins."""
    backed_up(first, tmp_path / "there", "0001")
    new = stores.elsewhere("new")
    if migrated:
        migrate(new.database)
    manifest = backup_manifest.read(tmp_path / "there", VAULT)
    restore.restore(new.database, new.blobs, tmp_path / "there", manifest, unseen)
    migrate(new.database)
    migrate(first.database)
    assert new.rows() == first.rows()
    with new.database.transaction() as session:
        records.keep_biodata(session, VAULT, 3, {"agama": "Islam"}, 71, NOW)
        record = records.load(session, VAULT, 3)
        assert records.state(session, 3, date(2022, 9, 1)) == "open"
        assert verify(session, VAULT) is None
    assert (record.nik, record.nama, record.biodata["agama"]) == ("3201014703900001", "Sari", "Islam")

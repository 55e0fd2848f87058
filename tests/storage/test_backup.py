"""A backup holds everything, and a store that it is restored into goes on as the old one would have."""

from pathlib import Path

import pytest
from sqlmodel import SQLModel

from storage import audit
from storage.audit import Entry
from storage.audit_check import verify
from storage.migrate import migrate
from storage.models.tickets import Ticket
from tests.backups import NOW, VAULT, Kept, Stores, filled, stores

__all__ = ["stores"]


@pytest.fixture
def old(stores: Stores) -> Kept:
    """Give a store with something in every column of every table."""
    return filled(stores.on_sqlite("old"))


def test_all_of_it_comes_back(old: Kept, stores: Stores, tmp_path: Path) -> None:
    """Every value of every row, and every file as it was sealed; also by way of the other kind of database."""
    made = old.backed_up(tmp_path / "there")
    new, again = stores.on_postgresql("new"), stores.on_sqlite("again")
    new.restored(tmp_path / "there")
    assert new.rows() == old.rows()
    new.backed_up(tmp_path / "back")
    again.restored(tmp_path / "back")
    assert again.rows() == old.rows()
    assert old.sealed() == new.sealed() == again.sealed()
    assert {part.name for part in made.tables} == {*SQLModel.metadata.tables}
    assert (made.rows, made.files.count) == (sum(map(len, old.rows().values())), len(old.sealed()))


def test_a_backup_is_its_owners_alone(old: Kept, tmp_path: Path) -> None:
    """Nobody else on the machine reads a name in it; nor is the key in it."""
    folder = tmp_path / "there"
    old.backed_up(folder)
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*")) if path.is_dir()} == {0o700}


def test_an_empty_folder_is_as_good_as_none(old: Kept, tmp_path: Path) -> None:
    """Such as one that was made for it, open to all."""
    folder = tmp_path / "there"
    folder.mkdir(mode=0o755)
    old.backed_up(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_new_rows_are_numbered_after_the_old_ones(old: Kept, stores: Stores, tmp_path: Path) -> None:
    """A ticket of after the restore takes the number that it would have had."""
    old.backed_up(tmp_path / "there")
    new = stores.elsewhere("new")
    new.restored(tmp_path / "there")
    with new.database.transaction() as session:
        ticket = Ticket(person=7, kind="lupa", facts=b"", created_at=NOW, updated_at=NOW)
        session.add(ticket)
        session.flush()
        assert ticket.id == 4


def test_the_trail_goes_on(stores: Stores, tmp_path: Path) -> None:
    """It is whole, and the next entry follows the last one."""
    old, new = stores.on_sqlite("old"), stores.elsewhere("new")
    migrate(old.database)
    with old.database.transaction() as session:
        for number in range(1500):
            audit.record(session, VAULT, Entry(71, "biodata", number, {"agama": "x"}), NOW)
    old.backed_up(tmp_path / "there")
    new.restored(tmp_path / "there")
    with new.database.transaction() as session:
        assert verify(session, VAULT) is None
        assert audit.record(session, VAULT, Entry(71, "biodata", 1, {}), NOW) == 1501
        assert verify(session, VAULT) is None


def test_an_empty_store_is_backed_up_as_well(stores: Stores, tmp_path: Path) -> None:
    """Into a store that was migrated and never used it may be restored, too."""
    old, new = stores.on_sqlite("old"), stores.elsewhere("new")
    for one in (old, new):
        migrate(one.database)
    old.backed_up(tmp_path / "there")
    new.restored(tmp_path / "there")
    assert new.rows() == old.rows()


def test_rows_can_come_one_table_after_the_other() -> None:
    """No table refers to itself, or in a circle, so that what a row refers to has always come before."""
    known: set[str] = set()
    for table in SQLModel.metadata.sorted_tables:
        assert {key.column.table.name for key in table.foreign_keys} <= known
        known.add(table.name)

"""Stores that are backed up and restored: one with something in every column, and what tells two of them apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Table, insert, select
from sqlmodel import SQLModel

from storage import backup_manifest, restore
from storage.backup import Progress, take
from storage.backup_manifest import Manifest
from storage.backup_tables import kind_of
from storage.blobs_folder import FolderBlobs
from storage.crypto import Vault
from storage.database import Database
from storage.files import Blobs, FileStore
from storage.migrate import migrate
from storage.models.columns import RowId
from tests.databases import fresh_url, postgresql_url

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
VAULT = Vault(bytes(range(32)))
_ROWS = 3


def unseen(done: int, total: int) -> None:
    """A bar that nobody looks at."""
    del done, total


@dataclass(frozen=True, slots=True)
class Kept:
    """A store of its own, and what can be done with the whole of it."""

    database: Database
    blobs: FolderBlobs

    @property
    def files(self) -> FileStore:
        return FileStore(self.blobs, VAULT)

    def backed_up(self, folder: Path, progress: Progress = unseen, blobs: Blobs | None = None) -> Manifest:
        return take(self.database, VAULT, blobs or self.blobs, folder, lambda: NOW, progress)

    def restored(self, folder: Path, progress: Progress = unseen) -> None:
        manifest = backup_manifest.read(folder, VAULT)
        restore.verify(folder, manifest, unseen)
        restore.restore(self.database, self.blobs, folder, manifest, progress)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in every table."""
        with self.database.reading() as session:
            connection = session.connection()
            return {
                str(table.name): sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for table in SQLModel.metadata.sorted_tables
            }

    def sealed(self) -> dict[str, bytes]:
        """Every file as it lies there."""
        return {key: self.blobs.get(key) for key in self.blobs.keys()}  # noqa: SIM118 - a method of its own


class Stores:
    """Stores of one test, each in a folder of its own, without any tables yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: list[Kept] = []

    def on_sqlite(self, name: str) -> Kept:
        """As everybody begins; the same name is the same store."""
        return self._open(f"sqlite:///{self._place(name)}/pendataan.db", name)

    def elsewhere(self, name: str) -> Kept:
        """On the kind of database that is tested."""
        return self._open(fresh_url(self._place(name)), name)

    def on_postgresql(self, name: str) -> Kept:
        """As those end whose pendataan is the nation's."""
        return self._open(postgresql_url(self._place(name)), name)

    def _place(self, name: str) -> Path:
        place = self._folder / name
        place.mkdir(exist_ok=True)
        return place

    def _open(self, url: str, name: str) -> Kept:
        self._opened.append(Kept(Database(url), FolderBlobs(self._place(name) / "berkas")))
        return self._opened[-1]

    def close(self) -> None:
        for kept in self._opened:
            kept.database.close()


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """Give a test its stores."""
    made = Stores(tmp_path)
    yield made
    made.close()


def filled(kept: Kept, count: int = _ROWS) -> Kept:
    """The same store with rows in every table, the extreme values of each column among them, and as many files."""
    migrate(kept.database)
    with kept.database.transaction() as session:
        for table in reversed(SQLModel.metadata.sorted_tables):
            session.connection().execute(table.delete())
        for table in SQLModel.metadata.sorted_tables:
            rows = [{one.name: _value(table, one, number) for one in table.columns} for number in range(1, count + 1)]
            session.connection().execute(insert(table), rows)
    for number in range(count):
        kept.files.put(f"berkas rahasia {number}".encode() * 100)
    return kept


def _value(table: Table, one: Column[Any], number: int) -> Any:  # noqa: ANN401 - whatever the column holds
    if one.nullable and number == 1:
        return None
    if one.primary_key and len(table.primary_key) == 1 and kind_of(one) == "int":
        return number
    if one.foreign_keys:
        return number
    widest = 2**63 if isinstance(one.type, BigInteger | RowId) else 2**31
    values: dict[str, Callable[[], Any]] = {
        "int": lambda: (widest - number) * (-1) ** (number % 2 if widest == 2**63 else 0),
        "bool": lambda: bool(number % 2),
        "text": lambda: f"{number}é•\n\"'\\𝄞"[: getattr(one.type, "length", None)],
        "bytes": lambda: bytes([number, *range(256)]),
        "date": lambda: date(1, 1, 1) if number == 2 else date(9999, 12, number),
        "moment": lambda: NOW + timedelta(microseconds=number),
    }
    return values[kind_of(one)]()

"""Takes a backup of the whole store as it is at one moment, while everybody goes on.

Rows are read in one snapshot, which holds nobody up. A blob is written before the row that names it, and may be
removed once no row does: hence most are copied before that moment, and the few that came meanwhile right after it.
Should a blob have come before it and gone after it, between two looks, the rows tell, and are taken once more.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Table, func, select
from sqlmodel import SQLModel

from storage import backup_manifest, backup_names, backup_tables, models
from storage.backup_files import Copying, place
from storage.backup_manifest import FILE_LIST, Manifest, TablePart, known_by
from storage.backup_tables import Row
from storage.crypto import Vault
from storage.database import Database
from storage.files import Blobs
from storage.migrate import NEWEST
from storage.packed_lines import packed

assert models.__all__

_MOMENTS: Final = 3
"""What is missed a third time only looks like a file's key, and another one comes with every turn."""

Progress = Callable[[int, int], None]
"""Told how much of how much is done, in rows and files."""
Moment = tuple[datetime, tuple[TablePart, ...]]


def take(
    database: Database, vault: Vault, blobs: Blobs, folder: Path, clock: Callable[[], datetime], progress: Progress
) -> Manifest:
    """Write a backup of a migrated database and its blobs into a folder that is empty, or not there yet.

    Raises:
        BackupError: it is not empty.
        OSError: it cannot be written, or the blobs cannot be reached.
    """
    backup_manifest.claim(folder)
    taking = _Taking(database, vault, folder, progress)
    taking.expect(_rows(database) + sum(1 for _ in blobs.keys()))  # noqa: SIM118 - a method of its own
    with packed(folder / FILE_LIST) as listed:
        copying = Copying(blobs, folder, listed, taking.done)
        copying.bring_all()
        at, tables = taking.last_moment(copying, clock)
        files = copying.end()
    made = Manifest(NEWEST, at, tables, files, known_by(vault))
    backup_manifest.finish(folder, vault, made)
    return made


class _Taking:
    """Rows on their way into a backup."""

    def __init__(self, database: Database, vault: Vault, folder: Path, progress: Progress) -> None:
        self._database = database
        self._vault = vault
        self._folder = folder
        self._progress = progress
        self._expected = 0
        self._done = 0
        self._missed: set[str] = set()

    def expect(self, count: int) -> None:
        """So much there is to do; what comes meanwhile is more."""
        self._expected = count

    def done(self, count: int) -> None:
        """So much more is done."""
        self._done += count
        self._progress(self._done, max(self._done, self._expected))

    def last_moment(self, copying: Copying, clock: Callable[[], datetime]) -> Moment:
        """A moment of which no file was missed that had not been missed before, and was therefore never there."""
        known: set[str] = set()
        for _ in range(_MOMENTS):
            moment = self._moment(copying, clock)
            missed = copying.bring(self._missed)
            if missed <= known:
                break
            known = missed
        return moment

    def _moment(self, copying: Copying, clock: Callable[[], datetime]) -> Moment:
        """All rows as they are now."""
        self._missed = set()
        with self._database.reading() as session:
            connection = session.connection()
            # The first look at any table is the moment.
            connection.execute(select(1).select_from(_tables()[0]).limit(1))
            now = clock()
            copying.bring_all()
            return now, tuple(backup_tables.write(connection, table, self._folder, self._note) for table in _tables())

    def _note(self, table: Table, rows: list[Row]) -> None:
        keys = backup_names.named(self._vault, table, rows)
        self._missed.update(key for key in keys if not place(self._folder, key).exists())
        self.done(len(rows))


def _tables() -> list[Table]:
    return SQLModel.metadata.sorted_tables


def _rows(database: Database) -> int:
    """How many rows there are, more or less."""
    with database.reading() as session:
        counts = [session.connection().scalar(select(func.count()).select_from(table)) for table in _tables()]
    return sum(count or 0 for count in counts)

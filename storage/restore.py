"""Puts a whole backup into an empty store, or nothing of it.

First every bit is checked. Then the blobs are laid down, and then all rows come in one transaction, into tables as they
were when the backup was taken, which are migrated afterwards as the original's would have been. Whoever ends it in the
middle has a store that is still empty but for sealed blobs which no row names, and may restore again.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, func, inspect, select, table
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session, SQLModel

from storage import backup_files, backup_tables, models
from storage.backup_manifest import FILE_LIST, BackupError, Manifest, TablePart, table_file
from storage.database import Database
from storage.files import Blobs
from storage.migrate import NEWEST, configuration
from storage.models.audit import AuditHead
from storage.private_files import digest_of

assert models.__all__

Progress = Callable[[int, int], None]
"""Told how much of how much is done, in rows and files."""


def verify(folder: Path, manifest: Manifest, progress: Progress) -> None:
    """Read all of a backup.

    Raises:
        BackupError: a file is missing, or is not what it was.
        OSError: one cannot be read.
    """
    for part in manifest.tables:
        _same(folder, table_file(folder, part.name), part.sha256)
    _same(folder, folder / FILE_LIST, manifest.files.sha256)
    with _whole(FILE_LIST):
        for done, listed in enumerate(backup_files.each_listed(folder), 1):
            _same(folder, backup_files.place(folder, listed.key), listed.sha256)
            progress(done, manifest.files.count)


def restore(database: Database, blobs: Blobs, folder: Path, manifest: Manifest, progress: Progress) -> None:
    """Put a verified backup into a store whose database has no rows, or no tables yet.

    Raises:
        BackupError: there are rows, or files of somebody else's, or the database refuses a row.
        OSError: a file cannot be read or kept.
    """
    done, total = 0, manifest.files.count + manifest.rows

    def more(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    with database.reading() as session:
        _refuse_unless_empty(session.connection())
    # Those of this very backup are an earlier try's.
    if any(not backup_files.place(folder, key).exists() for key in blobs.keys()):  # noqa: SIM118 - a method of its own
        raise BackupError("files_there")
    backup_files.put_back(folder, blobs, more)
    with database.transaction() as session:
        _fill(session, folder, manifest, more)


def _same(folder: Path, path: Path, digest: str) -> None:
    name = str(path.relative_to(folder))
    if not path.is_file():
        raise BackupError("missing", file=name)
    if digest_of(path) != digest:
        raise BackupError("damaged", file=name)


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """What cannot be unpacked is damaged."""
    try:
        yield
    except (EOFError, zlib.error, msgspec.DecodeError) as error:
        raise BackupError("damaged", file=name) from error


def _refuse_unless_empty(connection: Connection) -> None:
    there = inspect(connection).get_table_names()
    for of in SQLModel.metadata.sorted_tables:
        if of.name in there:
            kept = select(1).select_from(of)
            # A trail without entries has its head nevertheless.
            kept = kept.where(of.c.count > 0) if of.name == AuditHead.__tablename__ else kept
            if connection.execute(kept.limit(1)).first():
                raise BackupError("rows_there")


def _fill(session: Session, folder: Path, manifest: Manifest, more: Callable[[int], None]) -> None:
    """All rows, in tables as they were, and then as they are now."""
    from alembic import command  # noqa: PLC0415 - as in storage.migrate

    connection = session.connection()
    _refuse_unless_empty(connection)
    _move(connection, manifest.version)
    for part in manifest.tables:
        # The migrations lay a trail's head; here comes the real one.
        connection.execute(delete(table(part.name)))
        _load(session, folder, part, more)
    command.upgrade(configuration(connection), NEWEST)
    _count_on(connection)


def _move(connection: Connection, version: str) -> None:
    """Bring empty tables to a version, from whichever they are at."""
    from alembic import command  # noqa: PLC0415 - as in storage.migrate
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 - as above

    at = MigrationContext.configure(connection).get_current_revision() or ""
    if at != version:
        (command.upgrade if at < version else command.downgrade)(configuration(connection), version)


def _load(session: Session, folder: Path, part: TablePart, more: Callable[[int], None]) -> None:
    loaded = 0
    try:
        with _whole(str(table_file(folder, part.name).relative_to(folder))):
            for count in backup_tables.load(session, part, folder):
                loaded += count
                more(count)
    except (DataError, IntegrityError) as error:
        raise BackupError("row_refused", table=part.name) from error


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers; SQLite looks for itself."""
    if connection.dialect.name != "postgresql":
        return
    quoted = connection.dialect.identifier_preparer.format_table
    for of in SQLModel.metadata.sorted_tables:
        for key in of.primary_key:
            sequence = connection.scalar(select(func.pg_get_serial_sequence(quoted(of), key.name)))
            if sequence:
                highest = func.max(key)
                connection.execute(select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None))))

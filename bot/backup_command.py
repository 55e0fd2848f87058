"""The command line's `backup` and `restore`: the whole store into a folder, and back into an empty one of any kind."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot import bootstrap
from bot.beginning import read_settings
from bot.object_store import open_blobs
from bot.rules.clock import wib
from bot.rules.numbers import numeral
from bot.settings import PREFIX, Settings, SettingsError
from bot.terminal import Json, bar, fail, tell
from storage.crypto import KeyFileError, Vault, load_master_key
from storage.database import Database
from storage.files import FilesUnavailableError

if TYPE_CHECKING:
    from storage.backup_manifest import BackupError, Manifest

app: Final = typer.Typer()

_SENTENCES: Final = {
    "folder_not_empty": "{folder} is not empty; give the path of a folder that is not there yet.",
    "broken_off_there": "{folder} holds a backup that was broken off; remove it, or give the path of another folder.",
    "no_backup": "{folder} holds no backup; give the folder that `backup` wrote.",
    "broken_off": "The backup in {folder} was broken off and is none; take another one. Nothing was restored.",
    "missing": "The backup is not whole: {file} is missing. Nothing was restored; try another copy of it.",
    "damaged": "The backup is damaged: {file} is not what it was. Nothing was restored; try another copy of it.",
    "newer": "The backup was taken by a newer version of this program; install that one, then restore.",
    "other_key": "The backup belongs to another key; put that one into {key}, then restore. Nothing was restored.",
    "rows_there": (
        "The database is in use, and a backup is restored only into an empty store. Nothing was restored: set"
        f" {PREFIX}DATABASE_URL to a new database, or {PREFIX}DATA_DIR to a new folder that has the key."
    ),
    "files_there": (
        "There are stored files that are not of this backup. Nothing was restored: set"
        f" {PREFIX}FILES_URL to an empty place, or {PREFIX}DATA_DIR to a new folder that has the key."
    ),
    "bot_runs": "A bot works on this database, or another program has it open; end it, then restore.",
    "row_refused": "The database refuses a row of the table {table}; nothing was restored.",
}


@app.command()
def backup(folder: Path, as_json: Json = False) -> None:  # noqa: FBT002 - a flag
    """Write the whole store into a new folder, as it is at one moment, while the bot runs on. The key is not in it."""
    from storage.backup import take  # noqa: PLC0415 - a bot that runs needs none of it

    settings = read_settings()
    try:
        store = bootstrap.open_store(settings)
    except (KeyFileError, bootstrap.StoreUnavailableError) as error:
        fail(str(error))
    with closing(store.database), _told(settings, folder), bar(folder.name, hidden=as_json) as progress:
        made = take(store.database, store.vault, store.files.blobs, folder, bootstrap.now, progress)
    key = settings.data_dir / bootstrap.KEY_FILE
    lines = (
        f"{_counts(made)} as of {wib(made.taken_at)} are in {folder}.",
        f"The key {key} is not in it: keep a copy of it somewhere else, for without it no backup can be restored.",
    )
    tell(as_json, _facts(folder, made), "\n".join(lines))


@app.command()
def restore(folder: Path, as_json: Json = False) -> None:  # noqa: FBT002 - a flag
    """Put a backup into an empty store: another folder, SQLite or PostgreSQL, files in a folder or in a bucket."""
    from storage import backup_manifest, restore  # noqa: PLC0415 - as above
    from storage.alone import alone  # noqa: PLC0415 - as above

    settings = read_settings()
    vault = _vault(settings)
    with _told(settings, folder):
        manifest = backup_manifest.read(folder, vault)
        with bar(f"check {folder.name}", hidden=as_json) as progress:
            restore.verify(folder, manifest, progress)
        blobs, database = open_blobs(settings), Database(settings.database)
        with closing(database), alone(database), bar(folder.name, hidden=as_json) as progress:
            restore.restore(database, blobs, folder, manifest, progress)
    tell(as_json, _facts(folder, manifest), f"{_counts(manifest)} as of {wib(manifest.taken_at)} are restored.")


def _vault(settings: Settings) -> Vault:
    """That of the key which must be there before anything is restored."""
    key = settings.data_dir / bootstrap.KEY_FILE
    if not key.exists():
        fail(f"{key} is missing; put the key that belongs to the backup there, then restore.")
    try:
        return Vault(load_master_key(key, may_create=False))
    except KeyFileError as error:
        fail(str(error))


@contextmanager
def _told(settings: Settings, folder: Path) -> Iterator[None]:
    """Whatever stops the work is told in one line, without anybody's data."""
    from storage.backup_manifest import BackupError  # noqa: PLC0415 - as above

    try:
        yield
    except BackupError as error:
        fail(_sentence(error, settings))
    except SettingsError as error:
        fail(str(error))
    except FilesUnavailableError as error:
        fail(f"{PREFIX}FILES_URL: {error}")
    except (ArgumentError, DBAPIError, sqlite3.Error):
        fail(f"The database cannot be used, or broke off; see to {PREFIX}DATABASE_URL and its server, then try again.")
    except OSError as error:
        what = error.strerror or type(error).__name__
        fail(f"{error.filename or folder} cannot be used ({what}); see that it is there, is yours, and has room.")


def _sentence(error: "BackupError", settings: Settings) -> str:
    return _SENTENCES[error.code].format(key=settings.data_dir / bootstrap.KEY_FILE, **error.params)


def _counts(made: "Manifest") -> str:
    return f"{numeral(made.rows)} rows and {numeral(made.files.count)} files"


def _facts(folder: Path, made: "Manifest") -> dict[str, object]:
    return {
        "folder": str(folder),
        "at": made.taken_at.isoformat(),
        "version": made.version,
        "rows": made.rows,
        "files": made.files.count,
        "bytes": made.files.size,
    }

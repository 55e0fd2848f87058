"""What a backup says of itself: from when it is, what it holds, and that not a bit of it has changed since.

The manifest is written last, so that a backup without one is none. It holds the digest of every other file, its own
against damage, a value by which the master key is known again, and a keyed digest that nobody makes without that key.
The key itself is in no backup.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec

from storage.crypto import Vault
from storage.migrate import NEWEST
from storage.private_files import created, sync_folder

Kind = Literal["int", "bool", "text", "bytes", "date", "moment"]

FILES: Final = "files"
FILE_LIST: Final = "files.jsonl.gz"
_TABLES: Final = "tables"
_MANIFEST: Final = "manifest.json"
_MARK: Final = "unfinished"
_FORM: Final = 1


class BackupError(Exception):
    """A backup cannot be taken or restored: `code` tells why, `params` what its sentence names."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class TablePart(msgspec.Struct, frozen=True):
    """A table as it was: each column's name and kind, in the order of each row's values; the digest of its file."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: int
    sha256: str


class FilesPart(msgspec.Struct, frozen=True):
    """The stored files: how many, how many bytes, and the digest of the list that has each one's own."""

    count: int
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """A whole backup. Its tables stand in an order in which every row finds those that it refers to."""

    version: str
    taken_at: datetime
    tables: tuple[TablePart, ...]
    files: FilesPart
    key: str
    form: int = _FORM

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(part.rows for part in self.tables)


class _Signed(msgspec.Struct, frozen=True):
    content: msgspec.Raw
    sha256: str
    seal: str


class _Form(msgspec.Struct, frozen=True):
    form: int


def table_file(folder: Path, name: str) -> Path:
    """Where the rows of a table lie."""
    return folder / _TABLES / f"{name}.jsonl.gz"


def known_by(vault: Vault) -> str:
    """A value that tells one master key from another, and nothing else about it."""
    return vault.derive("backup:key").hex()


def claim(folder: Path) -> None:
    """Make the folder, its owner's alone, and mark it as unfinished; one that is there must be empty.

    Raises:
        BackupError: it is not.
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if (folder / _MARK).exists() and not (folder / _MANIFEST).exists():
        raise BackupError("broken_off_there", folder=str(folder))
    if any(folder.iterdir()):
        raise BackupError("folder_not_empty", folder=str(folder))
    folder.chmod(0o700)
    (folder / _MARK).touch(mode=0o600, exist_ok=False)
    for inner in (_TABLES, FILES):
        (folder / inner).mkdir(mode=0o700)


def finish(folder: Path, vault: Vault, made: Manifest) -> None:
    """Make a backup whole of which all else lies on the disk."""
    content = msgspec.json.encode(made)
    signed = _Signed(msgspec.Raw(content), sha256(content).hexdigest(), _seal(vault, content))
    unfinished = folder / f"{_MANIFEST}.part"
    with created(unfinished) as file:
        file.write(msgspec.json.encode(signed))
    for written in (folder / _TABLES, folder / FILES, folder):
        sync_folder(written)
    unfinished.rename(folder / _MANIFEST)
    sync_folder(folder)
    (folder / _MARK).unlink()


def read(folder: Path, vault: Vault) -> Manifest:
    """What a backup says of itself.

    Raises:
        BackupError: it is none, not whole, damaged, a newer program's, or another key's.
        OSError: it cannot be read.
    """
    path = folder / _MANIFEST
    if not path.is_file():
        raise BackupError("broken_off" if (folder / _MARK).exists() else "no_backup", folder=str(folder))
    damaged = BackupError("damaged", file=_MANIFEST)
    try:
        signed = msgspec.json.decode(path.read_bytes(), type=_Signed)
        content = bytes(signed.content)
        if sha256(content).hexdigest() != signed.sha256:
            raise damaged
        newer = msgspec.json.decode(content, type=_Form).form > _FORM
        manifest = None if newer else msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged from error
    if manifest is None or manifest.version > NEWEST:
        raise BackupError("newer")
    if not hmac.compare_digest(manifest.key.encode(), known_by(vault).encode()):
        raise BackupError("other_key")
    if not hmac.compare_digest(signed.seal.encode(), _seal(vault, content).encode()):
        raise damaged
    return manifest


def _seal(vault: Vault, content: bytes) -> str:
    return hmac.digest(vault.derive("backup:manifest"), content, "sha256").hex()

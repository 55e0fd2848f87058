"""Stored files: sealed blobs in a folder, under names that tell nothing, each written before the row that names it."""

import os
import secrets
from pathlib import Path

from storage.crypto import Vault

_KEY_BYTES = 16


class FileMissingError(Exception):
    """No blob has that key."""


class FileStore:
    """A folder of sealed blobs."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault

    def put(self, data: bytes) -> str:
        """Seal and keep the bytes, durably; the 32-character key that finds them again."""
        return self._keep(secrets.token_hex(_KEY_BYTES), data)

    def put_as(self, name: str, data: bytes) -> str:
        """Keep the bytes as `put` does, over what was kept under this name before; the key, which does not tell it.

        For work that may be ended before a record names the file: done once more, it leaves nothing behind.
        """
        return self._keep(self._vault.index("file", name)[:_KEY_BYTES].hex(), data)

    def _keep(self, key: str, data: bytes) -> str:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            file.write(self._vault.seal_bytes("files", "blob", key, data))
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        _sync_folder(path.parent)
        return key

    def get(self, key: str) -> bytes:
        """The bytes; raises FileMissingError, or SealBrokenError when the blob was tampered with."""
        try:
            sealed = self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise FileMissingError from error
        return self._vault.open_bytes("files", "blob", key, sealed)

    def remove(self, key: str) -> None:
        """Forget a blob; one that is gone already is no error."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _sync_folder(folder: Path) -> None:
    """Make the file's name as durable as its bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

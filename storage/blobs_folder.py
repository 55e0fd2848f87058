"""Sealed blobs in a folder: each written beside its place and moved there, so that no name has half a blob."""

import os
from collections.abc import Iterator
from pathlib import Path

from storage.files import FileMissingError, is_key


class FolderBlobs:
    """Blobs (storage.files) in a folder, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, sealed: bytes) -> None:
        """Keep a blob, whole and durable on return, over what had its key before."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        _sync_folder(path.parent)

    def get(self, key: str) -> bytes:
        """The blob; raises FileMissingError."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise FileMissingError from error

    def remove(self, key: str) -> None:
        """Forget a blob; one that is gone already is no error."""
        self._path(key).unlink(missing_ok=True)

    def keys(self) -> Iterator[str]:
        """The key of every blob, in no order; what a crash left unfinished has none."""
        return (path.name for path in self._folder.glob("??/*") if is_key(path.name))

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _sync_folder(folder: Path) -> None:
    """Make the file's name as durable as its bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

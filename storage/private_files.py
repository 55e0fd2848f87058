"""Files that their owner alone may read, on the disk when they are closed, with the digest of what was written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

_MODE: Final = 0o600


class PrivateFile:
    """A file that is being written; `digest` is the SHA-256 of all that was, in hexadecimal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._sum = sha256()

    def write(self, data: bytes) -> int:
        """Write all of it."""
        left = memoryview(data)
        self._sum.update(left)
        while left:
            left = left[os.write(self._descriptor, left) :]
        return len(data)

    @property
    def digest(self) -> str:
        """Of what was written so far."""
        return self._sum.hexdigest()


@contextmanager
def created(path: Path) -> Iterator[PrivateFile]:
    """Write a file anew; it is as durable as its folder's entry when the block ends.

    Raises:
        OSError: as the disk says.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _MODE)
    try:
        yield PrivateFile(descriptor)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as durable as the files."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest_of(path: Path) -> str:
    """A file's SHA-256, in hexadecimal; raises FileNotFoundError, or OSError where it cannot be read."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()

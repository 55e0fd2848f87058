"""Stored files: sealed blobs under names that tell nothing, each written before the row that names it."""

import asyncio
import re
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Final, Protocol, TypeVar

from storage.crypto import Vault

T = TypeVar("T")

_KEY_BYTES: Final = 16
_KEY: Final = re.compile(rf"[0-9a-f]{{{2 * _KEY_BYTES}}}")

_THREADS: Final = 16
_LONGEST_SECONDS: Final = 60.0


class FileMissingError(Exception):
    """No blob has that key."""


class FilesUnavailableError(OSError):
    """The place of the blobs cannot be reached now, or refuses what was asked; another try may find it in order."""


class Blobs(Protocol):
    """A place for sealed blobs, each under a key of `is_key`'s form. Its methods may block, and any thread may call.

    Each raises OSError where the place itself fails: FilesUnavailableError, or what a disk says.
    """

    def put(self, key: str, sealed: bytes) -> None:
        """Keep a blob, whole and durable on return, over what had its key before."""

    def get(self, key: str) -> bytes:
        """The blob; raises FileMissingError."""

    def remove(self, key: str) -> None:
        """Forget a blob; one that is gone already is no error."""

    def keys(self) -> Iterator[str]:
        """The key of every blob, in no order, and nothing else that may lie there."""


class FileStore:
    """Files, sealed into `blobs`. Its methods may block; `apart` waits for them without holding up anybody."""

    def __init__(self, blobs: Blobs, vault: Vault) -> None:
        self.blobs = blobs
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
        self.blobs.put(key, self._vault.seal_bytes("files", "blob", key, data))
        return key

    def get(self, key: str) -> bytes:
        """The bytes; raises FileMissingError, or SealBrokenError when the blob was tampered with."""
        return self._vault.open_bytes("files", "blob", key, self.blobs.get(key))

    def remove(self, key: str) -> None:
        """Forget a blob; one that is gone already is no error."""
        self.blobs.remove(key)

    async def apart(self, work: Callable[[], T]) -> T:
        """Do `work`, which uses the files, in one of the threads kept for that; its result, or what it raises.

        A place that does not answer thus keeps no thread from whatever else is to be done.

        Raises:
            FilesUnavailableError: it takes more than a minute.
        """
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except TimeoutError:
            raise FilesUnavailableError("the files do not answer") from None

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_THREADS, "files")


def is_key(name: str) -> bool:
    """Whether a name is a blob's key: 32 hexadecimal digits."""
    return _KEY.fullmatch(name) is not None

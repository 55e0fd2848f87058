"""The stored files of a backup: each sealed blob as it lies in the store, and a list of them with their digests."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from storage.backup_manifest import FILE_LIST, FILES, FilesPart
from storage.files import Blobs, FileMissingError
from storage.packed_lines import PackedLines, unpacked
from storage.private_files import created, digest_of, sync_folder

_SIDE_BY_SIDE: Final = 8
"""An object store takes its time over each; so does a disk that is asked to sync."""
_BATCH: Final = 64


class Listed(msgspec.Struct, frozen=True, array_like=True):
    """A file of a backup: its key, how many bytes, their SHA-256."""

    key: str
    size: int
    sha256: str


def place(folder: Path, key: str) -> Path:
    """Where a file lies within a backup."""
    return folder / FILES / key[:2] / key


class Copying:
    """Copies a store's blobs into a backup, each once, in flat memory: what was copied is looked up on the disk."""

    def __init__(self, blobs: Blobs, folder: Path, listed: PackedLines, copied: Callable[[int], None]) -> None:
        self._blobs = blobs
        self._folder = folder
        self._listed = listed
        self._copied = copied
        self.count = 0
        self.size = 0

    def bring_all(self) -> None:
        """Copy every blob of the store that was not copied yet; one that is removed meanwhile is left out."""
        self.bring(self._blobs.keys())

    def bring(self, keys: Iterable[str]) -> set[str]:
        """Copy those of these blobs that were not; the keys that no blob has."""
        gone: set[str] = set()
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
            lacking = (key for key in keys if not place(self._folder, key).exists())
            for batch in _batches(lacking):
                found = list(threads.map(self._copy, batch))
                gone.update(key for key, one in zip(batch, found, strict=True) if one is None)
                self._keep([one for one in found if one is not None])
        return gone

    def _copy(self, key: str) -> Listed | None:
        try:
            sealed = self._blobs.get(key)
        except FileMissingError:
            return None
        path = place(self._folder, key)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with created(path) as file:
            file.write(sealed)
            return Listed(key, len(sealed), file.digest)

    def _keep(self, copied: list[Listed]) -> None:
        self._listed.add(copied)
        self.count += len(copied)
        self.size += sum(one.size for one in copied)
        self._copied(len(copied))

    def end(self) -> FilesPart:
        """The list is complete."""
        for inner in (self._folder / FILES).iterdir():
            sync_folder(inner)
        return FilesPart(self.count, self.size, self._listed.end())


def each_listed(folder: Path) -> Iterator[Listed]:
    """Every file of a backup, from its list; raises as packed_lines.unpacked does."""
    decoder = msgspec.json.Decoder(Listed)
    for batch in unpacked(folder / FILE_LIST, decoder.decode):
        yield from batch


def differs(folder: Path, listed: Listed) -> bool:
    """Whether a file of a backup is missing, or not what it was."""
    path = place(folder, listed.key)
    return not path.is_file() or digest_of(path) != listed.sha256


def put_back(folder: Path, blobs: Blobs, put: Callable[[int], None]) -> None:
    """Lay every file of a backup into the store, over what lies there under its key."""
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
        for batch in _batches(one.key for one in each_listed(folder)):
            for _ in threads.map(lambda key: blobs.put(key, place(folder, key).read_bytes()), batch):
                pass
            put(len(batch))


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    left = iter(keys)
    while batch := list(islice(left, _BATCH)):
        yield batch

"""What a crash leaves of a stored file, and the numbers that rows have before they are written."""

import threading
from pathlib import Path

import pytest

from storage.blobs_folder import FolderBlobs
from storage.crypto import Vault
from storage.files import FileMissingError, FileStore
from storage.ids import new_id

VAULT = Vault(bytes(range(32)))


def test_an_unfinished_file_is_never_found(tmp_path: Path) -> None:
    """What a crash left half-written has no key."""
    files = FileStore(FolderBlobs(tmp_path), VAULT)
    key = files.put(b"x")
    (tmp_path / key[:2] / f"{key[:-1]}.part").write_bytes(b"half")
    assert files.get(key) == b"x"
    with pytest.raises(FileMissingError):
        files.get(key[:-1])


def test_numbers_are_unique_and_rise_in_every_thread() -> None:
    """They fit a signed 64-bit column."""
    made: list[list[int]] = [[] for _ in range(4)]
    threads = [
        threading.Thread(target=lambda own: own.extend(new_id() for _ in range(5000)), args=[own]) for own in made
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [number for own in made for number in own]
    assert len(set(numbers)) == 20_000
    assert all(own == sorted(own) for own in made)
    assert all(0 < number < 2**63 for number in numbers)

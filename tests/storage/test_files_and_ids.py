"""Stored files, and the numbers that rows have before they are written."""

import threading
from pathlib import Path

import pytest

from storage.blobs_folder import FolderBlobs
from storage.crypto import SealBrokenError, Vault
from storage.files import FileMissingError, FileStore
from storage.ids import new_id

VAULT = Vault(bytes(range(32)))


def test_a_stored_file_comes_back(tmp_path: Path) -> None:
    """And nothing of it lies in the folder in the clear."""
    files = FileStore(FolderBlobs(tmp_path), VAULT)
    key = files.put(b"a picture of somebody" * 100)
    assert files.get(key) == b"a picture of somebody" * 100
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [key]
    assert b"picture" not in kept[0].read_bytes()


def test_a_file_is_forgotten(tmp_path: Path) -> None:
    """Forgetting it twice is no error; asking for it is."""
    files = FileStore(FolderBlobs(tmp_path), VAULT)
    key = files.put(b"x")
    files.remove(key)
    files.remove(key)
    with pytest.raises(FileMissingError):
        files.get(key)


def test_work_that_is_done_once_more_keeps_one_file(tmp_path: Path) -> None:
    """Under a key that does not tell its name; the last one counts."""
    files = FileStore(FolderBlobs(tmp_path), VAULT)
    key = files.put_as("impor:7", b"first")
    assert files.put_as("impor:7", b"second") == key
    assert files.put_as("impor:8", b"other") != key
    assert files.get(key) == b"second"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


def test_a_file_under_another_name_does_not_open(tmp_path: Path) -> None:
    """One person's picture cannot be put in another's place."""
    files = FileStore(FolderBlobs(tmp_path), VAULT)
    first, second = files.put(b"one"), files.put(b"two")
    (tmp_path / first[:2] / first).replace(tmp_path / second[:2] / second)
    with pytest.raises(SealBrokenError):
        files.get(second)


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

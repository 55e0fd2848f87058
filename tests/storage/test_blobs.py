"""Stored files, wherever they lie: each test is told of a folder, and of a bucket."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from storage.blobs_folder import FolderBlobs
from storage.crypto import SealBrokenError, Vault
from storage.files import Blobs, FileMissingError, FileStore
from tests.object_store import PREFIX, ObjectStore

VAULT = Vault(bytes(range(32)))


class Place(NamedTuple):
    """A place of blobs, all that lies in it, and a way for others to put something there."""

    blobs: Blobs
    all: Callable[[], dict[str, bytes]]
    litter: Callable[[str], None]


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "folder":

        def litter(name: str) -> None:
            path = tmp_path / name[:2] / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"half")

        def everything() -> dict[str, bytes]:
            return {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

        yield Place(FolderBlobs(tmp_path), everything, litter)
        return
    store = ObjectStore()
    yield Place(store.blobs(), store.objects, lambda name: store.keeps(f"{PREFIX}/{name}", b"half"))
    store.ends()


@pytest.fixture
def files(place: Place) -> FileStore:
    return FileStore(place.blobs, VAULT)


def test_a_stored_file_comes_back(place: Place, files: FileStore) -> None:
    """And neither it nor a name of it lies there in the clear."""
    key = files.put(b"a picture of somebody" * 100)
    assert files.get(key) == b"a picture of somebody" * 100
    (name, kept), *others = place.all().items()
    assert name.endswith(key)
    assert b"picture" not in kept
    assert not others


def test_a_large_file_comes_back(files: FileStore) -> None:
    """Larger than anything that a chat takes."""
    data = bytes(range(256)) * 100_000
    assert files.get(files.put(data)) == data


def test_a_file_is_forgotten(place: Place, files: FileStore) -> None:
    """Nothing is left; forgetting it twice is no error, asking for it is."""
    key = files.put(b"x")
    files.remove(key)
    files.remove(key)
    assert not place.all()
    with pytest.raises(FileMissingError):
        files.get(key)


def test_work_that_is_done_once_more_keeps_one_file(place: Place, files: FileStore) -> None:
    """Under a key that does not tell its name; the last one counts."""
    key = files.put_as("impor:7", b"first")
    assert files.put_as("impor:7", b"second") == key
    assert files.put_as("impor:8", b"other") != key
    assert files.get(key) == b"second"
    assert len(place.all()) == 2


def test_a_file_under_another_name_does_not_open(place: Place, files: FileStore) -> None:
    """One person's picture cannot be put in another's place."""
    first, second = files.put(b"one"), files.put(b"two")
    place.blobs.put(second, place.blobs.get(first))
    with pytest.raises(SealBrokenError):
        files.get(second)


def test_a_file_that_was_changed_does_not_open(place: Place, files: FileStore) -> None:
    """Not by a bit."""
    key = files.put(b"one")
    sealed = bytearray(place.blobs.get(key))
    sealed[-1] ^= 1
    place.blobs.put(key, bytes(sealed))
    with pytest.raises(SealBrokenError):
        files.get(key)


def test_every_blob_is_listed(place: Place, files: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, and nothing else that lies there: what a crash left, what others keep."""
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "2")
    assert list(place.blobs.keys()) == []
    kept = {files.put(b"x") for _ in range(7)}
    place.litter(f"{'0' * 32}.part")
    place.litter("readme.txt")
    found = list(place.blobs.keys())
    assert set(found) == kept
    assert len(found) == 7


async def test_a_place_that_does_not_answer_holds_up_nothing_else() -> None:
    """However many wait for it."""
    answers = threading.Event()

    class Deaf(FolderBlobs):
        def get(self, key: str) -> bytes:
            answers.wait()
            raise FileMissingError(key)

    files = FileStore(Deaf(Path("unused")), VAULT)
    waiting = [asyncio.create_task(files.apart(partial(files.get, "0" * 32))) for _ in range(100)]
    async with asyncio.timeout(30):
        assert await asyncio.to_thread(str, 1) == "1"
    answers.set()
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(one) for one in found} == {FileMissingError}


def test_many_keep_files_at_once(files: FileStore) -> None:
    """Each finds its own again."""
    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda number: files.put(b"%d" % number), range(64)))
        assert list(threads.map(files.get, keys)) == [b"%d" % number for number in range(64)]

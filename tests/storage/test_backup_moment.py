"""A backup is one moment, whatever people do while it is taken, and they wait for none of it."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from sqlmodel import col

from storage import conversations, inbox
from storage.conversations import Draft
from storage.files import Blobs
from storage.migrate import migrate
from storage.models.imports import RosterImport
from storage.models.roster import Instansi
from tests.backups import NOW, VAULT, Kept, Stores, stores

__all__ = ["stores"]

PERSON = 71
MANY = 2_500
KEY = "0123456789abcdef" * 2


class Busy:
    """The store's blobs; things happen before and after the looks at all of them, which are numbered 1, 2, 3.

    The first is for the bar, in the second all are copied, and the moment is between it and the third.
    """

    def __init__(self, blobs: Blobs, happens: Mapping[tuple[str, int], Callable[[], None]]) -> None:
        self._blobs = blobs
        self._happens = happens
        self.looks = 0

    def put(self, key: str, sealed: bytes) -> None:
        self._blobs.put(key, sealed)

    def get(self, key: str) -> bytes:
        return self._blobs.get(key)

    def remove(self, key: str) -> None:
        self._blobs.remove(key)

    def keys(self) -> Iterator[str]:
        self.looks += 1
        self._happen("before")
        yield from list(self._blobs.keys())
        self._happen("after")

    def _happen(self, when: str) -> None:
        if (when, self.looks) in self._happens:
            self._happens[when, self.looks]()


class Worker:
    """Somebody whose one file is named by a draft and by a record, always the same, and often another one."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.turns = 0
        self._file = ""
        migrate(kept.database)
        with kept.database.transaction() as session:
            connection = session.connection()
            connection.execute(insert(Instansi).values(id=1, kode="DINAS", nama="Dinas", created_at=NOW))
            connection.execute(insert(RosterImport).values(id=1, instansi_id=1, person=PERSON, started_at=NOW))
            inbox.add(session, VAULT, [inbox.Received(9, number, number, b"kata") for number in range(MANY)])
        self.replaces()

    def replaces(self) -> None:
        """A turn, committed before the old file goes, and after the new one came."""
        self.names(self.kept.files.put(b"berkas"))

    def names(self, file: str) -> None:
        """A turn that names this file."""
        before, self._file = self._file, file
        self.turns += 1
        with self.kept.database.transaction() as session:
            draft = Draft(PERSON, "account", active=True, body=b'{"file":"' + file.encode() + b'"}')
            conversations.save(session, VAULT, [draft])
            session.connection().execute(update(RosterImport).values(file=file, loaded=self.turns))
        if before:
            self.kept.files.remove(before)


def named(kept: Kept) -> tuple[str, str]:
    """The file that the draft names, and the one that the record names."""
    with kept.database.reading() as session:
        ((draft,),) = conversations.load(session, VAULT, [PERSON]).values()
        return draft.body.decode().split('"')[3], session.connection().execute(
            select(col(RosterImport.file))
        ).scalar_one()


@pytest.fixture
def worker(stores: Stores) -> Worker:
    return Worker(stores.elsewhere("old"))


def whole(stores: Stores, folder: Path) -> str:
    """The file that draft and record of the restored store both name, and which is there."""
    new = stores.on_sqlite("new")
    new.restored(folder)
    drafted, recorded = named(new)
    assert drafted == recorded
    assert new.files.get(drafted) == b"berkas"
    return drafted


def test_turns_go_on_while_it_is_taken(worker: Worker, stores: Stores, tmp_path: Path) -> None:
    """After each step of it somebody's turn is committed; the backup is of the moment before them all."""
    before = worker.kept.rows()["inbox"]
    made = worker.kept.backed_up(tmp_path / "there", lambda *_: worker.replaces())
    assert worker.turns > 5
    assert made.rows == MANY + 4
    whole(stores, tmp_path / "there")
    assert stores.on_sqlite("new").rows()["inbox"] == before


def test_how_far_it_is_never_goes_back(worker: Worker, tmp_path: Path) -> None:
    """It ends with all of what there was."""
    told: list[tuple[int, int]] = []
    made = worker.kept.backed_up(tmp_path / "there", lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (made.rows + made.files.count,) * 2


def taken_while(worker: Worker, folder: Path, happens: Mapping[tuple[str, int], Callable[[], None]]) -> Busy:
    """A backup beside which these things happen."""
    busy = Busy(worker.kept.blobs, happens)
    worker.kept.backed_up(folder, blobs=busy)
    return busy


def test_a_file_that_comes_before_the_moment_is_in_it(worker: Worker, stores: Stores, tmp_path: Path) -> None:
    """It came after all files had been copied, and before the rows were read."""
    taken_while(worker, tmp_path / "there", {("after", 2): worker.replaces})
    assert whole(stores, tmp_path / "there") == named(worker.kept)[0]


def test_a_file_that_goes_after_the_moment_is_in_it(worker: Worker, stores: Stores, tmp_path: Path) -> None:
    """The rows of then name it, though it is there no more."""
    before = named(worker.kept)[0]
    taken_while(worker, tmp_path / "there", {("before", 3): worker.replaces})
    assert whole(stores, tmp_path / "there") == before
    assert named(worker.kept)[0] != before


def test_a_file_between_two_looks_is_not_missed(worker: Worker, stores: Stores, tmp_path: Path) -> None:
    """It came after the files were copied and went before they were looked through again: another moment is taken."""
    replaced = {("after", 2): worker.replaces, ("before", 3): worker.replaces}
    assert taken_while(worker, tmp_path / "there", replaced).looks == 4
    assert whole(stores, tmp_path / "there") == named(worker.kept)[0]


def test_a_name_without_a_file_is_kept_as_it_is(worker: Worker, stores: Stores, tmp_path: Path) -> None:
    """A file that was lost long ago is none of the backup's faults."""
    worker.names(KEY)
    worker.kept.backed_up(tmp_path / "there")
    new = stores.on_sqlite("new")
    new.restored(tmp_path / "there")
    assert named(new) == (KEY, KEY)
    assert new.sealed() == {}


def test_what_only_looks_like_files_does_not_keep_it_from_ending(worker: Worker, tmp_path: Path) -> None:
    """Even if there is another one each time."""
    another = lambda: worker.names(secrets.token_hex(16))  # noqa: E731 - a thing that happens
    assert taken_while(worker, tmp_path / "there", {("after", look): another for look in range(50)}).looks == 5
    assert (tmp_path / "there" / "manifest.json").exists()

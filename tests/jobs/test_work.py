"""Jobs: each one's person gets an answer, whatever the job meets, and nobody waits for another's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from argon2 import PasswordHasher

from bot import outgoing
from bot.conversations import wording
from bot.engine.inputs import Done, from_json
from bot.jobs.late import LateJobs
from bot.jobs.secrets import Secrets
from bot.jobs.work import TRIES, Work
from storage import inbox, outbox
from storage.blobs_folder import FolderBlobs
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileStore, FilesUnavailableError
from storage.migrate import migrate
from storage.models.turns import OutboxRow
from tests.databases import fresh_url

VAULT = Vault(bytes(range(32)))
REFUSED = {"refused": "job_failed", "params": {}}
Doing = Callable[[int, dict[str, Any]], Awaitable[dict[str, Any]]]


class Stuck(FileStore):
    """A store in which nothing can be removed."""

    def remove(self, key: str) -> None:
        raise PermissionError(key)


class Pier(FolderBlobs):
    """A place of blobs that may be out of reach."""

    away = False

    def put(self, key: str, sealed: bytes) -> None:
        self._reach()
        super().put(key, sealed)

    def get(self, key: str) -> bytes:
        self._reach()
        return super().get(key)

    def remove(self, key: str) -> None:
        self._reach()
        super().remove(key)

    def _reach(self) -> None:
        if self.away:
            raise FilesUnavailableError("away")


class Yard:
    """A job lane, and what comes out of it."""

    def __init__(self, folder: Path, workers: dict[str, Doing], files: FileStore) -> None:
        self.database = Database(fresh_url(folder))
        migrate(self.database)
        self.files = files
        self.told = asyncio.Event()
        self.finished = asyncio.Event()
        self.spoke = asyncio.Event()
        late = LateJobs(self.database, VAULT, files, wording.load(), self.told, self.spoke.set, seconds=0.001)
        self.work = Work(
            self.database, VAULT, files, late, workers, _now, self.told, self.finished.set, pause=0.001, longest=0.02
        )

    def put(self, person: int, *tasks: outgoing.Task) -> None:
        with self.database.transaction() as session:
            outbox.add(session, VAULT, [outbox.Outgoing(person, "job", outgoing.encode(task)) for task in tasks])
        self.told.set()

    def said(self, person: int) -> list[str]:
        """What will be said to a person."""
        with self.database.transaction() as session:
            rows = outbox.claim(session, "chat", _now(), limit=100)
        sends = [outgoing.decode_send(outbox.opened(VAULT, row)) for row in rows if row.person == person]
        return [send.html for send in sends if isinstance(send, outgoing.Message)]

    async def result(self, person: int) -> dict[str, Any]:
        """The oldest unread result of a person, once it has come."""
        while True:
            with self.database.transaction() as session:
                for row in inbox.waiting(session, _now(), 100):
                    if row.person == person:
                        done = from_json(msgspec.json.decode(inbox.opened(VAULT, row)))
                        inbox.finish(session, [row.id], _now())
                        assert isinstance(done, Done)
                        return done.result
            await self.finished.wait()
            self.finished.clear()


def _now() -> datetime:
    return datetime.now(UTC)


def job(kind: str, **args: object) -> outgoing.Job:
    return outgoing.Job(kind, args, "account", 1)


Open = Callable[..., Yard]


@pytest.fixture
async def open_yard(tmp_path: Path) -> AsyncIterator[Open]:
    yards: list[tuple[Yard, asyncio.Task[None]]] = []

    def make(files: FileStore | None = None, **workers: Doing) -> Yard:
        yard = Yard(tmp_path, workers, files or FileStore(FolderBlobs(tmp_path / "berkas"), VAULT))
        yards.append((yard, asyncio.create_task(yard.work.run())))
        return yard

    yield make
    for yard, running in yards:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        yard.database.close()


@pytest.fixture
def calls() -> list[int]:
    return []


async def echo(person: int, args: dict[str, Any]) -> dict[str, Any]:
    return {"value": [person, args["n"]]}


async def test_a_result_comes_back_as_an_input(open_yard: Open) -> None:
    """It is kept in the inbox, and the job is gone from the outbox."""
    yard = open_yard(echo=echo)
    yard.put(71, job("echo", n=1))
    assert await yard.result(71) == {"value": [71, 1]}
    with yard.database.transaction() as session:
        assert outbox.claim(session, "job", _now(), limit=9) == []


async def test_a_job_that_always_fails_is_refused_in_words(open_yard: Open, calls: list[int]) -> None:
    """After its tries its person is told; others' jobs go on meanwhile."""

    async def failing(person: int, args: dict[str, Any]) -> dict[str, Any]:
        calls.append(person)
        raise RuntimeError(str(args))

    yard = open_yard(failing=failing, echo=echo)
    yard.put(71, job("failing", n=1), job("echo", n=2))
    yard.put(72, job("echo", n=3))
    assert await yard.result(72) == {"value": [72, 3]}
    assert await yard.result(71) == REFUSED
    assert await yard.result(71) == {"value": [71, 2]}
    assert calls == [71] * TRIES


async def test_a_job_that_hangs_is_given_up(open_yard: Open, calls: list[int]) -> None:
    """A hanging job is ended, tried again, and at last refused in words."""

    async def hanging(person: int, args: dict[str, Any]) -> dict[str, Any]:
        calls.append(person)
        await asyncio.Event().wait()
        return args

    yard = open_yard(hanging=hanging, echo=echo)
    yard.put(71, job("hanging"))
    yard.put(72, job("echo", n=1))
    assert await yard.result(72) == {"value": [72, 1]}
    assert await yard.result(71) == REFUSED
    assert calls == [71] * TRIES


async def test_a_job_that_fails_once_is_done_all_the_same(open_yard: Open, calls: list[int]) -> None:
    """A passing trouble is not told."""

    async def once(person: int, args: dict[str, Any]) -> dict[str, Any]:
        calls.append(person)
        if len(calls) == 1:
            raise ConnectionError
        return {"value": args["n"]}

    yard = open_yard(once=once)
    yard.put(71, job("once", n=5))
    assert await yard.result(71) == {"value": 5}


async def test_a_job_of_an_unknown_kind_is_refused_in_words(open_yard: Open) -> None:
    """A version that no longer knows a job does not leave its person waiting."""
    yard = open_yard()
    yard.put(71, job("forgotten"))
    assert await yard.result(71) == REFUSED


async def test_an_unreadable_job_is_dropped(open_yard: Open) -> None:
    """It holds up neither its person nor anybody else."""
    yard = open_yard(echo=echo)
    with yard.database.transaction() as session:
        session.add(OutboxRow(id=1, person=71, lane="job", payload=b"\x01damaged"))
    yard.put(71, job("echo", n=1))
    assert await yard.result(71) == {"value": [71, 1]}


async def test_a_file_nobody_needs_is_removed(open_yard: Open) -> None:
    """Before the next job of that person."""
    yard = open_yard(echo=echo)
    key = yard.files.put(b"x")
    yard.put(71, outgoing.Disposal(key), outgoing.Disposal(key), job("echo", n=1))
    assert await yard.result(71) == {"value": [71, 1]}
    assert not list(yard.files.blobs.keys())


async def test_a_file_that_is_out_of_reach_is_removed_later(open_yard: Open, tmp_path: Path) -> None:
    """And nothing else of its person's waits for that."""
    pier = Pier(tmp_path / "berkas")
    yard = open_yard(FileStore(pier, VAULT), echo=echo)
    key = yard.files.put(b"x")
    pier.away = True
    yard.put(71, outgoing.Disposal(key), job("echo", n=1))
    assert await yard.result(71) == {"value": [71, 1]}
    assert list(yard.files.blobs.keys()) == [key]
    pier.away = False
    yard.put(71, job("echo", n=2))
    assert await yard.result(71) == {"value": [71, 2]}
    while list(yard.files.blobs.keys()):
        yard.put(71, job("echo", n=3))
        assert await yard.result(71) == {"value": [71, 3]}
    assert yard.said(71) == []


async def test_a_job_whose_files_are_out_of_reach_is_done_later(open_yard: Open, tmp_path: Path) -> None:
    """It is not refused; its person hears of it once, and nothing else of theirs waits for it."""
    pier = Pier(tmp_path / "berkas")
    files = FileStore(pier, VAULT)

    async def keep(person: int, args: dict[str, Any]) -> dict[str, Any]:
        del person
        return {"value": await files.apart(partial(files.put_as, "one", args["text"].encode()))}

    yard = open_yard(files, echo=echo, keep=keep)
    pier.away = True
    yard.put(71, job("keep", text="KTP"), job("echo", n=1))
    assert await yard.result(71) == {"value": [71, 1]}
    await yard.spoke.wait()
    yard.put(71, job("echo", n=2))
    assert await yard.result(71) == {"value": [71, 2]}
    pier.away = False
    kept = await yard.result(71)
    assert files.get(kept["value"]) == b"KTP"
    assert [words.partition(".")[0] for words in yard.said(71)] == ["Penyimpanan berkas sedang tidak bisa dijangkau"]


async def test_what_the_last_process_put_off_is_done_by_the_next(open_yard: Open) -> None:
    """A late job is never forgotten."""
    yard = open_yard(echo=echo)
    with yard.database.transaction() as session:
        outbox.add(session, VAULT, [outbox.Outgoing(71, "late", outgoing.encode(job("echo", n=1)))])
    assert await yard.result(71) == {"value": [71, 1]}


async def test_a_file_that_cannot_be_removed_holds_nobody_up(open_yard: Open, tmp_path: Path) -> None:
    """It stays, sealed as it is."""
    yard = open_yard(Stuck(FolderBlobs(tmp_path / "berkas"), VAULT), echo=echo)
    yard.put(71, outgoing.Disposal("0" * 32), job("echo", n=1))
    assert await yard.result(71) == {"value": [71, 1]}


async def test_one_job_of_a_person_runs_at_a_time(open_yard: Open, calls: list[int]) -> None:
    """In their order, while others' run beside them."""
    running: set[int] = set()

    async def careful(person: int, args: dict[str, Any]) -> dict[str, Any]:
        assert person not in running
        running.add(person)
        await asyncio.sleep(0)
        running.discard(person)
        calls.append(args["n"])
        return {"value": args["n"]}

    yard = open_yard(careful=careful)
    yard.put(71, *(job("careful", n=number) for number in range(5)))
    assert [(await yard.result(71))["value"] for _ in range(5)] == list(range(5))
    assert calls == list(range(5))


async def test_a_job_that_was_done_twice_is_heard_once(open_yard: Open) -> None:
    """Killed between a job and its tick, the bot does it again; the person's conversation hears of one."""
    yard = open_yard(echo=echo)
    yard.put(71, job("echo", n=1))
    await yard.result(71)
    with yard.database.transaction() as session:
        payload = VAULT.seal_bytes("outbox", "payload", 1, outgoing.encode(job("echo", n=1)))
        session.add(OutboxRow(id=1, person=71, lane="job", payload=payload))
        inbox.add(session, VAULT, [inbox.Received(0, 1, 71, b'["Done","account",1,{"value":9}]')])
    yard.told.set()
    assert await yard.result(71) == {"value": 9}
    yard.put(71, job("echo", n=2))
    assert await yard.result(71) == {"value": [71, 2]}


async def test_a_secret_becomes_a_hash_that_knows_it(tmp_path: Path) -> None:
    """Argon2id, salted: the same secret never gives the same hash."""
    hashing = Secrets(Database(fresh_url(tmp_path, "unused")), VAULT)
    first, second = [(await hashing.hash_secret(71, {"text": "angin sepoi"}))["value"] for _ in range(2)]
    assert first != second
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PasswordHasher().verify(first, "angin sepoi")

"""A backup is taken while people chat; where it is restored, the bot goes on as if nothing had happened."""

import asyncio
import gzip
import json
import shutil
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.databases import fresh_url
from tests.heart.doors import running
from tests.heart.process import environment
from tests.heart.test_secrecy import found_in
from tests.journeys import CARD, DONE, Journey, Worker, enlist, worker

HALF = "Pertanyaan Pengaman"
"""Where the second worker is when the backup is taken: the files are still to come, the password is given."""


async def command(settings: Settings, compiled: Path, *words: str) -> dict[str, object]:
    """What a command tells a script, from a process of its own beside the bot."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words, "--json"),
        env=environment(settings, compiled),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    told, complaint = await process.communicate()
    assert (process.returncode, complaint) == (0, b"")
    found: dict[str, object] = json.loads(told)
    return found


def unpacked(folder: Path, into: Path) -> Path:
    """All that a backup holds, as it was before it was put into JSON and compressed."""
    shutil.copytree(folder / "files", into / "files")
    kinds = {
        part["name"]: part["columns"]
        for part in json.loads((folder / "manifest.json").read_bytes())["content"]["tables"]
    }
    for path in (folder / "tables").iterdir():
        columns = kinds[path.name.removesuffix(".jsonl.gz")]
        with gzip.open(path) as lines, (into / path.name).open("wb") as plain:
            for line in lines:
                for value, (_, kind) in zip(json.loads(line), columns, strict=True):
                    plain.write(b64decode(value) if kind == "bytes" and value else str(value).encode())
    return into


@pytest.fixture
def people() -> tuple[Worker, Worker, Worker]:
    return worker(1), worker(2), worker(3)


async def test_people_go_on_where_they_were(
    people: tuple[Worker, Worker, Worker],
    fake: FakeTelegram,
    make_settings: Callable[..., Settings],
    tmp_path: Path,
    compiled: Path,
) -> None:
    """One has the card, one is amid the questions, one chats on while it is taken; nothing lies in the clear in it."""
    folder = tmp_path / "there"
    before = make_settings()
    ready, amid, third = (Journey(fake.user(one.person, one.nama), one, 60) for one in people)
    async with running(before) as app:
        enlist(app.store, people)
        await ready.walk(until=CARD)
        shown = await amid.walk(until=HALF)
        walking = asyncio.create_task(third.walk(until=CARD))
        made = await command(before, compiled, "backup", str(folder))
        await walking
    assert made["files"]
    plain = unpacked(folder, tmp_path / "plain")
    assert ("nama", "worker.jsonl.gz") in found_in(plain, {"nama": people[0].nama})
    for one in people:
        assert found_in(plain, one.secrets) == []

    after = make_settings(data_dir=tmp_path / "new", database_url=fresh_url(tmp_path / "new", "after"))
    after.data_dir.mkdir()
    shutil.copy(before.data_dir / bootstrap.KEY_FILE, after.data_dir)
    assert await command(after, compiled, "restore", str(folder)) == made
    assert (await command(after, compiled, "audit", "verify"))["whole"]
    async with running(after):
        # The very buttons of before.
        await amid.user.tap(shown["id"], shown["buttons"][0][0]["text"])
        amid.seen.append(HALF)
        assert (await amid.walk(until=CARD))["kind"] == "document"
        assert DONE in amid.seen
        await ready.user.text("/status")
        assert await ready.user.wait("Status Anda", 30)

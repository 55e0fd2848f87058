"""A whole bot whose stored files lie in a bucket, and what an operator hears who names one."""

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import bootstrap
from bot.object_store import open_blobs
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.heart.test_command_line import Line, complains, line
from tests.journeys import CARD, Journey, enlist, worker
from tests.object_store import KEY_ID, PREFIX, SECRET, ObjectStore

__all__ = ["line"]

BUCKET = "s3://berkas/pendataan"


@pytest.fixture
def served_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    """An object store, and an environment that tells how to reach it."""
    store = ObjectStore()
    for name, value in store.access.items():
        monkeypatch.setenv(name, value)
    yield store
    store.ends()


async def test_pictures_in_a_bucket_survive_its_absence(
    fake: FakeTelegram, make_settings: Callable[..., Settings], served_files: ObjectStore
) -> None:
    """A worker walks to the card though the bucket is away for a while; nothing lies in it in the clear."""
    one, settings = worker(1), make_settings(files_url=served_files.url)
    async with bootstrap.opened(settings) as app:
        enlist(app.store, [one])
        running = asyncio.create_task(app.run())
        user = fake.user(one.person, "Budi")
        journey = Journey(user, one, 60)
        await journey.walk(until="Pasfoto")
        served_files.goes_away()
        walking = asyncio.create_task(journey.walk(until=CARD))
        await user.wait("Penyimpanan berkas sedang tidak bisa dijangkau", 60)
        served_files.comes()
        last = await walking
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert "Kartu-Pendataan" in last["file"]["file_name"]
    kept = served_files.objects()
    assert len(kept) >= 5
    assert not [name for name in kept if not re.fullmatch(rf"{PREFIX}/[0-9a-f]{{32}}", name)]
    clear = [b"\xff\xd8\xff", b"%PDF", *(secret.encode() for secret in one.secrets.values())]
    assert not [name for name, data in kept.items() if any(words in data for words in clear)]
    assert not (settings.data_dir / "berkas").exists()


def test_a_key_is_never_made_anew_beside_files_in_a_bucket(line: Line, served_files: ObjectStore) -> None:
    """A new one could open none of them."""
    assert line("migrate", FILES_URL=served_files.url).exit_code == 0
    served_files.keeps(f"{PREFIX}/{'0' * 32}", b"sealed")
    for path in Path("data").iterdir():
        path.unlink()
    complains(line("migrate", FILES_URL=served_files.url), "kunci is missing")


@pytest.mark.parametrize(
    "url", ["berkas", "s3://", "s3://B", "s3://berkas/../x", "https://berkas.contoh.id/x", "s3://a b"]
)
def test_a_wrong_address_is_named(line: Line, url: str) -> None:
    """Before anything is opened."""
    complains(line("migrate", FILES_URL=url), "PENDATAAN_FILES_URL must be s3://BUCKET or s3://BUCKET/PREFIX")
    assert not Path("data").exists()


@pytest.mark.parametrize(
    ("name", "value", "should"),
    [
        ("AWS_ENDPOINT_URL", "penyimpanan", "an https address (http only with AWS_ALLOW_HTTP=true)"),
        ("AWS_ENDPOINT_URL", "https://penyimpanan:90000", "an https address (http only with AWS_ALLOW_HTTP=true)"),
        ("AWS_ENDPOINT_URL", "https://[penyimpanan", "an https address (http only with AWS_ALLOW_HTTP=true)"),
        ("AWS_ENDPOINT_URL_S3", "http://penyimpanan:9000", "an https address (http only with AWS_ALLOW_HTTP=true)"),
        ("AWS_ALLOW_HTTP", "barangkali", "true or false"),
        ("AWS_REGION", "ap southeast 3", "one word, without spaces"),
        ("AWS_SECRET_ACCESS_KEY", "rahasia dua\nbaris", "one word, without spaces"),
    ],
)
def test_a_wrong_way_to_the_bucket_is_named(
    line: Line, monkeypatch: pytest.MonkeyPatch, name: str, value: str, should: str
) -> None:
    """By its name alone; whoever keeps files in a folder is not asked."""
    monkeypatch.setenv(name, value)
    result = line("migrate", FILES_URL=BUCKET)
    complains(result, f"{name} must be {should}")
    assert value not in result.stderr
    assert line("migrate").exit_code == 0


def test_a_bucket_that_is_not_there_stops_the_start(line: Line, served_files: ObjectStore) -> None:
    """In one line that says what to do."""
    result = line("migrate", FILES_URL="s3://tidak-ada/x")
    complains(result, "PENDATAAN_FILES_URL: there is no bucket tidak-ada; create it, or name another")
    served_files.goes_away()
    result = line("migrate", FILES_URL=served_files.url)
    served_files.comes()
    complains(result, "PENDATAAN_FILES_URL: ", "cannot be reached; check AWS_ENDPOINT_URL")
    assert KEY_ID not in result.stderr
    assert SECRET not in result.stderr


def test_the_way_to_the_bucket_may_stand_in_the_env_file(
    served_files: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the other settings."""
    monkeypatch.chdir(tmp_path)
    lines = {"PENDATAAN_FILES_URL": served_files.url, **served_files.access}
    for name in served_files.access:
        monkeypatch.delenv(name)
    Path(".env").write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
    open_blobs(Settings()).put("0" * 32, b"sealed")
    assert served_files.objects() == {f"{PREFIX}/{'0' * 32}": b"sealed"}

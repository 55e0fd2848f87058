"""What people entrust to the bot lies nowhere in the clear: not in the log, not in the database, not in a file."""

import asyncio
import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
import structlog
from sqlmodel import Session

from bot import bootstrap, journal, outgoing
from bot.conversations import wording
from bot.conversations.context import Context
from bot.engine.inputs import Command, Text
from bot.engine.parse import Answers
from bot.gateway.limits import Limits
from bot.jobs.late import LateJobs
from bot.jobs.work import Work
from bot.outgoing import Attachment, Message
from bot.playground.people import User
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage import outbox
from storage.blobs_folder import FolderBlobs
from storage.files import FileStore
from storage.models.staff import Invite
from tests.databases import files_of
from tests.heart.desk import opened
from tests.heart.office import Office, questionnaire
from tests.heart.process import BotProcess, environment
from tests.journey_script import BORN
from tests.journeys import CARD, DONE, Journey, Worker, enlist, worker

SICK = 13
NIK = "3201010703900001"
NEW_PASSWORD = "embun pagi di kebun teh"
REASON = "Alamat saya keliru: seharusnya Gang Melati."


def found_in(folder: Path, secrets: dict[str, str]) -> list[tuple[str, str]]:
    """(secret, file) wherever one lies in the clear, in any usual encoding."""
    spelled = [(name, secret.encode(code)) for name, secret in secrets.items() for code in ("utf-8", "utf-16-le")]
    files = [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
    return [(name, path.name) for path, data in files for name, secret in spelled if secret in data]


async def _walk_all_the_way(fake: FakeTelegram, one: Worker) -> None:
    """From `/daftar` to the last page, with refused and forgotten passwords and a few things nobody asked for."""
    user = fake.user(one.person, one.nama)
    journey = Journey(user, one, 60)
    await journey.walk(until="Password")
    await user.text(one.password[:9])
    await user.wait("Password itu baru")
    await user.photo(one.pictures["ktp"], caption=one.nik)
    await user.wait("Langkah 2")
    await journey.walk()
    await user.text("/kartu")
    await user.wait("Kartu", 30)
    await _forget_password(user, one)
    journey.worker = replace(one, password=NEW_PASSWORD)
    journey.seen.append(DONE)
    await user.text("/masuk")
    await journey.walk(until="Password akun")
    await user.text(one.password)
    await user.wait("tidak cocok", 30)
    await journey.walk(until=CARD)
    await _look_around(user)


async def _forget_password(user: User, one: Worker) -> None:
    """A new password, for whoever knows who they are and their Jawaban Pengaman."""
    heard = ("Nomor Induk Kependudukan", "Nomor Kartu Keluarga", "Nama Lengkap", "Tempat Lahir", "Tanggal Lahir",
             "Jawaban Pengaman", "Password baru", "sudah diganti")  # fmt: skip
    said = ("/lupa", one.nik, one.kk, one.nama, one.tempat_lahir, BORN, one.jawaban, NEW_PASSWORD)
    for words, answer in zip(said, heard, strict=True):
        await user.text(words)
        await user.wait(answer, 30)


async def _look_around(user: User) -> None:
    """The cards and one's own data are printed, and a reason is written to the instansi."""
    for command, answer in (
        ("/kartu pendataan", "Kartu Pendataan"),
        ("/privasi data", "salinan data Anda"),
        ("/status", "Status Anda"),
    ):
        await user.text(command)
        await user.wait(answer, 30)
    await user.text("/masuk")
    await user.wait("Halaman 5 dari 5", 30)
    await user.choose("Minta dibuka kembali")
    await user.wait("Minta dibuka kembali", 30)
    await user.text(REASON)
    await user.wait("B-0", 30)


async def _watch(fake: FakeTelegram, one: Worker) -> None:
    """Somebody whom no instansi has registered asks to be told."""
    user = fake.user(one.person, one.nama)
    walking = asyncio.create_task(Journey(user, one, 60).walk())
    try:
        await user.wait(lambda shown: any("Belum Didaftarkan" in message["text"] for message in shown), 60)
    finally:
        walking.cancel()
        await asyncio.gather(walking, return_exceptions=True)
    await user.choose("Pantau NIK saya")
    await user.wait("Pantauan tercatat", 60)


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_whole_journey_leaves_nothing_in_the_clear(
    form: Literal["text", "json"],
    fake: FakeTelegram,
    make_settings: Callable[..., Settings],
    tmp_path: Path,
    compiled: Path,
) -> None:
    """Neither the log at its most talkative nor any file of the data folder shows what was typed, nor the token."""
    settings = make_settings(log_level="debug", log_format=form)
    people = (worker(1), worker(2))
    store = bootstrap.open_store(settings)
    enlist(store, people[:1])
    store.database.close()
    log = tmp_path / "log" / "bot.log"
    log.parent.mkdir()
    bot = await BotProcess.start(environment(settings, compiled), log)
    await _walk_all_the_way(fake, people[0])
    await _watch(fake, people[1])
    # Killed, it leaves SQLite's write-ahead log behind, to be searched as well.
    await bot.kill()
    written = files_of(settings.data_dir)
    assert list(written.glob("pendataan.db-wal")) or list(written.glob("pg_wal/*"))
    token = {"token": fake.token, "token's secret half": fake.token.partition(":")[2]}
    late = {"new password": NEW_PASSWORD, "reason": REASON}
    for secrets in (people[0].secrets, people[1].secrets, token, late):
        assert found_in(settings.data_dir, secrets) == found_in(written, secrets) == []
        assert found_in(log.parent, secrets) == []
    assert "the bot is running" in log.read_text()


async def test_the_key_file_is_its_owners_alone(make_settings: Callable[..., Settings]) -> None:
    """It is made on the first start, readable and writable by nobody else."""
    settings = make_settings()
    bootstrap.open_store(settings).database.close()
    assert (settings.data_dir / bootstrap.KEY_FILE).stat().st_mode & 0o777 == 0o600


# -- errors ------------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Read what was logged so far, in either form."""
    root = logging.getLogger()
    before = root.handlers, root.level
    journal.set_up(request.param, "debug")
    written = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written.getvalue
    root.handlers, root.level = before
    structlog.reset_defaults()


async def test_a_failing_turn_logs_no_words(tmp_path: Path, log: Callable[[], str]) -> None:
    """Where it failed and with which kind of error is enough to mend it."""

    def raising(context: Context, answers: Answers) -> dict[str, Any]:
        for _ in range(2):
            index = answers["satu"].encode()
            context.session.add(Invite(code_index=index, role=NIK, expires_at=context.now))
        if context.person == SICK:
            raise RuntimeError(str(answers))
        context.session.flush()
        return {}

    office = Office(tmp_path, questionnaire(raising))
    for person in (SICK, SICK + 1):
        office.says(person, Command("daftar"), Text(NIK), Text("b"), Text("c"))
    await office.answer_through_failures()
    office.close()
    written = log()
    assert "RuntimeError" in written
    assert "IntegrityError" in written
    assert NIK not in written


async def test_a_failing_job_logs_no_words(tmp_path: Path, log: Callable[[], str]) -> None:
    """A job's arguments may be a password."""
    office = Office(tmp_path, questionnaire())
    finished = asyncio.Event()

    async def failing(person: int, args: dict[str, Any]) -> dict[str, Any]:
        raise ValueError(f"{person}: {args}")

    def put(session: Session) -> None:
        job = outgoing.Job("hash_secret", {"text": NIK}, "account", 1)
        outbox.add(session, office.vault, [outbox.Outgoing(SICK, "job", outgoing.encode(job))])

    with office.database.transaction() as session:
        put(session)
    files = FileStore(FolderBlobs(tmp_path / "berkas"), office.vault)
    workers = {"hash_secret": failing}
    clock = lambda: datetime.now(UTC)  # noqa: E731 - a clock
    late = LateJobs(office.database, office.vault, files, wording.load(), asyncio.Event(), finished.set)
    work = Work(office.database, office.vault, files, late, workers, clock, asyncio.Event(), finished.set, pause=0)
    await work.begin_waiting()
    await asyncio.wait_for(finished.wait(), 5)
    office.close()
    assert "ValueError" in log()
    assert NIK not in log()


async def test_a_send_that_fails_logs_no_words(
    tmp_path: Path, fake: FakeTelegram, make_settings: Callable[..., Settings], log: Callable[[], str]
) -> None:
    """Neither a message that Telegram refuses nor one that cannot be made is repeated in the log."""
    sari = fake.user(71, "Sari")
    await sari.start()
    async with opened(tmp_path, fake.token, make_settings().bot_api_url, Limits(0, 0)) as desk:
        card = Attachment("document", "card", "broken")
        desk.puts(71, Message(f"<b>{NIK}"), Message(NIK, attachment=card), Message("selesai"))
        await sari.wait("selesai", 20)
    assert "cannot be delivered" in log()
    assert NIK not in log()
    assert fake.token not in log()


async def test_other_libraries_keep_silent_about_what_people_say(log: Callable[[], str]) -> None:
    """Whoever logs an exception, only its kind and its places are written."""
    try:
        int(NIK + "?")
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling request")
    assert "Error handling request" in log()
    assert "ValueError" in log()
    assert NIK not in log()

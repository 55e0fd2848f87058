"""The command line: what an operator types, one line for each error, and JSON for scripts."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot import bootstrap, outgoing
from bot.__main__ import app
from bot.app import Store
from bot.operator_files import load_questions
from bot.playground.server import Served
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage import outbox, requests, roster
from tests.journeys import worker, write_sheet

Line = Callable[..., Result]


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """Type a command; keyword arguments are settings."""
    root = logging.getLogger()
    before = root.handlers, root.level
    monkeypatch.chdir(tmp_path)

    def run(*words: str, **settings: str) -> Result:
        given = {"DATA_DIR": "data", **settings}
        return CliRunner().invoke(app, words, env={f"PENDATAAN_{name}": value for name, value in given.items()})

    yield run
    root.handlers, root.level = before
    structlog.reset_defaults()


def store() -> Store:
    return bootstrap.open_store(Settings(_env_file=None, data_dir=Path("data")))


def complains(result: Result, *words: str) -> None:
    """One line on standard error, nothing else, and exit status 1."""
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    for word in words:
        assert word in result.stderr


# -- settings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "should"),
    [
        ("BOT_TOKEN", "bukan-token-rahasia", "BotFather"),
        ("BOT_API_URL", "ftp://rahasia", "http or https"),
        ("CAPTCHA", "mungkin", "on or off"),
        ("LOG_FORMAT", "gambar", "text or json"),
        ("LOG_LEVEL", "keras", "debug, info, warning or error"),
        ("WEBHOOK_URL", "rahasia", "https address"),
        ("WEBHOOK_LISTEN", "rahasia", "HOST:PORT"),
        ("PLAYGROUND_LISTEN", "rahasia", "HOST:PORT"),
        ("DATABASE_URL", "mysql://rahasia", "sqlite:///PATH"),
        ("DATABASE_URL", "sqlite:///:memory:", "sqlite:///PATH"),
        ("DATABASE_URL", "sqlite:///data/basis.db?timeout=rahasia", "sqlite:///PATH"),
        ("SEND_PER_SECOND", "-17", "number"),
        ("SEND_PER_CHAT", "banyak", "number"),
        ("PICTURE_LIMIT_KB", "3", "number"),
        ("DIRECTORY_URL", "http://rahasia.contoh/cek", "an https address"),
        ("DIRECTORY_TOKEN", "kata rahasia", "plain letters"),
    ],
)
def test_a_wrong_setting_stops_the_start_by_name(line: Line, name: str, value: str, should: str) -> None:
    """It is told what it should be; its value, which may be a secret, is not repeated."""
    result = line("migrate", **{name: value})
    complains(result, f"PENDATAAN_{name} must be", should)
    assert value not in result.stderr
    assert not Path("data").exists()


def test_a_webhook_needs_its_secret(line: Line) -> None:
    """Without one, anybody would be believed."""
    complains(line("migrate", WEBHOOK_URL="https://bot.contoh.id/hook"), "PENDATAAN_WEBHOOK_SECRET must be set")


def test_a_directory_needs_its_token(line: Line) -> None:
    """People's data are shown to nobody who was not told who asks."""
    complains(line("migrate", DIRECTORY_URL="https://dukcapil.contoh.id/cek"), "PENDATAAN_DIRECTORY_TOKEN must be set")
    both = {"DIRECTORY_URL": "https://dukcapil.contoh.id/cek", "DIRECTORY_TOKEN": "rahasia-uji"}
    assert line("migrate", **both).exit_code == 0


def test_an_empty_token_is_no_token(line: Line) -> None:
    """As a copied `.env` has it."""
    assert line("migrate", BOT_TOKEN="").exit_code == 0


# -- the store ---------------------------------------------------------------------------------------------------------


def test_migrating_twice_is_migrating_once(line: Line) -> None:
    """Silence means that all is well."""
    for _ in range(2):
        result = line("migrate")
        assert (result.exit_code, result.output) == (0, "")


def test_data_of_a_newer_program_stop_the_start(line: Line) -> None:
    """An older program cannot know what became of the tables; it says what to do, and leaves them alone."""
    assert line("migrate").exit_code == 0
    with closing(sqlite3.connect("data/pendataan.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    complains(line("migrate"), "newer version of this program", "update")


def test_data_without_their_key_stop_the_start(line: Line) -> None:
    """In one line that says what to do; no new key is made."""
    line("migrate")
    Path("data/kunci").unlink()
    complains(line("migrate"), "kunci is missing", "put it back")
    assert not Path("data/kunci").exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "must be the path of a readable UTF-8 file"),
        (b"\xff\xfe", "must be the path of a readable UTF-8 file"),
        (b"[[tanya]]\nid = 'a'", "the questions have something wrong"),
        (b"tanya = ", "the questions are no TOML"),
    ],
)
def test_a_wrong_file_of_questions_stops_the_start(line: Line, text: bytes | None, complaint: str) -> None:
    """In one line that names the setting, before anything is opened."""
    if text is not None:
        Path("tanya.toml").write_bytes(text)
    result = line("run", QUESTIONS_FILE="tanya.toml", BOT_TOKEN=f"1:{'x' * 30}")
    complains(result, "PENDATAAN_QUESTIONS_FILE", complaint)
    assert not Path("data").exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "must be the path of a readable UTF-8 file"),
        (b"\xff\xfe", "must be the path of a readable UTF-8 file"),
        (b"umur = 20", "the rules have something wrong"),
        (b"age_min = ", "the rules are no TOML"),
    ],
)
def test_a_wrong_file_of_rules_stops_the_start(line: Line, text: bytes | None, complaint: str) -> None:
    """In one line that names the setting, before anything is opened or anybody is asked."""
    if text is not None:
        Path("aturan.toml").write_bytes(text)
    result = line("run", TERMS_FILE="aturan.toml", BOT_TOKEN=f"1:{'x' * 30}")
    complains(result, "PENDATAAN_TERMS_FILE", complaint)
    assert not Path("data").exists()


def test_a_wrong_file_of_rules_stops_the_playground(line: Line) -> None:
    """In the same words."""
    result = line("playground", TERMS_FILE="aturan.toml", PLAYGROUND_LISTEN="127.0.0.1:0")
    complains(result, "PENDATAAN_TERMS_FILE must be the path")


def test_an_operator_may_have_questions_of_their_own(tmp_path: Path) -> None:
    """In the form of the file that comes along."""
    own = tmp_path / "tanya.toml"
    own.write_text('[[tanya]]\nid = "parkir"\ntitle = "Di mana parkir?"\nanswer = "Di belakang kantor."', "utf-8")
    questions = load_questions(Settings(_env_file=None, questions_file=own))
    assert [one.id for one in questions.search("parkir")] == ["parkir"]


# -- instansi and invites ----------------------------------------------------------------------------------------------


def test_an_instansi_is_added_once(line: Line) -> None:
    """Its kode is known whatever its case; a second one is refused."""
    assert line("instansi", "add", "disdik", "Dinas  Pendidikan").stdout == "DISDIK: Dinas Pendidikan\n"
    complains(line("instansi", "add", "DISDIK", "Lain"), "DISDIK already")
    result = line("instansi", "add", "RSUD", "Rumah Sakit", "--deadline", "2022-10-31", "--json")
    assert json.loads(result.stdout) == {"kode": "RSUD", "nama": "Rumah Sakit"}
    opened = store()
    with opened.database.transaction() as session:
        found = roster.find_instansi(session, "rsud")
    opened.database.close()
    assert found is not None
    assert str(found.deadline) == "2022-10-31"


@pytest.mark.parametrize(
    ("kode", "nama", "complaint"),
    [
        ("D" * 33, "Dinas Pendidikan", "KODE must have 2 to 32"),
        ("DINAS PENDIDIKAN", "Dinas Pendidikan", "KODE must have"),
        ("DISDIK", "D" * 201, "NAMA must have 3 to 200"),
        ("DISDIK", "  ", "NAMA must have"),
    ],
)
def test_an_instansi_that_cannot_be_kept_is_refused(line: Line, kode: str, nama: str, complaint: str) -> None:
    """By the same rules as in the chat, rather than by the database."""
    complains(line("instansi", "add", kode, nama), complaint)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("raja",), "ROLE must be one of"),
        (("admin",), "admin needs --instansi KODE"),
        (("pusat", "--instansi", "DISDIK"), "pusat is national"),
        (("admin", "--instansi", "TIADA"), "No instansi has the kode TIADA"),
    ],
)
def test_an_invite_that_makes_no_sense_is_refused(line: Line, words: tuple[str, ...], complaint: str) -> None:
    """With the reason."""
    complains(line("invite", *words), complaint)


def test_an_invite_without_a_token_is_a_code_to_be_typed(line: Line) -> None:
    """Nobody knows the bot's name then."""
    line("instansi", "add", "DISDIK", "Dinas Pendidikan")
    code, how = line("invite", "admin", "--instansi", "disdik").stdout.splitlines()
    assert how == f"Kirim ke bot: /undangan {code}"
    told = json.loads(line("invite", "helpdesk", "--json").stdout)
    assert told["link"] is None
    assert told["code"] != code


async def test_an_invite_with_a_token_is_a_link(line: Line, fake: FakeTelegram, served: Served) -> None:
    """It leads to the bot by its own name; a token that Telegram refuses costs the link, not the invite."""
    result = await asyncio.to_thread(line, "invite", "pusat", BOT_TOKEN=fake.token, BOT_API_URL=served.url)
    code, link = result.stdout.splitlines()
    assert link == f"https://t.me/pendataan_bot?start={code}"
    wrong = "123456789:" + "x" * 35
    result = await asyncio.to_thread(line, "invite", "pusat", BOT_TOKEN=wrong, BOT_API_URL=served.url)
    complains(result, "PENDATAAN_BOT_TOKEN is not known to Telegram", "the invite is good all the same")
    assert wrong not in result.output


# -- import ------------------------------------------------------------------------------------------------------------


def test_an_import_doubles_nothing(line: Line, tmp_path: Path) -> None:
    """Good rows load; the same sheet once more changes nothing."""
    line("instansi", "add", "DISDIK", "Dinas Pendidikan")
    sheet = str(write_sheet(tmp_path / "pegawai.csv", [worker(1), worker(2)]))
    first = json.loads(line("import", "disdik", sheet, "--json").stdout)
    assert (first["loaded"], first["unchanged"], first["refused"]) == (2, 0, 0)
    assert line("import", "disdik", sheet).stdout == "0 rows loaded, 0 updated, 2 already there, 0 refused.\n"


def test_a_bad_row_is_told_with_its_reason(line: Line, tmp_path: Path) -> None:
    """The good ones load all the same."""
    line("instansi", "add", "DISDIK", "Dinas Pendidikan")
    sheet = write_sheet(tmp_path / "pegawai.csv", [worker(1), worker(2)])
    sheet.write_text(sheet.read_text().replace(worker(2).nik, worker(2).nik[:15]))
    result = line("import", "DISDIK", str(sheet))
    told, refused, how = result.stdout.splitlines()
    assert told == "1 rows loaded, 0 updated, 0 already there, 1 refused."
    assert refused.startswith("Baris 3: ")
    assert "pegawai-perbaikan.xlsx" in how


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"nama;umur\nSari;30\n"])
def test_a_file_that_is_no_roster_is_refused(line: Line, tmp_path: Path, content: bytes) -> None:
    """In one line."""
    line("instansi", "add", "DISDIK", "Dinas Pendidikan")
    (tmp_path / "aneh.csv").write_bytes(content)
    complains(line("import", "DISDIK", str(tmp_path / "aneh.csv"), "--json"))


def test_a_roster_for_nobody_is_refused(line: Line, tmp_path: Path) -> None:
    """An unknown kode is named."""
    sheet = str(write_sheet(tmp_path / "pegawai.csv", [worker(1)]))
    complains(line("import", "TIADA", sheet, "--json"), "TIADA")


def test_a_roster_from_nowhere_is_refused(line: Line, tmp_path: Path) -> None:
    """A path without a file is one line, too."""
    line("instansi", "add", "DISDIK", "Dinas Pendidikan")
    complains(line("import", "DISDIK", str(tmp_path / "tiada.csv"), "--json"), "tiada.csv")


def test_a_refused_roster_is_one_line_also_in_a_log(line: Line, tmp_path: Path) -> None:
    """Where standard error is no terminal, there is no bar."""
    sheet = str(write_sheet(tmp_path / "pegawai.csv", [worker(1)]))
    complains(line("import", "TIADA", sheet), "TIADA")


def test_whoever_waits_for_a_nik_is_told_by_the_import(line: Line, tmp_path: Path) -> None:
    """Once, in the transaction that registers it; those whose NIK is not in the sheet go on waiting."""
    line("instansi", "add", "DISDIK", "Dinas Pendidikan")
    now = datetime.now(UTC)
    opened = store()
    with opened.database.transaction() as session:
        requests.watch(session, opened.vault, 71, worker(1).nik, now)
        requests.watch(session, opened.vault, 72, worker(9).nik, now)
    sheet = str(write_sheet(tmp_path / "pegawai.csv", [worker(1)]))
    for _ in range(2):
        assert line("import", "DISDIK", sheet).exit_code == 0
    with opened.database.transaction() as session:
        (row,) = outbox.claim(session, "chat", now, limit=9)
        told = outgoing.decode_send(outbox.opened(opened.vault, row))
    opened.database.close()
    assert row.person == 71
    assert "didaftarkan" in told.html
    assert worker(1).nik not in told.html

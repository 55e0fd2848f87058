"""`backup` and `restore` on the command line: what they say, to an operator and to a script, and what they refuse."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.settings import PREFIX
from storage import backup_manifest
from storage.database import Database
from storage.leader import Leader
from tests.databases import postgresql_url
from tests.heart.test_bucket import served_files
from tests.heart.test_command_line import Line, complains, line, store
from tests.journeys import enlist, worker
from tests.object_store import ObjectStore

__all__ = ["line", "served_files"]


@pytest.fixture
def kept(line: Line) -> Line:
    """A line on which there are an instansi, two workers and a file."""
    line("migrate")
    opened = store()
    enlist(opened, [worker(1), worker(2)])
    opened.files.put(worker(1).pictures["ktp"])
    opened.database.close()
    return line


@pytest.fixture
def there(kept: Line) -> Path:
    """Give a backup of that."""
    assert kept("backup", "there").exit_code == 0
    return Path("there")


def with_its_key(name: str) -> dict[str, str]:
    """The settings of a new data folder that has the key and nothing else."""
    Path(name).mkdir()
    shutil.copy("data/kunci", name)
    return {"DATA_DIR": name}


def sealed(folder: str) -> dict[str, bytes]:
    """The files of a store, as they lie there."""
    return {path.name: path.read_bytes() for path in Path(folder, "berkas").glob("*/*")}


# -- a good day --------------------------------------------------------------------------------------------------------


def test_a_backup_says_what_is_in_it_and_what_is_not(kept: Line) -> None:
    """How much it is and from when; and that the key must be kept elsewhere, for it is not in there."""
    told = kept("backup", "there")
    assert (told.exit_code, told.stderr) == (0, "")
    first, last = told.stdout.splitlines()
    assert " rows and 1 files as of " in first
    assert first.endswith(" WIB are in there.")
    assert last.startswith("The key data/kunci is not in it: keep a copy of it somewhere else")
    key = Path("data/kunci").read_text().strip()
    assert not any(key.encode() in path.read_bytes() for path in Path("there").rglob("*") if path.is_file())


def test_a_restored_store_is_the_old_one(there: Path, line: Line) -> None:
    """Its figures are the same, and its trail is whole."""
    new = with_its_key("new")
    told = line("restore", str(there), **new)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.endswith(" WIB are restored.\n")
    assert line("audit", "verify", **new).output == line("audit", "verify").output
    figures = [json.loads(line("rekap", "DINAS-UJI", "--json", **one).stdout) for one in ({}, new)]
    assert [one.pop("at") for one in figures]
    assert figures[0] == figures[1]


def test_a_small_store_grows_onto_postgresql(there: Path, line: Line, tmp_path: Path) -> None:
    """With its folder and its files where they are, only the database is another one."""
    grown = {"DATABASE_URL": postgresql_url(tmp_path / "grown")}
    assert line("restore", str(there), **grown).exit_code == 0
    assert line("audit", "verify", **grown).output == line("audit", "verify").output
    assert "2 workers" in line("rekap", "DINAS-UJI", **grown).stdout
    complains(line("restore", str(there), **grown), "in use")


@pytest.mark.usefixtures("kept")
def test_a_script_gets_json_and_nothing_else(tmp_path: Path) -> None:
    """From a process of its own, as cron starts it."""
    new = with_its_key("new")
    told = []
    for command, settings in (("backup", {"DATA_DIR": "data"}), ("restore", new)):
        variables = {f"{PREFIX}{name}": value for name, value in settings.items()}
        done = subprocess.run(
            (sys.executable, "-m", "bot", command, "there", "--json"),
            env={**os.environ, "PYTHONPATH": str(Path(backup_manifest.__file__).parents[1]), **variables},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        assert done.stderr == b""
        told.append(json.loads(done.stdout))
    assert told[0] == told[1]
    assert set(told[0]) == {"folder", "at", "version", "rows", "files", "bytes"}
    assert (told[0]["folder"], told[0]["files"]) == ("there", 1)


def test_files_move_into_a_bucket_and_back(there: Path, line: Line, served_files: ObjectStore) -> None:
    """They are sealed there as they were in the folder; with the bucket away there is one line, and no backup."""
    new = {**with_its_key("new"), "FILES_URL": served_files.url}
    assert line("restore", str(there), **new).exit_code == 0
    assert [*served_files.objects().values()] == [*sealed("data").values()]
    assert line("backup", "back", **new).exit_code == 0
    last = with_its_key("last")
    assert line("restore", "back", **last).exit_code == 0
    assert sealed("last") == sealed("data")
    served_files.goes_away()
    complains(line("backup", "gone", **new), "PENDATAAN_FILES_URL", "cannot be reached")
    complains(line("restore", "back", **{**with_its_key("more"), "FILES_URL": served_files.url}), "cannot be reached")
    served_files.comes()


# -- what is refused ---------------------------------------------------------------------------------------------------


def test_a_backup_needs_a_place_of_its_own(there: Path, line: Line) -> None:
    """Not one in use, not one that cannot be made, and not a file's."""
    complains(line("backup", str(there)), "there is not empty", "folder that is not there yet")
    complains(line("backup", "tiada/there"), "tiada/there cannot be used")
    Path("surat.txt").touch()
    complains(line("backup", "surat.txt"), "surat.txt cannot be used")


def test_what_was_broken_off_is_told_from_what_never_was(there: Path, line: Line) -> None:
    """As it is without its manifest, which comes last."""
    new = with_its_key("new")
    (there / "manifest.json").unlink()
    complains(line("restore", str(there), **new), "there holds no backup", "`backup` wrote")
    (there / "unfinished").touch()
    complains(line("restore", str(there), **new), "The backup in there was broken off", "Nothing was restored")
    complains(line("backup", str(there)), "there holds a backup that was broken off; remove it")
    assert [path.name for path in Path("new").iterdir()] == ["kunci"]


def test_damage_is_told_by_its_file(there: Path, line: Line) -> None:
    """Nothing is made, not even a database."""
    new = with_its_key("new")
    rows = there / "tables" / "worker.jsonl.gz"
    rows.write_bytes(rows.read_bytes()[:-1])
    complains(line("restore", str(there), **new), "damaged: tables/worker.jsonl.gz is not what it was")
    rows.unlink()
    complains(line("restore", str(there), **new), "not whole: tables/worker.jsonl.gz is missing")
    assert [path.name for path in Path("new").iterdir()] == ["kunci"]


def test_a_restore_needs_the_backups_own_key(there: Path, line: Line) -> None:
    """Where there is none, or another one, or nonsense, it is told where it belongs; none is made."""
    complains(line("restore", str(there), DATA_DIR="new"), "new/kunci is missing", "put the key")
    assert not Path("new").exists()
    new = with_its_key("new")
    Path("new/kunci").write_text("00" * 32)
    complains(line("restore", str(there), **new), "another key", "put that one into new/kunci")
    Path("new/kunci").write_text("kunci")
    complains(line("restore", str(there), **new), "kunci cannot be read as a key")


def test_a_newer_programs_backup_waits_for_that_program(
    there: Path, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told in one line."""
    monkeypatch.setattr(backup_manifest, "NEWEST", "0001")
    complains(line("restore", str(there), **with_its_key("new")), "newer version", "install that one")


def test_a_store_in_use_is_left_alone(there: Path, line: Line) -> None:
    """Neither one's own, nor a restored one, nor one with somebody's files."""
    new = with_its_key("new")
    complains(line("restore", str(there)), "in use", "DATABASE_URL", "DATA_DIR")
    assert line("restore", str(there), **new).exit_code == 0
    complains(line("restore", str(there), **new), "in use")
    Path("new/pendataan.db").unlink()
    opened = store()
    opened.files.put(b"lain")
    shutil.copytree("data/berkas", "new/berkas", dirs_exist_ok=True)
    opened.database.close()
    complains(line("restore", str(there), **new), "not of this backup", "FILES_URL")


def test_no_database_is_changed_under_a_bot(there: Path, line: Line) -> None:
    """Whoever has it open must end first, though nobody has used it yet."""
    new = with_its_key("new")
    line("migrate", **new)
    with closing(Database("sqlite:///new/pendataan.db")) as running, running.reading() as session:
        session.connection().exec_driver_sql("SELECT 1 FROM instansi")
        complains(line("restore", str(there), **new), "A bot works on this database", "end it")
    assert line("restore", str(there), **new).exit_code == 0


@contextmanager
def bot_at_work(url: str) -> Iterator[None]:
    """One that leads all others on this database."""
    with closing(Database(url)) as database, asyncio.Runner() as runner:
        lead = Leader.elected(database)
        runner.run(lead.__aenter__())
        yield
        runner.run(lead.__aexit__(None, None, None))


def test_no_postgresql_is_changed_under_a_bot(there: Path, line: Line, tmp_path: Path) -> None:
    """The one that leads is found out, wherever it runs."""
    new = {"DATABASE_URL": postgresql_url(tmp_path / "new")}
    with bot_at_work(new["DATABASE_URL"]):
        complains(line("restore", str(there), **new), "A bot works on this database")
    assert line("restore", str(there), **new).exit_code == 0


@pytest.mark.parametrize("options", ["", "?plugin=tidak_ada"])
def test_a_database_that_cannot_be_reached_is_one_line(there: Path, line: Line, options: str) -> None:
    """Without its address, which has a password in it."""
    away = {"DATABASE_URL": f"postgresql://orang:rahasia@127.0.0.1:1/pendataan{options}"}
    result = line("restore", str(there), **away)
    complains(result, "The database cannot be used")
    assert "rahasia" not in result.stderr

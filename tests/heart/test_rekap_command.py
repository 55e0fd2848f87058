"""`rekap` and `export` on the command line: figures in words and as JSON, and a roster that can be imported again."""

import json
import logging
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from bot import bootstrap
from bot.__main__ import app
from bot.app import Store
from bot.settings import Settings
from storage import audit
from tests.journeys import worker, write_sheet

Line = Callable[..., Result]


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """Type a command where an instansi has two workers and another has none."""
    root = logging.getLogger()
    before = root.handlers, root.level
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, words, env={"PENDATAAN_DATA_DIR": "data"})

    run("instansi", "add", "DISDIK", "Dinas Pendidikan")
    run("instansi", "add", "DINKES", "Dinas Kesehatan")
    write_sheet(tmp_path / "pegawai.csv", [worker(1), worker(2)])
    assert run("import", "DISDIK", "pegawai.csv").exit_code == 0
    yield run
    root.handlers, root.level = before
    structlog.reset_defaults()


def complains(result: Result, *words: str) -> None:
    """One line on standard error, nothing else, and exit status 1."""
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert all(word in result.stderr for word in words)


def store() -> Store:
    return bootstrap.open_store(Settings(_env_file=None, data_dir=Path("data")))


def test_an_instansi_s_figures_are_told(line: Line) -> None:
    """By status and unit kerja, whatever the case of its kode."""
    told = line("rekap", "disdik").stdout.splitlines()
    assert told[0].startswith("Dinas Pendidikan, ")
    assert told[1] == "2 workers, 0 ended (0%)"
    assert "  Terdaftar: 2" in told
    assert told[-1].endswith("0 of 2 ended (0%)")


def test_a_script_gets_every_figure(line: Line) -> None:
    """Of one instansi by unit kerja, of all by instansi, also those without workers."""
    one = json.loads(line("rekap", "DISDIK", "--json").stdout)
    assert (one["total"], one["ended"], one["status"]["terdaftar"], one["days"]) == (2, 0, 2, [])
    assert [unit["total"] for unit in one["unit_kerja"]] == [2]
    nation = json.loads(line("rekap", "--json").stdout)
    assert [(each["kode"], each["total"]) for each in nation["instansi"]] == [("DINKES", 0), ("DISDIK", 2)]


def test_the_figures_are_written_as_a_workbook_if_asked(line: Line, tmp_path: Path) -> None:
    """Beside the words."""
    assert line("rekap", "--xlsx", "rekap.xlsx").stdout.startswith("Seluruh instansi, ")
    book = CalamineWorkbook.from_path(tmp_path / "rekap.xlsx")
    assert "Menurut instansi" in book.sheet_names


def test_a_roster_goes_out_and_comes_back(line: Line, tmp_path: Path) -> None:
    """The file is its owner's alone, says what it holds, and changes nothing when it is imported."""
    result = line("export", "disdik", "keluar.xlsx")
    assert result.stdout == "2 workers written to keluar.xlsx. It holds personal data, every NIK among them.\n"
    assert stat.S_IMODE((tmp_path / "keluar.xlsx").stat().st_mode) == 0o600
    back = json.loads(line("import", "DISDIK", "keluar.xlsx", "--json").stdout)
    assert (back["loaded"], back["updated"], back["unchanged"], back["refused"]) == (0, 0, 2, 0)
    assert json.loads(line("export", "DISDIK", "keluar.xlsx", "--json").stdout)["rows"] == 2


def test_an_export_is_recorded(line: Line) -> None:
    """Also one from the command line."""
    line("export", "DISDIK", "keluar.xlsx")
    opened = store()
    with closing(opened.database), opened.database.reading() as session:
        assert [one.actor for one in audit.of_subject(session, opened.vault, [0], 10, "ekspor")] == [audit.SYSTEM]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("rekap", "TIADA"), "No instansi has the kode TIADA."),
        (("export", "TIADA", "keluar.xlsx"), "No instansi has the kode TIADA."),
        (("export", "DISDIK", "keluar.csv"), "keluar.csv must end in .xlsx."),
        (("export", "DISDIK", "tiada/keluar.xlsx"), "keluar.xlsx cannot be written there"),
        (("rekap", "--xlsx", "rekap.pdf"), "rekap.pdf must end in .xlsx."),
    ],
)
def test_what_cannot_be_done_is_one_line(line: Line, words: tuple[str, ...], complaint: str) -> None:
    """And no file is left behind."""
    complains(line(*words), complaint)
    assert not list(Path().glob("*.xlsx"))


def test_a_roster_that_was_tampered_with_is_not_written(line: Line) -> None:
    """Nothing but the complaint."""
    opened = store()
    with closing(opened.database), opened.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE worker SET nik = x'01aabb'")
    complains(line("export", "DISDIK", "keluar.xlsx", "--json"), "changed from outside")
    assert not Path("keluar.xlsx").exists()


def test_a_wrong_setting_stops_it_by_name(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with every command."""
    monkeypatch.setenv("PENDATAAN_CAPTCHA", "mungkin")
    complains(line("rekap"), "PENDATAAN_CAPTCHA")

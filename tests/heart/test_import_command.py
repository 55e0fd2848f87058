"""The command line's `import`: what is refused comes back as a workbook, and the last import can be undone."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import outgoing
from bot.documents.sheets import open_sheet
from storage import audit, outbox, roster
from tests.databases import execute
from tests.heart.test_command_line import Line, complains, line, store
from tests.journeys import worker, write_sheet

__all__ = ["line"]


@pytest.fixture
def dinas(line: Line) -> Line:
    """A line on which there is an instansi."""
    line("instansi", "add", "DISDIK", "Dinas Pendidikan")
    return line


def bad_sheet(folder: Path) -> Path:
    """One good row and a bad one."""
    sheet = write_sheet(folder / "pegawai.csv", [worker(1), worker(2)])
    sheet.write_text(sheet.read_text().replace(worker(2).nik, worker(2).nik[:15]))
    return sheet


def test_refused_rows_come_back_beside_the_file(dinas: Line, tmp_path: Path) -> None:
    """Or where one wants them; the same workbook, with the reasons."""
    sheet = str(bad_sheet(tmp_path))
    dinas("import", "DISDIK", sheet)
    told = json.loads(dinas("import", "DISDIK", sheet, "--return", "lain.xlsx", "--json").stdout)
    assert (told["returned"], told["refused"]) == ("lain.xlsx", 1)
    for path in (tmp_path / "pegawai-perbaikan.xlsx", Path("lain.xlsx")):
        with open_sheet(path) as found:
            assert len(list(found.rows)) == 2


def test_nothing_comes_back_where_nothing_was_refused(dinas: Line, tmp_path: Path) -> None:
    """No workbook is written."""
    sheet = write_sheet(tmp_path / "pegawai.csv", [worker(1)])
    assert json.loads(dinas("import", "DISDIK", str(sheet), "--json").stdout)["returned"] is None
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_place_where_nothing_can_be_written(dinas: Line, tmp_path: Path) -> None:
    """Is told in one line; the good rows are loaded."""
    complains(dinas("import", "DISDIK", str(bad_sheet(tmp_path)), "--return", "tiada/x.xlsx"), "--return")


def test_many_refusals_are_not_all_printed(dinas: Line, tmp_path: Path) -> None:
    """Twenty of them, and how many more."""
    sheet = write_sheet(tmp_path / "pegawai.csv", [worker(number) for number in range(1, 31)])
    sheet.write_text(sheet.read_text().replace("Guru Kelas", "Satpam"))
    lines = dinas("import", "DISDIK", str(sheet)).stdout.splitlines()
    assert len(lines) == 23
    assert "10 more" in lines[-2]


def test_the_last_import_is_undone(dinas: Line, tmp_path: Path) -> None:
    """Then the one before, and then there is none."""
    for number in (1, 2):
        dinas("import", "DISDIK", str(write_sheet(tmp_path / "pegawai.csv", [worker(number)])))
    expected = {"removed": 1, "restored": 0, "kept": 0}
    assert json.loads(dinas("import", "disdik", "--undo", "--json").stdout) == expected
    assert dinas("import", "disdik", "--undo").stdout == "1 rows removed, 0 as they were before, 0 kept.\n"
    complains(dinas("import", "disdik", "--undo"), "no import")


@pytest.mark.parametrize("again", [("pegawai.csv",), ("--undo",)])
def test_the_sheet_of_an_earlier_import_is_left_for_the_bot_to_forget(
    dinas: Line, tmp_path: Path, again: tuple[str, ...]
) -> None:
    """It may lie where it cannot be reached just now."""
    dinas("import", "DISDIK", str(write_sheet(tmp_path / "pegawai.csv", [worker(1)])))
    opened = store()
    with closing(opened.database), opened.database.transaction() as session:
        execute(session, "UPDATE roster_import SET file = ?", ["0" * 32])
    assert dinas("import", "DISDIK", *again).exit_code == 0
    opened = store()
    with closing(opened.database), opened.database.transaction() as session:
        (row,) = outbox.claim(session, "job", datetime.now(UTC), limit=10)
    assert outgoing.decode_task(outbox.opened(opened.vault, row)) == outgoing.Disposal("0" * 32)


def test_an_import_that_was_built_on_stays(dinas: Line, tmp_path: Path) -> None:
    """Also one of an instansi that is closed; the reason is one line."""
    dinas("import", "DISDIK", str(write_sheet(tmp_path / "pegawai.csv", [worker(1)])))
    opened = store()
    with opened.database.transaction() as session:
        found = roster.find_by_nik(session, opened.vault, worker(1).nik)
        assert found is not None
        entry = audit.Entry(5, "pekerja.ubah", found.id, {})
        audit.record(session, opened.vault, entry, datetime.now(UTC))
    opened.database.close()
    complains(dinas("import", "DISDIK", "--undo"), "1 rows were built on")


def test_an_import_is_judged_by_the_operators_own_rules(dinas: Line, tmp_path: Path) -> None:
    """What the letter takes is refused with their figures, and what it refuses is taken."""
    sheet = write_sheet(tmp_path / "pegawai.csv", [worker(1), worker(2)])
    sheet.write_text(sheet.read_text().replace("Guru Kelas", "Satpam", 1))
    Path("aturan.toml").write_text('jobs = ["guru kelas"]\n')
    told = json.loads(dinas("import", "DISDIK", str(sheet), "--json", TERMS_FILE="aturan.toml").stdout)
    assert (told["loaded"], [row["row"] for row in told["rows"]]) == (1, [3])
    assert "guru kelas (aturan jabatan)" in told["rows"][0]["reasons"]


def test_wrong_rules_stop_the_import(line: Line, tmp_path: Path) -> None:
    """In one line that names the setting, before anything is opened."""
    sheet = str(write_sheet(tmp_path / "pegawai.csv", [worker(1)]))
    Path("aturan.toml").write_text("age_min = 60\n")
    complains(line("import", "DISDIK", sheet, TERMS_FILE="aturan.toml"), "PENDATAAN_TERMS_FILE: age_min is above")
    assert not Path("data").exists()


@pytest.mark.parametrize("words", [("DISDIK",), ("DISDIK", "a.csv", "--undo")])
def test_a_file_or_undo(dinas: Line, words: tuple[str, ...]) -> None:
    """One of both, not none and not both."""
    complains(dinas("import", *words), "--undo")


def test_undo_for_nobody(dinas: Line) -> None:
    """An unknown kode is named."""
    complains(dinas("import", "TIADA", "--undo"), "TIADA")

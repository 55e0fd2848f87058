"""The roster as a workbook: nothing is run, nothing is lost, and the import reads what was written."""

import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.documents.defused import Cell
from bot.documents.roster_export import BESIDES, opened
from bot.documents.sheet_cells import tidied
from bot.documents.sheet_columns import LABELS, recognise
from bot.documents.sheets import open_sheet

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
NIK = "3201010703900001"
STANDING: tuple[Cell, ...] = ("Disetujui", "A1B2", date(2022, 8, 1), "Disetujui", date(2022, 8, 3))
KEYS = tuple(LABELS)


def row(**cells: str | date) -> list[str | date | None]:
    return [cells.get(key) for key in KEYS]


def written(folder: Path, *rows: list[str | date | None]) -> Path:
    path = folder / "roster.xlsx"
    with opened(path, "Dinas Contoh", NOW) as export:
        for one in rows:
            export.add(one, STANDING)
    return path


def cells(path: Path) -> list[list[object]]:
    return [list(one) for one in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


def test_the_columns_are_the_import_s_and_then_where_it_stands(tmp_path: Path) -> None:
    """In the template's order; the import takes none of the others for one of its own."""
    path = written(tmp_path, row(nik=NIK, nama="Sari", tanggal_lahir=date(1990, 3, 7)))
    heading, first = cells(path)
    assert heading == [*LABELS.values(), *BESIDES]
    assert first[0] == NIK
    assert first[KEYS.index("tanggal_lahir")] == date(1990, 3, 7)
    assert first[-len(BESIDES) :] == list(STANDING)
    assert recognise([str(one) for one in heading]) == dict(enumerate(KEYS))
    without = [label for label in heading if label != LABELS["tanggal_berakhir"]]
    assert "tanggal_berakhir" not in recognise([str(one) for one in without]).values()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1:A9)", "-2", "+62812", "\t=1", "\r=1", '=HYPERLINK("http://contoh.id")', "https://contoh.id"],
)
def test_nothing_that_was_typed_is_run(tmp_path: Path, text: str) -> None:
    """It is a text, as it was written, and stays one when the cell is edited."""
    path = written(tmp_path, row(nik=NIK, nama=text, jabatan=text, nomor_sk=text))
    assert {cells(path)[1][KEYS.index(key)] for key in ("nama", "jabatan", "nomor_sk")} == {text}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not any(re.search(r"<f[ >]|<hyperlink", part) for name, part in parts.items() if name.startswith("xl/work"))
    assert ('quotePrefix="1"' in parts["xl/styles.xml"]) == (not text.startswith("https"))


@pytest.mark.parametrize("number", [NIK, "0000000000000001", "9999999999999999"])
def test_no_digit_of_a_number_is_lost(tmp_path: Path, number: str) -> None:
    """NIK, KK and all other numbers are texts."""
    path = written(tmp_path, row(nik=number, kk=number, no_peserta_thk2=number, nomor_ijazah=number))
    found = cells(path)[1]
    assert {found[KEYS.index(key)] for key in ("nik", "kk", "no_peserta_thk2", "nomor_ijazah")} == {number}


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 3, 1), date(1958, 2, 28), date(2021, 12, 31)])
def test_every_day_comes_back(tmp_path: Path, day: date) -> None:
    """Also those that spreadsheets count wrongly."""
    path = written(tmp_path, row(nik=NIK, tanggal_mulai=day))
    assert cells(path)[1][KEYS.index("tanggal_mulai")] in {day, f"{day:%d-%m-%Y}"}


STORED = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(
    lambda text: text.isprintable() and text == " ".join(text.split()) and tidied(f"'{text}") == text
)


@settings(max_examples=60)
@given(st.lists(STORED, min_size=1, max_size=22))
def test_the_import_reads_every_text_as_it_was(texts: list[str]) -> None:
    """Whatever it begins with: an apostrophe or a formula that the reader would take off is kept."""
    given_texts = dict(zip(KEYS, texts, strict=False))
    with TemporaryDirectory() as folder:
        path = written(Path(folder), row(**given_texts), row(nik=NIK, nama="x"))
        read = imported(path)
    assert {key: tidied(read[key]) for key in given_texts} == given_texts


def imported(path: Path) -> dict[str, Any]:
    """The cells of the first worker that the import finds in a file, by column."""
    with open_sheet(path) as sheet:
        return dict(zip(KEYS, next(iter(sheet.rows))[1], strict=True))


def test_the_file_says_what_it_holds(tmp_path: Path) -> None:
    """A second sheet, which the import passes over, tells that it is personal data."""
    book = CalamineWorkbook.from_path(written(tmp_path, row(nik=NIK)))
    assert book.sheet_names == ["Pekerja", "Keterangan"]
    told = "\n".join(str(line[0]) for line in book.get_sheet_by_name("Keterangan").to_python())
    assert "Data 1 pekerja Dinas Contoh, 1 September 2022 pukul 10.00 WIB." in told
    assert "data pribadi" in told


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    """What was needed on the way held NIK, and is gone."""
    written(tmp_path, *(row(nik=NIK, nama="Sari") for _ in range(2_000)))
    assert [one.name for one in tmp_path.iterdir()] == ["roster.xlsx"]

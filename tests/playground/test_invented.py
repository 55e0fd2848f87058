"""The invented roster: what is behind the people of the playground when they begin."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

from bot.documents.sheet_columns import LABELS
from bot.documents.sheet_rows import RosterRow, RowReader
from bot.documents.sheets import open_sheet
from bot.playground import invented
from bot.playground.crowd import colleagues
from bot.playground.roster_headings import HEADINGS
from bot.rules.eligibility import Terms

TODAY = datetime(2022, 9, 1, tzinfo=UTC).date()


def _registered(folder: Path) -> dict[str, RosterRow]:
    """What an operator's import makes of the invented sheet, by name."""
    sheet = folder / "pegawai.csv"
    with sheet.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(invented.roster_rows())
    reader = RowReader(Terms(), TODAY)
    with open_sheet(sheet) as opened:
        rows = [reader.read(cells) for _, cells in opened.rows]
    good = [row for row in rows if isinstance(row, RosterRow)]
    assert len(good) == len(rows) == len(invented.roster_rows()) - 1
    return {row.nama: row for row in good}


def test_the_sheet_is_as_an_operator_s(tmp_path: Path) -> None:
    """It has the template's 22 headings, and every row passes the same import."""
    assert tuple(LABELS.values()) == HEADINGS
    names = {"Budi Santoso", "Siti Aminah", "Dewi Lestari", *(one.nama for one in colleagues())}
    assert set(_registered(tmp_path)) == names
    assert len(names) == 60


def test_budi_s_instansi_has_sent_in_everything(tmp_path: Path) -> None:
    """Of a tenaga non-ASN's columns none is empty: Biodata and the first riwayat come filled in."""
    budi = _registered(tmp_path)["Budi Santoso"]
    assert [column for column, value in budi._asdict().items() if value is None] == ["no_peserta_thk2"]
    assert (budi.tanggal_mulai, budi.tanggal_berakhir) == (date(2019, 1, 2), date(2021, 12, 31))
    assert (budi.nomor_ijazah, budi.nomor_sk) == ("0123/UCN/S1/2013", "800/001/SK/2019")


def test_siti_is_an_eks_thk2_with_everything(tmp_path: Path) -> None:
    """Her number of peserta is known, and she has worked since before 2005."""
    siti = _registered(tmp_path)["Siti Aminah"]
    assert None not in siti
    assert siti.no_peserta_thk2 == "5132010001234"
    assert siti.tanggal_mulai < date(2005, 1, 1)


def test_what_is_to_be_typed_has_a_name_of_its_own() -> None:
    """No two facts of a person share a label, and Budi has an earlier SK to add to his riwayat."""
    people = invented.people({})
    for person in people:
        assert len(dict(person.facts)) == len(person.facts)
    assert [person.id for person in people[:2]] == [1001, 1002]
    assert dict(people[0].facts)["SK sebelumnya: berakhir"] == "31-12-2018"

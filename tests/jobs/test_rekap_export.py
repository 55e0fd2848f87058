"""A roster that is handed out and sent back: it says what it said."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.documents.roster_export import BESIDES
from bot.documents.sheet_columns import LABELS
from bot.gateway.send import AttachmentGoneError, Made
from bot.jobs.rekap_export import Exports
from bot.jobs.roster_import import ImportReport, import_roster
from storage import roster
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.models.staff import Staff
from tests.databases import fresh_url
from tests.roster_sheets import person, write_csv, write_xlsx
from tests.storage.officers import dismisses
from tests.storage.standing import stands

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
VAULT = Vault(bytes(32))
OPERATOR = 501


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(fresh_url(tmp_path, "roster"))
    migrate(database)
    with database.transaction() as session:
        made = roster.add_instansi(session, "DINAS", "Dinas Contoh", None, NOW)
        session.add(Staff(person=OPERATOR, role="operator", instansi_id=made.id, granted_at=NOW))
    yield database
    database.close()


def load(database: Database, path: Path) -> ImportReport:
    return import_roster(database, VAULT, "DINAS", path, now=NOW)


def instansi(database: Database) -> int:
    with database.reading() as session:
        found = roster.find_instansi(session, "DINAS")
        assert found is not None
        return found.id


def exported(database: Database) -> Made:
    return asyncio.run(Exports(database, VAULT, lambda: NOW).roster(f"{instansi(database)}:{OPERATOR}"))


def rows(made: Made) -> list[list[object]]:
    return [list(line) for line in CalamineWorkbook.from_filelike(BytesIO(made.data)).get_sheet_by_index(0).to_python()]


PEOPLE = [
    person(1),
    person(2, kk="", tempat_lahir="'S-GRAVENHAGE", tanggal_berakhir="31-12-2022", tanggal_lulus=date(2008, 5, 17)),
    person(3, jabatan="=1+1", unit_kerja="@SUM(A1)", nomor_sk="-2", pendidikan_sk="+62", nama_sekolah="''kutip"),
    person(4, nomor_ijazah="0012345678901234567", no_peserta_thk2="000987654321", nama_sekolah="https://contoh.id"),
]


def test_an_export_sent_back_changes_nothing(database: Database, tmp_path: Path) -> None:
    """Every row is recognised as the one that was registered, whatever stands in it."""
    assert load(database, write_xlsx(tmp_path / "a.xlsx", PEOPLE)).loaded == len(PEOPLE)
    path = tmp_path / "kembali.xlsx"
    path.write_bytes(exported(database).data)
    report = load(database, path)
    assert (report.loaded, report.updated, report.unchanged, report.refused_count) == (0, 0, len(PEOPLE), 0)


def test_what_was_typed_stands_in_the_file_as_text(database: Database, tmp_path: Path) -> None:
    """To the last digit, and without being run."""
    load(database, write_csv(tmp_path / "a.csv", PEOPLE))
    heading, *lines = rows(exported(database))
    found = [dict(zip(heading, line, strict=True)) for line in lines]
    assert found[0][LABELS["nik"]] == "3201015503850001"
    assert found[2][LABELS["jabatan"]] == "=1+1"
    assert found[2][LABELS["nomor_sk"]] == "-2"
    assert found[3][LABELS["nomor_ijazah"]] == "0012345678901234567"
    assert found[3][LABELS["tanggal_lahir"]] == date(1985, 3, 15)


def test_where_each_record_stands_is_told(database: Database) -> None:
    """In words, with days in WIB."""
    late = datetime(2022, 8, 30, 18, 0, tzinfo=UTC)
    with database.transaction() as session:
        found = roster.find_instansi(session, "DINAS")
        assert found is not None
        stands(session, VAULT, found.id, "terdaftar", NOW)
        decided = [("dikembalikan", late), ("disetujui", late + timedelta(days=1))]
        stands(session, VAULT, found.id, "disetujui", NOW, made=late, ended=late, decided=decided)
    made = exported(database)
    assert made.name == "Data-Pekerja-DINAS-2022-09-01.xlsx"
    _, first, second = rows(made)
    assert first[-len(BESIDES) :] == ["Terdaftar", "", "", "", ""]
    status, number, *others = second[-len(BESIDES) :]
    assert (status, others) == ("Disetujui", [date(2022, 8, 31), "Disetujui", date(2022, 9, 1)])
    assert str(number).startswith("N")


def test_whoever_may_no_more_gets_nothing(database: Database, tmp_path: Path) -> None:
    """Not even what was asked for before the role was taken away."""
    load(database, write_csv(tmp_path / "a.csv", PEOPLE))
    with database.transaction() as session:
        dismisses(session, OPERATOR)
    with pytest.raises(AttachmentGoneError):
        exported(database)


def test_a_roster_without_anybody_is_a_heading(database: Database) -> None:
    """Nothing is made up."""
    assert len(rows(exported(database))) == 1

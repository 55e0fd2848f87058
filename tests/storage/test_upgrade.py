"""A database of the first version, with people in it, comes up to the worker's record, and back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command

from storage import records
from storage.audit_check import verify
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import configuration, migrate
from tests.databases import execute, fresh_url

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
STAMP = "2022-09-01 03:00:00.000000"
VAULT = Vault(bytes(32))
ROWS = {
    "instansi": {"id": 1, "kode": "DINAS", "nama": "Dinas Contoh", "created_at": STAMP},
    "worker": {
        "id": 2,
        "instansi_id": 1,
        "nik": VAULT.seal("worker", "nik", 2, "3201014703900001"),
        "nik_index": b"n",
        "nama": "SARI",
        "tempat_lahir": "BOGOR",
        "tanggal_lahir": "1990-03-07",
        "jenis_kelamin": "P",
        "jabatan": "Guru",
        "unit_kerja": "SDN 1",
        "status": "berakun",
        "row_index": b"",
        "registered_at": STAMP,
    },
    "account": {
        "id": 3,
        "worker_id": 2,
        "telegram_id": 71,
        "nomor_registrasi": "NA-1",
        "nama": "Sari",
        "tempat_lahir": "Bogor",
        "password_hash": "",
        "pertanyaan_pengaman": "",
        "jawaban_hash": "",
        **{name: VAULT.seal("account", name, 3, name) for name in ("kk", "ponsel", "email")},
        "consented_at": STAMP,
        "created_at": STAMP,
    },
    "account_file": {
        "id": 4,
        "account_id": 3,
        "kind": "pasfoto",
        "file": "f",
        "size": 1,
        "width": 1,
        "height": 1,
        "warnings": "",
    },
}


def move(database: Database, version: str, *, down: bool = False) -> None:
    with database.transaction() as session:
        (command.downgrade if down else command.upgrade)(configuration(session.connection()), version)


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """Give a database of the first version, with one account."""
    database = Database(fresh_url(tmp_path, "old"))
    move(database, "0001")
    with database.transaction() as session:
        for table, row in ROWS.items():
            places = ", ".join("?" * len(row))
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"  # noqa: S608 - the test's own names
            execute(session, statement, tuple(row.values()))
    yield database
    database.close()


def test_an_account_of_before_is_filled_in_afterwards(old: Database) -> None:
    """Nothing of it is lost, nothing is ended or withdrawn, and its trail begins."""
    migrate(old)
    with old.transaction() as session:
        assert verify(session, VAULT) is None
        assert records.state(session, 3, date(2022, 9, 1)) == "open"
        records.keep_biodata(session, VAULT, 3, {"agama": "Islam"}, 71, NOW)
        record = records.load(session, VAULT, 3)
        assert verify(session, VAULT) is None
    assert (record.nik, record.biodata["email"], record.biodata["agama"]) == ("3201014703900001", "email", "Islam")
    assert (record.status, record.finished_at, record.withdrawn_at) == ("mengisi", None, None)


def test_whoever_must_goes_back(old: Database) -> None:
    """The accounts stay; going up again begins a new trail."""
    migrate(old)
    move(old, "0001", down=True)
    migrate(old)
    with old.transaction() as session:
        assert records.load(session, VAULT, 3).nama == "Sari"
        assert verify(session, VAULT) is None

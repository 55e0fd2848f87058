"""The search job: it reads outside the writer, and finds only what its person may see."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.jobs.search import Search
from storage import editing, roster
from storage.acting import Desk
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.models.staff import Staff
from storage.rows import NAMES
from tests.databases import fresh_url

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
NIK = "3201014703900001"
OPERATOR, STRANGER = 501, 99


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Give a store with one instansi, its operator and one worker."""
    opened = Database(fresh_url(tmp_path, "search"))
    migrate(opened)
    with opened.transaction() as session:
        here = roster.add_instansi(session, "DISDIK", "Dinas Pendidikan", None, NOW).id
        session.add(Staff(person=OPERATOR, role="operator", instansi_id=here, granted_at=NOW))
        session.flush()
        typed = dict.fromkeys(NAMES) | {
            "nik": NIK,
            "nama": "Sari Wulandari",
            "tempat_lahir": "Bogor",
            "tanggal_lahir": "1990-03-07",
            "jenis_kelamin": "P",
            "jabatan": "Guru Kelas",
            "unit_kerja": "SDN Contoh 1",
            "tanggal_mulai": "2018-01-02",
        }
        editing.add(session, _vault(), Desk(OPERATOR, here, NOW), typed, NOW.date())
    yield opened
    opened.close()


def _vault() -> Vault:
    return Vault(bytes(32))


def searched(database: Database, person: int = OPERATOR, **args: str) -> tuple[int, str]:
    """How many are found, and the words as they may be shown."""
    with database.reading() as session:
        found = roster.find_instansi(session, "DISDIK")
    assert found is not None
    job = Search(database.reading, _vault())
    value = asyncio.run(job.search_workers(person, {**args, "instansi": found.id}))["value"]
    return len(value["ids"]), value["words"]


def test_a_worker_is_found_while_somebody_writes(database: Database) -> None:
    """The search holds up nobody, and nobody holds it up."""
    with database.transaction():
        assert searched(database, words="sari wulan") == (1, "sari wulan")
        assert searched(database, words="guru sdn") == (1, "guru sdn")
        assert searched(database, words="zzzz") == (0, "zzzz")


def test_a_nik_is_masked_in_what_comes_back(database: Database) -> None:
    """The answer is kept in a draft and shown."""
    assert searched(database, nik=NIK) == (1, "3201••••••••0001")
    assert searched(database, nik="3201014703900002") == (0, "3201••••••••0002")


def test_whoever_may_not_look_finds_nobody(database: Database) -> None:
    """As if nobody were there."""
    assert searched(database, STRANGER, words="sari wulan") == (0, "sari wulan")
    assert searched(database, STRANGER, nik=NIK) == (0, "3201••••••••0001")

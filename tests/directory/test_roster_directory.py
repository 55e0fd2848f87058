"""The directory that answers from the roster."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.directory.interface import Agreement, Directory
from bot.directory.roster import RosterDirectory
from storage.database import Database
from storage.migrate import migrate
from tests.databases import fresh_url
from tests.house import SARI, House

NIK, KK, NAMA = SARI.nik, SARI.kk, SARI.nama
OTHER_NIK = NIK[:-4] + "0009"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(fresh_url(tmp_path, "directory"))
    migrate(database)
    yield database
    database.close()


def directory(database: Database, kk: str | None = "") -> Directory:
    """A directory whose roster has Sari, with her KK, another one, or none."""
    with database.transaction() as session:
        house = House(session)
        house.opens()
        house.registers(SARI, kk=kk)
    return RosterDirectory(database, house.vault)


async def test_what_the_instansi_registered_agrees(database: Database) -> None:
    """Titles and case of a name do not count."""
    asked = directory(database)
    assert await asked.agree(NIK, KK, f"{NAMA.upper()}, S.Pd.") == Agreement(nik=True, kk=True, nama=True)


async def test_each_field_is_told_apart(database: Database) -> None:
    """Another KK and another name disagree, each for itself."""
    asked = directory(database)
    assert await asked.agree(NIK, KK[:-1] + "8", NAMA) == Agreement(nik=True, kk=False, nama=True)
    assert await asked.agree(NIK, KK, "Orang Lain") == Agreement(nik=True, kk=True, nama=False)


async def test_what_was_not_registered_is_not_known(database: Database) -> None:
    """A KK that the instansi did not give is neither right nor wrong; a NIK that nobody gave is wrong."""
    asked = directory(database, kk=None)
    assert await asked.agree(NIK, KK, NAMA) == Agreement(nik=True, kk=None, nama=True)
    assert await asked.agree(OTHER_NIK, KK, NAMA) == Agreement(nik=False, kk=None, nama=None)

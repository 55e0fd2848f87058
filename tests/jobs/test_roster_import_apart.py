"""An import in a process of its own: its progress is heard, it ends with whoever waits, and nothing is doubled."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import func, select

from bot.documents.unfit import Unfit
from bot.jobs.roster_import_apart import BrokeOffError, Order, import_apart, place_of
from bot.jobs.roster_import_outcome import Imported, Who
from bot.rules.eligibility import Terms
from storage import roster
from storage.crypto import Vault, load_master_key
from storage.database import Database
from storage.migrate import migrate
from storage.models.roster import Worker
from storage.models.staff import Staff
from storage.permits import NotAllowedError
from tests.roster_sheets import person, write_csv

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
OPERATOR = 9


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give a store under a path that begins at the working folder."""
    monkeypatch.chdir(tmp_path)
    load_master_key(tmp_path / "kunci", may_create=True)
    database = Database("sqlite:///pendataan.db")
    migrate(database)
    with database.transaction() as session:
        made = roster.add_instansi(session, "DINAS", "Dinas Contoh", None, NOW)
        session.add(Staff(person=OPERATOR, role="operator", instansi_id=made.id, granted_at=NOW))
    yield database
    database.close()


def order(database: Database, who: int = OPERATOR, key: str = "kunci") -> Order:
    return Order(place_of(database, Path(key)), Terms(), Who(who, "DINAS", NOW, NOW))


def sheet(count: int, *, good: bool = True) -> bytes:
    people = [person(number, **({} if good else {"nama": "1"})) for number in range(1, count + 1)]
    return write_csv(Path("a.csv"), people).read_bytes()


def run(database: Database, data: bytes, **changes: object) -> tuple[Imported, list[tuple[int, int]]]:
    heard: list[tuple[int, int]] = []
    ordered = order(database, **changes)  # type: ignore[arg-type]
    imported = asyncio.run(import_apart(ordered, data, lambda done, total: heard.append((done, total))))
    return imported, heard


def stored(database: Database) -> int:
    with database.transaction() as session:
        return session.exec(select(func.count()).select_from(Worker)).one()


def test_a_sheet_is_imported_apart(database: Database) -> None:
    """Sealed with the same key; its progress moves to the end."""
    imported, heard = run(database, sheet(450))
    assert (imported.loaded, imported.refused, imported.returned) == (450, 0, b"")
    assert heard == sorted(heard)
    assert heard[-1] == (450, 450)
    with database.transaction() as session:
        vault = Vault(load_master_key(Path("kunci"), may_create=False))
        assert roster.find_by_nik(session, vault, str(person(7)["nik"])) is not None


def test_what_is_refused_comes_back_apart(database: Database) -> None:
    """As a workbook, with the commonest reasons."""
    imported, _ = run(database, sheet(3, good=False))
    assert (imported.refused, [count for count, _ in imported.commonest]) == (3, [3])
    assert imported.returned[:2] == b"PK"


def test_a_file_that_is_no_sheet_is_refused_apart(database: Database) -> None:
    """With the code and the figures."""
    with pytest.raises(Unfit, match="sheet_columns_missing") as refused:
        run(database, b"NIK;Nama\n1;2\n")
    assert "Tempat Lahir" in str(refused.value.params["columns"])


def test_whoever_may_not_import_is_refused_apart(database: Database) -> None:
    """Before anything was written."""
    with pytest.raises(NotAllowedError):
        run(database, sheet(1), who=77)
    assert stored(database) == 0


def test_a_process_that_breaks_off_is_told(database: Database, capfd: pytest.CaptureFixture[str]) -> None:
    """So that it is tried again; its own words say nobody's data."""
    with pytest.raises(BrokeOffError):
        run(database, sheet(1), key="tiada")
    told = capfd.readouterr().err
    assert "KeyFileError" in told
    assert str(person(1)["nik"]) not in told


def test_whoever_stops_waiting_stops_the_process(database: Database) -> None:
    """What it wrote stays; done once more it goes on under the same number, and counts both halves."""

    async def stopped() -> None:
        begun = asyncio.Event()
        doing = asyncio.create_task(import_apart(order(database), sheet(2000), lambda _done, _total: begun.set()))
        await begun.wait()
        doing.cancel()
        await asyncio.gather(doing, return_exceptions=True)

    asyncio.run(stopped())
    half = stored(database)
    assert 0 < half <= 2000
    imported, _ = run(database, sheet(2000))
    assert (imported.loaded, imported.unchanged, stored(database)) == (2000, 0, 2000)

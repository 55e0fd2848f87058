"""Undoing an import in a real store: in chunks, interrupted and gone on with, and never over what somebody built."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from bot.documents.unfit import Unfit
from bot.jobs.roster_import import Heard, import_roster
from bot.jobs.roster_import_undo import undo_import
from storage import audit, imports, permits, roster
from storage.acting import ClosedError, Desk
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.migrate import migrate
from storage.models.helpdesk import Correction
from storage.models.imports import ReplacedRow
from storage.models.requests import Proposal
from storage.models.roster import Instansi, Riwayat, Worker
from storage.models.staff import Staff
from storage.models.tickets import Ticket
from storage.models.transfers import Transfer
from storage.undoing import UndoError, Undone
from tests.databases import fresh_url
from tests.roster_sheets import Cells, person, write_csv

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
TODAY = NOW.date()
VAULT = Vault(bytes(32))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(fresh_url(tmp_path, "roster"))
    migrate(database)
    with database.transaction() as session:
        roster.add_instansi(session, "DINAS", "Dinas Contoh", None, NOW)
        roster.add_instansi(session, "LAIN", "Dinas Lain", None, NOW)
    yield database
    database.close()


class Power:
    """A database whose power goes after so many transactions."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, done: int, total: int) -> None:
        assert 0 < done <= total
        self.left -= 1
        if self.left < 0:
            raise InterruptedError


def load(database: Database, folder: Path, people: Iterator[Cells] | list[Cells], kode: str = "DINAS") -> int:
    return import_roster(database, VAULT, kode, write_csv(folder / "a.csv", people), now=NOW).import_id


def desk(database: Database, kode: str = "DINAS", who: int = audit.SYSTEM) -> Desk:
    with database.transaction() as session:
        found = roster.find_instansi(session, kode)
        assert found is not None
        return Desk(who, found.id, NOW + timedelta(hours=1))


def undo(database: Database, number: int, power: Power | None = None) -> Undone:
    undone, _ = undo_import(database, VAULT, desk(database), number, TODAY, power or Power(10_000))
    return undone


def stored(database: Database) -> tuple[int, int, int]:
    with database.transaction() as session:
        tables = (Worker, Riwayat, ReplacedRow)
        found = [session.exec(select(func.count()).select_from(table)).one() for table in tables]
        return found[0], found[1], found[2]


def everything(database: Database) -> list[tuple[object, ...]]:
    """All that is registered, row after row."""
    with database.transaction() as session:
        workers = session.exec(select(Worker).order_by(col(Worker.id))).all()
        riwayat = session.exec(select(Riwayat).order_by(col(Riwayat.id))).all()
        opened = [VAULT.open("worker", "kk", one.id, one.kk) if one.kk else None for one in workers]
        left_out = {"nik", "kk"}
        return [
            *((tuple(one.model_dump(exclude=left_out).values()), kk) for one, kk in zip(workers, opened, strict=True)),
            *(tuple(one.model_dump().values()) for one in riwayat),
        ]


def test_everything_is_as_it_was_before(database: Database, tmp_path: Path) -> None:
    """Each value of each row; of some hundred rows, in chunks."""
    more = {"tanggal_lulus": "01-02-2010", "tanggal_berakhir": "31-12-2021", "no_peserta_thk2": "THK-12"}
    load(database, tmp_path, [person(number, **(more if number % 2 else {"kk": ""})) for number in range(1, 301)])
    before = everything(database)
    changed = [person(number, jabatan="Guru Madya", nama="Orang Lain", kk="") for number in range(1, 601)]
    number = load(database, tmp_path, changed)
    assert stored(database) == (600, 600, 300)
    assert undo(database, number) == Undone(300, 300, 0)
    assert everything(database) == before
    assert stored(database) == (300, 300, 0)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_interrupted_undo_is_simply_repeated(database: Database, tmp_path: Path, after: int) -> None:
    """Wherever the power went: what was taken back stays so, the rest follows, and the figures are of the whole."""
    load(database, tmp_path, [person(number) for number in range(1, 301)])
    before = everything(database)
    number = load(database, tmp_path, [person(number, jabatan="Guru Madya") for number in range(1, 601)])
    with pytest.raises(InterruptedError):
        undo(database, number, Power(after))
    assert undo(database, number) == Undone(300, 300, 0)
    assert everything(database) == before
    with pytest.raises(UndoError, match="bukan_terakhir"):
        undo(database, number)


def test_an_import_that_goes_on_counts_what_it_did_before(database: Database, tmp_path: Path) -> None:
    """New, replaced and unchanged rows of the interrupted half; and all of it can be undone."""
    load(database, tmp_path, [person(1), person(2)])
    with database.transaction() as session:
        found = roster.find_instansi(session, "DINAS")
        assert found is not None
        session.add(_staff(found.id))
    half = [person(1), person(2, jabatan="Guru Madya"), person(3)]
    for people in (half, [*half, person(4)]):
        path = write_csv(tmp_path / "b.csv", people)
        report = import_roster(database, VAULT, "DINAS", path, now=NOW, person=9, begun=NOW)
    assert (report.loaded, report.updated, report.unchanged) == (2, 1, 1)
    assert undo(database, report.import_id) == Undone(2, 1, 0)


def _staff(instansi_id: int) -> Staff:
    return Staff(person=9, role="operator", instansi_id=instansi_id, granted_at=NOW)


LATER = NOW + timedelta(minutes=5)


def build_on(session: Session, worker: Worker, how: str) -> None:
    """Let somebody build on a worker's row."""
    match how:
        case "status":
            worker.status = "berakun"
        case "moved":
            worker.instansi_id = session.exec(select(Instansi.id).where(col(Instansi.kode) == "LAIN")).one()
        case "trail":
            audit.record(session, VAULT, audit.Entry(1, "pekerja.ubah", worker.id, {}), LATER)
        case "transfer":
            row: dict[str, Any] = {"id": new_id(), "worker_id": worker.id, "from_instansi": worker.instansi_id}
            session.add(Transfer(**row, to_instansi=1, row=b"", asked_by=1, asked_at=LATER))
        case "correction":
            session.add(Ticket(id=1, person=1, kind="dukcapil", facts=b"", created_at=NOW, updated_at=NOW))
            session.flush()
            row = {"id": new_id(), "ticket_id": 1, "worker_id": worker.id, "instansi_id": worker.instansi_id}
            session.add(Correction(**row, changes=b"", asked_by=1, asked_at=LATER))
        case _:
            row = {"person": 1, "instansi_id": worker.instansi_id, "nik_index": worker.nik_index, "identity": b""}
            session.add(Proposal(**row, status="diterima", created_at=NOW, decided_at=LATER))
    session.add(worker)
    session.flush()


@pytest.mark.parametrize("how", ["status", "moved", "trail", "transfer", "correction", "proposal"])
@pytest.mark.parametrize("serial", [1, 2])
def test_an_import_on_which_somebody_built_stays_whole(
    database: Database, tmp_path: Path, how: str, serial: int
) -> None:
    """Whether on a new row or on a replaced one; how many is said."""
    load(database, tmp_path, [person(1)])
    number = load(database, tmp_path, [person(1, jabatan="Guru Madya"), person(2), person(3)])
    before = everything(database)
    with database.transaction() as session:
        found = roster.find_by_nik(session, VAULT, str(person(serial)["nik"]))
        assert found is not None
        build_on(session, session.get_one(Worker, found.id), how)
    with pytest.raises(UndoError, match="dibangun") as refused:
        undo(database, number)
    assert refused.value.count == 1
    assert len(everything(database)) == len(before)


def test_a_row_on_which_somebody_builds_meanwhile_is_kept(database: Database, tmp_path: Path) -> None:
    """The undo has begun, so it goes on around that row; a later import is no reason to stop either."""
    load(database, tmp_path, [person(1)])
    number = load(database, tmp_path, [person(1, jabatan="Guru Madya"), *(person(serial) for serial in range(2, 400))])
    with pytest.raises(InterruptedError):
        undo(database, number, Power(0))
    with database.transaction() as session:
        (worker,) = session.exec(select(Worker).where(col(Worker.jabatan) == "Guru Madya"))
        build_on(session, worker, "status")
    assert undo(database, number) == Undone(398, 0, 1)
    assert stored(database) == (1, 1, 1)


def test_an_import_that_is_undone_meanwhile_loads_no_more(database: Database, tmp_path: Path) -> None:
    """It ends with the sentence of its own, and sent again under its number too; nothing of it is left."""
    path = write_csv(tmp_path / "b.csv", [person(number) for number in range(1, 601)])
    taken: list[int] = []

    def undo_once(_done: int, _total: int) -> None:
        if not taken:
            instansi_id = desk(database).instansi_id
            with database.transaction() as session:
                found = imports.last_written(session, instansi_id)
            assert found is not None
            taken.append(undo(database, found.id).removed)

    with database.transaction() as session:
        found = roster.find_instansi(session, "DINAS")
        assert found is not None
        session.add(_staff(found.id))
    for heard in (Heard(progress=undo_once), Heard()):
        with pytest.raises(Unfit, match="import_undone"):
            import_roster(database, VAULT, "DINAS", path, now=NOW, person=9, begun=NOW, heard=heard)
    assert taken
    assert stored(database) == (0, 0, 0)


def test_only_the_last_import_may_be_undone(database: Database, tmp_path: Path) -> None:
    """One that changed nothing does not count; one that was undone counts no longer."""
    first = load(database, tmp_path, [person(1)])
    second = load(database, tmp_path, [person(1), person(2)])
    load(database, tmp_path, [person(1), person(2)])
    with pytest.raises(UndoError, match="bukan_terakhir"):
        undo(database, first)
    assert [undo(database, number).removed for number in (second, first)] == [1, 1]
    assert stored(database) == (0, 0, 0)


def test_a_closed_instansi_undoes_nothing(database: Database, tmp_path: Path) -> None:
    """Also one that is closed between two chunks."""
    number = load(database, tmp_path, [person(serial) for serial in range(1, 400)])

    def finalise(_done: int, _total: int) -> None:
        with database.transaction() as session:
            for instansi in session.exec(select(Instansi)):
                instansi.finalised_at = NOW
                session.add(instansi)

    with pytest.raises(ClosedError):
        undo_import(database, VAULT, desk(database), number, TODAY, finalise)
    assert 0 < stored(database)[0] < 399
    with pytest.raises(ClosedError):
        undo(database, number)


def test_whoever_may_not_import_undoes_nothing(database: Database, tmp_path: Path) -> None:
    """Asked in the very transaction."""
    number = load(database, tmp_path, [person(1)])
    with pytest.raises(permits.NotAllowedError):
        undo_import(database, VAULT, desk(database, who=77), number, TODAY)
    assert stored(database) == (1, 1, 0)


def test_what_was_replaced_lies_sealed(database: Database, tmp_path: Path) -> None:
    """Whoever copies the table reads nobody's name."""
    load(database, tmp_path, [person(1)])
    load(database, tmp_path, [person(1, nama="Orang Lain")])
    with database.transaction() as session:
        (row,) = session.exec(select(ReplacedRow))
        assert b"Siti" not in row.before
        assert imports.written_over(session, row.import_id) == {row.worker_id}

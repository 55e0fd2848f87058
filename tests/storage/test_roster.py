"""The roster as stored: found by NIK, sealed at rest, and never doubled."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from bot.documents.sheet_rows import RosterRow, RowReader
from bot.rules.eligibility import Terms
from storage import rekap, roster
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.migrate import migrate
from storage.models.roster import Riwayat, Worker
from storage.registration import Registered, Sealed, Sealer, register
from tests.databases import fresh_url
from tests.roster_sheets import cells, person

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
VAULT = Vault(bytes(32))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = Database(fresh_url(tmp_path, "roster"))
    migrate(database)
    with database.transaction() as session:
        yield session
    database.close()


@pytest.fixture
def dinas(session: Session) -> roster.InstansiFacts:
    return roster.add_instansi(session, "DINAS", "Dinas Contoh", date(2022, 9, 30), NOW)


def sealed(instansi: roster.InstansiFacts, serial: int, **changes: str) -> tuple[Sealer, list[Sealed]]:
    row = RowReader(Terms(), NOW.date()).read(cells(person(serial, **changes)))
    assert isinstance(row, RosterRow)
    sealer = Sealer(VAULT, instansi.id, NOW, import_id=new_id())
    return sealer, [sealer.seal(serial, row)]


def registered(session: Session, instansi: roster.InstansiFacts, serial: int, **changes: str) -> Registered:
    sealer, batch = sealed(instansi, serial, **changes)
    return register(session, sealer, batch)


def nik(serial: int) -> str:
    return str(person(serial)["nik"])


def test_an_instansi_is_found_by_its_code_whatever_the_case(session: Session, dinas: roster.InstansiFacts) -> None:
    """People type codes as they like."""
    assert roster.find_instansi(session, " dinas ") == dinas
    assert roster.find_instansi(session, "LAIN") is None
    assert roster.instansi_by_id(session, dinas.id) == dinas


def test_a_code_is_given_once(session: Session, dinas: roster.InstansiFacts) -> None:
    """The second is refused, and the session is still good."""
    with pytest.raises(roster.InstansiExistsError):
        roster.add_instansi(session, "dinas", "Dinas Lain", None, NOW)
    assert roster.find_instansi(session, "DINAS") == dinas


def test_an_instansi_is_open_to_its_deadline_and_until_finalised(dinas: roster.InstansiFacts) -> None:
    """The last day still counts; without a deadline nothing is locked by time."""
    assert dinas.is_open(date(2022, 9, 30))
    assert not dinas.is_open(date(2022, 10, 1))
    assert roster.InstansiFacts(1, "A", "A", None, None).is_open(date(2099, 1, 1))
    assert not roster.InstansiFacts(1, "A", "A", None, NOW).is_open(date(2022, 1, 1))


def test_instansi_are_searched_by_words_of_their_name(session: Session, dinas: roster.InstansiFacts) -> None:
    """Every typed word has to occur; a code finds its own."""
    badan = roster.add_instansi(session, "BKD", "Badan Kepegawaian 100% Contoh", None, NOW)
    assert roster.search_instansi(session, "contoh") == [badan, dinas]
    assert roster.search_instansi(session, "CONTOH dinas") == [dinas]
    assert roster.search_instansi(session, "bkd") == [badan]
    assert roster.search_instansi(session, "100%") == [badan]
    assert roster.search_instansi(session, "%") == [badan]
    assert roster.search_instansi(session, "contoh", limit=1) == [badan]


def test_instansi_are_listed_as_they_are_spelled(session: Session) -> None:
    """Blanks and punctuation count on every database; of the same name the one that came first is first."""
    names = ("RSUDA Contoh", "RSUD. Contoh", "RSUD B Contoh", "Rsud Contoh", "RSUD B Contoh")
    made = [roster.add_instansi(session, f"K{number}", name, None, NOW) for number, name in enumerate(names)]
    assert roster.search_instansi(session, "rsud") == [made[place] for place in (2, 4, 1, 0, 3)]
    assert [one.instansi for one in rekap.by_instansi(session)] == made


def test_a_registered_worker_is_found_by_nik(session: Session, dinas: roster.InstansiFacts) -> None:
    """With the identity to compare, the instansi and the status."""
    registered(session, dinas, 1)
    found = roster.find_by_nik(session, VAULT, nik(1))
    assert found is not None
    assert (found.instansi, found.instansi_id, found.status) == ("Dinas Contoh", dinas.id, "terdaftar")
    assert (found.identity.nik, found.identity.kk) == (nik(1), person(1)["kk"])
    assert (found.identity.nama, found.identity.tanggal_lahir) == ("Siti Nurjanah", date(1985, 3, 15))
    assert "Siti" not in repr(found)
    assert roster.find_by_nik(session, VAULT, nik(2)) is None


def test_an_unregistered_kk_number_stays_unknown(session: Session, dinas: roster.InstansiFacts) -> None:
    """None, so that it is not compared."""
    registered(session, dinas, 1, kk="")
    found = roster.find_by_nik(session, VAULT, nik(1))
    assert found is not None
    assert found.identity.kk is None


def test_nik_and_kk_lie_encrypted(session: Session, dinas: roster.InstansiFacts) -> None:
    """Whoever copies the table reads neither, and every worker brings a riwayat."""
    registered(session, dinas, 1)
    worker = session.exec(select(Worker)).one()
    riwayat = session.exec(select(Riwayat)).one()
    assert nik(1).encode() not in worker.nik
    assert VAULT.open("worker", "nik", worker.id, worker.nik) == nik(1)
    assert worker.registered_at == NOW
    assert (riwayat.worker_id, riwayat.source, riwayat.pendidikan) == (worker.id, "instansi", "S-1 PGSD")
    assert (riwayat.tanggal_mulai, riwayat.tanggal_berakhir) == (date(2015, 7, 1), None)


def test_the_same_row_again_changes_nothing(session: Session, dinas: roster.InstansiFacts) -> None:
    """However it is typed."""
    assert len(registered(session, dinas, 1).new) == 1
    assert registered(session, dinas, 1, tanggal_lahir="15 Maret 1985", nama="Siti  Nurjanah").unchanged == [1]
    assert len(session.exec(select(Worker)).all()) == len(session.exec(select(Riwayat)).all()) == 1


def test_a_changed_row_replaces_that_of_a_worker_without_account(session: Session, dinas: roster.InstansiFacts) -> None:
    """Mending a sheet and sending it again is how data are corrected."""
    registered(session, dinas, 1)
    changes = {"nama": "Siti Nurhayati", "kk": "3201010101209999", "jabatan": "Guru Mapel", "pendidikan_sk": ""}
    assert registered(session, dinas, 1, **changes).updated == [1]
    found = roster.find_by_nik(session, VAULT, nik(1))
    assert found is not None
    assert (found.identity.nama, found.identity.kk) == ("Siti Nurhayati", "3201010101209999")
    riwayat = session.exec(select(Riwayat)).one()
    assert (riwayat.jabatan, riwayat.pendidikan) == ("Guru Mapel", None)
    assert registered(session, dinas, 1, **changes).unchanged == [1]


def test_a_worker_who_has_begun_is_not_overwritten(session: Session, dinas: roster.InstansiFacts) -> None:
    """The same row is fine, another one is refused."""
    registered(session, dinas, 1)
    worker = session.exec(select(Worker).where(col(Worker.status) == "terdaftar")).one()
    worker.status = "berakun"
    session.add(worker)
    session.flush()
    assert registered(session, dinas, 1).unchanged == [1]
    assert registered(session, dinas, 1, jabatan="Guru Mapel").refused == [(1, "worker_has_begun")]


def test_a_nik_is_in_one_instansi(session: Session, dinas: roster.InstansiFacts) -> None:
    """The second registration is refused, and the first one stays."""
    other = roster.add_instansi(session, "LAIN", "Dinas Lain", None, NOW)
    registered(session, dinas, 1)
    assert registered(session, other, 1).refused == [(1, "nik_at_other_instansi")]
    found = roster.find_by_nik(session, VAULT, nik(1))
    assert found is not None
    assert found.instansi == "Dinas Contoh"
    assert "Siti" not in repr(sealed(other, 1)[1])

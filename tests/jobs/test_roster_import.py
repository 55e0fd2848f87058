"""An instansi sends its sheet: good rows are registered, bad ones explained, and nothing is doubled."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from bot.documents.unfit import Unfit
from bot.jobs.roster_import import Heard, ImportReport, RefusedRow, import_roster
from bot.rules.eligibility import Terms
from storage import audit, roster
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.models.roster import Instansi, Riwayat, Worker
from tests.databases import fresh_url
from tests.roster_sheets import person, write_csv, write_xlsx

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
VAULT = Vault(bytes(32))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(fresh_url(tmp_path, "roster"))
    migrate(database)
    with database.transaction() as session:
        roster.add_instansi(session, "DINAS", "Dinas Contoh", date(2022, 9, 30), NOW)
        roster.add_instansi(session, "LAIN", "Dinas Lain", None, NOW)
    yield database
    database.close()


def load(database: Database, path: Path, kode: str = "DINAS") -> ImportReport:
    return import_roster(database, VAULT, kode, path, now=NOW)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.loaded, report.unchanged, report.updated, report.refused_count


def stored(database: Database) -> tuple[int, int]:
    with database.transaction() as session:
        workers = session.exec(select(func.count()).select_from(Worker)).one()
        return workers, session.exec(select(func.count()).select_from(Riwayat)).one()


def codes(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(row.number, reason.column, reason.code) for row in report.refused for reason in row.reasons]


def test_good_rows_load_and_bad_ones_wait(database: Database, tmp_path: Path) -> None:
    """One bad row holds up nobody else."""
    people = [person(1), person(2, nama="2"), person(3, jabatan="Satpam", tanggal_lahir="16-03-1985"), person(4)]
    report = load(database, write_xlsx(tmp_path / "a.xlsx", people))
    assert counts(report) == (2, 0, 0, 2)
    assert codes(report) == [
        (3, "nama", "name_too_short"),
        (4, "tanggal_lahir", "birth_date_not_nik"),
        (4, "jabatan", "job_outsourced"),
    ]
    assert stored(database) == (2, 2)


def test_a_mended_sheet_loads_what_was_mended_and_doubles_nothing(database: Database, tmp_path: Path) -> None:
    """The same file is sent again."""
    load(database, write_csv(tmp_path / "a.csv", [person(1), person(2, nama="2"), person(3)]))
    report = load(database, write_csv(tmp_path / "a.csv", [person(1), person(2), person(3, jabatan="Guru Mapel")]))
    assert counts(report) == (1, 1, 1, 0)
    assert stored(database) == (3, 3)


def test_the_trail_says_what_an_import_did(database: Database, tmp_path: Path) -> None:
    """How many rows were new and how many changed, for which instansi; and nothing where nothing did."""
    for people in ([person(1), person(2)], [person(1, jabatan="Guru Madya"), person(2)], [person(2)]):
        load(database, write_xlsx(tmp_path / "a.xlsx", people))
    with database.transaction() as session:
        seen = audit.of_subject(session, VAULT, [0], 10)
    told = [(entry.actor, entry.action, entry.body["new"], entry.body["updated"]) for entry in seen]
    assert told == [(audit.SYSTEM, "impor", 2, 0), (audit.SYSTEM, "impor", 0, 1)]


def test_a_nik_twice_in_the_file_is_loaded_once(database: Database, tmp_path: Path) -> None:
    """The second row names the first."""
    report = load(database, write_xlsx(tmp_path / "a.xlsx", [person(1), person(2), person(1, jabatan="Guru Mapel")]))
    assert counts(report) == (2, 0, 0, 1)
    ((row),) = report.refused
    assert (row.number, row.reasons[0].code, dict(row.reasons[0].params)) == (4, "nik_twice_in_sheet", {"first": 2})


def test_a_nik_of_another_instansi_is_refused(database: Database, tmp_path: Path) -> None:
    """Mutasi is the way, not a second registration."""
    path = write_xlsx(tmp_path / "a.xlsx", [person(1)])
    load(database, path)
    assert codes(load(database, path, "lain")) == [(2, "nik", "nik_at_other_instansi")]


def test_many_rows_come_in_chunks_that_tell_of_progress(database: Database, tmp_path: Path) -> None:
    """Each chunk tells whom it registered, in its own transaction, and how far the import is."""
    told: list[bytes] = []
    progress: list[tuple[int, int]] = []

    def on_registered(session: Session, nik_indexes: Sequence[bytes]) -> None:
        assert session.in_transaction()
        told.extend(nik_indexes)

    path = write_csv(tmp_path / "a.csv", (person(number) for number in range(1, 1001)))
    report = import_roster(
        database,
        VAULT,
        "DINAS",
        path,
        now=NOW,
        heard=Heard(on_registered=on_registered, progress=lambda done, total: progress.append((done, total))),
    )
    assert report.loaded == 1000
    assert set(told) == {VAULT.index("nik", str(person(number)["nik"])) for number in range(1, 1001)}
    assert len(progress) > 2
    assert progress == sorted(progress)
    assert progress[-1] == (1000, 1000)


def test_every_refused_row_is_told_though_the_report_keeps_a_thousand(database: Database, tmp_path: Path) -> None:
    """A sheet that is wrong from top to bottom fills no memory."""
    told: list[RefusedRow] = []
    path = write_csv(tmp_path / "a.csv", (person(number, nama="1") for number in range(1, 1101)))
    report = import_roster(database, VAULT, "DINAS", path, now=NOW, heard=Heard(on_refused=told.append))
    assert (report.refused_count, len(report.refused), len(told)) == (1100, 1000, 1100)


def test_the_terms_of_the_pendataan_are_settings(database: Database, tmp_path: Path) -> None:
    """Another pendataan has other rules."""
    path = write_csv(tmp_path / "a.csv", [person(1, jenis_pembayaran="BOS")])
    report = import_roster(database, VAULT, "DINAS", path, now=NOW, terms=Terms(payments=("BOS",)))
    assert report.loaded == 1


def test_an_unknown_instansi_is_refused(database: Database, tmp_path: Path) -> None:
    """Before the file is opened."""
    with pytest.raises(Unfit, match="instansi_unknown") as refused:
        load(database, tmp_path / "missing.xlsx", "XX")
    assert refused.value.params == {"kode": "XX"}


def test_after_the_deadline_nothing_is_loaded(database: Database, tmp_path: Path) -> None:
    """The deadline's day ends at midnight in WIB."""
    path = write_csv(tmp_path / "a.csv", [person(1)])
    with pytest.raises(Unfit, match="deadline_passed") as refused:
        import_roster(database, VAULT, "DINAS", path, now=datetime(2022, 9, 30, 17, 0, tzinfo=UTC))
    assert refused.value.params == {"deadline": "30 September 2022"}
    assert import_roster(database, VAULT, "DINAS", path, now=datetime(2022, 9, 30, 16, 59, tzinfo=UTC)).loaded == 1


def test_a_finalisasi_in_the_middle_stops_the_import(database: Database, tmp_path: Path) -> None:
    """What was loaded before stays, what comes after is not written."""

    def finalise(session: Session, _: Sequence[bytes]) -> None:
        for instansi in session.exec(select(Instansi)):
            instansi.finalised_at = NOW
            session.add(instansi)

    path = write_csv(tmp_path / "a.csv", (person(number) for number in range(1, 1001)))
    with pytest.raises(Unfit, match="instansi_finalised"):
        import_roster(database, VAULT, "DINAS", path, now=NOW, heard=Heard(on_registered=finalise))
    workers, riwayat = stored(database)
    assert 0 < workers == riwayat < 1000


def test_an_interrupted_import_is_simply_repeated(database: Database, tmp_path: Path) -> None:
    """Chunks before the interruption are found again, not doubled."""
    done: list[int] = []

    def power_cut(_: Session, nik_indexes: Sequence[bytes]) -> None:
        if done:
            raise InterruptedError
        done.append(len(nik_indexes))

    path = write_csv(tmp_path / "a.csv", (person(number) for number in range(1, 501)))
    with pytest.raises(InterruptedError):
        import_roster(database, VAULT, "DINAS", path, now=NOW, heard=Heard(on_registered=power_cut))
    assert counts(load(database, path)) == (500 - done[0], done[0], 0, 0)


def test_a_lost_race_is_tried_again(database: Database, tmp_path: Path) -> None:
    """Another process was faster with a NIK: the chunk is compared anew."""
    lost: list[int] = []

    def collide(_: Session, _indexes: Sequence[bytes]) -> None:
        if len(lost) < 1:
            lost.append(1)
            raise IntegrityError("INSERT", {}, Exception())

    path = write_csv(tmp_path / "a.csv", [person(1)])
    assert import_roster(database, VAULT, "DINAS", path, now=NOW, heard=Heard(on_registered=collide)).loaded == 1


def test_a_race_that_is_never_won_is_told(database: Database, tmp_path: Path) -> None:
    """Three times are enough; nothing is half written."""

    def collide(_: Session, _indexes: Sequence[bytes]) -> None:
        raise IntegrityError("INSERT", {}, Exception())

    path = write_csv(tmp_path / "a.csv", [person(1)])
    with pytest.raises(IntegrityError):
        import_roster(database, VAULT, "DINAS", path, now=NOW, heard=Heard(on_registered=collide))
    assert stored(database) == (0, 0)

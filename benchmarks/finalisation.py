"""Finalisasi of an instansi with 50,000 approved workers, against one bare UPDATE of as many rows.

Both sides run in one process on one database, in turns, each until its commit is on the disk. The UPDATE is the one
that would lock each worker by itself (its status, which an index holds); the other one, of a column without an index,
is the least that any UPDATE of so many rows takes here.
"""

import gc
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import insert, update
from sqlmodel import SQLModel

from bot.documents.letter import Printed, letter
from bot.documents.letter_facts import LetterFacts
from bot.jobs.letter_prints import entry
from bot.rules.clock import wib
from storage import finalisation, roster_fingerprint
from storage.acting import Desk
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.migrate import migrate
from storage.models.accounts import Account
from storage.models.filling import Biodata
from storage.models.finalisation import Finalisation
from storage.models.roster import Instansi, Worker
from storage.models.staff import Staff
from storage.roster import add_instansi

WORKERS: Final = 50_000
ROUNDS: Final = 7
ADMIN: Final = 1
NOW: Final = datetime(2022, 9, 30, tzinfo=UTC)

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]


def main() -> None:
    """Print the medians of all rounds, and the ratios."""
    with TemporaryDirectory() as folder:
        database, vault = Database(f"sqlite:///{folder}/finalisation.db"), Vault(bytes(32))
        migrate(database)
        desk = fill(database, vault, WORKERS)
        sides: dict[str, Callable[[], float]] = {
            "finalisasi": lambda: end(database, vault, desk),
            "bare UPDATE, indexed": lambda: bare(database, desk.instansi_id, "status"),
            "bare UPDATE, no index": lambda: bare(database, desk.instansi_id, "unit_kerja"),
        }
        spent: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(ROUNDS):
            for name, act in sides.items():
                spent[name].append(act())
                restore(database, desk.instansi_id)
        seconds, made = printed(database, vault, desk)
        database.close()
    whole = median(spent["finalisasi"])
    print(f"finalisasi of {WORKERS:,} workers: {whole * 1000:.0f} ms")
    for name in list(sides)[1:]:
        alone = median(spent[name])
        print(f"{name} of {WORKERS:,} rows: {alone * 1000:.0f} ms; ratio {whole / alone:.2f}")
    print(f"SPTJM: {made.pages:,} pages, {len(made.data) / 2**20:.1f} MB in {seconds:.1f} s")


def printed(database: Database, vault: Vault, desk: Desk) -> tuple[float, Printed]:
    """Seconds from the store to the letter's PDF, and the letter."""
    started = time.perf_counter()
    with database.reading() as session:
        listed = roster_fingerprint.nominative(session, vault, desk.instansi_id)
        mark = roster_fingerprint.readable(roster_fingerprint.fingerprint(session, vault, desk.instansi_id))
    about = "Dinas Contoh", "CONTOH", "Hasan Basri", "19680512 199303 1 004", "Sekretaris Daerah", "", "Bogor"
    made = letter(LetterFacts("SPTJM-000001", *about, wib(NOW), wib(NOW), mark), [entry(one) for one in listed])
    return time.perf_counter() - started, made


def fill(database: Database, vault: Vault, count: int) -> Desk:
    """An instansi of so many approved workers, each with an account and biodata; its admin's desk."""
    with database.transaction() as session:
        instansi = add_instansi(session, "CONTOH", "Dinas Contoh", None, NOW).id
        session.add(Staff(person=ADMIN, role="admin", instansi_id=instansi, granted_at=NOW))
        session.flush()
        rows: dict[type[SQLModel], list[dict[str, Any]]] = {Worker: [], Account: [], Biodata: []}
        for number in range(count):
            worker, account = new_id(), new_id()
            rows[Worker].append(_worker(vault, instansi, worker, number))
            rows[Account].append(_account(worker, account, number))
            rows[Biodata].append(_biodata(account, number))
        for table, values in rows.items():
            session.connection().execute(insert(table), values)
    gc.collect()
    return Desk(ADMIN, instansi, NOW)


def end(database: Database, vault: Vault, desk: Desk) -> float:
    """Seconds of one finalisasi, as an admin's turn does it; the list was shown before."""
    with database.transaction() as session:
        mark = finalisation.look(session, desk.instansi_id).mark
    return _seconds(database, lambda session: finalisation.finalise(session, vault, desk, mark))


def bare(database: Database, instansi_id: int, column: str) -> float:
    """Seconds of one UPDATE of a column of all of them."""
    changed = update(_WORKER).where(_WORKER.c.instansi_id == instansi_id).values({column: "final"})
    return _seconds(database, lambda session: session.connection().execute(changed))


def restore(database: Database, instansi_id: int) -> None:
    """As before the round."""
    with database.transaction() as session:
        connection = session.connection()
        connection.execute(update(Instansi).values(finalised_at=None))
        connection.execute(update(Finalisation).values(reopened_at=NOW))
        back = {"status": "disetujui", "unit_kerja": "SDN Contoh 1"}
        connection.execute(update(_WORKER).where(_WORKER.c.instansi_id == instansi_id).values(back))


def _seconds(database: Database, act: Callable[[Any], Any]) -> float:
    started = time.perf_counter()
    with database.transaction() as session:
        act(session)
    return time.perf_counter() - started


def _worker(vault: Vault, instansi_id: int, worker: int, number: int) -> dict[str, Any]:
    nik = f"3201014703{number:06}"
    return {
        "id": worker,
        "instansi_id": instansi_id,
        "nik": vault.seal("worker", "nik", worker, nik),
        "nik_index": vault.index("nik", nik),
        "nama": f"CONTOH WATI {number % 997}",
        "no_peserta_thk2": None if number % 5 else f"19-{number}",
        "tempat_lahir": "BOGOR",
        "tanggal_lahir": date(1980, 1, 1 + number % 28),
        "jenis_kelamin": "LP"[number % 2],
        "tingkat_pendidikan": "S-1/Sarjana",
        "pendidikan_terakhir": "S-1 Pendidikan Guru Sekolah Dasar",
        "nomor_ijazah": f"IJZ/{number}/2004",
        "tanggal_lulus": date(2004, 8, 15),
        "nama_sekolah": "Universitas Contoh",
        "jabatan": f"Guru Mata Pelajaran {number % 40}",
        "unit_kerja": "SDN Contoh 1",
        "status": "disetujui",
        "row_index": bytes(16),
        "registered_at": NOW,
    }


def _account(worker: int, account: int, number: int) -> dict[str, Any]:
    return {
        "id": account,
        "worker_id": worker,
        "telegram_id": 1_000_000 + number,
        "nomor_registrasi": f"R{number:09}",
        "nama": f"Contoh Wati {number % 997}",
        "tempat_lahir": "Bogor",
        "kk": bytes(45),
        "ponsel": bytes(42),
        "email": bytes(48),
        "password_hash": "x" * 97,
        "pertanyaan_pengaman": "ibu",
        "jawaban_hash": "x" * 97,
        "consented_at": NOW,
        "created_at": NOW,
        "finished_at": NOW,
    }


def _biodata(account: int, number: int) -> dict[str, Any]:
    return {
        "account_id": account,
        "jenis_kelamin": "LP"[number % 2],
        "kabupaten": "3201",
        "alamat": bytes(70),
        "status_perkawinan": "kawin",
        "agama": "islam",
        "jabatan": "Guru Kelas" if number % 3 else None,
        "unit_kerja": None,
        "pages_done": "dokumen biodata riwayat resume",
    }


if __name__ == "__main__":
    main()

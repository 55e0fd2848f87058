"""A rekap and an export of 50,000 workers in 40 units kerja: counting, drawing and writing, each by its median.

While the export runs another thread commits: nothing of this may hold the one writer.
"""

import random
import resource
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any, Final

from sqlalchemy import insert

from bot.documents import rekap_chart, rekap_chart_days
from bot.jobs import rekap_export, rekap_figures
from storage import roster
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.migrate import migrate
from storage.models.accounts import Account
from storage.models.roster import Riwayat, Worker
from storage.models.verification import Decision
from storage.roster import InstansiFacts

WORKERS: Final = 50_000
UNITS: Final = 40
ROUNDS: Final = 7
_BETWEEN: Final = 0.02
_AT_ONCE: Final = 1_000
_NOW: Final = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
_STANDING: Final = {"terdaftar": 30, "berakun": 10, "mengisi": 20, "selesai": 15, "disetujui": 20, "dikembalikan": 5}
_ENDED: Final = ("selesai", "disetujui", "dikembalikan")


def main() -> None:
    """Print medians in milliseconds, and what the export takes."""
    with TemporaryDirectory() as folder:
        database, vault = Database(f"sqlite:///{folder}/rekap.db"), Vault(bytes(32))
        migrate(database)
        with database.transaction() as session:
            instansi = roster.add_instansi(session, "CONTOH", "Dinas Contoh", None, _NOW)
        _fill(database, vault, instansi)
        with database.reading() as session:
            told = rekap_figures.of_instansi(session, instansi, _NOW)

            _tell("figures of the instansi", lambda: rekap_figures.of_instansi(session, instansi, _NOW))
            _tell("figures of all instansi", lambda: rekap_figures.of_nation(session, _NOW))
        _tell("picture by unit", lambda: rekap_chart.draw(told.subject, told.whole, told.groups, _NOW))
        _tell("picture by day", lambda: rekap_chart_days.draw(told.title, told.days, _NOW))
        _export(database, vault, instansi, Path(folder) / "roster.xlsx")
        database.close()


def _tell(what: str, act: Callable[[], object]) -> None:
    print(f"{what}: {median(_seconds(act) for _ in range(ROUNDS)) * 1000:.0f} ms")


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _export(database: Database, vault: Vault, instansi: InstansiFacts, path: Path) -> None:
    """Write the roster while another thread commits again and again."""
    commits: list[float] = []
    done = Event()

    def commit() -> None:
        with database.transaction() as session:
            session.connection().exec_driver_sql("UPDATE instansi SET nama = nama")

    def keep_committing() -> None:
        while not done.wait(_BETWEEN):
            commits.append(_seconds(commit))

    def write() -> None:
        with database.reading() as session:
            rekap_export.write(session, vault, instansi, path, _NOW)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    other = Thread(target=keep_committing)
    other.start()
    seconds = _seconds(write)
    done.set()
    other.join()
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = path.stat().st_size / 2**20
    print(f"export of {WORKERS:,} workers: {seconds:.1f} s, {size:.1f} MB, {more:.0f} MB of memory more")
    often, longest = median(commits) * 1000, max(commits) * 1000
    print(f"{len(commits)} commits meanwhile: median {often:.1f} ms, the longest {longest:.0f} ms")


def _fill(database: Database, vault: Vault, instansi: InstansiFacts) -> None:
    """Register invented workers, most of whom have an account and some of whom are decided on."""
    chance = random.Random(2022)
    standing = chance.choices([*_STANDING], [*_STANDING.values()], k=WORKERS)
    for first in range(0, WORKERS, _AT_ONCE):
        rows: dict[Any, list[dict[str, Any]]] = {Worker: [], Riwayat: [], Account: [], Decision: []}
        for number, status in enumerate(standing[first : first + _AT_ONCE], first):
            worker, made = new_id(), _NOW - timedelta(minutes=chance.randrange(60 * 24 * 60))
            rows[Worker].append(_worker(vault, instansi, worker, number, status))
            rows[Riwayat].append(_riwayat(worker, number))
            if status != "terdaftar":
                rows[Account].append(_account(worker, number, made, status))
            if status in {"disetujui", "dikembalikan"}:
                decision = {"worker_id": worker, "instansi_id": instansi.id, "decided_by": 1, "verdict": status}
                rows[Decision].append({"id": new_id(), **decision, "reasons": "", "decided_at": made})
        with database.transaction() as session:
            for table, values in rows.items():
                session.connection().execute(insert(table), values)


def _worker(vault: Vault, instansi: InstansiFacts, worker: int, number: int, status: str) -> dict[str, Any]:
    return {
        "id": worker,
        "instansi_id": instansi.id,
        "nik": vault.seal("worker", "nik", worker, f"{number:016}"),
        "nik_index": vault.index("nik", f"{number:016}"),
        "kk": vault.seal("worker", "kk", worker, f"{number:016}"),
        "nama": f"Nama Contoh {number}",
        "tempat_lahir": "Bogor",
        "tanggal_lahir": date(1990, 3, 7),
        "jenis_kelamin": "P",
        "pendidikan_terakhir": "S-1 Pendidikan Guru Sekolah Dasar",
        "nomor_ijazah": f"IJZ/{number}",
        "tanggal_lulus": date(2012, 8, 15),
        "nama_sekolah": "Universitas Contoh",
        "jabatan": "Guru Kelas",
        "unit_kerja": f"Sekolah Dasar Negeri Contoh {number % UNITS}",
        "status": status,
        "row_index": number.to_bytes(16),
        "registered_at": _NOW,
    }


def _riwayat(worker: int, number: int) -> dict[str, Any]:
    start = date(2015, 7, 1)
    work = {"jabatan": "Guru Kelas", "unit_kerja": f"Sekolah Dasar Negeri Contoh {number % UNITS}"}
    letter = {"nomor_sk": f"800/{number}", "tanggal_sk": start, "tanggal_mulai": start, "jenis_pembayaran": "APBD"}
    return {"id": worker, "worker_id": worker, "source": "instansi", **work, **letter}


def _account(worker: int, number: int, made: datetime, status: str) -> dict[str, Any]:
    sealed = dict.fromkeys(("kk", "ponsel", "email"), bytes(45))
    hashes = {"password_hash": "h" * 97, "pertanyaan_pengaman": "ibu", "jawaban_hash": "h" * 97}
    return {
        "id": new_id(),
        "worker_id": worker,
        "telegram_id": number,
        "nomor_registrasi": f"N-{number}",
        "nama": f"Nama Contoh {number}",
        "tempat_lahir": "Bogor",
        **sealed,
        **hashes,
        "consented_at": made,
        "created_at": made,
        "finished_at": made + timedelta(days=2) if status in _ENDED else None,
    }


if __name__ == "__main__":
    main()

"""Identity look-up by NIK among 10,000, 240,000 and 2,400,000 workers, the three side by side.

A look-up is what each identity check does: the blind index of the NIK, the row with its instansi, the KK opened. The
three rosters lie in databases of their own and are asked in turn, so that a noisy moment falls on all of them.
"""

import gc
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from bot.documents.sheet_rows import RosterRow
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.registration import Sealer, register
from storage.roster import add_instansi, find_by_nik

SIZES: Final = (10_000, 240_000, 2_400_000)
_LOOKUPS: Final = 20_000
_AT_ONCE: Final = 200
_CHUNK: Final = 1000
_PERCENTILE: Final = 99
_NOW: Final = datetime(2022, 9, 1, tzinfo=UTC)


def main() -> None:
    """Print median and p99 of each size, and how much the p99 grows."""
    vault = Vault(bytes(32))
    with TemporaryDirectory() as folder:
        databases = {size: filled(Path(folder) / f"{size}.db", vault, size) for size in SIZES}
        gc.collect()
        gc.freeze()
        taken = looked_up(databases, vault)
        for database in databases.values():
            database.close()
    p99 = {size: sorted(times)[len(times) * _PERCENTILE // 100] for size, times in taken.items()}
    for size, times in taken.items():
        print(f"lookup: {size:>9,} workers: median {median(times):.3f} ms, p99 {p99[size]:.3f} ms")
    print(f"lookup: p99 grows {p99[SIZES[-1]] / p99[SIZES[0]]:.2f} times ({_LOOKUPS:,} look-ups each)")


def nik_of(number: int) -> str:
    """A NIK of the number-th invented worker: kabupaten, birth day and serial count up."""
    serial, rest = number % 9999 + 1, number // 9999
    return f"{32 + rest % 4}{rest // 4 % 79 + 1:02}01{rest % 28 + 1:02}0390{serial:04}"


def filled(path: Path, vault: Vault, size: int) -> Database:
    """A roster of so many workers, registered as an import registers them."""
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.transaction() as session:
        instansi = add_instansi(session, "CONTOH", "Dinas Contoh", None, _NOW)
    sealer = Sealer(vault, instansi.id, _NOW)
    for chunk in _chunks(size):
        sealed = [sealer.seal(number, _row(nik_of(number))) for number in chunk]
        with database.transaction() as session:
            register(session, sealer, sealed)
    print(f"lookup: {size:,} workers registered", file=sys.stderr)
    return database


def looked_up(databases: dict[int, Database], vault: Vault) -> dict[int, list[float]]:
    """Milliseconds of each look-up: nine of ten find somebody."""
    chance = random.Random(2022)
    taken: dict[int, list[float]] = {size: [] for size in databases}
    for _ in range(_LOOKUPS // _AT_ONCE):
        for size, database in databases.items():
            asked = [nik_of(chance.randrange(size * 10 // 9)) for _ in range(_AT_ONCE)]
            with database.transaction() as session:
                for nik in asked:
                    started = time.perf_counter()
                    find_by_nik(session, vault, nik)
                    taken[size].append((time.perf_counter() - started) * 1000)
    return taken


def _chunks(size: int) -> Iterator[range]:
    return (range(first, min(first + _CHUNK, size)) for first in range(0, size, _CHUNK))


def _row(nik: str) -> RosterRow:
    return RosterRow(
        nik=nik,
        nama="CONTOH WAN",
        kk="3201010101010009",
        no_peserta_thk2=None,
        tempat_lahir="BOGOR",
        tanggal_lahir=date(1990, 3, 7),
        jenis_kelamin="L",
        tingkat_pendidikan="S-1",
        pendidikan_terakhir="S-1 PGSD",
        nomor_ijazah="IJZ/1/2004",
        tanggal_lulus=None,
        nama_sekolah="Universitas Contoh",
        nomor_sk="800/1",
        tanggal_sk=date(2015, 1, 2),
        tanggal_mulai=date(2015, 1, 2),
        tanggal_berakhir=None,
        pendidikan_sk="S-1 PGSD",
        jabatan="Guru",
        unit_kerja="SDN Contoh 1",
        jabatan_penandatangan="Kepala Dinas",
        jenis_jabatan_penandatangan="Kepala Dinas",
        jenis_pembayaran="APBD",
    )


if __name__ == "__main__":
    main()

"""A roster of 100,000 workers: from an xlsx to committed, encrypted rows, against only reading the same xlsx.

Each side runs in a process of its own, in turns, so that neither lends the other its memory or a quiet moment.
"""

import gc
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from bot.documents.sheet_columns import LABELS
from bot.jobs.roster_import import import_roster
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.roster import add_instansi

ROWS: Final = 100_000
ROUNDS: Final = 3


def main() -> None:
    """Print seconds, the ratio of each round, and peak memory."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        make_workbook(path, ROWS)
        pairs = []
        for number in range(1, ROUNDS + 1):
            alone, alone_peak = _measured("alone", path)
            whole, whole_peak = _measured("import", path)
            pairs.append(whole / alone)
            print(
                f"round {number}: calamine alone {alone:.1f} s, {alone_peak:.0f} MB; "
                f"import {whole:.1f} s, {whole_peak:.0f} MB; ratio {whole / alone:.2f}"
            )
    print(f"{ROWS:,} rows: median ratio {median(pairs):.2f}")


def make_workbook(path: Path, rows: int) -> None:
    """Write invented workers, each with a NIK of their own, in the template's columns."""
    chance = random.Random(2022)
    jobs = [f"Guru Mata Pelajaran {number}" for number in range(40)]
    units = [f"SDN Contoh {number}" for number in range(400)]
    with xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, list(LABELS.values()))
        for number in range(1, rows + 1):
            born = date(1970, 1, 1) + timedelta(days=chance.randrange(10_000))
            woman = chance.random() < 0.6
            region = f"{32 + number // 10_000 % 4}{number // 1000 % 90 + 10:02}{number % 37:02}"
            nik = f"{region}{born.day + 40 * woman:02}{born:%m%y}{number % 9999 + 1:04}"
            start = date(2005, 1, 1) + timedelta(days=chance.randrange(5000))
            row = {
                "nik": nik,
                "nama": f"Contoh {'Wati' if woman else 'Wan'} {chance.choice('ABCDEFGHIJ')}",
                "kk": f"{region}010120{number % 10_000:04}",
                "tempat_lahir": chance.choice(["Bogor", "Depok", "Garut", "Ciamis"]),
                "tanggal_lahir": f"{born:%d-%m-%Y}",
                "jenis_kelamin": "P" if woman else "L",
                "tingkat_pendidikan": "S-1",
                "pendidikan_terakhir": "S-1 Pendidikan Guru Sekolah Dasar",
                "nomor_ijazah": f"IJZ/{number}/2004",
                "tanggal_lulus": "15-08-2004",
                "nama_sekolah": "Universitas Contoh",
                "nomor_sk": f"800/{number}",
                "tanggal_sk": f"{start:%d-%m-%Y}",
                "tanggal_mulai": f"{start:%d-%m-%Y}",
                "pendidikan_sk": "S-1 PGSD",
                "jabatan": chance.choice(jobs),
                "unit_kerja": chance.choice(units),
                "jabatan_penandatangan": "Kepala Dinas Pendidikan",
                "jenis_jabatan_penandatangan": "Kepala Dinas",
                "jenis_pembayaran": "APBD",
            }
            sheet.write_row(number, 0, [row.get(key, "") for key in LABELS])


def read_alone(path: Path) -> float:
    """Seconds that calamine needs to give every row."""
    started = time.perf_counter()
    count = sum(1 for _ in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows())
    seconds = time.perf_counter() - started
    if count != ROWS + 1:
        raise SystemExit(f"calamine read {count} rows")
    return seconds


def read_and_import(path: Path) -> float:
    """Seconds from the file to the last commit."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/roster.db")
        migrate(database)
        now = datetime(2022, 9, 1, tzinfo=UTC)
        with database.transaction() as session:
            add_instansi(session, "CONTOH", "Dinas Contoh", None, now)
        gc.collect()
        started = time.perf_counter()
        report = import_roster(database, Vault(bytes(32)), "CONTOH", path, now=now)
        seconds = time.perf_counter() - started
        database.close()
    if report.loaded != ROWS:
        raise SystemExit(f"only {report.loaded} rows were loaded")
    return seconds


_SIDES: Final[dict[str, Callable[[Path], float]]] = {"alone": read_alone, "import": read_and_import}


def _measured(side: str, path: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of one side, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.roster_import", side, str(path)]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        spent = _SIDES[sys.argv[1]](Path(sys.argv[2]))
        print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main()

"""A backup of 100,000 workers with accounts, biodata and files, and its restore, each in a process of its own.

While the backup runs somebody's turns are committed all the time: nothing of it may hold the one writer.
"""

import os
import random
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy import update

from benchmarks.finalisation import fill
from bot import bootstrap
from bot.settings import PREFIX, Settings
from storage.database import Database
from storage.models.roster import Worker

WORKERS: Final = 100_000
FILES: Final = 2_000
_FILE_BYTES: Final = 100_000
_BETWEEN: Final = 0.005
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]


def main() -> None:
    """Print seconds and peak memory of both, and how long the commits beside the backup took, and those alone."""
    with TemporaryDirectory() as folder:
        data, new, there = (Path(folder) / name for name in ("data", "new", "there"))
        store = bootstrap.open_store(Settings(_env_file=None, data_dir=data, bot_token=SecretStr(f"1:{'x' * 30}")))
        with closing(store.database):
            fill(store.database, store.vault, WORKERS)
            for _ in range(FILES):
                store.files.put(secrets.token_bytes(_FILE_BYTES))
            turn = _turns(store.database)
            beside = _Command("backup", there, data)
            taken = _while(beside.runs, turn)
            _tell("beside it", taken)
            until = time.perf_counter() + beside.seconds
            _tell("alone", _while(lambda: time.perf_counter() < until, turn))
        new.mkdir()
        (new / bootstrap.KEY_FILE).write_bytes((data / bootstrap.KEY_FILE).read_bytes())
        restoring = _Command("restore", there, new)
        while restoring.runs():
            time.sleep(_BETWEEN)


class _Command:
    """A command of ours under way; it tells what it took when it has ended."""

    def __init__(self, name: str, folder: Path, data: Path) -> None:
        self._name = name
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            (sys.executable, "-m", "bot", name, str(folder), "--json"),
            env={**os.environ, f"{PREFIX}DATA_DIR": str(data)},
            stdout=subprocess.DEVNULL,
        )
        self.seconds = 0.0
        self._peak = 0

    def runs(self) -> bool:
        """Whether it is still at work."""
        # Its own figure: what the system tells of children counts in the memory of whoever began them.
        self._peak = max(self._peak, _peak_mb(self._process.pid))
        if self._process.poll() is None:
            return True
        self.seconds = time.perf_counter() - self._started
        if self._process.returncode:
            raise SystemExit(f"{self._name} failed")
        print(f"{self._name} of {WORKERS:,} workers, {FILES:,} files: {self.seconds:.1f} s, {self._peak} MB at most")
        return False


def _peak_mb(pid: int) -> int:
    told = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    return int(found[1]) // 1024 if found else 0


def _turns(database: Database) -> Callable[[], None]:
    chance = random.Random(7)
    with database.reading() as session:
        ids = [found for (found,) in session.connection().execute(_WORKER.select().with_only_columns(_WORKER.c.id))]

    def turn() -> None:
        with database.transaction() as session:
            changed = update(_WORKER).where(_WORKER.c.id == chance.choice(ids)).values(unit_kerja="SDN Contoh 2")
            session.connection().execute(changed)

    return turn


def _while(lasts: Callable[[], bool], turn: Callable[[], None]) -> list[float]:
    taken = []
    while lasts():
        started = time.perf_counter()
        turn()
        taken.append(time.perf_counter() - started)
        time.sleep(_BETWEEN)
    return taken


def _tell(when: str, taken: list[float]) -> None:
    cuts = quantiles(taken, n=100)
    told = ", ".join(f"{name} {value * 1000:.1f} ms" for name, value in (("median", cuts[49]), ("p99", cuts[98])))
    print(f"{len(taken):,} commits {when}: {told}, longest {max(taken) * 1000:.0f} ms")


if __name__ == "__main__":
    main()

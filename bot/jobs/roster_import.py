"""Loads a roster sheet into the store: good rows at once, each bad row with its reasons, twice the same file only once.

The file is read and sealed outside any transaction; rows are written in chunks that hold the one writer only briefly,
so that nobody's turn waits on an import, and each chunk looks again whether the instansi is still open. Interrupted
anywhere, it is simply sent once more.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.documents.sheet_rows import Reason, RosterRow, RowReader
from bot.documents.sheets import open_sheet
from bot.documents.unfit import Unfit
from bot.rules.clock import today_wib
from bot.rules.dates import format_date
from bot.rules.eligibility import Terms
from storage import audit
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.registration import Registered, Sealed, Sealer, register
from storage.roster import InstansiFacts, find_instansi

REPORTED: Final = 1000

_HOLD_SECONDS: Final = 0.035
_CHUNK_ROWS: Final = range(25, 1001)
_RACES: Final = 3


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not loaded, by its number in the sheet, and why."""

    number: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in rows; `refused` holds the first 1,000 of the `refused_count` rows that were refused."""

    import_id: int
    loaded: int
    unchanged: int
    updated: int
    refused_count: int
    refused: tuple[RefusedRow, ...]


def import_roster(
    database: Database,
    vault: Vault,
    kode: str,
    path: Path,
    *,
    now: datetime,
    terms: Terms | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    on_registered: Callable[[Session, Sequence[bytes]], None] = lambda _session, _nik_indexes: None,
    on_refused: Callable[[RefusedRow], None] = lambda _row: None,
) -> ImportReport:
    """Load an xlsx or csv file for the instansi with this kode.

    Args:
        database: where to; each chunk is a transaction of its own.
        vault: seals what identifies people.
        kode: of the instansi.
        path: of the file.
        now: a moment with timezone; its day in WIB is the latest that a row may name.
        terms: who belongs into the pendataan; the defaults if None.
        progress: told the rows done and their expected number, once a chunk and at the end.
        on_registered: given the NIK indexes that a chunk registers, inside its transaction.
        on_refused: given every refused row, in no strict order.

    Raises:
        Unfit: `instansi_unknown` (kode), `instansi_finalised` or `deadline_passed` (deadline), or a SheetError for
            the file. Chunks before it stay loaded.
    """
    with database.transaction() as session:
        instansi = _open_instansi(session, kode, now)
    with open_sheet(path) as sheet:
        run = _Run(database, vault, instansi, now, on_registered, on_refused)
        reader = RowReader(terms or Terms(), today_wib(now))
        for number, cells in sheet.rows:
            if run.add(number, reader.read(cells)):
                progress(run.rows, max(sheet.total, run.rows))
        run.flush()
    progress(run.rows, run.rows)
    return run.report()


class _Run:
    """One import under way: rows waiting for the next chunk, and what became of those before."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        instansi: InstansiFacts,
        now: datetime,
        on_registered: Callable[[Session, Sequence[bytes]], None],
        on_refused: Callable[[RefusedRow], None],
    ) -> None:
        self._database = database
        self._vault = vault
        self._instansi = instansi
        self._now = now
        self._on_registered = on_registered
        self._on_refused = on_refused
        self._import_id = new_id()
        self._sealer = Sealer(vault, instansi.id, now, self._import_id)
        self._first: dict[bytes, int] = {}
        self._waiting: list[Sealed] = []
        self._chunk = 200
        self._loaded = self._unchanged = self._updated = self._refused_count = 0
        self._refused: list[RefusedRow] = []
        self.rows = 0

    def add(self, number: int, outcome: RosterRow | list[Reason]) -> bool:
        """Take a row; whether a chunk was written."""
        self.rows += 1
        if isinstance(outcome, list):
            self._refuse(number, outcome)
            return False
        sealed = self._sealer.seal(number, outcome)
        first = self._first.setdefault(sealed.nik_index, number)
        if first != number:
            self._refuse(number, [Reason("nik_twice_in_sheet", "nik", {"first": first})])
            return False
        self._waiting.append(sealed)
        if len(self._waiting) < self._chunk:
            return False
        self.flush()
        return True

    def flush(self) -> None:
        """Write what waits, and choose the next chunk's size by how long this one held the writer."""
        if not self._waiting:
            return
        outcome, seconds = self._write()
        self._loaded += len(outcome.new)
        self._unchanged += len(outcome.unchanged)
        self._updated += len(outcome.updated)
        for number, code in outcome.refused:
            self._refuse(number, [Reason(code, "nik", {})])
        fitting = int(len(self._waiting) * _HOLD_SECONDS / max(seconds, 1e-6))
        self._chunk = min(max(fitting, _CHUNK_ROWS[0]), self._chunk * 2, _CHUNK_ROWS[-1])
        self._waiting.clear()

    def report(self) -> ImportReport:
        """What was done so far."""
        counts = (self._loaded, self._unchanged, self._updated, self._refused_count)
        return ImportReport(self._import_id, *counts, tuple(self._refused))

    def _write(self) -> tuple[Registered, float]:
        """One transaction, tried again when another process was faster with a NIK; the seconds that it took."""
        for _ in range(_RACES):
            try:
                with self._database.transaction() as session:
                    started = time.perf_counter()
                    _open_instansi(session, self._instansi.kode, self._now)
                    outcome = register(session, self._sealer, self._waiting)
                    if outcome.new:
                        self._on_registered(session, outcome.new)
                    self._write_down(session, outcome)
                return outcome, time.perf_counter() - started
            except IntegrityError as error:
                lost = error
        raise lost

    def _write_down(self, session: Session, outcome: Registered) -> None:
        """The trail says with each chunk what the import did, since each chunk is committed by itself."""
        if outcome.new or outcome.updated:
            counts = {"import": self._import_id, "new": len(outcome.new), "updated": len(outcome.updated)}
            entry = audit.Entry(audit.SYSTEM, "impor", 0, counts, instansi=self._instansi.id)
            audit.record(session, self._vault, entry, self._now)

    def _refuse(self, number: int, reasons: list[Reason]) -> None:
        row = RefusedRow(number, tuple(reasons))
        self._refused_count += 1
        if len(self._refused) < REPORTED:
            self._refused.append(row)
        self._on_refused(row)


def _open_instansi(session: Session, kode: str, now: datetime) -> InstansiFacts:
    instansi = find_instansi(session, kode)
    if instansi is None:
        raise Unfit("instansi_unknown", kode=kode)
    if instansi.finalised_at is not None:
        raise Unfit("instansi_finalised")
    if instansi.deadline is not None and today_wib(now) > instansi.deadline:
        raise Unfit("deadline_passed", deadline=format_date(instansi.deadline))
    return instansi

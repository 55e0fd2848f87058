"""Loads a roster sheet into the store: good rows at once, each bad row with its reasons, twice the same file only once.

The file is read and sealed outside any transaction; rows are written in chunks that hold the one writer only briefly,
so that nobody's turn waits on an import, and each chunk looks again whether the instansi is still open. Interrupted
anywhere, it is simply sent once more, or gone on with under its number.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.documents.sheet_batches import BatchReader
from bot.documents.sheet_rows import RULES, Reason, RosterRow, RowReader
from bot.documents.sheets import open_sheet
from bot.documents.unfit import Unfit
from bot.jobs.roster_import_pace import Pace
from bot.rules.clock import today_wib
from bot.rules.dates import format_date
from bot.rules.eligibility import Terms
from storage import imports, overrules
from storage.acting import Desk
from storage.audit import SYSTEM
from storage.crypto import Vault
from storage.database import Database
from storage.registration import Registered, Sealed, Sealer, register
from storage.roster import InstansiFacts, find_instansi

REPORTED: Final = 1000
AT_OTHER: Final = "nik_at_other_instansi"

_RACES: Final = 3


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not loaded, by its number in the sheet, and why."""

    number: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in rows; `refused` holds the first 1,000 of the `refused_count` rows that were refused.

    What it did before it was interrupted, and went on under the same number, is counted.
    """

    import_id: int
    loaded: int
    unchanged: int
    updated: int
    refused_count: int
    refused: tuple[RefusedRow, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is told while an import runs.

    `progress` hears the rows done and their expected number, once a chunk and at the end; `on_registered` the NIK
    indexes that a chunk registers, inside its transaction; `on_refused` every refused row, in no strict order.
    """

    progress: Callable[[int, int], None] = lambda _done, _total: None
    on_registered: Callable[[Session, Sequence[bytes]], None] = lambda _session, _nik_indexes: None
    on_refused: Callable[[RefusedRow], None] = lambda _row: None


def import_roster(
    database: Database,
    vault: Vault,
    kode: str,
    path: Path,
    *,
    now: datetime,
    terms: Terms | None = None,
    person: int = SYSTEM,
    begun: datetime | None = None,
    heard: Heard | None = None,
) -> ImportReport:
    """Load an xlsx or csv file for the instansi with this kode.

    Args:
        database: where to; each chunk is a transaction of its own.
        vault: seals what identifies people.
        kode: of the instansi.
        path: of the file.
        now: a moment with timezone; its day in WIB is the latest that a row may name.
        terms: who belongs into the pendataan; the defaults if None.
        person: who imports, asked with every chunk; SYSTEM, who may everything, from the command line.
        begun: when this person began this import, if that was earlier: it goes on under the same number.
        heard: who is told on the way.

    Raises:
        Unfit: `instansi_unknown` (kode), `instansi_finalised`, `deadline_passed` (deadline), or a SheetError for the
            file: chunks before it stay loaded. `import_undone` where this very import was undone meanwhile.
        NotAllowedError: whoever imports may not, or may not any more.
    """
    with database.transaction() as session:
        desk = Desk(person, open_instansi(session, kode, now).id, begun or now)
        imports.role(session, desk)
    heard = heard or Heard()
    reader = BatchReader(RowReader(terms or Terms(), today_wib(now)))
    with _uncollected(), open_sheet(path) as sheet:
        with database.transaction() as session:
            number = imports.begin(session, desk)
            sealer = Sealer(vault, desk.instansi_id, now, number, imports.written_over(session, number))
        run = _Run(database, vault, desk, kode, now, sealer, heard)
        while batch := list(islice(sheet.rows, run.pace.rows)):
            run.take(batch, reader)
            heard.progress(run.rows, max(sheet.total, run.rows))
    heard.progress(run.rows, run.rows)
    return run.report()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: rows form none, and a seventh of the time would go into looking."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _Run:
    """One import under way, and what became of its rows so far."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        desk: Desk,
        kode: str,
        now: datetime,
        sealer: Sealer,
        heard: Heard,
    ) -> None:
        self._database = database
        self._vault = vault
        self._desk = desk
        self._kode = kode
        self._now = now
        self._number = sealer.import_id or 0
        self._sealer = sealer
        self._heard = heard
        self._first: dict[bytes, int] = {}
        self._unchanged = self._refused_count = 0
        self._refused: list[RefusedRow] = []
        self.pace = Pace()
        self.rows = 0

    def take(self, batch: Sequence[tuple[int, tuple[Any, ...]]], reader: BatchReader) -> None:
        """Judge some rows, and write the good ones."""
        numbers = [number for number, _ in batch]
        rows, refused = reader.read([cells for _, cells in batch])
        for place in self._set_aside(rows, refused):
            del refused[place]
        for place, reasons in refused.items():
            self._refuse(numbers[place], reasons)
        good = [place for place in range(len(rows)) if place not in refused] if refused else range(len(rows))
        sealed = self._sealer.seal_all([numbers[place] for place in good], [rows[place] for place in good])
        if to_write := list(self._once(sealed)):
            self._write(to_write)
        self.rows += len(batch)

    def report(self) -> ImportReport:
        """The whole sheet was read: what was done, before an interruption too."""
        with self._database.transaction() as session:
            imports.read_whole(session, self._number, self._unchanged, self._refused_count)
            done = imports.load(session, self._number)
        return ImportReport(
            self._number, done.loaded, self._unchanged, done.updated, self._refused_count, tuple(self._refused)
        )

    def _set_aside(self, rows: Sequence[RosterRow], refused: Mapping[int, list[Reason]]) -> list[int]:
        """Those refused rows against which only rules speak that a verifier has set aside for their NIK."""
        by_rule = {
            place: rows[place].nik
            for place, reasons in refused.items()
            if all(reason.code in RULES for reason in reasons)
        }
        if not by_rule:
            return []
        with self._database.reading() as session:
            found = overrules.of_niks(session, self._vault, self._desk.instansi_id, by_rule.values())
        return [
            place
            for place, nik in by_rule.items()
            if {reason.code for reason in refused[place]} <= found.get(nik, frozenset())
        ]

    def _once(self, sealed: Sequence[Sealed]) -> Iterator[Sealed]:
        """Each NIK once in a sheet."""
        for one in sealed:
            first = self._first.setdefault(one.nik_index, one.number)
            if first == one.number:
                yield one
            else:
                self._refuse(one.number, [Reason("nik_twice_in_sheet", "nik", {"first": first})])

    def _write(self, batch: Sequence[Sealed]) -> None:
        """Write a chunk, and learn from how long it held the writer."""
        outcome, seconds = self._transact(batch)
        self.pace.took(len(batch), seconds)
        self._unchanged += len(outcome.unchanged)
        for number, code in outcome.refused:
            self._refuse(number, [Reason(code, "nik", {})])

    def _transact(self, batch: Sequence[Sealed]) -> tuple[Registered, float]:
        """One transaction, tried again when another process was faster with a NIK; the seconds that it took."""
        for _ in range(_RACES):
            try:
                with self._database.transaction() as session:
                    started = time.perf_counter()
                    open_instansi(session, self._kode, self._now)
                    outcome = register(session, self._sealer, batch)
                    if outcome.new:
                        self._heard.on_registered(session, outcome.new)
                    new, updated = len(outcome.new), len(outcome.updated)
                    imports.count(session, self._vault, self._desk, self._number, new, updated)
                return outcome, time.perf_counter() - started
            except imports.TakenBackError:
                raise Unfit("import_undone") from None
            except IntegrityError as error:
                lost = error
        raise lost

    def _refuse(self, number: int, reasons: Sequence[Reason]) -> None:
        row = RefusedRow(number, tuple(reasons))
        self._refused_count += 1
        if len(self._refused) < REPORTED:
            self._refused.append(row)
        self._heard.on_refused(row)


def open_instansi(session: Session, kode: str, now: datetime) -> InstansiFacts:
    """The instansi with this kode, while its data may change.

    Raises:
        Unfit: `instansi_unknown` (kode), `instansi_finalised` or `deadline_passed` (deadline).
    """
    instansi = find_instansi(session, kode)
    if instansi is None:
        raise Unfit("instansi_unknown", kode=kode)
    if instansi.finalised_at is not None:
        raise Unfit("instansi_finalised")
    if instansi.deadline is not None and today_wib(now) > instansi.deadline:
        raise Unfit("deadline_passed", deadline=format_date(instansi.deadline))
    return instansi

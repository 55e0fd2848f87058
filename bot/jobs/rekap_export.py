"""The roster as a workbook, streamed from the store: in a chat it goes along with a message, else into a file."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlmodel import Session

from bot.documents import roster_export
from bot.documents.defused import Cell
from bot.documents.sheet_columns import LABELS
from bot.gateway.send import AttachmentGoneError, Made
from bot.rules.clock import WIB, today_wib
from bot.rules.rekap import EVENTS, STATUSES
from storage import export, permits, roster
from storage.crypto import Vault
from storage.database import Database
from storage.export import ExportedWorker
from storage.roster import InstansiFacts

_AT_ONCE: Final = 1
"""Writing tens of thousands of rows keeps a core busy for seconds."""
_registered = attrgetter(*LABELS)


class Exports:
    """Makes the workbook of an instansi for whoever asked for it, which their turn has recorded."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def roster(self, ref: str) -> Made:
        """Every worker, for `instansi:person`.

        Raises:
            AttachmentGoneError: the person may have it no more: it may be sent long after it was asked for.
        """
        instansi_id, person = map(int, ref.split(":"))
        async with self._places:
            return await asyncio.to_thread(self._written, instansi_id, person)

    def _written(self, instansi_id: int, person: int) -> Made:
        now = self._clock()
        # Readable by this process's owner alone, and gone when it is sent.
        with self._database.reading() as session, TemporaryDirectory(prefix="pendataan-") as folder:
            if not permits.may(session, person, instansi_id, export.ACTION):
                raise AttachmentGoneError
            instansi = roster.instansi_by_id(session, instansi_id)
            path = Path(folder) / "roster.xlsx"
            write(session, self._vault, instansi, path, now)
            return Made(f"Data-Pekerja-{instansi.kode}-{now.astimezone(WIB):%Y-%m-%d}.xlsx", path.read_bytes())


def write(
    session: Session,
    vault: Vault,
    instansi: InstansiFacts,
    path: Path,
    now: datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Write the instansi's roster to a file, in a long look (Database.reading()); how many workers it has.

    Raises:
        SealBrokenError: a number was changed.
    """
    workers = export.everybody(session, instansi.id)
    with roster_export.opened(path, instansi.nama, now) as sheet:
        for page in export.pages(session, vault, instansi.id, workers):
            for worker in page:
                sheet.add(_registered(worker), _besides(worker))
            progress(sheet.rows, len(workers))
    return sheet.rows


def _besides(worker: ExportedWorker) -> tuple[Cell, ...]:
    return (
        STATUSES[worker.status],
        worker.nomor_registrasi,
        worker.finished_at and today_wib(worker.finished_at),
        EVENTS[worker.verdict] if worker.verdict else None,
        worker.decided_at and today_wib(worker.decided_at),
    )

"""Takes the last import of an instansi back: in chunks that hold the writer briefly, gone on with after any end."""

import time
from collections.abc import Callable
from datetime import date

from bot.jobs.roster_import_pace import Pace
from storage import undoing
from storage.acting import Desk
from storage.crypto import Vault
from storage.database import Database
from storage.undoing import UndoError, Undone


def undo_import(
    database: Database,
    vault: Vault,
    desk: Desk,
    number: int,
    today: date,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Undone, str]:
    """Undo this import; what came of it, and the stored workbook that nobody needs any more, or "".

    Args:
        database: where to; each chunk is a transaction of its own.
        vault: opens what was kept.
        desk: who undoes it, for which instansi.
        number: of the import.
        today: the day in WIB.
        progress: told the rows done and their number, once a chunk.

    Raises:
        UndoError: `bukan_terakhir`, or `dibangun` with the number of rows; nothing was taken back.
        ClosedError: the instansi's data do not change any more.
        NotAllowedError: this person may not.
    """
    with database.reading() as session:
        count = undoing.built_on(session, number)
    with database.transaction() as session:
        found = undoing.begin(session, desk, number, today)
        if count and not found.undoing:
            # Raised in the transaction, so that the claim falls with it.
            raise UndoError("dibangun", count)
    pace, done, total = Pace(), 0, found.loaded + found.updated
    while True:
        with database.transaction() as session:
            started = time.perf_counter()
            rows = undoing.some(session, vault, desk, number, pace.rows, today)
        if not rows:
            break
        pace.took(rows, time.perf_counter() - started)
        done += rows
        progress(min(done, total), total)
    with database.transaction() as session:
        return undoing.end(session, desk, number)

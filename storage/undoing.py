"""Urungkan impor: the last import of an instansi is taken back, in pieces, as long as nobody built on its rows.

What was registered goes, what was written over comes back. Each piece looks again at its own rows, so that somebody who
was faster with one keeps it; and what is left of an import is what its rows still say, so that undoing it goes on where
it was interrupted.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select, update
from sqlmodel import Session

from storage import acting, imports, replaced
from storage.acting import Desk
from storage.crypto import Vault
from storage.listed import among
from storage.models.accounts import Account
from storage.models.audit import AuditRow
from storage.models.helpdesk import Correction
from storage.models.imports import ReplacedRow, RosterImport
from storage.models.requests import Proposal
from storage.models.roster import Riwayat, Worker
from storage.models.transfers import Transfer
from storage.models.verification import Verification

UNDONE: Final = "impor.urungkan"
LOOKS: Final = ("lihat",)
"""What the trail says of a worker without anything having changed."""

_IMPORT: Any = RosterImport.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_REPLACED: Any = ReplacedRow.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_TRAIL: Any = AuditRow.__table__  # type: ignore[attr-defined]
_PROPOSAL: Any = Proposal.__table__  # type: ignore[attr-defined]
_BETWEEN: Final[tuple[Any, ...]] = (Transfer.__table__, Correction.__table__)  # type: ignore[attr-defined]
"""What others ask about a worker."""
_WAITING: Final = "menunggu"
_REFUSED: Final = "ditolak"
_GONE: tuple[Any, ...] = tuple(
    delete(table).where(among(column, "workers"))
    for table, column in (
        (Riwayat.__table__, Riwayat.__table__.c.worker_id),  # type: ignore[attr-defined]
        (Verification.__table__, Verification.__table__.c.worker_id),  # type: ignore[attr-defined]
        (_WORKER, _WORKER.c.id),
    )
)


class UndoError(Exception):
    """It is not undone: `code` is bukan_terakhir, or dibangun with the number of rows that were built on."""

    def __init__(self, code: str, count: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.count = count


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of it: rows that went, rows that are as they were before, and rows that somebody had built on."""

    removed: int
    restored: int
    kept: int


def built_on(session: Session, number: int) -> int:
    """How many rows of this import somebody has built on: a long look, two statements."""
    count = select(func.count())
    mine = count.select_from(_WORKER).where(_WORKER.c.import_id == number, _is_built_on(session, number))
    over = (
        count.select_from(_REPLACED.join(_WORKER, _WORKER.c.id == _REPLACED.c.worker_id))
        .where(_REPLACED.c.import_id == number, _WORKER.c.import_id.is_distinct_from(number))
        .where(_is_built_on(session, number))
    )
    counted = (session.connection().execute(query).scalar_one() for query in (mine, over))
    return sum(counted)


def begin(session: Session, desk: Desk, number: int, today: date) -> imports.Import:
    """Claim the import for being undone, or go on with that; what it had done.

    Raises:
        NotAllowedError: whoever wants this may not import.
        ClosedError: the instansi's data do not change any more on this day (WIB).
        UndoError: `bukan_terakhir`.
    """
    imports.role(session, desk)
    acting.check_open(session, desk.instansi_id, today)
    found = imports.last_written(session, desk.instansi_id)
    if found is None or found.id != number:
        raise UndoError("bukan_terakhir")
    session.connection().execute(update(_IMPORT).where(_IMPORT.c.id == number).values(undone_by=desk.person))
    return found


def some(session: Session, vault: Vault, desk: Desk, number: int, limit: int, today: date) -> int:
    """Take back up to so many rows; how many, and 0 when none is left to take.

    Raises:
        NotAllowedError: whoever undoes it may not any more.
        ClosedError: the instansi was closed meanwhile.
    """
    acts_as = imports.role(session, desk)
    acting.check_open(session, desk.instansi_id, today)
    free = ~_is_built_on(session, number)
    query = select(_WORKER.c.id).where(_WORKER.c.import_id == number, free).limit(limit)
    gone = list(session.connection().execute(query).scalars())
    if gone:
        for statement in _GONE:
            session.connection().execute(statement, {"workers": gone})
    back = [] if gone else _put_back(session, vault, number, free, limit)
    if gone or back:
        body = {"import": number, "removed": len(gone), "restored": len(back)}
        imports.write_down(session, vault, desk, acts_as, UNDONE, body)
    return len(gone) + len(back)


def _put_back(session: Session, vault: Vault, number: int, free: ColumnElement[bool], limit: int) -> list[Any]:
    query = (
        select(_REPLACED.c.id, _REPLACED.c.worker_id, _REPLACED.c.before)
        .join(_WORKER, _WORKER.c.id == _REPLACED.c.worker_id)
        .where(_REPLACED.c.import_id == number, free)
        .limit(limit)
    )
    rows = list(session.connection().execute(query))
    if rows:
        replaced.put_back(session, vault, [(row.id, row.worker_id, row.before) for row in rows])
    return rows


def end(session: Session, desk: Desk, number: int) -> tuple[Undone, str]:
    """Nothing is left to take back; what came of it, and the stored workbook that nobody needs any more, or ""."""
    connection = session.connection()
    found = imports.load(session, number)
    count = select(func.count())
    loaded = connection.execute(count.select_from(_WORKER).where(_WORKER.c.import_id == number)).scalar_one()
    over = connection.execute(count.select_from(_REPLACED).where(_REPLACED.c.import_id == number)).scalar_one()
    values = {"undone_at": desk.now, "undone_by": desk.person, "file": ""}
    connection.execute(update(_IMPORT).where(_IMPORT.c.id == number).values(**values))
    return Undone(max(found.loaded - loaded, 0), max(found.updated - over, 0), loaded + over), found.file


def _is_built_on(session: Session, number: int) -> ColumnElement[bool]:
    """What speaks against taking a worker's row back, all of it since the import."""
    row = session.connection().execute(select(_IMPORT).where(_IMPORT.c.id == number)).one()
    later = select(_IMPORT.c.id).where(_IMPORT.c.instansi_id == row.instansi_id, _IMPORT.c.id > number)
    accepted = select(_PROPOSAL.c.nik_index).where(
        _PROPOSAL.c.instansi_id == row.instansi_id,
        _PROPOSAL.c.status.not_in((_WAITING, _REFUSED)),
        _PROPOSAL.c.decided_at >= row.started_at,
    )
    acted = exists().where(
        _TRAIL.c.subject == _WORKER.c.id, _TRAIL.c.at >= row.started_at, _TRAIL.c.action.not_in(LOOKS)
    )
    return or_(
        _WORKER.c.status != "terdaftar",
        _WORKER.c.instansi_id != row.instansi_id,
        exists().where(_ACCOUNT.c.worker_id == _WORKER.c.id),
        acted,
        _WORKER.c.nik_index.in_(accepted),
        *(_WORKER.c.id.in_(_under_way(table, row.started_at)) for table in _BETWEEN),
        _WORKER.c.id.in_(select(_REPLACED.c.worker_id).where(_REPLACED.c.import_id.in_(later))),
    )


def _under_way(table: Any, since: datetime) -> Select[tuple[int]]:  # noqa: ANN401 - a table
    """The workers about whom something waits for a decision there, or was decided since."""
    return select(table.c.worker_id).where(or_(table.c.status == _WAITING, table.c.decided_at >= since))

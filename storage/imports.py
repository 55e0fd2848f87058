"""Imports as they are kept: who began which, what came of it so far, and which is the last of an instansi.

Counts of what was written grow in the transaction that writes, so that an import that was interrupted and goes on
under its number tells in the end what it did altogether.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage import acting, audit
from storage.acting import Desk
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.imports import ReplacedRow, RosterImport
from storage.models.roster import Worker
from storage.prepared import Prepared

ACTION: Final = "impor"

_TABLE: Any = RosterImport.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_REPLACED: Any = ReplacedRow.__table__  # type: ignore[attr-defined]
_COUNT = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("number"))
    .values(loaded=_TABLE.c.loaded + bindparam("more"), updated=_TABLE.c.updated + bindparam("changed")),
    "number",
    "more",
    "changed",
)
# Held until the chunk is committed, so that an undo which is begun meanwhile finds all of it.
_UNDONE_BY = Prepared(select(_TABLE.c.undone_by).where(_TABLE.c.id == bindparam("number")).with_for_update(), "number")
_OF_INSTANSI = (
    select(_TABLE)
    .where(_TABLE.c.instansi_id == bindparam("instansi"), _TABLE.c.undone_at.is_(None))
    .order_by(_TABLE.c.id.desc())
    .limit(1)
)

_WROTE = _TABLE.c.loaded + _TABLE.c.updated > 0


class TakenBackError(Exception):
    """The import is being undone, or was: nothing more of it is written."""


@dataclass(frozen=True, slots=True)
class Import:
    """An import: counts of rows, `refused` those that wait to be mended; `ended` and `undoing` say how far it is.

    `file` is the stored workbook that was sent back, or "".
    """

    id: int
    at: datetime
    loaded: int
    updated: int
    unchanged: int
    refused: int
    ended: bool
    undoing: bool
    file: str


def begin(session: Session, desk: Desk) -> int:
    """The number of the import that this person begins at this moment; the same one if it was begun before.

    SYSTEM's is always a new one, because two commands may begin at the same moment.

    Raises:
        NotAllowedError: whoever imports may not; SYSTEM may.
    """
    role(session, desk)
    mine = (
        _TABLE.c.instansi_id == desk.instansi_id,
        _TABLE.c.person == desk.person,
        _TABLE.c.started_at == desk.now,
    )
    found: int | None = session.connection().execute(select(_TABLE.c.id).where(*mine)).scalar()
    if found is not None and desk.person != audit.SYSTEM:
        return found
    number = new_id()
    row = {"id": number, "instansi_id": desk.instansi_id, "person": desk.person, "started_at": desk.now, "file": ""}
    counts = dict.fromkeys(("loaded", "updated", "unchanged", "refused"), 0)
    session.connection().execute(_TABLE.insert(), {**row, **counts})
    return number


def role(session: Session, desk: Desk) -> str:
    """The role in which somebody imports, "" for SYSTEM.

    Raises:
        NotAllowedError: in none.
    """
    return "" if desk.person == audit.SYSTEM else acting.role_at(session, desk, ACTION)


def count(session: Session, vault: Vault, desk: Desk, number: int, loaded: int, updated: int) -> None:
    """Write down what a chunk did, in its transaction, and tell the trail; at most six statements.

    Raises:
        NotAllowedError: whoever imports may not any more.
        TakenBackError: somebody undoes it meanwhile.
    """
    acts_as = role(session, desk)
    if _UNDONE_BY.rows(session, number)[0][0] is not None:
        raise TakenBackError
    if loaded or updated:
        _COUNT.run(session, number, loaded, updated)
        write_down(session, vault, desk, acts_as, ACTION, {"import": number, "new": loaded, "updated": updated})


def write_down(session: Session, vault: Vault, desk: Desk, acts_as: str, action: str, body: Mapping[str, int]) -> None:
    """Record what was done to many at once; three statements."""
    acting.write_down(session, vault, desk, acts_as, action, 0, body)


def written_over(session: Session, number: int) -> set[int]:
    """The workers whose rows this import has replaced so far; one statement."""
    query = select(_REPLACED.c.worker_id).where(_REPLACED.c.import_id == number)
    return set(session.connection().execute(query).scalars())


def read_whole(session: Session, number: int, unchanged: int, refused: int) -> None:
    """The whole sheet was read, and so many rows changed nothing or were refused; one statement."""
    values = {"unchanged": unchanged, "refused": refused}
    session.connection().execute(update(_TABLE).where(_TABLE.c.id == number).values(**values))


def finish(session: Session, number: int, file: str, now: datetime) -> list[str]:
    """Whoever imported is told; the stored workbooks that nobody needs any more.

    These are of earlier imports of this instansi, or where it was finished before, the given one, unless it is this
    one's still. Four statements.
    """
    connection = session.connection()
    row = connection.execute(select(_TABLE).where(_TABLE.c.id == number)).one()
    if row.finished_at is not None:
        return [file] if file and file != row.file else []
    connection.execute(update(_TABLE).where(_TABLE.c.id == number).values(file=file, finished_at=now))
    older = (_TABLE.c.instansi_id == row.instansi_id, _TABLE.c.id != number, _TABLE.c.file != "")
    files = list(connection.execute(select(_TABLE.c.file).where(*older)).scalars())
    if files:
        connection.execute(update(_TABLE).where(*older).values(file=""))
    return files


def load(session: Session, number: int) -> Import:
    """One import, which must exist."""
    return _import(session.connection().execute(select(_TABLE).where(_TABLE.c.id == number)).one())


def last(session: Session, instansi_id: int) -> Import | None:
    """The latest import of this instansi that was finished or wrote anything, and not undone; one statement."""
    return _first(session, _OF_INSTANSI.where(_WROTE | _TABLE.c.finished_at.is_not(None)), instansi_id)


def last_written(session: Session, instansi_id: int) -> Import | None:
    """The latest that wrote anything and was not undone: the only one that may be; one statement."""
    return _first(session, _OF_INSTANSI.where(_WROTE), instansi_id)


def _first(session: Session, query: Any, instansi_id: int) -> Import | None:  # noqa: ANN401 - a statement
    row = session.connection().execute(query, {"instansi": instansi_id}).first()
    return None if row is None else _import(row)


def _import(row: Any) -> Import:  # noqa: ANN401 - a row of the table
    counts = (row.loaded, row.updated, row.unchanged, row.refused)
    return Import(row.id, row.started_at, *counts, row.finished_at is not None, row.undone_by is not None, row.file)

"""How much waits, since when, and where all workers stand: figures for whoever watches over a running bot.

They are questions for Database.reading(). None of them tells of whom.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_args

from sqlalchemy import distinct, func, select, true
from sqlmodel import Session

from storage.ids import made_at
from storage.models.roster import Worker
from storage.models.turns import InboxRow, OutboxRow
from storage.outbox import Lane
from storage.rekap import BEGUN

LANES: Final[tuple[Lane, ...]] = get_args(Lane)
STATUSES: Final = ("terdaftar", *BEGUN)
"""Where workers stand: registered, and all that comes of an account."""
_INBOX: Any = InboxRow.__table__  # type: ignore[attr-defined]
_OUTBOX: Any = OutboxRow.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_WAITING: Final = select(func.count(distinct(_INBOX.c.person)), func.min(_INBOX.c.id)).where(
    _INBOX.c.handled_at.is_(None)
)
_IN_LANES: Final = select(_OUTBOX.c.lane, func.count(), func.min(_OUTBOX.c.id)).group_by(_OUTBOX.c.lane)
_SET_ASIDE: Final = select(func.count()).select_from(_INBOX).where(_INBOX.c.set_aside.is_(true()))
_STANDING: Final = select(_WORKER.c.status, func.count()).group_by(_WORKER.c.status)


@dataclass(frozen=True, slots=True)
class Depth:
    """How many wait in one place, and for how many seconds the oldest has; 0 where nobody waits."""

    count: int = 0
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Depths:
    """The people in the inbox, and the rows in each lane of the outbox."""

    inbox: Depth
    outbox: dict[Lane, Depth]


@dataclass(frozen=True, slots=True)
class Census:
    """All workers of the nation by status, and how many inputs were set aside."""

    workers: dict[str, int]
    set_aside: int


def depths(session: Session, now: datetime) -> Depths:
    """What waits at the moment `now` (aware); two statements, over what waits alone."""
    connection = session.connection()
    people, oldest = connection.execute(_WAITING).one()
    lanes = {lane: _depth(count, first, now) for lane, count, first in connection.execute(_IN_LANES)}
    return Depths(_depth(people, oldest, now), {lane: lanes.get(lane, Depth()) for lane in LANES})


def census(session: Session) -> Census:
    """Everybody counted; two statements, over every worker and every number that the inbox remembers."""
    connection = session.connection()
    counted: dict[str, int] = dict(tuple(row) for row in connection.execute(_STANDING))
    workers = {status: counted.get(status, 0) for status in STATUSES}
    return Census(workers, connection.execute(_SET_ASIDE).scalar_one())


def is_there(session: Session) -> bool:
    """True, found out by one small look, which raises what the database does where it does not answer."""
    session.connection().execute(select(_INBOX.c.id).limit(1)).first()
    return True


def _depth(count: int, oldest: int | None, now: datetime) -> Depth:
    waited = 0.0 if oldest is None else (now - made_at(oldest)).total_seconds()
    return Depth(count, max(waited, 0.0))

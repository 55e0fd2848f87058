"""The inbox: everything that came in, before anyone acts on it, and once only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, null, or_, select, update
from sqlmodel import Session, col

from storage.bell import ring
from storage.crypto import Vault
from storage.ids import id_at, new_id
from storage.listed import among
from storage.models.turns import InboxRow
from storage.prepared import Prepared
from storage.upsert import insert_new

_KEPT = timedelta(days=7)
"""How long a handled number is remembered; Telegram repeats an update for 24 hours at most."""
_FORGOTTEN_AT_ONCE = 500


_TABLE: Any = InboxRow.__table__  # type: ignore[attr-defined]
_HEADS = select(func.min(_TABLE.c.id)).where(_TABLE.c.handled_at.is_(None)).group_by(_TABLE.c.person)
_WAITING = Prepared(
    select(_TABLE.c.id, _TABLE.c.person, _TABLE.c.payload, _TABLE.c.failures)
    .where(_TABLE.c.id.in_(_HEADS), or_(_TABLE.c.retry_at.is_(None), _TABLE.c.retry_at <= bindparam("now")))
    .order_by(_TABLE.c.id)
    .limit(bindparam("limit")),
    "now",
    "limit",
)
_FINISH = Prepared(
    update(_TABLE).where(among(_TABLE.c.id, "ids")).values(handled_at=bindparam("now"), payload=null()), "ids", "now"
)


@dataclass(frozen=True, slots=True)
class Received:
    """What came in: `number` is unique within its `source` (a bot's updates, or 0 for finished jobs)."""

    source: int
    number: int
    person: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """The oldest unhandled row of one person; `opened` gives its payload."""

    id: int
    person: int
    sealed: bytes
    failures: int


def add(session: Session, vault: Vault, items: Iterable[Received]) -> None:
    """Keep what came in, in this order; what is known already is passed over."""
    rows = []
    for item in items:
        row = new_id()
        rows.append(
            {
                "id": row,
                "source": item.source,
                "number": item.number,
                "person": item.person,
                "payload": vault.seal_bytes("inbox", "payload", row, item.payload),
                "failures": 0,
                "set_aside": False,
            }
        )
    insert_new(session, InboxRow, rows)
    ring(session)


def waiting(session: Session, now: datetime, limit: int) -> list[Waiting]:
    """The oldest unhandled row of each person who is not resting after a failure, longest waiting first."""
    return [Waiting(*row) for row in _WAITING.rows(session, now, limit)]


def opened(vault: Vault, row: Waiting) -> bytes:
    """What came in; raises SealBrokenError, which is that row's own trouble and nobody else's."""
    return vault.open_bytes("inbox", "payload", row.id, row.sealed)


def finish(session: Session, ids: Sequence[int], now: datetime) -> None:
    """These were handled: their effects stand in the same transaction, their payload goes."""
    _FINISH.run(session, ids, now)


def fail(session: Session, row: int, retry_at: datetime) -> None:
    """Handling failed: try again later."""
    session.connection().execute(
        update(InboxRow).where(col(InboxRow.id) == row).values(failures=InboxRow.failures + 1, retry_at=retry_at)
    )


def put_aside(session: Session, row: int, now: datetime) -> None:
    """Handling failed too often: keep the sealed payload for whoever mends it, and let the person go on."""
    session.connection().execute(
        update(InboxRow)
        .where(col(InboxRow.id) == row)
        .values(failures=InboxRow.failures + 1, handled_at=now, set_aside=True)
    )


def forget_handled(session: Session, now: datetime) -> None:
    """Drop some of the numbers that nobody will repeat any more, oldest first; call it now and then."""
    old = (_TABLE.c.id < id_at(now - _KEPT), _TABLE.c.handled_at < now - _KEPT, _TABLE.c.set_aside.is_(False))
    chosen = select(_TABLE.c.id).where(*old).order_by(_TABLE.c.id).limit(_FORGOTTEN_AT_ONCE)
    session.connection().execute(delete(_TABLE).where(_TABLE.c.id.in_(chosen)))

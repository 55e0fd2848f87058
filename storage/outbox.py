"""The outbox: everything that must happen outside, before anyone does it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.turns import OutboxRow, ScreenRow
from storage.upsert import insert_or_update

Lane = Literal["chat", "job"]
"""Sends to a chat keep their order and never wait for a job; jobs of one person keep no order."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What shall happen outside, for whom."""

    person: int
    lane: Lane
    payload: bytes


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that this process now does, still sealed. `repeated` says that an earlier try may have taken effect."""

    id: int
    person: int
    sealed: bytes
    attempts: int
    repeated: bool


def add(session: Session, vault: Vault, items: Iterable[Outgoing]) -> None:
    """Keep what shall happen, in this order."""
    rows = []
    for item in items:
        row = new_id()
        rows.append(
            {
                "id": row,
                "person": item.person,
                "lane": item.lane,
                "payload": vault.seal_bytes("outbox", "payload", row, item.payload),
                "attempts": 0,
                "ambiguous": False,
            }
        )
    if rows:
        table: Any = OutboxRow.__table__  # type: ignore[attr-defined]
        session.connection().execute(table.insert(), rows)


def claim(
    session: Session,
    lane: Lane,
    now: datetime,
    *,
    limit: int,
    without_people: Collection[int] = (),
    one_each: bool = False,
) -> list[Claimed]:
    """Take the oldest rows of the lane, or the oldest of each person alone.

    A row that had been started before is recorded as ambiguous: it may have been done.
    """
    table: Any = OutboxRow.__table__  # type: ignore[attr-defined]
    query = select(table.c.id, table.c.person, table.c.payload, table.c.attempts, table.c.started_at).where(
        table.c.lane == lane
    )
    if without_people:
        query = query.where(table.c.person.not_in(without_people))
    if one_each:
        query = query.where(table.c.id.in_(_heads(lane)))
    found = session.connection().execute(query.order_by(table.c.id).limit(limit)).all()
    ids = [row.id for row in found]
    repeated = [row.id for row in found if row.started_at is not None]
    if ids:
        session.connection().execute(
            update(table).where(table.c.id.in_(ids)).values(started_at=now, attempts=table.c.attempts + 1)
        )
    if repeated:
        session.connection().execute(update(table).where(table.c.id.in_(repeated)).values(ambiguous=True))
    return [Claimed(row.id, row.person, row.payload, row.attempts + 1, row.started_at is not None) for row in found]


def opened(vault: Vault, row: Claimed) -> bytes:
    """What shall happen; raises SealBrokenError, which is that row's own trouble and nobody else's."""
    return vault.open_bytes("outbox", "payload", row.id, row.sealed)


def _heads(lane: Lane) -> Any:  # noqa: ANN401 - SQLAlchemy's Select of one column
    return select(func.min(OutboxRow.id)).where(col(OutboxRow.lane) == lane).group_by(col(OutboxRow.person))


def mark_ambiguous(session: Session, row: int) -> None:
    """The answer to this send was lost: it may have taken effect, and will be tried again all the same."""
    session.connection().execute(update(OutboxRow).where(col(OutboxRow.id) == row).values(ambiguous=True))


def done(session: Session, ids: Sequence[int]) -> None:
    """These have happened."""
    session.connection().execute(delete(OutboxRow).where(col(OutboxRow.id).in_(ids)))


def screens(session: Session, people: Collection[int]) -> dict[int, int]:
    """For each person with live buttons, the message that carries them."""
    table: Any = ScreenRow.__table__  # type: ignore[attr-defined]
    rows = session.connection().execute(select(table.c.person, table.c.message).where(table.c.person.in_(people)))
    return {person: message for person, message in rows}  # noqa: C416 - rows are Row objects, not tuples


def set_screens(session: Session, shown: dict[int, int | None]) -> None:
    """Record which message carries live buttons now; None says that none does."""
    gone = [person for person, message in shown.items() if message is None]
    if gone:
        session.connection().execute(delete(ScreenRow).where(col(ScreenRow.person).in_(gone)))
    rows = [{"person": person, "message": message} for person, message in shown.items() if message]
    insert_or_update(session, ScreenRow, rows, key=("person",))

"""The outbox: everything that must happen outside, before anyone does it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, delete, func, select, update
from sqlmodel import Session

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.turns import OutboxRow, ScreenRow
from storage.upsert import insert_or_update

Lane = Literal["chat", "job"]
"""Sends to a chat keep their order and never wait for a job; jobs of one person keep no order."""


# Building a statement costs more than running it, so those of every turn are built once.
_TABLE: Any = OutboxRow.__table__  # type: ignore[attr-defined]
_SCREEN: Any = ScreenRow.__table__  # type: ignore[attr-defined]
_ADD = _TABLE.insert()
_OLDEST = (
    select(_TABLE.c.id, _TABLE.c.person, _TABLE.c.payload, _TABLE.c.attempts, _TABLE.c.started_at)
    .where(_TABLE.c.lane == bindparam("lane"), _TABLE.c.person.not_in(bindparam("without", expanding=True)))
    .order_by(_TABLE.c.id)
    .limit(bindparam("limit"))
)
_HEADS = select(func.min(_TABLE.c.id)).where(_TABLE.c.lane == bindparam("lane")).group_by(_TABLE.c.person)
_OLDEST_OF_EACH = _OLDEST.where(_TABLE.c.id.in_(_HEADS))
_START = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
    .values(started_at=bindparam("now"), attempts=_TABLE.c.attempts + 1)
)
_AMBIGUOUS = update(_TABLE).where(_TABLE.c.id.in_(bindparam("ids", expanding=True))).values(ambiguous=True)
_DONE = delete(_TABLE).where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
_SCREENS = select(_SCREEN.c.person, _SCREEN.c.message).where(_SCREEN.c.person.in_(bindparam("people", expanding=True)))
_NO_SCREEN = delete(_SCREEN).where(_SCREEN.c.person.in_(bindparam("people", expanding=True)))


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
        session.connection().execute(_ADD, rows)


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
    connection = session.connection()
    asked = {"lane": lane, "without": list(without_people), "limit": limit}
    found = connection.execute(_OLDEST_OF_EACH if one_each else _OLDEST, asked).all()
    if found:
        connection.execute(_START, {"ids": [row.id for row in found], "now": now})
    if repeated := [row.id for row in found if row.started_at is not None]:
        connection.execute(_AMBIGUOUS, {"ids": repeated})
    return [Claimed(row.id, row.person, row.payload, row.attempts + 1, row.started_at is not None) for row in found]


def opened(vault: Vault, row: Claimed) -> bytes:
    """What shall happen; raises SealBrokenError, which is that row's own trouble and nobody else's."""
    return vault.open_bytes("outbox", "payload", row.id, row.sealed)


def mark_ambiguous(session: Session, row: int) -> None:
    """The answer to this send was lost: it may have taken effect, and will be tried again all the same."""
    session.connection().execute(_AMBIGUOUS, {"ids": [row]})


def done(session: Session, ids: Sequence[int]) -> None:
    """These have happened."""
    session.connection().execute(_DONE, {"ids": ids})


def screens(session: Session, people: Collection[int]) -> dict[int, int]:
    """For each person with live buttons, the message that carries them."""
    rows = session.connection().execute(_SCREENS, {"people": list(people)})
    return {person: message for person, message in rows}  # noqa: C416 - rows are Row objects, not tuples


def set_screens(session: Session, shown: dict[int, int | None]) -> None:
    """Record which message carries live buttons now; None says that none does."""
    gone = [person for person, message in shown.items() if message is None]
    if gone:
        session.connection().execute(_NO_SCREEN, {"people": gone})
    rows = [{"person": person, "message": message} for person, message in shown.items() if message]
    insert_or_update(session, ScreenRow, rows, key=("person",))

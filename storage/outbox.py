"""The outbox: everything that must happen outside, before anyone does it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, delete, false, func, insert, literal_column, select, true, update
from sqlmodel import Session

from storage.crypto import Vault
from storage.ids import new_id
from storage.listed import among, not_among
from storage.models.turns import OutboxRow, ScreenRow
from storage.prepared import Prepared
from storage.upsert import insert_or_update

Lane = Literal["chat", "job", "many", "late"]
"""Sends to a chat keep their order and never wait for a job; jobs of one person keep no order.

What is told to many has a lane of its own, which waits for all else. Jobs that cannot be done now are late: nobody
claims them, and nobody's other jobs wait behind them, until they are taken up again.
"""


_TABLE: Any = OutboxRow.__table__  # type: ignore[attr-defined]
_SCREEN: Any = ScreenRow.__table__  # type: ignore[attr-defined]
_ADD = Prepared(
    insert(_TABLE).values(attempts=literal_column("0"), ambiguous=false()), "id", "person", "lane", "payload"
)


def _oldest(lane: Lane, *, one_each: bool) -> Prepared:
    """The lane stands in the statement itself, or the indexes that hold one lane alone could not be used."""
    of_lane = _TABLE.c.lane == literal_column(f"'{lane}'")
    query = select(_TABLE.c.id, _TABLE.c.person, _TABLE.c.payload, _TABLE.c.attempts, _TABLE.c.started_at)
    query = query.where(of_lane, not_among(_TABLE.c.person, "without"))
    if one_each:
        query = query.where(_TABLE.c.id.in_(select(func.min(_TABLE.c.id)).where(of_lane).group_by(_TABLE.c.person)))
    return Prepared(query.order_by(_TABLE.c.id).limit(bindparam("limit")), "without", "limit")


_CLAIMED: tuple[Lane, ...] = ("chat", "job", "many")
_CLAIM = {(lane, one_each): _oldest(lane, one_each=one_each) for lane in _CLAIMED for one_each in (False, True)}
_START = Prepared(
    update(_TABLE)
    .where(among(_TABLE.c.id, "ids"))
    .values(started_at=bindparam("now"), attempts=_TABLE.c.attempts + literal_column("1")),
    "ids",
    "now",
)
_AMBIGUOUS = Prepared(update(_TABLE).where(among(_TABLE.c.id, "ids")).values(ambiguous=true()), "ids")
_PRESENT = Prepared(select(_TABLE.c.id).where(among(_TABLE.c.id, "ids")), "ids")
_DONE = Prepared(delete(_TABLE).where(among(_TABLE.c.id, "ids")), "ids")
_PUT_OFF = Prepared(update(_TABLE).where(among(_TABLE.c.id, "ids")).values(lane=literal_column("'late'")), "ids")
_TAKE_UP = Prepared(
    update(_TABLE).where(_TABLE.c.lane == literal_column("'late'")).values(lane=literal_column("'job'"))
)
_SCREENS = Prepared(select(_SCREEN.c.person, _SCREEN.c.message).where(among(_SCREEN.c.person, "people")), "people")
_NO_SCREEN = Prepared(delete(_SCREEN).where(among(_SCREEN.c.person, "people")), "people")


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
    rows: list[tuple[Any, ...]] = []
    for item in items:
        row = new_id()
        sealed = vault.seal_bytes("outbox", "payload", row, item.payload)
        rows.append((row, item.person, item.lane, sealed))
    _ADD.each(session, rows)


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
    found = _CLAIM[lane, one_each].rows(session, list(without_people), limit)
    claimed = [
        Claimed(row, person, sealed, attempts + 1, repeated=started_at is not None)
        for row, person, sealed, attempts, started_at in found
    ]
    if claimed:
        _START.run(session, [row.id for row in claimed], now)
    if repeated := [row.id for row in claimed if row.repeated]:
        _AMBIGUOUS.run(session, repeated)
    return claimed


def opened(vault: Vault, row: Claimed) -> bytes:
    """What shall happen; raises SealBrokenError, which is that row's own trouble and nobody else's."""
    return vault.open_bytes("outbox", "payload", row.id, row.sealed)


def mark_ambiguous(session: Session, row: int) -> None:
    """The answer to this send was lost: it may have taken effect, and will be tried again all the same."""
    _AMBIGUOUS.run(session, [row])


def undone(session: Session, ids: Sequence[int]) -> set[int]:
    """Those of them that were not ticked off before."""
    return {row for (row,) in _PRESENT.rows(session, ids)}


def done(session: Session, ids: Sequence[int]) -> None:
    """These have happened."""
    _DONE.run(session, ids)


def put_off(session: Session, row: int) -> None:
    """This job is late."""
    _PUT_OFF.run(session, [row])


def take_up(session: Session) -> None:
    """Let all late jobs be jobs again."""
    _TAKE_UP.run(session)


def screens(session: Session, people: Collection[int]) -> dict[int, int]:
    """For each person with live buttons, the message that carries them."""
    return dict(_SCREENS.rows(session, list(people)))


def set_screens(session: Session, shown: dict[int, int | None]) -> None:
    """Record which message carries live buttons now; None says that none does."""
    gone = [person for person, message in shown.items() if message is None]
    if gone:
        _NO_SCREEN.run(session, gone)
    rows = [{"person": person, "message": message} for person, message in shown.items() if message]
    insert_or_update(session, ScreenRow, rows, key=("person",))

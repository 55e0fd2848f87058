"""What is told to many: each broadcast is made once, and goes through its people behind a cursor.

Who comes next lies in the outbox's lane `many`, as the broadcast and the person's key; what they are told is put into
words when it is sent, so that it is true then. Cursor and lane are written together: killed anywhere, the broadcast
goes on where it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, func, insert, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage import audiences, outbox
from storage.audiences import Recipient
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.broadcasts import Broadcast
from storage.outbox import Claimed
from storage.prepared import Prepared

SYSTEM: Final = 0
"""In place of the maker, where nobody is told how it goes."""
ANNOUNCEMENTS: Final = ("semua", "belum", "kembali")
"""The kinds in which an instansi tells something of its own."""
_LATEST_COUNTS: Final = ("final", "ingat", audiences.STAFF, audiences.DEADLINE)
"""Of these an instansi has one at a time: a newer one, also to all, says what an older one would, and more truly."""

_TABLE: Any = Broadcast.__table__  # type: ignore[attr-defined]
_COLUMNS: Final = ("id", "kind", "occasion", "instansi_id", "words", "created_by", "created_at")
_COUNTS: Final = ("after", "total", "handled", "told", "missed", "note")
_FACTS = select(*(_TABLE.c[name] for name in (*_COLUMNS, *_COUNTS)))
# The one that has told the fewest goes on, so that a small one never waits for a great one.
_RUNNING = Prepared(_FACTS.where(_TABLE.c.finished_at.is_(None)).order_by(_TABLE.c.handled, _TABLE.c.id))
_LEFT_BEHIND = Prepared(
    _FACTS.where(_TABLE.c.finished_at >= bindparam("since"), _TABLE.c.note.is_not(None)).order_by(_TABLE.c.id), "since"
)
_ONE = Prepared(_FACTS.where(_TABLE.c.id == bindparam("number")), "number")
_IS_IT = _TABLE.c.id == bindparam("number")
_MOVE = Prepared(
    update(_TABLE).where(_IS_IT).values(after=bindparam("key"), handled=_TABLE.c.handled + bindparam("more")),
    "number",
    "key",
    "more",
)
_TALLY = Prepared(
    update(_TABLE)
    .where(_IS_IT)
    .values(
        told=_TABLE.c.told + bindparam("reached"),
        missed=_TABLE.c.missed + bindparam("failed"),
        handled=_TABLE.c.handled - bindparam("moot"),
    ),
    "number",
    "reached",
    "failed",
    "moot",
)
_FINISH = Prepared(update(_TABLE).where(_IS_IT).values(finished_at=bindparam("now")), "number", "now")
_NOTE = Prepared(update(_TABLE).where(_IS_IT).values(note=bindparam("message")), "number", "message")


@dataclass(frozen=True, slots=True, repr=False)
class BroadcastFacts:
    """A broadcast under way: `total` people when it began, `handled` put into the lane, `told` and `missed` of them.

    `words` are still sealed; `note` is the message that shows its maker how far it is.
    """

    id: int
    kind: str
    occasion: str
    instansi_id: int
    words: bytes | None
    created_by: int
    created_at: datetime
    after: int
    total: int
    handled: int
    told: int
    missed: int
    note: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of some of a broadcast's messages: sent, not to be delivered, and moot before they were sent."""

    told: int = 0
    missed: int = 0
    moot: int = 0


def start(
    session: Session,
    vault: Vault,
    kind: str,
    occasion: str,
    instansi_id: int,
    words: str | None,
    created_by: int,
    now: datetime,
) -> int | None:
    """Begin to tell many people; the broadcast's number, or None where this occasion was told of before.

    Args:
        session: the transaction in which the reason for it is written.
        vault: seals the words.
        kind: who is told, of storage.audiences: `final`, for one.
        occasion: what it is about, at most 64 characters, as `final:1234` for a finalisasi; told of only once, by
            whatever process.
        instansi_id: whose people, or 0 for those of all.
        words: what an instansi has written of its own, or what else must be known when it is sent.
        created_by: who is told how it goes, or SYSTEM for nobody.
        now: the time, aware.

    Raises:
        KeyError: there is no such kind.
    """
    number = new_id()
    row = {
        "id": number,
        "kind": kind,
        "occasion": occasion,
        "instansi_id": instansi_id,
        "words": None if words is None else vault.seal("broadcast", "words", number, words),
        "created_by": created_by,
        "created_at": now,
        "after": 0,
        "total": audiences.size(session, kind, instansi_id),
        "handled": 0,
        "told": 0,
        "missed": 0,
    }
    try:
        with session.begin_nested():
            session.connection().execute(insert(_TABLE), row)
    except IntegrityError:
        return None
    if kind in _LATEST_COUNTS:
        theirs = _TABLE.c.instansi_id == instansi_id if instansi_id else true()
        older = (_TABLE.c.kind == kind, theirs, _TABLE.c.id != number)
        ending = update(_TABLE).where(*older, _TABLE.c.finished_at.is_(None)).values(finished_at=now)
        session.connection().execute(ending)
    return number


def running(session: Session) -> list[BroadcastFacts]:
    """Those that have not ended, the one that has told the fewest first; one statement."""
    return [BroadcastFacts(*row) for row in _RUNNING.rows(session)]


def by_id(session: Session, number: int) -> BroadcastFacts | None:
    """This broadcast, ended or not; one statement."""
    rows = _ONE.rows(session, number)
    return BroadcastFacts(*rows[0]) if rows else None


def words_of(vault: Vault, broadcast: BroadcastFacts) -> str:
    """What it was begun with; empty for none."""
    return "" if broadcast.words is None else vault.open("broadcast", "words", broadcast.id, broadcast.words)


def go_on(session: Session, vault: Vault, broadcast: BroadcastFacts, limit: int) -> int:
    """Put the next people into the lane and move the cursor behind them; how many. Three statements, one at the end."""
    found = audiences.following(session, broadcast.kind, broadcast.instansi_id, broadcast.after, limit)
    if found:
        outbox.add(session, vault, [_waiting(broadcast.id, one) for one in found])
        _MOVE.run(session, broadcast.id, found[-1].key, len(found))
    return len(found)


def whom(vault: Vault, row: Claimed) -> tuple[int, Recipient]:
    """Of which broadcast this row of the lane is, and whom it tells.

    Raises:
        SealBrokenError: nobody can tell any more.
    """
    number, key = msgspec.json.decode(outbox.opened(vault, row), type=tuple[int, int])
    return number, Recipient(key, row.person)


def left_behind(session: Session, since: datetime) -> list[BroadcastFacts]:
    """Those ended since then (aware) by a newer one, whose makers still see how far they were; one statement."""
    return [BroadcastFacts(*row) for row in _LEFT_BEHIND.rows(session, since)]


def count(session: Session, tallies: Mapping[int, Tally]) -> None:
    """Add to the figures of these broadcasts; one statement each."""
    for number, tally in tallies.items():
        _TALLY.run(session, number, tally.told, tally.missed, tally.moot)


def finish(session: Session, number: int, now: datetime) -> None:
    """Everybody was told who could be."""
    _FINISH.run(session, number, now)


def set_note(session: Session, number: int, message: int | None) -> None:
    """Record which message shows the maker how far it is."""
    _NOTE.run(session, number, message)


def announced(session: Session, instansi_id: int, since: datetime) -> int:
    """How many messages of its own this instansi has sent since then (aware)."""
    query = select(func.count()).where(_TABLE.c.instansi_id == instansi_id, _TABLE.c.kind.in_(ANNOUNCEMENTS))
    found: int = session.connection().execute(query.where(_TABLE.c.created_at >= since)).scalar_one()
    return found


def occasions(session: Session, kind: str, since: datetime) -> set[str]:
    """What broadcasts of this kind, begun since then (aware), were about; one statement."""
    query = select(_TABLE.c.occasion).where(_TABLE.c.kind == kind, _TABLE.c.created_at >= since)
    return set(session.connection().execute(query).scalars())


def _waiting(number: int, one: Recipient) -> outbox.Outgoing:
    return outbox.Outgoing(one.person, "many", msgspec.json.encode((number, one.key)))

"""Sessions: which account a Telegram user has opened, until they leave or do nothing for half an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, delete, or_, select, update
from sqlmodel import Session

from storage.models.filling import SessionRow
from storage.prepared import Prepared
from storage.upsert import insert_or_update

IDLE: Final = timedelta(minutes=30)
"""After so long without a word a session has ended."""
_SEEN_AGAIN: Final = timedelta(minutes=1)
"""A word that comes sooner is not worth a write."""

# Every turn asks for the person's session.
_TABLE: Any = SessionRow.__table__  # type: ignore[attr-defined]
_OF_PERSON = Prepared(
    select(_TABLE.c.account_id, _TABLE.c.page, _TABLE.c.seen_at).where(_TABLE.c.person == bindparam("who")), "who"
)
_SEEN = update(_TABLE).where(_TABLE.c.person == bindparam("who")).values(seen_at=bindparam("now"))
_CLOSE = delete(_TABLE).where(_TABLE.c.person == bindparam("who"))


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session under way: the account, and the page where the person was last ("" at first)."""

    account_id: int
    page: str


def open(session: Session, account_id: int, person: int, now: datetime) -> int | None:  # noqa: A001 - read as sessions.open
    """Open the account for this person alone, and leave any other account that they had open; three statements.

    Whose session this ended, if somebody else was in it just now. The page stays, so that a new phone goes on there.
    """
    connection = session.connection()
    mine_or_theirs = or_(_TABLE.c.account_id == account_id, _TABLE.c.person == person)
    rows = connection.execute(select(_TABLE).where(mine_or_theirs)).all()
    before = next((row for row in rows if row.account_id == account_id), None)
    if any(row.account_id != account_id for row in rows):
        connection.execute(delete(_TABLE).where(_TABLE.c.person == person, _TABLE.c.account_id != account_id))
    row = {
        "account_id": account_id,
        "person": person,
        "opened_at": now,
        "seen_at": now,
        "page": before.page if before else "",
    }
    insert_or_update(session, SessionRow, [row], key=("account_id",))
    ended = before is not None and before.person != person and _is_live(before.seen_at, now)
    return before.person if before and ended else None


def of_person(session: Session, person: int, now: datetime) -> SessionFacts | None:
    """The session that this person is in, or None; one statement, and once a minute a second one."""
    rows = _OF_PERSON.rows(session, person)
    if not rows:
        return None
    account_id, page, seen_at = rows[0]
    if not _is_live(seen_at, now):
        return None
    if now - seen_at > _SEEN_AGAIN:
        session.connection().execute(_SEEN, {"who": person, "now": now})
    return SessionFacts(account_id, page)


def set_page(session: Session, person: int, page: str) -> None:
    """The person is at this page now; one statement."""
    session.connection().execute(update(_TABLE).where(_TABLE.c.person == person).values(page=page))


def close(session: Session, person: int) -> None:
    """The person leaves; one statement."""
    session.connection().execute(_CLOSE, {"who": person})


def _is_live(seen_at: datetime, now: datetime) -> bool:
    return now - seen_at < IDLE


def holder(session: Session, account_id: int) -> int | None:
    """Who had the account open last and has not left it, however long ago; one statement."""
    query = select(_TABLE.c.person).where(_TABLE.c.account_id == account_id)
    return session.connection().execute(query).scalar()

"""At which desk somebody works: for which instansi just now, until they do nothing for a quarter of an hour."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage import permits
from storage.models.staff import Desk
from storage.prepared import Prepared
from storage.upsert import insert_or_update

IDLE: Final = timedelta(minutes=15)
"""After so long without a word a desk is closed."""
_SEEN_AGAIN: Final = timedelta(minutes=1)
"""A word that comes sooner is not worth a write."""

_TABLE: Any = Desk.__table__  # type: ignore[attr-defined]
_OF_PERSON = Prepared(select(_TABLE.c.instansi_id, _TABLE.c.seen_at).where(_TABLE.c.person == bindparam("who")), "who")
_SEEN = update(_TABLE).where(_TABLE.c.person == bindparam("who")).values(seen_at=bindparam("now"))


def sit(session: Session, person: int, now: datetime, instansi_id: int | None = None) -> int:
    """Open the person's desk; for which instansi: the named one, else that of last time, else the longest one.

    NATIONWIDE (0) for whoever works for none.

    Raises:
        NotAllowedError: the person does not work for the named one.
    """
    theirs = permits.instansi_of(session, person)
    if instansi_id is not None and instansi_id not in theirs:
        raise permits.NotAllowedError
    rows = _OF_PERSON.rows(session, person)
    before = rows[0][0] if rows and rows[0][0] in theirs else None
    chosen = next(
        (one for one in (instansi_id, before, *theirs[:1]) if one is not None),
        permits.NATIONWIDE,
    )
    insert_or_update(session, Desk, [{"person": person, "instansi_id": chosen, "seen_at": now}], key=("person",))
    return chosen


def last(session: Session, person: int) -> int | None:
    """The instansi for which this person worked last (0: none), however long ago; None for never; one statement."""
    rows = _OF_PERSON.rows(session, person)
    return rows[0][0] if rows else None


def of_person(session: Session, person: int, now: datetime) -> int | None:
    """The instansi at whose desk this person works (0: none's), or None; one statement, and once a minute a second."""
    rows = _OF_PERSON.rows(session, person)
    if not rows:
        return None
    instansi_id, seen_at = rows[0]
    if now - seen_at >= IDLE:
        return None
    if now - seen_at > _SEEN_AGAIN:
        session.connection().execute(_SEEN, {"who": person, "now": now})
    found: int = instansi_id
    return found

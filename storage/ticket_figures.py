"""What the helpdesk's figures are made of: when tickets came, were answered and solved, without anybody's data."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from storage.models.tickets import Ticket
from storage.prepared import Prepared

_TICKET: Any = Ticket.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket; `holder` is the officer who has it, or who solved it."""

    kind: str
    created_at: datetime
    first_answer_at: datetime | None
    solved_at: datetime | None
    holder: int | None
    status: str


_WITHIN: Final = Prepared(
    select(*(_TICKET.c[field.name] for field in fields(Row)))
    .where(_TICKET.c.created_at >= bindparam("since"), _TICKET.c.created_at < bindparam("until"))
    .order_by(_TICKET.c.created_at, _TICKET.c.id),
    "since",
    "until",
)


def figures(session: Session, since: datetime, until: datetime) -> list[Row]:
    """The tickets that came from `since` to before `until`, oldest first; one statement."""
    return [Row(*row) for row in _WITHIN.rows(session, since, until)]


def oldest(session: Session) -> datetime | None:
    """When the first ticket came, or None; one statement."""
    found: datetime | None = session.connection().execute(select(func.min(_TICKET.c.created_at))).scalar()
    return found

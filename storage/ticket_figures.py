"""What the helpdesk's figures are made of: when tickets came, were answered and solved, without anybody's data."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.models.tickets import Ticket

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


def figures(session: Session, since: datetime, until: datetime) -> list[Row]:
    """The tickets that came from `since` to before `until`, oldest first; one statement."""
    columns = (_TICKET.c[field.name] for field in fields(Row))
    came = select(*columns).where(_TICKET.c.created_at >= since, _TICKET.c.created_at < until)
    return [Row(*row) for row in session.connection().execute(came.order_by(_TICKET.c.created_at, _TICKET.c.id))]

"""What the helpdesk's figures are made of: when tickets came, were answered and solved, without anybody's data."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlmodel import Session

from storage.models.tickets import Ticket
from storage.prepared import Prepared

_TICKET: Any = Ticket.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket by its number `id`; `holder` is the officer who has it, or who solved it."""

    id: int
    kind: str
    created_at: datetime
    first_answer_at: datetime | None
    solved_at: datetime | None
    holder: int | None
    status: str


_AFTER: Final = Prepared(
    select(*(_TICKET.c[field.name] for field in fields(Row)))
    .where(_TICKET.c.id > bindparam("after"))
    .order_by(_TICKET.c.id)
    .limit(bindparam("most")),
    "after",
    "most",
)


def figures(session: Session, after: int, most: int) -> list[Row]:
    """At most so many tickets with higher numbers than `after`, in their order; one statement, by the key."""
    return [Row(*row) for row in _AFTER.rows(session, after, most)]

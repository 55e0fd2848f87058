"""The queue of tickets that nobody holds, oldest first, and how an officer comes by one and leaves it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import Session

from storage import ticket_state, tickets
from storage.crypto import Vault
from storage.models.tickets import Ticket
from storage.spelling import as_spelled
from storage.ticket_state import COLUMNS, WAITING, TicketFacts

_TICKET: Any = Ticket.__table__  # type: ignore[attr-defined]
_FREE: Any = _TICKET.c.status == "terbuka"


class NotHelpdeskError(Exception):
    """Whoever shall get the ticket is no officer of the helpdesk."""


def queue(
    session: Session, kind: str | None = None, kabupaten: str | None = None, limit: int = 10, offset: int = 0
) -> list[TicketFacts]:
    """Tickets that nobody holds, oldest first, of this kind and kabupaten ("" is the unknown one); one statement."""
    query = select(*COLUMNS).where(*_chosen(kind, kabupaten)).order_by(_TICKET.c.created_at, _TICKET.c.id)
    return [TicketFacts(*row) for row in session.connection().execute(query.limit(limit).offset(offset))]


def count(session: Session, kind: str | None = None, kabupaten: str | None = None) -> int:
    """How many tickets the queue has of this kind and kabupaten; one statement."""
    query = select(func.count()).select_from(_TICKET).where(*_chosen(kind, kabupaten))
    return int(session.connection().execute(query).scalar_one())


def kinds_open(session: Session) -> list[tuple[str, int]]:
    """The kinds in the queue and how many there are of each, most first; one statement."""
    return _counted(session, _TICKET.c.kind)


def kabupaten_open(session: Session) -> list[tuple[str, int]]:
    """The kabupaten in the queue ("" for the unknown) and how many there are of each, most first; one statement."""
    return _counted(session, _TICKET.c.kabupaten)


def held_by(session: Session, officer: int) -> list[TicketFacts]:
    """The unsolved tickets that this officer holds, oldest first; one statement."""
    mine = select(*COLUMNS).where(_TICKET.c.holder == officer, _TICKET.c.status.in_(("diambil", WAITING)))
    return [
        TicketFacts(*row) for row in session.connection().execute(mine.order_by(_TICKET.c.created_at, _TICKET.c.id))
    ]


def take(session: Session, vault: Vault, number: int, officer: int, now: datetime) -> TicketFacts | None:
    """Ambil: the ticket is this officer's; None where somebody was faster, or there is none. Five statements.

    The database decides in one statement, so a ticket never has two holders.
    """
    mine = update(_TICKET).where(_TICKET.c.id == number, _FREE, _TICKET.c.holder.is_(None))
    taken = mine.values(holder=officer, status="diambil", taken_at=now, updated_at=now)
    if session.connection().execute(taken).rowcount == 0:
        return None
    ticket = ticket_state.load(session, number)
    ticket_state.write_down(session, vault, ticket, "tiket.ambil", now)
    return ticket


def hand_over(session: Session, vault: Vault, number: int, officer: int, to: int, now: datetime) -> TicketFacts:
    """The holder gives the ticket to another officer, who is to be told.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
        NotHelpdeskError: the other one is no officer.
    """
    ticket = ticket_state.held(session, number, officer)
    if not tickets.is_helpdesk(session, to):
        raise NotHelpdeskError
    ticket_state.write_down(session, vault, ticket, "tiket.serahkan", now, to=to)
    return ticket_state.keep(session, number, now, holder=to)


def put_back(session: Session, vault: Vault, number: int, officer: int, now: datetime) -> TicketFacts:
    """The holder gives the ticket back to the queue, where it has the place that its age gives it.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
    """
    ticket = ticket_state.held(session, number, officer)
    ticket_state.write_down(session, vault, ticket, "tiket.lepas", now)
    free = {"holder": None, "status": "terbuka", "waiting_since": None, "reminded_at": None}
    return ticket_state.keep(session, number, now, **free)


def _chosen(kind: str | None, kabupaten: str | None) -> list[ColumnElement[bool]]:
    wanted = ((_TICKET.c.kind, kind), (_TICKET.c.kabupaten, kabupaten))
    return [_FREE, *(column == value for column, value in wanted if value is not None)]


def _counted(session: Session, column: Any) -> list[tuple[str, int]]:  # noqa: ANN401 - a column of the table
    query = select(column, func.count()).where(_FREE).group_by(column)
    query = query.order_by(func.count().desc(), as_spelled(column))
    return [(value, number) for value, number in session.connection().execute(query)]

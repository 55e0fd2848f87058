"""What goes from a ticket to Dukcapil and what comes back, and the reminder that nothing has come back for days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update
from sqlmodel import Session

from storage import ticket_state
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.tickets import Ticket, TicketSent
from storage.ticket_state import COLUMNS, WAITING, TicketFacts

REMINDED_AFTER: Final = timedelta(days=3)
"""So long without an answer of Dukcapil's, and the holder is reminded (product, section 7)."""

_TICKET: Any = Ticket.__table__  # type: ignore[attr-defined]
_SENT: Any = TicketSent.__table__  # type: ignore[attr-defined]


class NothingSentError(Exception):
    """Nothing was sent to Dukcapil that is still without an answer."""


@dataclass(frozen=True, slots=True, repr=False)
class Sent:
    """A message to Dukcapil, opened: when, through which channel (wa, sms, mail, batch), by whom, and the answer."""

    at: datetime
    channel: str
    officer: int
    message: str
    answered_at: datetime | None
    answer: str


def sent(session: Session, vault: Vault, number: int, channel: str, officer: int, message: str, now: datetime) -> None:
    """Note what the holder sent to Dukcapil, as `wa`, `sms`, `mail` or in a day's `batch`; five statements.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
    """
    ticket = ticket_state.held(session, number, officer)
    ticket_state.write_down(session, vault, ticket, "tiket.kirim", now, channel=channel, message=message)
    row = new_id()
    sealed = vault.seal("ticket_sent", "message", row, message)
    values = {"id": row, "ticket_id": number, "at": now, "channel": channel, "officer": officer, "message": sealed}
    session.connection().execute(_SENT.insert(), values)


def answered(session: Session, vault: Vault, number: int, officer: int, answer: str, now: datetime) -> TicketFacts:
    """Note what came back for all that waits for an answer; the ticket waits for Dukcapil no more.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
        NothingSentError: nothing of it waits for an answer.
    """
    ticket = ticket_state.held(session, number, officer)
    waits = select(_SENT.c.id).where(_SENT.c.ticket_id == number, _SENT.c.answered_at.is_(None))
    rows = session.connection().execute(waits).scalars().all()
    if not rows:
        raise NothingSentError
    ticket_state.write_down(session, vault, ticket, "tiket.jawaban", now, answer=answer)
    for row in rows:
        sealed = vault.seal("ticket_sent", "answer", row, answer)
        came = update(_SENT).where(_SENT.c.id == row).values(answered_at=now, answer=sealed)
        session.connection().execute(came)
    return ticket_state.keep(session, number, now, status="diambil", waiting_since=None, reminded_at=None)


def of_ticket(session: Session, vault: Vault, number: int, officer: int, now: datetime) -> list[Sent]:
    """All that was sent from the ticket, oldest first, for its holder, whose look is recorded; five statements.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it, or did not solve it.
    """
    ticket = ticket_state.load(session, number)
    if ticket.holder != officer:
        raise ticket_state.NotYoursError
    ticket_state.write_down(session, vault, ticket, "lihat", now, what="dukcapil")
    rows = session.connection().execute(select(_SENT).where(_SENT.c.ticket_id == number).order_by(_SENT.c.id))
    return [
        Sent(
            row.at,
            row.channel,
            row.officer,
            vault.open("ticket_sent", "message", row.id, row.message),
            row.answered_at,
            "" if row.answer is None else vault.open("ticket_sent", "answer", row.id, row.answer),
        )
        for row in rows
    ]


def wait_for_dukcapil(session: Session, vault: Vault, number: int, officer: int, now: datetime) -> TicketFacts:
    """Menunggu Dukcapil: the holder can do nothing but wait; asked again, the three days begin anew.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
    """
    ticket = ticket_state.held(session, number, officer)
    ticket_state.write_down(session, vault, ticket, "tiket.tunggu", now)
    return ticket_state.keep(session, number, now, status=WAITING, waiting_since=now, reminded_at=None)


def unasked(session: Session, officer: int) -> list[TicketFacts]:
    """What this officer holds and Dukcapil was never asked about, oldest first; one statement."""
    asked = select(_SENT.c.id).where(_SENT.c.ticket_id == _TICKET.c.id)
    mine = (_TICKET.c.holder == officer, _TICKET.c.status == "diambil", ~asked.exists())
    rows = session.connection().execute(select(*COLUMNS).where(*mine).order_by(_TICKET.c.created_at, _TICKET.c.id))
    return [TicketFacts(*row) for row in rows]


def due_reminders(session: Session, limit: int, now: datetime) -> list[TicketFacts]:
    """Tickets that have waited for Dukcapil for three days, and whose holder was not reminded; longest first."""
    due = (_TICKET.c.waiting_since <= now - REMINDED_AFTER, _TICKET.c.reminded_at.is_(None))
    query = select(*COLUMNS).where(*due)
    rows = session.connection().execute(query.order_by(_TICKET.c.waiting_since, _TICKET.c.id).limit(limit))
    return [TicketFacts(*row) for row in rows]


def mark_reminded(session: Session, numbers: Sequence[int], now: datetime) -> None:
    """The holders of these tickets were reminded; one statement."""
    session.connection().execute(update(_TICKET).where(_TICKET.c.id.in_(numbers)).values(reminded_at=now))

"""What worker and helpdesk say to each other in a ticket, sealed, with the files that they attach."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage import ticket_state
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.tickets import TicketMessage
from storage.ticket_state import SOLVED, NotYoursError, TicketFacts, TicketSolvedError

_TABLE: Any = TicketMessage.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was kept: its key, and its form, "jpeg" or "pdf"."""

    file: str
    form: str


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """What somebody said, opened."""

    at: datetime
    author: int
    from_staff: bool
    words: str
    file: Attached | None


def say(
    session: Session,
    vault: Vault,
    number: int,
    author: int,
    from_staff: bool,  # noqa: FBT001 - as the table says it
    words: str,
    now: datetime,
    file: Attached | None = None,
) -> TicketFacts:
    """Add a message of the ticket's worker, or of its holder; `person` or `holder` is to be told. Four statements.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the author is not its holder (from staff), or not its worker.
        TicketSolvedError: it is solved, and must be opened again first.
    """
    ticket = ticket_state.load(session, number)
    if author != (ticket.holder if from_staff else ticket.person):
        raise NotYoursError
    if ticket.status == SOLVED:
        raise TicketSolvedError
    add(session, vault, number, author, from_staff, words, now, file)
    first = ticket.first_answer_at or (now if from_staff else None)
    return ticket_state.keep(session, number, now, first_answer_at=first)


def add(
    session: Session,
    vault: Vault,
    number: int,
    author: int,
    from_staff: bool,  # noqa: FBT001 - as above
    words: str,
    now: datetime,
    file: Attached | None,
) -> None:
    """Write a message into the ticket, which must exist; one statement."""
    message = new_id()
    row = {
        "id": message,
        "ticket_id": number,
        "at": now,
        "author": author,
        "from_staff": from_staff,
        "body": vault.seal("ticket_message", "body", message, words),
        "file": file.file if file else "",
        "form": file.form if file else "",
    }
    session.connection().execute(_TABLE.insert(), row)


def messages(session: Session, vault: Vault, number: int, reader: int, now: datetime) -> list[Message]:
    """All that was said, oldest first, for the ticket's worker or for its holder, whose look is recorded.

    Two statements, three more for the holder.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the reader is neither.
    """
    ticket = ticket_state.load(session, number)
    if reader not in (ticket.person, ticket.holder):
        raise NotYoursError
    if reader == ticket.holder:
        ticket_state.write_down(session, vault, ticket, "lihat", now, what="pesan")
    found = session.connection().execute(select(_TABLE).where(_TABLE.c.ticket_id == number).order_by(_TABLE.c.id))
    return [
        Message(
            row.at,
            row.author,
            row.from_staff,
            vault.open("ticket_message", "body", row.id, row.body),
            Attached(row.file, row.form) if row.file else None,
        )
        for row in found
    ]

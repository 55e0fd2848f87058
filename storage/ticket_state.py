"""Where a ticket stands: its state without anything personal, and how whoever holds it changes that."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlmodel import Session

from storage import audit
from storage.crypto import Vault
from storage.models.tickets import Ticket

HELPDESK: Final = "helpdesk"
"""The role under which an officer's acts stand in the audit trail."""
WAITING: Final = "menunggu_dukcapil"
SOLVED: Final = "selesai"

_TICKET: Any = Ticket.__table__  # type: ignore[attr-defined]


class NoTicketError(Exception):
    """There is no such ticket."""


class NotYoursError(Exception):
    """The ticket is not held by, or does not belong to, whoever wants this of it."""


class TicketSolvedError(Exception):
    """The ticket is solved: it must be opened again first."""


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A ticket without anything personal; `kabupaten` is four digits or "", `person` and `holder` Telegram users.

    The holder of a solved ticket is whoever solved it.
    """

    number: int
    person: int
    kind: str
    status: str
    kabupaten: str
    account_id: int | None
    worker_id: int | None
    holder: int | None
    created_at: datetime
    updated_at: datetime
    taken_at: datetime | None
    first_answer_at: datetime | None
    waiting_since: datetime | None
    reminded_at: datetime | None
    solved_at: datetime | None


COLUMNS: Final = (_TICKET.c.id, *(_TICKET.c[field.name] for field in fields(TicketFacts)[1:]))
"""The columns of a TicketFacts, in its order."""


def load(session: Session, number: int) -> TicketFacts:
    """The ticket of this number; one statement. Where several processes write at once, others wait to change it.

    Raises:
        NoTicketError: there is none.
    """
    row = session.connection().execute(select(*COLUMNS).where(_TICKET.c.id == number).with_for_update()).first()
    if row is None:
        raise NoTicketError
    return TicketFacts(*row)


def held(session: Session, number: int, officer: int) -> TicketFacts:
    """The unsolved ticket that this officer holds; one statement.

    Raises:
        NoTicketError: there is none of this number.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
    """
    ticket = load(session, number)
    if ticket.holder != officer:
        raise NotYoursError
    if ticket.status == SOLVED:
        raise TicketSolvedError
    return ticket


def keep(session: Session, number: int, now: datetime, **columns: Any) -> TicketFacts:  # noqa: ANN401 - what they hold
    """Change columns of the ticket, which must exist; two statements."""
    changed = update(_TICKET).where(_TICKET.c.id == number).values(updated_at=now, **columns)
    session.connection().execute(changed)
    return load(session, number)


def write_down(session: Session, vault: Vault, ticket: TicketFacts, action: str, now: datetime, **body: object) -> None:
    """Record what the holder does with the ticket, about its account, or its worker, or nobody; three statements."""
    assert ticket.holder is not None
    subject = ticket.account_id or ticket.worker_id or 0
    entry = audit.Entry(ticket.holder, action, subject, {"ticket": ticket.number, **body}, HELPDESK)
    audit.record(session, vault, entry, now)

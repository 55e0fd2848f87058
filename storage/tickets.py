"""Tickets as whoever asked and whoever holds them see them: opened, identified, solved and opened again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from storage import accounts, audit, roster, staff, ticket_state, ticket_words
from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.tickets import Ticket
from storage.roster import RegisteredWorker
from storage.staff import Role
from storage.ticket_state import COLUMNS, HELPDESK, SOLVED, TicketFacts
from storage.ticket_words import Attached

REOPENED_WITHIN: Final = timedelta(days=14)
"""So long after it was solved, its worker may open a ticket again."""
_KABUPATEN_DIGITS: Final = 4

_TICKET: Any = Ticket.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Opened:
    """The number of a ticket, and whether it was open already and only added to."""

    number: int
    added: bool


@dataclass(frozen=True, slots=True, repr=False)
class Identified:
    """What the worker said of themselves, and who is registered under that NIK now, if anybody is."""

    said: dict[str, Any]
    registered: RegisteredWorker | None


def open_ticket(
    session: Session,
    vault: Vault,
    person: int,
    kind: str,
    facts: Mapping[str, Any],
    now: datetime,
    words: str = "",
    file: Attached | None = None,
) -> Opened:
    """Ask the helpdesk; an open ticket of this person and kind takes the new facts and words.

    The ticket is about the worker whose `nik` is among the facts; without one, about the person's own account. At
    most ten statements.
    """
    mine = (_TICKET.c.person == person, _TICKET.c.kind == kind, _TICKET.c.status != SOLVED)
    known = session.connection().execute(select(_TICKET.c.id, _TICKET.c.facts).where(*mine)).first()
    before = json.loads(_facts(vault, person, kind, known.facts)) if known else {}
    told = {**before, **facts}
    # Bound to person and kind, as the first tickets were, before anything else of them was sealed.
    sealed = vault.seal("ticket", "facts", f"{person}:{kind}", json.dumps(told, default=str))
    row = {"facts": sealed, "updated_at": now, **_about(session, vault, person, told)}
    if known is not None:
        number = int(known.id)
        session.connection().execute(_TICKET.update().where(_TICKET.c.id == number).values(row))
    else:
        new = {"person": person, "kind": kind, "status": "terbuka", "created_at": now, **row}
        made: Any = session.connection().execute(_TICKET.insert(), new)
        number = made.inserted_primary_key[0]
    if words or file:
        ticket_words.add(session, vault, number, person, False, words, now, file)
    return Opened(number, added=known is not None)


def of_person(session: Session, person: int) -> list[TicketFacts]:
    """All tickets of this person, newest last; one statement."""
    query = select(*COLUMNS).where(_TICKET.c.person == person).order_by(_TICKET.c.id)
    return [TicketFacts(*row) for row in session.connection().execute(query)]


def facts(session: Session, vault: Vault, number: int, officer: int, now: datetime) -> Identified:
    """Open the identity behind the ticket for its holder; the look is recorded.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
    """
    found = outline(session, vault, number, officer)
    ticket_state.write_down(session, vault, ticket_state.load(session, number), "lihat", now, what="identitas")
    return found


def outline(session: Session, vault: Vault, number: int, officer: int) -> Identified:
    """The same, for what tells no value of it, such as which fields agree: no look is recorded.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
    """
    ticket = ticket_state.held(session, number, officer)
    sealed = session.connection().execute(select(_TICKET.c.facts).where(_TICKET.c.id == number)).scalar_one()
    said = json.loads(_facts(vault, ticket.person, ticket.kind, sealed))
    nik = said.get("nik")
    return Identified(said, roster.find_by_nik(session, vault, nik) if nik else None)


def solve(session: Session, vault: Vault, number: int, officer: int, reason: str, now: datetime) -> TicketFacts:
    """Selesai: the holder ends the ticket, with a reason that the worker is told; six statements.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved already.
    """
    ticket = ticket_state.held(session, number, officer)
    ticket_state.write_down(session, vault, ticket, "tiket.selesai", now, reason=reason)
    sealed = vault.seal("ticket", "reason", number, reason)
    ended = {"status": SOLVED, "solved_at": now, "waiting_since": None, "reminded_at": None}
    return ticket_state.keep(session, number, now, reason=sealed, **ended)


def reason_of(session: Session, vault: Vault, number: int, reader: int) -> str:
    """Why the ticket was solved, for its worker or for whoever solved it; "" while it is open.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the reader is neither.
    """
    ticket = ticket_state.load(session, number)
    if reader not in (ticket.person, ticket.holder):
        raise ticket_state.NotYoursError
    sealed = session.connection().execute(select(_TICKET.c.reason).where(_TICKET.c.id == number)).scalar_one()
    return "" if sealed is None else vault.open("ticket", "reason", number, sealed)


def may_reopen(ticket: TicketFacts, person: int, now: datetime) -> bool:
    """Whether it is this person's, and was solved within the last 14 days."""
    return ticket.person == person and ticket.solved_at is not None and now - ticket.solved_at <= REOPENED_WITHIN


def reopen(session: Session, vault: Vault, number: int, person: int, now: datetime) -> TicketFacts | None:
    """Buka lagi: back to whoever solved it, who is to be told, or to the queue if that one is helpdesk no more.

    None where the person may not: it is somebody else's or not solved, it was solved more than 14 days ago, or
    another ticket of the kind is open meanwhile.

    Raises:
        NoTicketError: there is no such ticket.
    """
    ticket = ticket_state.load(session, number)
    if not may_reopen(ticket, person, now):
        return None
    open_one = (_TICKET.c.person == person, _TICKET.c.kind == ticket.kind, _TICKET.c.status != SOLVED)
    if session.connection().execute(select(_TICKET.c.id).where(*open_one)).first() is not None:
        return None
    subject = ticket.account_id or ticket.worker_id or 0
    entry = audit.Entry(person, "tiket.buka_lagi", subject, {"ticket": number}, "worker")
    audit.record(session, vault, entry, now)
    back = ticket.holder if ticket.holder is not None and is_helpdesk(session, ticket.holder) else None
    status = "terbuka" if back is None else "diambil"
    return ticket_state.keep(session, number, now, status=status, holder=back, solved_at=None, reason=None)


def is_helpdesk(session: Session, person: int) -> bool:
    """Whether this Telegram user is an officer of the helpdesk now."""
    return Role(HELPDESK, 0) in staff.roles_of(session, person)


def _facts(vault: Vault, person: int, kind: str, sealed: bytes) -> str:
    return vault.open("ticket", "facts", f"{person}:{kind}", sealed)


def _about(session: Session, vault: Vault, person: int, told: Mapping[str, Any]) -> dict[str, Any]:
    """Whom the ticket is about: kabupaten, worker and account, as far as they are known."""
    nik = str(told.get("nik") or "")
    if not nik:
        own = accounts.of_person(session, person)
        return {"account_id": own.id, "worker_id": own.worker_id} if own else {}
    worker = roster.find_by_nik(session, vault, nik)
    if worker is None:
        return {"kabupaten": nik[:_KABUPATEN_DIGITS], "account_id": None, "worker_id": None}
    of_worker = select(_ACCOUNT.c.id).where(_ACCOUNT.c.worker_id == worker.id)
    account = session.connection().execute(of_worker).scalar()
    return {"kabupaten": nik[:_KABUPATEN_DIGITS], "account_id": account, "worker_id": worker.id}

"""What becomes of tickets when their worker withdraws consent: the figures stay, what was said goes."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session

from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.helpdesk import Correction
from storage.models.tickets import Ticket, TicketMessage, TicketSent
from storage.ticket_state import SOLVED

_TICKET: Any = Ticket.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_MESSAGE: Any = TicketMessage.__table__  # type: ignore[attr-defined]
_SENT: Any = TicketSent.__table__  # type: ignore[attr-defined]
_CORRECTION: Any = Correction.__table__  # type: ignore[attr-defined]
_COMPLAINT: Final = "nik_dipakai"


def forget(session: Session, vault: Vault, account_id: int, worker_id: int, now: datetime) -> list[str]:
    """Erase what the tickets about this account, which must exist still, or its worker say; the keys of their files.

    Number, kind and times stay, for the figures; a ticket that was open ends, for nobody is left to be answered, and
    corrections go with their values. Somebody else's complaint that this NIK is used by another is theirs and stays.
    Six statements, and one more for each ticket.
    """
    owner = select(_ACCOUNT.c.telegram_id).where(_ACCOUNT.c.id == account_id).scalar_subquery()
    theirs = (
        or_(_TICKET.c.account_id == account_id, _TICKET.c.worker_id == worker_id),
        or_(_TICKET.c.kind != _COMPLAINT, _TICKET.c.person == owner),
    )
    columns = (_TICKET.c.id, _TICKET.c.person, _TICKET.c.kind, _TICKET.c.solved_at)
    found = session.connection().execute(select(*columns).where(*theirs)).all()
    numbers = [row.id for row in found]
    kept = select(_MESSAGE.c.file).where(_MESSAGE.c.ticket_id.in_(numbers), _MESSAGE.c.file != "")
    files = list(session.connection().execute(kept).scalars())
    for table in (_MESSAGE, _SENT, _CORRECTION):
        session.connection().execute(delete(table).where(table.c.ticket_id.in_(numbers)))
    for row in found:
        session.connection().execute(update(_TICKET).where(_TICKET.c.id == row.id).values(_blank(vault, row, now)))
    return files


def _blank(vault: Vault, row: Any, now: datetime) -> dict[str, Any]:  # noqa: ANN401 - a row of the table
    facts = vault.seal("ticket", "facts", f"{row.person}:{row.kind}", "{}")
    whose = {"account_id": None, "worker_id": None, "reason": None, "waiting_since": None}
    return {"facts": facts, "status": SOLVED, "solved_at": row.solved_at or now, "updated_at": now, **whose}

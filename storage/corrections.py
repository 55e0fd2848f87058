"""Corrections that Dukcapil confirmed: an officer asks, the worker's instansi consents, and the roster says so.

A corrected row keeps the index of the row that was registered. Hence the same old row, imported once more, counts as
unchanged and does not undo the correction.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from storage import audit, corrected, permits, roster, ticket_state
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.helpdesk import Correction
from storage.ticket_state import NotYoursError, TicketFacts

ADMIN: Final = "admin"

_TABLE: Any = Correction.__table__  # type: ignore[attr-defined]


class CorrectionError(Exception):
    """It cannot be asked or decided; `code` says why.

    `no_worker` (the ticket is about nobody who is registered), `correction_waiting` (one of this worker is undecided),
    `correction_unknown`, `correction_decided`, `worker_gone`, `difinalisasi` or `tutup` (nothing changes any more).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A correction: the new values by the names of corrected.FIELDS, dates as ISO 8601 text; status as in its table."""

    number: int
    ticket: int
    worker_id: int
    instansi_id: int
    fields: dict[str, str]
    status: str
    asked_by: int
    asked_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Pending:
    """A correction that waits for the instansi, beside what its roster says now (None is what it did not say)."""

    asked: Asked
    registered: dict[str, str | None]


@dataclass(frozen=True, slots=True, repr=False)
class Decided:
    """What was decided, and the ticket whose worker and holder are to be told."""

    asked: Asked
    approved: bool
    ticket: TicketFacts


def ask(session: Session, vault: Vault, number: int, officer: int, fields: Mapping[str, str], now: datetime) -> Asked:
    """The ticket's holder asks the worker's instansi for consent to new values, by the names of corrected.FIELDS.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
        TicketSolvedError: it is solved.
        CorrectionError: `no_worker` or `correction_waiting`.
        ValueError: there are no fields, others than FIELDS, or a date that is none.
    """
    corrected.check(fields)
    ticket = ticket_state.held(session, number, officer)
    worker = corrected.find(session, vault, ticket.worker_id or 0)
    if worker is None:
        raise CorrectionError("no_worker")
    waiting = select(_TABLE.c.id).where(_TABLE.c.worker_id == worker.worker_id, _TABLE.c.status == "menunggu")
    if session.connection().execute(waiting).first() is not None:
        raise CorrectionError("correction_waiting")
    asked = Asked(new_id(), number, worker.worker_id, worker.instansi_id, dict(fields), "menunggu", officer, now)
    session.connection().execute(_TABLE.insert(), _row(vault, asked))
    ticket_state.write_down(session, vault, ticket, "koreksi.minta", now, correction=asked.number, fields=asked.fields)
    return asked


def waiting(session: Session, instansi_id: int) -> int:
    """How many wait for the consent of this instansi; one statement, and a look at nobody."""
    query = select(func.count()).where(_TABLE.c.instansi_id == instansi_id, _TABLE.c.status == "menunggu")
    return int(session.connection().execute(query).scalar_one())


def pending(
    session: Session, vault: Vault, instansi_id: int, admin: int, now: datetime, limit: int | None = None
) -> list[Pending]:
    """What waits for the consent of this instansi, oldest first, for its admin, whose look is recorded.

    At most `limit` of them are looked at.

    Raises:
        NotYoursError: whoever looks is no admin of this instansi.
    """
    _must_be_admin(session, admin, instansi_id)
    waits = select(_TABLE).where(_TABLE.c.instansi_id == instansi_id, _TABLE.c.status == "menunggu")
    found = [_asked(vault, row) for row in session.connection().execute(waits.order_by(_TABLE.c.id))]
    shown: list[Pending] = []
    for asked in found:
        if len(shown) == limit:
            break
        worker = corrected.find(session, vault, asked.worker_id)
        if worker is not None and worker.instansi_id == instansi_id:
            shown.append(Pending(asked, worker.said))
            entry = audit.Entry(admin, "lihat", asked.worker_id, {"correction": asked.number}, ADMIN, instansi_id)
            audit.record(session, vault, entry, now)
    return shown


def decide(
    session: Session,
    vault: Vault,
    correction: int,
    admin: int,
    approved: bool,  # noqa: FBT001 - the decision
    today: date,
    now: datetime,
) -> Decided:
    """The instansi's admin consents, and the roster (and the account, if there is one) takes the values, or refuses.

    `today` is the day in WIB. The entry in the audit trail names officer and admin.

    Raises:
        NotYoursError: whoever decides is no admin of the instansi.
        CorrectionError: `correction_unknown`, `correction_decided`; and for a consent, `worker_gone`, `difinalisasi`
            or `tutup`, which leave the correction as it was.
    """
    # Where several processes write at once, the second one waits here for the first.
    row = session.connection().execute(select(_TABLE).where(_TABLE.c.id == correction).with_for_update()).first()
    if row is None:
        raise CorrectionError("correction_unknown")
    _must_be_admin(session, admin, row.instansi_id)
    if row.status != "menunggu":
        raise CorrectionError("correction_decided")
    asked = _asked(vault, row)
    ticket = ticket_state.load(session, asked.ticket)
    body: dict[str, Any] = {"ticket": asked.ticket, "correction": correction, "officer": asked.asked_by, "admin": admin}
    if approved:
        body |= {"before": _apply(session, vault, asked, today), "after": asked.fields}
    status = "disetujui" if approved else "ditolak"
    decided = _TABLE.update().where(_TABLE.c.id == correction)
    session.connection().execute(decided.values(status=status, decided_by=admin, decided_at=now))
    subject = ticket.account_id or asked.worker_id
    audit.record(session, vault, audit.Entry(admin, f"koreksi.{status}", subject, body, ADMIN, asked.instansi_id), now)
    return Decided(replace(asked, status=status), approved, ticket)


def follow(session: Session, worker_id: int, instansi_id: int) -> None:
    """What waits about a worker who moved is for the instansi to decide that holds them now; one statement."""
    session.connection().execute(_waiting_of(worker_id).values(instansi_id=instansi_id))


def fall(session: Session, worker_id: int, person: int, now: datetime) -> None:
    """What waits about a worker whom this person took back is not to be decided any more; one statement."""
    session.connection().execute(_waiting_of(worker_id).values(status="gugur", decided_by=person, decided_at=now))


def _waiting_of(worker_id: int) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    return _TABLE.update().where(_TABLE.c.worker_id == worker_id, _TABLE.c.status == "menunggu")


def of_ticket(session: Session, vault: Vault, number: int, officer: int) -> list[Asked]:
    """All corrections that were asked from this ticket, oldest first, for its holder; two statements.

    Raises:
        NoTicketError: there is no such ticket.
        NotYoursError: the officer does not hold it.
    """
    if ticket_state.load(session, number).holder != officer:
        raise NotYoursError
    rows = session.connection().execute(select(_TABLE).where(_TABLE.c.ticket_id == number).order_by(_TABLE.c.id))
    return [_asked(vault, row) for row in rows]


def _must_be_admin(session: Session, person: int, instansi_id: int) -> None:
    if not permits.may(session, person, instansi_id, "koreksi"):
        raise NotYoursError


def _apply(session: Session, vault: Vault, asked: Asked, today: date) -> dict[str, str | None]:
    """Write the values; what stood there before."""
    worker = corrected.find(session, vault, asked.worker_id)
    if worker is None or worker.instansi_id != asked.instansi_id:
        raise CorrectionError("worker_gone")
    instansi = roster.instansi_by_id(session, asked.instansi_id)
    if not instansi.is_open(today):
        raise CorrectionError("tutup" if instansi.finalised_at is None else "difinalisasi")
    corrected.write(session, vault, asked.worker_id, asked.fields)
    return {name: worker.said[name] for name in asked.fields}


def _row(vault: Vault, asked: Asked) -> dict[str, Any]:
    return {
        "id": asked.number,
        "ticket_id": asked.ticket,
        "worker_id": asked.worker_id,
        "instansi_id": asked.instansi_id,
        "changes": vault.seal("correction", "changes", asked.number, json.dumps(asked.fields)),
        "status": asked.status,
        "asked_by": asked.asked_by,
        "asked_at": asked.asked_at,
    }


def _asked(vault: Vault, row: Any) -> Asked:  # noqa: ANN401 - a row of the table
    fields = json.loads(vault.open("correction", "changes", row.id, row.changes))
    whose = (row.id, row.ticket_id, row.worker_id, row.instansi_id)
    return Asked(*whose, fields, row.status, row.asked_by, row.asked_at)

"""What was decided on the workers' records: by whom, when, with which reasons; each decision has one author."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.accounts import Account
from storage.models.roster import Worker
from storage.models.verification import Decision

APPROVED: Final = "disetujui"
RETURNED: Final = "dikembalikan"
REOPENED: Final = "dibuka"

_TABLE: Any = Decision.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_OF_WORKER = (
    select(_TABLE)
    .where(_TABLE.c.worker_id == bindparam("worker"), _TABLE.c.decided_at >= bindparam("since"))
    .order_by(_TABLE.c.id)
)
_LAST_OF_WORKER = (
    select(_TABLE)
    .join(_ACCOUNT, _ACCOUNT.c.worker_id == _TABLE.c.worker_id)
    .where(_TABLE.c.worker_id == bindparam("worker"), _TABLE.c.decided_at >= _ACCOUNT.c.created_at)
    .order_by(_TABLE.c.id.desc())
    .limit(1)
)
_BEING_MENDED: Final = (RETURNED, "mengisi")
_LAST_BY = (
    select(_WORKER.c.nama, _TABLE.c.verdict, _TABLE.c.decided_at)
    .join(_WORKER, _WORKER.c.id == _TABLE.c.worker_id)
    .where(_TABLE.c.decided_by == bindparam("who"), _TABLE.c.instansi_id == bindparam("instansi"))
    # In the order of an index, so that of thousands of decisions only the latest are looked at.
    .order_by(_TABLE.c.decided_at.desc(), _TABLE.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A decision: the verdict is APPROVED, RETURNED or REOPENED, `reasons` are codes, `words` the decider's own."""

    worker_id: int
    instansi_id: int
    by: int
    verdict: str
    reasons: tuple[str, ...]
    words: str
    at: datetime


def keep(session: Session, vault: Vault, made: Made) -> None:
    """Keep a decision, its words sealed; one statement."""
    number = new_id()
    row = {
        "id": number,
        "worker_id": made.worker_id,
        "instansi_id": made.instansi_id,
        "decided_by": made.by,
        "verdict": made.verdict,
        "reasons": " ".join(made.reasons),
        "words": vault.seal("decision", "words", number, made.words) if made.words else None,
        "decided_at": made.at,
    }
    session.connection().execute(_TABLE.insert(), row)


def of_worker(session: Session, vault: Vault, worker_id: int, since: datetime) -> list[Made]:
    """What was decided on a worker's record since a moment (that of the account's making), oldest first."""
    rows = session.connection().execute(_OF_WORKER, {"worker": worker_id, "since": since})
    return [_made(vault, row) for row in rows]


def asked_to_mend(made: Sequence[Made], status: str) -> Made | None:
    """Of all decisions on a worker whose record stands like this, the one that asks them to mend something still."""
    return made[-1] if status in _BEING_MENDED and made and made[-1].verdict == RETURNED else None


def to_mend(session: Session, vault: Vault, worker_id: int, status: str) -> Made | None:
    """The same without asking for all of them: one statement, and none where the record is not open for its worker."""
    if status not in _BEING_MENDED:
        return None
    rows = session.connection().execute(_LAST_OF_WORKER, {"worker": worker_id})
    return asked_to_mend([_made(vault, row) for row in rows], status)


def last_by(session: Session, person: int, instansi_id: int) -> tuple[str, str, datetime] | None:
    """The worker's name, the verdict and the moment of this person's last decision for the instansi; one statement."""
    row = session.connection().execute(_LAST_BY, {"who": person, "instansi": instansi_id}).first()
    return None if row is None else (row.nama, row.verdict, row.decided_at)


def forget_words(session: Session, worker_id: int) -> None:
    """Of a worker who takes the consent back only the figures stay; one statement."""
    session.connection().execute(update(_TABLE).where(_TABLE.c.worker_id == worker_id).values(reasons="", words=None))


def _made(vault: Vault, row: Any) -> Made:  # noqa: ANN401 - a row of the table
    words = vault.open("decision", "words", row.id, row.words) if row.words else ""
    who = (row.worker_id, row.instansi_id, row.decided_by)
    return Made(*who, row.verdict, tuple(row.reasons.split()), words, row.decided_at)

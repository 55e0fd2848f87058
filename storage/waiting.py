"""What waits for an instansi's staff, counted for its menu."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, literal_column, select
from sqlmodel import Session

from storage.models.accounts import Account
from storage.models.filling import Reopening
from storage.models.helpdesk import Correction
from storage.models.requests import Proposal
from storage.models.roster import Worker
from storage.models.transfers import Transfer

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_PROPOSAL: Any = Proposal.__table__  # type: ignore[attr-defined]
_REOPENING: Any = Reopening.__table__  # type: ignore[attr-defined]
_TRANSFER: Any = Transfer.__table__  # type: ignore[attr-defined]
_CORRECTION: Any = Correction.__table__  # type: ignore[attr-defined]
_ASKED = "menunggu"


def _count(source: Any, *conditions: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    return select(func.count()).select_from(source).where(*conditions).scalar_subquery()


def _of(table: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    return table.c.instansi_id == bindparam("instansi")


_WAITING = select(
    _count(_WORKER, _of(_WORKER), _WORKER.c.status == "selesai"),
    _count(_PROPOSAL, _of(_PROPOSAL), _PROPOSAL.c.status == _ASKED),
    _count(_TRANSFER, _TRANSFER.c.from_instansi == bindparam("instansi"), _TRANSFER.c.status == _ASKED),
    # Begun from the few that are open, of which there is an index, rather than from all workers of the instansi.
    _count(
        _REOPENING,
        _REOPENING.c.status == literal_column(f"'{_ASKED}'"),
        select(_WORKER.c.id)
        .join(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id)
        .where(_ACCOUNT.c.id == _REOPENING.c.account_id, _of(_WORKER))
        .exists(),
    ),
    _count(_CORRECTION, _of(_CORRECTION), _CORRECTION.c.status == _ASKED),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many finished workers, proposals, transfers, wishes to reopen and corrections wait for a decision."""

    verifikasi: int
    usulan: int
    mutasi: int
    pembukaan: int
    koreksi: int


def of_instansi(session: Session, instansi_id: int) -> Waiting:
    """What waits for this instansi; one statement."""
    return Waiting(*session.connection().execute(_WAITING, {"instansi": instansi_id}).one())

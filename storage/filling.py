"""What every write to a worker's record has in common: whose record it is, that it has begun, and the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlmodel import Session, col, update

from storage import audit
from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.roster import Worker

WORKER: Final = "worker"
"""The role under which a worker's own acts stand in the audit trail."""
_NOT_BEGUN: Final = ("berakun", "dikembalikan")

_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_HOLDER = (
    select(_WORKER.c.id, _WORKER.c.instansi_id, _WORKER.c.status)
    .join(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id)
    .where(_ACCOUNT.c.id == bindparam("account"))
)


class NoAccountError(Exception):
    """There is no such account, or no more."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose record it is: the account, its worker, the instansi, and where the record stands."""

    account_id: int
    worker_id: int
    instansi_id: int
    status: str


@dataclass(frozen=True, slots=True, repr=False)
class Act:
    """What somebody (a Telegram user) does to a record, for the audit trail."""

    actor: int
    action: str
    body: Mapping[str, Any]


def holder(session: Session, account_id: int) -> Holder:
    """Whose record it is; one statement.

    Raises:
        NoAccountError: nobody's.
    """
    row = session.connection().execute(_HOLDER, {"account": account_id}).first()
    if row is None:
        raise NoAccountError
    return Holder(account_id, *row)


def write_down(session: Session, vault: Vault, whose: Holder, act: Act, now: datetime) -> None:
    """Record what a worker does to their own record; three statements."""
    entry = audit.Entry(act.actor, act.action, whose.account_id, act.body, WORKER, whose.instansi_id)
    audit.record(session, vault, entry, now)


def changed(session: Session, vault: Vault, whose: Holder, act: Act, now: datetime) -> None:
    """Record a change, and with the first one since the account was made or given back, that it is being filled in.

    Three statements, and two more for that first one.
    """
    write_down(session, vault, whose, act, now)
    if whose.status in _NOT_BEGUN:
        session.exec(update(Worker).where(col(Worker.id) == whose.worker_id).values(status="mengisi"))
        session.exec(update(Account).where(col(Account.id) == whose.account_id).values(finished_at=None))

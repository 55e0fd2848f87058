"""Checks of the directory that are still owed to accounts, and how what came of one is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, delete, select, update

from storage import accounts, audit, records
from storage.audit import SYSTEM, Entry
from storage.crypto import Vault
from storage.filling import NoAccountError
from storage.models.directory import DirectoryCheck

ACTION: Final = "dukcapil.cek"
"""The trail's word for a check; its body says of nik, kk and nama whether they agree, or that the directory is down."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A check that is due: whose, and how often it was tried in vain."""

    account_id: int
    tries: int


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """What the directory is asked about an account, and who is told."""

    telegram_id: int
    nik: str
    kk: str
    nama: str


def write_down(
    session: Session, vault: Vault, account_id: int, outcome: Mapping[str, Any], now: datetime, actor: int = SYSTEM
) -> None:
    """Put a check into the account's trail: with its worker as `actor` where it was part of the registration."""
    role = "" if actor == SYSTEM else "worker"
    audit.record(session, vault, Entry(actor, ACTION, account_id, outcome, role), now)


def owe(session: Session, account_id: int, due_at: datetime) -> None:
    """The account's data are to be compared later."""
    session.add(DirectoryCheck(account_id=account_id, due_at=due_at))
    session.flush()


def due(session: Session, now: datetime, limit: int) -> list[Owed]:
    """The checks to be tried now, the longest due first; one statement."""
    query = select(DirectoryCheck.account_id, DirectoryCheck.tries).where(col(DirectoryCheck.due_at) <= now)
    return [Owed(*row) for row in session.exec(query.order_by(col(DirectoryCheck.due_at)).limit(limit))]


def asked(session: Session, vault: Vault, account_id: int) -> Asked | None:
    """What to ask; None where the account is gone or its consent taken back, and nothing may be asked any more."""
    try:
        record = records.load(session, vault, account_id)
    except NoAccountError:
        return None
    if record.withdrawn_at is not None:
        return None
    return Asked(record.telegram_id, record.nik, accounts.kk_of(session, vault, account_id), record.nama)


def put_off(session: Session, owed: Owed, due_at: datetime) -> None:
    """It was tried in vain; one statement."""
    new = {"tries": owed.tries + 1, "due_at": due_at}
    session.exec(update(DirectoryCheck).where(col(DirectoryCheck.account_id) == owed.account_id).values(**new))


def settle(session: Session, account_id: int) -> bool:
    """Owe it no longer; whether it was owed. One statement."""
    gone = session.exec(delete(DirectoryCheck).where(col(DirectoryCheck.account_id) == account_id))
    return bool(gone.rowcount)

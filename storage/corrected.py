"""A worker's identity where the roster and the account keep it, as a correction finds it and leaves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session, col, update

from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.roster import Worker

FIELDS: Final = ("kk", "nama", "tempat_lahir", "tanggal_lahir")
"""What may be corrected; another NIK is another worker, whom the instansi registers."""
_OF_ACCOUNT: Final = ("nama", "tempat_lahir")

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, repr=False)
class Registered:
    """What the roster says: by the names of FIELDS, a date as ISO 8601 text, None where it does not say."""

    worker_id: int
    instansi_id: int
    said: dict[str, str | None]


def check(fields: Mapping[str, str]) -> None:
    """Refuse what is no correction.

    Raises:
        ValueError: there are no fields, others than FIELDS, or a date that is none.
    """
    if not fields or not set(fields) <= set(FIELDS):
        raise ValueError("a correction needs fields that may be corrected")
    if "tanggal_lahir" in fields:
        date.fromisoformat(fields["tanggal_lahir"])


def find(session: Session, vault: Vault, worker_id: int) -> Registered | None:
    """What the roster says of this worker, or None; one statement."""
    row = session.connection().execute(select(_WORKER).where(_WORKER.c.id == worker_id)).first()
    if row is None:
        return None
    kk = None if row.kk is None else vault.open("worker", "kk", worker_id, row.kk)
    said = {"kk": kk, "nama": row.nama, "tempat_lahir": row.tempat_lahir}
    return Registered(worker_id, row.instansi_id, {**said, "tanggal_lahir": row.tanggal_lahir.isoformat()})


def write(session: Session, vault: Vault, worker_id: int, fields: Mapping[str, str]) -> None:
    """Put these values into the roster, and into the worker's account if there is one; at most three statements."""
    values: dict[str, Any] = dict(fields)
    if "tanggal_lahir" in fields:
        values["tanggal_lahir"] = date.fromisoformat(fields["tanggal_lahir"])
    if "kk" in fields:
        values["kk"] = vault.seal("worker", "kk", worker_id, fields["kk"])
    session.exec(update(Worker).where(col(Worker.id) == worker_id).values(**values))
    of_worker = select(_ACCOUNT.c.id).where(_ACCOUNT.c.worker_id == worker_id)
    account = session.connection().execute(of_worker).scalar()
    own: dict[str, Any] = {name: fields[name] for name in _OF_ACCOUNT if name in fields}
    if account is not None and "kk" in fields:
        own["kk"] = vault.seal("account", "kk", account, fields["kk"])
    if account is not None and own:
        session.exec(update(Account).where(col(Account.id) == account).values(**own))

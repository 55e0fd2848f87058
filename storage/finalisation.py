"""Finalisasi: an instansi ends its pendataan in one transaction, and pusat may open it again with a reason.

What locks is one moment in the instansi's own row, which every write to a worker's record asks for in its own
transaction; hence fifty thousand workers are locked as fast as one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, Literal

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col, update

from storage import acting, audit, broadcasts, permits, roster_fingerprint, staff
from storage.acting import Desk
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.finalisation import Finalisation, Letter
from storage.models.roster import Instansi, Worker
from storage.prepared import Prepared

Standing = Literal["terbuka", "difinalisasi", "final"]
"""Open; locked; locked, and answered for by an SPTJM that was signed and archived."""
PUSAT: Final = "pusat"

_SPREAD: Final = 1_000_003
_MARK_BYTES: Final = 16

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_INSTANSI: Any = Instansi.__table__  # type: ignore[attr-defined]
_TABLE: Any = Finalisation.__table__  # type: ignore[attr-defined]
_LETTER: Any = Letter.__table__  # type: ignore[attr-defined]
_SPREAD_ID = _WORKER.c.id % _SPREAD
# Read from the index alone; the two sums tell one set of workers from another.
_STANDINGS = Prepared(
    select(_WORKER.c.status, func.count(), func.sum(_SPREAD_ID), func.sum(_SPREAD_ID * _SPREAD_ID))
    .where(_WORKER.c.instansi_id == bindparam("instansi"))
    .group_by(_WORKER.c.status)
    .order_by(_WORKER.c.status),
    "instansi",
)
_SIGNED = (
    select(_LETTER.c.id)
    .join(_TABLE, _TABLE.c.id == _LETTER.c.finalisation_id)
    .where(_TABLE.c.instansi_id == _INSTANSI.c.id, _TABLE.c.reopened_at.is_(None), _LETTER.c.signed != "")
    .exists()
)


class FinalisationError(Exception):
    """It cannot be done: `code` says why.

    `sudah` (it is finalised already), `berubah` (whoever counts in is not who was shown), `terbuka` (it is open).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Looked:
    """How many workers there are by status, and a mark that is another one as soon as anybody's status is."""

    counts: Mapping[str, int]
    mark: str


@dataclass(frozen=True, slots=True)
class Finalised:
    """One finalisasi that holds: who did it when, over how many by status, and the fingerprint of who counts in."""

    id: int
    instansi_id: int
    finalised_by: int
    finalised_at: datetime
    fingerprint: bytes
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, repr=False)
class Reopened:
    """What pusat said last when it opened the instansi again, and when."""

    at: datetime
    reason: str


def look(session: Session, instansi_id: int) -> Looked:
    """Where everybody stands; one statement."""
    rows = [(status, *map(int, figures)) for status, *figures in _STANDINGS.rows(session, instansi_id)]
    mark = blake2b(json.dumps(rows).encode(), digest_size=_MARK_BYTES).hexdigest()
    return Looked({status: count for status, count, *_ in rows}, mark)


def finalise(session: Session, vault: Vault, desk: Desk, mark: str) -> Finalised:
    """End the instansi's pendataan for whom `look` showed under this mark; its workers are told from now on.

    Raises:
        NotAllowedError: whoever does it may not.
        FinalisationError: `sudah` or `berubah`; nothing was written.
    """
    role = acting.role_at(session, desk, "finalisasi")
    if _locked(session, desk.instansi_id) is not None:
        raise FinalisationError("sudah")
    looked = look(session, desk.instansi_id)
    if looked.mark != mark:
        raise FinalisationError("berubah")
    made = Finalised(
        id=new_id(),
        instansi_id=desk.instansi_id,
        finalised_by=desk.person,
        finalised_at=desk.now,
        fingerprint=roster_fingerprint.fingerprint(session, vault, desk.instansi_id),
        counts=looked.counts,
    )
    _set(session, desk.instansi_id, desk.now)
    row = {name: getattr(made, name) for name in ("id", "instansi_id", "finalised_by", "finalised_at", "fingerprint")}
    session.connection().execute(_TABLE.insert(), {**row, "counts": json.dumps(looked.counts)})
    body = {"finalisasi": made.id, "counts": looked.counts, "fingerprint": made.fingerprint.hex()}
    acting.write_down(session, vault, desk, role, "finalisasi", 0, body)
    broadcasts.start(session, vault, "final", f"final:{made.id}", desk.instansi_id, None, desk.person, desk.now)
    return made


def reopen(session: Session, vault: Vault, instansi_id: int, person: int, reason: str, now: datetime) -> list[int]:
    """Pusat opens an instansi again; its SPTJM counts no longer. Its admins, who are to be told.

    Raises:
        NotAllowedError: the person is not of pusat.
        FinalisationError: `terbuka`.
    """
    permits.check(session, person, permits.NATIONWIDE, "pusat_buka")
    if _locked(session, instansi_id) is None:
        raise FinalisationError("terbuka")
    holds = current(session, instansi_id)
    if holds is not None:
        sealed = vault.seal("finalisation", "reason", holds.id, reason)
        opened = _TABLE.update().where(_TABLE.c.id == holds.id)
        session.connection().execute(opened.values(reopened_by=person, reopened_at=now, reason=sealed))
    _set(session, instansi_id, None)
    body = {"finalisasi": holds and holds.id, "reason": reason}
    audit.record(session, vault, audit.Entry(person, "finalisasi.buka", 0, body, PUSAT, instansi_id), now)
    return staff.admins_of(session, instansi_id)


def current(session: Session, instansi_id: int) -> Finalised | None:
    """The finalisasi that holds, if any; one statement."""
    columns = ("id", "instansi_id", "finalised_by", "finalised_at", "fingerprint", "counts")
    holds = (_TABLE.c.instansi_id == instansi_id, _TABLE.c.reopened_at.is_(None))
    row = session.connection().execute(select(*(_TABLE.c[name] for name in columns)).where(*holds)).mappings().first()
    if row is None:
        return None
    facts = {**row, "counts": json.loads(row["counts"])}
    return Finalised(**facts)


def last_reopening(session: Session, vault: Vault, instansi_id: int) -> Reopened | None:
    """Why pusat opened the instansi again, the last time that it did; one statement."""
    query = (
        select(_TABLE.c.id, _TABLE.c.reopened_at, _TABLE.c.reason)
        .where(_TABLE.c.instansi_id == instansi_id, _TABLE.c.reopened_at.is_not(None))
        .order_by(_TABLE.c.reopened_at.desc())
    )
    row = session.connection().execute(query.limit(1)).first()
    return None if row is None else Reopened(row[1], vault.open("finalisation", "reason", row[0], row[2]))


def standing(session: Session, instansi_id: int) -> Standing:
    """Where the instansi stands; one statement.

    Raises:
        KeyError: there is no such instansi.
    """
    return _standings(session, _INSTANSI.c.id == instansi_id)[instansi_id]


def standings(session: Session) -> dict[int, Standing]:
    """Where each instansi stands, by its id; one statement."""
    return _standings(session, _INSTANSI.c.id.is_not(None))


def _standings(session: Session, which: Any) -> dict[int, Standing]:  # noqa: ANN401 - SQLAlchemy's own
    query = select(_INSTANSI.c.id, _INSTANSI.c.finalised_at, _SIGNED).where(which)
    return {
        number: "terbuka" if finalised_at is None else "final" if signed else "difinalisasi"
        for number, finalised_at, signed in session.connection().execute(query)
    }


def _locked(session: Session, instansi_id: int) -> datetime | None:
    """When it was finalised; whoever writes to its records meanwhile is waited for, whoever comes later waits."""
    query = select(_INSTANSI.c.finalised_at).where(_INSTANSI.c.id == instansi_id).with_for_update()
    found: datetime | None = session.connection().execute(query).scalar_one()
    return found


def _set(session: Session, instansi_id: int, moment: datetime | None) -> None:
    # As the session's own statement, so that an instansi which somebody in this transaction has read is locked too.
    session.exec(update(Instansi).where(col(Instansi.id) == instansi_id).values(finalised_at=moment))

"""Minta dibuka kembali, as the instansi sees it: the queue, and the record that opens again or stays as it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlmodel import Session

from storage import acting, cards, decisions, records, verification
from storage.acting import Desk
from storage.crypto import Vault
from storage.decisions import REOPENED, Made
from storage.models.accounts import Account
from storage.models.filling import Reopening
from storage.models.roster import Worker

ACTION: Final = "buka_kembali"
WAITING: Final = "menunggu"

_TABLE: Any = Reopening.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_JOINED = (
    select(
        *(_TABLE.c[name] for name in ("id", "account_id", "person", "reason", "status", "created_at")),
        _WORKER.c.id.label("worker_id"),
        *(_WORKER.c[name] for name in ("instansi_id", "nama", "nik")),
        _WORKER.c.status.label("stands"),
        _ACCOUNT.c.finished_at,
    )
    .join(_ACCOUNT, _ACCOUNT.c.id == _TABLE.c.account_id)
    .join(_WORKER, _WORKER.c.id == _ACCOUNT.c.worker_id)
)


class ReopeningError(Exception):
    """It cannot be decided: `code` says why.

    `tidak_ada` (no such request to this instansi), `sudah_diputuskan`, `open` (the record is open already),
    `difinalisasi`, `tutup` or `ditarik` (nothing of it changes any more).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A wish: why, where the record stands (`stands`), and when it was ended."""

    number: int
    account_id: int
    worker_id: int
    person: int
    nama: str
    nik: str
    reason: str
    stands: str
    ended_at: datetime | None
    created_at: datetime


def oldest(session: Session, vault: Vault, desk: Desk, after: int = 0) -> Asked | None:
    """The oldest wish that waits for this instansi, with a number above `after`; the look is recorded.

    Raises:
        NotAllowedError: whoever looks may not decide.
    """
    role = acting.role_at(session, desk, ACTION)
    mine = (_WORKER.c.instansi_id == desk.instansi_id, _TABLE.c.status == WAITING, _TABLE.c.id > after)
    row = session.connection().execute(_JOINED.where(*mine).order_by(_TABLE.c.id).limit(1)).first()
    if row is None:
        return None
    acting.write_down(session, vault, desk, role, "lihat", row.account_id, {"pembukaan": row.id})
    return _asked(vault, row)


def open_again(session: Session, vault: Vault, desk: Desk, number: int, today: date) -> Asked:
    """Buka: the worker may mend the record, and its Kartu Pendataan counts no more.

    Raises:
        NotAllowedError: whoever decides may not.
        ReopeningError: see there; `open`, `difinalisasi`, `tutup` and `ditarik` leave the wish as it was.
    """
    role = acting.role_at(session, desk, ACTION)
    asked = _waiting(session, vault, desk, number)
    # To an ended record the deadline makes no difference, but to its opening it does.
    state = acting.why_closed(session, desk.instansi_id, today) or records.state(session, asked.account_id, today)
    if state != "selesai":
        raise ReopeningError(state)
    connection = session.connection()
    connection.execute(update(_WORKER).where(_WORKER.c.id == asked.worker_id).values(status="dikembalikan"))
    connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == asked.account_id).values(finished_at=None))
    verification.drop(session, asked.worker_id)
    cards.revoke(session, asked.account_id, "pendataan", desk.now)
    decisions.keep(session, vault, Made(asked.worker_id, desk.instansi_id, desk.person, REOPENED, (), "", desk.now))
    _settle(session, vault, desk, number, "dibuka", "")
    body = {"nomor": number, "before": {"status": asked.stands}, "after": {"status": "dikembalikan"}}
    acting.write_down(session, vault, desk, role, "buka.dibuka", asked.account_id, body)
    return asked


def refuse(session: Session, vault: Vault, desk: Desk, number: int, words: str) -> Asked:
    """Tolak, with words that the worker hears.

    Raises:
        NotAllowedError: whoever decides may not.
        ReopeningError: `tidak_ada` or `sudah_diputuskan`.
    """
    role = acting.role_at(session, desk, ACTION)
    asked = _waiting(session, vault, desk, number)
    _settle(session, vault, desk, number, "ditolak", words)
    body = {"nomor": number, "words": words}
    acting.write_down(session, vault, desk, role, "buka.ditolak", asked.account_id, body)
    return asked


def _waiting(session: Session, vault: Vault, desk: Desk, number: int) -> Asked:
    """The wish, if it is this instansi's and waits; no other process decides it meanwhile."""
    row = session.connection().execute(_JOINED.where(_TABLE.c.id == number).with_for_update(of=_TABLE)).first()
    if row is None or row.instansi_id != desk.instansi_id:
        raise ReopeningError("tidak_ada")
    if row.status != WAITING:
        raise ReopeningError("sudah_diputuskan")
    return _asked(vault, row)


def _settle(session: Session, vault: Vault, desk: Desk, number: int, status: str, words: str) -> None:
    answer = vault.seal("reopening", "answer", number, words) if words else None
    decided = {"status": status, "decided_by": desk.person, "decided_at": desk.now, "answer": answer}
    session.connection().execute(update(_TABLE).where(_TABLE.c.id == number).values(**decided))


def _asked(vault: Vault, row: Any) -> Asked:  # noqa: ANN401 - a joined row
    return Asked(
        number=row.id,
        account_id=row.account_id,
        worker_id=row.worker_id,
        person=row.person,
        nama=row.nama,
        nik=vault.open("worker", "nik", row.worker_id, row.nik),
        reason=vault.open("reopening", "reason", row.id, row.reason),
        stands=row.stands,
        ended_at=row.finished_at,
        created_at=row.created_at,
    )

"""Minta mutasi: a NIK is in one instansi, so another one that wants to register it asks the one that holds it.

What the new instansi registers lies sealed until the holder's admin decides, and nobody there sees it. With consent the
record moves in one transaction, see `storage.moving`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlmodel import Session

from storage import acting, roster, rows
from storage.acting import Desk
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.roster import Instansi, Worker
from storage.models.transfers import Transfer
from storage.rows import Cells

WAITING: Final = "menunggu"

_TABLE: Any = Transfer.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_INSTANSI: Any = Instansi.__table__  # type: ignore[attr-defined]


class TransferError(Exception):
    """It cannot be asked or decided: `code` says why.

    `tidak_terdaftar` (nobody holds the NIK: register it), `sudah_di_sini`, `sudah_diminta` (one of ours waits),
    `difinalisasi` or `tutup` (our own instansi), `pemegang_difinalisasi` or `pemegang_tutup` (the one that holds it),
    `tidak_ada` (no such request of or to this instansi), `sudah_diputuskan`, `pekerja_pindah` (the holder has no such
    worker any more), `peminta_difinalisasi` or `peminta_tutup` (the one that asks).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A request: between which instansi (`other` is the one that is not the reader's, by name), for whom, asked when.

    `status` of the request is as in its table; `stands` is where the worker's record stands. The record is its holder's
    alone: whoever asks for the worker reads the name that they wrote themselves, and "" for where it stands.
    """

    id: int
    worker_id: int
    from_instansi: int
    to_instansi: int
    other: str
    nama: str
    nik: str
    stands: str
    status: str
    asked_by: int
    asked_at: datetime


def ask(session: Session, vault: Vault, desk: Desk, cells: Cells, today: date) -> tuple[int, int]:
    """Ask the instansi that holds this NIK for the worker; the request's id, and the id of that instansi.

    Args:
        session: of the turn.
        vault: seals the row.
        desk: who asks, for the new instansi.
        cells: the row that the new instansi registers, with every column of rows.NAMES.
        today: the day in WIB.

    Raises:
        NotAllowedError: whoever asks may not.
        TransferError: `tidak_terdaftar`, `sudah_di_sini`, `sudah_diminta`, or either instansi is closed.
    """
    role = acting.role_at(session, desk, "mutasi_minta")
    row = rows.read(cells)
    held = roster.find_by_nik(session, vault, row.nik)
    if held is None:
        raise TransferError("tidak_terdaftar")
    if held.instansi_id == desk.instansi_id:
        raise TransferError("sudah_di_sini")
    check_open(session, held.instansi_id, desk.instansi_id, today)
    pair = (_TABLE.c.worker_id == held.id, _TABLE.c.to_instansi == desk.instansi_id, _TABLE.c.status == WAITING)
    if session.connection().execute(select(_TABLE.c.id).where(*pair)).first() is not None:
        raise TransferError("sudah_diminta")
    number = new_id()
    values = {
        "id": number,
        "worker_id": held.id,
        "from_instansi": held.instansi_id,
        "to_instansi": desk.instansi_id,
        "row": vault.seal("transfer", "row", number, json.dumps(cells)),
        "status": WAITING,
        "asked_by": desk.person,
        "asked_at": desk.now,
    }
    session.connection().execute(_TABLE.insert(), values)
    acting.write_down(session, vault, desk, role, "mutasi.minta", held.id, {"mutasi": number})
    return number, held.instansi_id


def check_open(session: Session, from_instansi: int, to_instansi: int, today: date, asker: str = "") -> None:
    """Both instansi may change their data on this day; the code of the one that asks begins with `asker`.

    Raises:
        TransferError: one of them may not.
    """
    if code := acting.why_closed(session, to_instansi, today):
        raise TransferError(f"{asker}{code}")
    if code := acting.why_closed(session, from_instansi, today):
        raise TransferError(f"pemegang_{code}" if not asker else code)


def to_decide(session: Session, vault: Vault, desk: Desk) -> list[Asked]:
    """What waits for this instansi's consent, oldest first; no look at anybody is recorded for a name in a list.

    Raises:
        NotAllowedError: whoever looks may not decide.
    """
    acting.role_at(session, desk, "mutasi_putuskan")
    found = _listed(session, _TABLE.c.from_instansi, _TABLE.c.to_instansi, desk.instansi_id)
    return [_asked(vault, row, row.nama, row.stands) for row in found]


def asked_for(session: Session, vault: Vault, desk: Desk) -> list[Asked]:
    """What this instansi asked of others and waits for still, oldest first.

    Raises:
        NotAllowedError: whoever looks may not ask.
    """
    acting.role_at(session, desk, "mutasi_minta")
    found = _listed(session, _TABLE.c.to_instansi, _TABLE.c.from_instansi, desk.instansi_id)
    return [_asked(vault, row, wanted(vault, row).nama, "") for row in found]


def take_back(session: Session, vault: Vault, desk: Desk, transfer: int) -> int:
    """The instansi that asked does not want the worker any more; the instansi that holds them.

    Raises:
        NotAllowedError: whoever takes it back may not ask.
        TransferError: `tidak_ada` or `sudah_diputuskan`.
    """
    role = acting.role_at(session, desk, "mutasi_minta")
    row = waiting(session, transfer, "to_instansi", desk.instansi_id)
    settle(session, transfer, "ditarik", desk)
    acting.write_down(session, vault, desk, role, "mutasi.tarik", row.worker_id, {"mutasi": transfer})
    holder: int = row.from_instansi
    return holder


def refuse(session: Session, vault: Vault, desk: Desk, transfer: int, words: str) -> Any:  # noqa: ANN401 - a row of the table
    """The holder keeps the worker, with words that the asker hears; the request's row.

    Raises:
        NotAllowedError: whoever decides may not.
        TransferError: `tidak_ada` or `sudah_diputuskan`.
    """
    role = acting.role_at(session, desk, "mutasi_putuskan")
    row = waiting(session, transfer, "from_instansi", desk.instansi_id)
    settle(session, transfer, "ditolak", desk, vault.seal("transfer", "answer", transfer, words))
    body = {"mutasi": transfer, "words": words}
    acting.write_down(session, vault, desk, role, "mutasi.tolak", row.worker_id, body)
    return row


def waiting(session: Session, transfer: int, side: str, instansi_id: int) -> Any:  # noqa: ANN401 - a row of the table
    """The request that waits, if this instansi is on that side of it; no other process decides it meanwhile.

    Raises:
        TransferError: `tidak_ada` or `sudah_diputuskan`.
    """
    row = session.connection().execute(select(_TABLE).where(_TABLE.c.id == transfer).with_for_update()).first()
    if row is None or getattr(row, side) != instansi_id:
        raise TransferError("tidak_ada")
    if row.status != WAITING:
        raise TransferError("sudah_diputuskan")
    return row


def settle(session: Session, transfer: int, status: str, desk: Desk, answer: bytes | None = None) -> None:
    """Write down what was decided; one statement."""
    decided = {"status": status, "decided_by": desk.person, "decided_at": desk.now, "answer": answer}
    session.connection().execute(update(_TABLE).where(_TABLE.c.id == transfer).values(**decided))


def fall(session: Session, worker_id: int, desk: Desk) -> list[int]:
    """The requests for a worker who is gone or has moved wait no longer; who asked in order. At most two statements."""
    mine = (_TABLE.c.worker_id == worker_id, _TABLE.c.status == WAITING)
    asked = list(session.connection().execute(select(_TABLE.c.asked_by).where(*mine).order_by(_TABLE.c.id)).scalars())
    if asked:
        fallen = {"status": "gugur", "decided_by": desk.person, "decided_at": desk.now}
        session.connection().execute(update(_TABLE).where(*mine).values(**fallen))
    return asked


def wanted(vault: Vault, request: Any) -> rows.Row:  # noqa: ANN401 - a row of the table
    """What the instansi that asks would register, of a request that `waiting` or `refuse` gave."""
    return rows.read(json.loads(vault.open("transfer", "row", request.id, request.row)))


def _listed(session: Session, mine: Any, other: Any, instansi_id: int) -> Sequence[Any]:  # noqa: ANN401 - columns
    of_worker = (_WORKER.c.nama, _WORKER.c.nik, _WORKER.c.status.label("stands"))
    query = (
        select(*_TABLE.c, *of_worker, _INSTANSI.c.nama.label("other"))
        .join(_WORKER, _WORKER.c.id == _TABLE.c.worker_id)
        .join(_INSTANSI, _INSTANSI.c.id == other)
        .where(mine == instansi_id, _TABLE.c.status == WAITING)
        .order_by(_TABLE.c.asked_at, _TABLE.c.id)
    )
    return session.connection().execute(query).all()


def _asked(vault: Vault, row: Any, nama: str, stands: str) -> Asked:  # noqa: ANN401 - a joined row
    return Asked(
        id=row.id,
        worker_id=row.worker_id,
        from_instansi=row.from_instansi,
        to_instansi=row.to_instansi,
        other=row.other,
        nama=nama,
        nik=vault.open("worker", "nik", row.worker_id, row.nik),
        stands=stands,
        status=row.status,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
    )

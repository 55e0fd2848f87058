"""What an instansi does to one worker by hand: enters one, changes a column, takes back one registered by mistake.

The last two only while the worker has no account: from then on the record is the worker's too. A changed row keeps the
index of the row that was registered, as a corrected one does: the same old file, imported once more, counts as
unchanged and undoes nothing.
"""

from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session

from storage import acting, corrections, roster, rows, transfers, verification
from storage.acting import Desk
from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.roster import Riwayat, Worker
from storage.registration import Sealer, register
from storage.rows import Cells

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_RIWAYAT: Any = Riwayat.__table__  # type: ignore[attr-defined]


class EditError(Exception):
    """It cannot be done: `code` says why.

    `sudah_ada` (this instansi has registered the NIK), `di_tempat_lain` (another one has), `tidak_ada` (the instansi
    has no such worker), `sudah_mulai` (the worker has an account).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def add(session: Session, vault: Vault, desk: Desk, cells: Cells, today: date) -> int:
    """Register one worker, given every column of rows.NAMES; the worker's id.

    Raises:
        NotAllowedError: whoever adds may not.
        ClosedError: the instansi's data do not change any more on this day (WIB).
        EditError: `sudah_ada` or `di_tempat_lain`.
        IntegrityError: another process registered the NIK at the same moment; trying again finds it.
        KeyError: a column is missing.
        ValueError: a date that is none.
    """
    role = acting.role_at(session, desk, "tambah")
    acting.check_open(session, desk.instansi_id, today)
    row = rows.read(cells)
    known = roster.find_by_nik(session, vault, row.nik)
    if known is not None:
        raise EditError("sudah_ada" if known.instansi_id == desk.instansi_id else "di_tempat_lain")
    sealer = Sealer(vault, desk.instansi_id, desk.now)
    sealed = sealer.seal(0, row)
    register(session, sealer, [sealed])
    worker_id: int = sealed.worker[0]
    acting.write_down(session, vault, desk, role, "pekerja.tambah", worker_id, {"before": None, "after": cells})
    return worker_id


def registered(session: Session, vault: Vault, desk: Desk, worker_id: int) -> Cells | None:
    """What is registered of this instansi's worker, for whoever may change it; None where it has no such worker.

    Raises:
        NotAllowedError: whoever looks may not change anybody there.
    """
    acting.role_at(session, desk, "ubah")
    mine = select(_WORKER.c.id).where(_WORKER.c.id == worker_id, _WORKER.c.instansi_id == desk.instansi_id)
    if session.connection().execute(mine).first() is None:
        return None
    return rows.load(session, vault, worker_id)


def change(
    session: Session, vault: Vault, desk: Desk, worker_id: int, column: str, cell: str | None, today: date
) -> None:
    """Change one column of a worker who has no account; another NIK would be another worker.

    Raises:
        NotAllowedError: whoever changes it may not.
        ClosedError: the instansi's data do not change any more on this day (WIB).
        EditError: `tidak_ada` or `sudah_mulai`.
        ValueError: there is no such column, or it is the NIK, or a date that is none.
    """
    role = acting.role_at(session, desk, "ubah")
    acting.check_open(session, desk.instansi_id, today)
    before = _without_account(session, vault, desk, worker_id)
    if column == "nik" or column not in before:
        raise ValueError("there is no such column, or another NIK would be another worker")
    after = rows.read({**before, column: cell})
    write(session, Sealer(vault, desk.instansi_id, desk.now), worker_id, after)
    body = {"before": {column: before[column]}, "after": {column: cell}}
    acting.write_down(session, vault, desk, role, "pekerja.ubah", worker_id, body)


def remove(session: Session, vault: Vault, desk: Desk, worker_id: int, today: date) -> list[int]:
    """Take back a worker who was registered by mistake and has no account; the trail keeps the row.

    The people whose request for a transfer falls with it.

    Raises:
        NotAllowedError: whoever removes may not.
        ClosedError: the instansi's data do not change any more on this day (WIB).
        EditError: `tidak_ada` or `sudah_mulai`.
    """
    role = acting.role_at(session, desk, "ubah")
    acting.check_open(session, desk.instansi_id, today)
    before = _without_account(session, vault, desk, worker_id)
    verification.drop(session, worker_id)
    corrections.fall(session, worker_id, desk.person, desk.now)
    connection = session.connection()
    connection.execute(delete(_RIWAYAT).where(_RIWAYAT.c.worker_id == worker_id))
    connection.execute(delete(_WORKER).where(_WORKER.c.id == worker_id))
    acting.write_down(session, vault, desk, role, "pekerja.hapus", worker_id, {"before": before, "after": None})
    return transfers.fall(session, worker_id, desk)


def write(session: Session, sealer: Sealer, worker_id: int, row: rows.Row) -> None:
    """Write a row over what the instansi registered; its index, status and history stay. Two statements."""
    nik, kk = sealer.numbers(worker_id, row)
    of_worker = {name: getattr(row, name) for name in rows.OF_WORKER}
    changed = update(_WORKER).where(_WORKER.c.id == worker_id).values(**of_worker, nik=nik, kk=kk)
    session.connection().execute(changed)
    of_riwayat = {column: getattr(row, name) for name, column in rows.OF_RIWAYAT.items()}
    mine = (_RIWAYAT.c.worker_id == worker_id, _RIWAYAT.c.source == "instansi")
    session.connection().execute(update(_RIWAYAT).where(*mine).values(**of_riwayat))


def _without_account(session: Session, vault: Vault, desk: Desk, worker_id: int) -> Cells:
    """What is registered of this instansi's worker, who has no account; no other process makes one meanwhile."""
    locked = select(_WORKER.c.instansi_id).where(_WORKER.c.id == worker_id).with_for_update()
    holder = session.connection().execute(locked).scalar()
    before = rows.load(session, vault, worker_id)
    if holder != desk.instansi_id or before is None:
        raise EditError("tidak_ada")
    has_account = select(_ACCOUNT.c.id).where(_ACCOUNT.c.worker_id == worker_id)
    if session.connection().execute(has_account).first() is not None:
        raise EditError("sudah_mulai")
    return before

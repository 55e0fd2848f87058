"""A worker's record moves to the instansi that asked for it, in one transaction, with the holder's consent.

What the old instansi registered and answered for goes: its row, its riwayat, what the worker added to that, and the
papers of both. What is the worker's own stays: account, biodata, ijazah. The trail keeps what was before.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session

from storage import acting, cards, corrections, decisions, editing, papers, riwayat, rows, transfers, verification
from storage.acting import Desk
from storage.crypto import Vault
from storage.decisions import REOPENED, Made
from storage.models.accounts import Account
from storage.models.filling import Biodata, Reopening
from storage.models.roster import Riwayat, Worker
from storage.registration import Sealer
from storage.transfers import TransferError

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_RIWAYAT: Any = Riwayat.__table__  # type: ignore[attr-defined]
_BIODATA: Any = Biodata.__table__  # type: ignore[attr-defined]
_REOPENING: Any = Reopening.__table__  # type: ignore[attr-defined]

_OF_THE_WORK = ("jabatan", "unit_kerja")
"""What the worker says of themselves that was true of the old instansi alone."""
_PROVEN = ("nama", "tempat_lahir", "tanggal_lahir", "kk")
"""What an account was compared with, and nobody changes any more."""


@dataclass(frozen=True, slots=True, repr=False)
class Moved:
    """What came of a consent: who asked and whose other requests fell with it, the worker's Telegram, files to forget.

    `account` and `telegram_id` are None where the worker has no account; the NIK is for those who wait for it, the name
    as the new instansi wrote it.
    """

    worker_id: int
    nama: str
    to_instansi: int
    asked_by: int
    fallen: tuple[int, ...]
    account: int | None
    telegram_id: int | None
    nik: str
    files: tuple[str, ...]


def release(session: Session, vault: Vault, desk: Desk, transfer: int, today: date) -> Moved:
    """Lepas: the holder's admin consents, and the record moves.

    Raises:
        NotAllowedError: whoever decides may not.
        TransferError: `tidak_ada`, `sudah_diputuskan`, `pekerja_pindah`, `difinalisasi` or `tutup` (the holder),
            `peminta_difinalisasi` or `peminta_tutup`; nothing was written.
    """
    role = acting.role_at(session, desk, "mutasi_putuskan")
    asked = transfers.waiting(session, transfer, "from_instansi", desk.instansi_id)
    transfers.check_open(session, asked.from_instansi, asked.to_instansi, today, "peminta_")
    mine = (_WORKER.c.id == asked.worker_id, _WORKER.c.instansi_id == desk.instansi_id)
    worker = session.connection().execute(select(_WORKER).where(*mine).with_for_update()).first()
    if worker is None:
        raise TransferError("pekerja_pindah")
    owner = select(_ACCOUNT.c.id, _ACCOUNT.c.telegram_id).where(_ACCOUNT.c.worker_id == worker.id)
    account = session.connection().execute(owner).first()
    registered = rows.load(session, vault, worker.id)
    assert registered is not None
    before = {"instansi": asked.from_instansi, "status": worker.status, "row": registered}
    files, entries = _leave(session, worker.id, account.id) if account else ((), [])
    row = transfers.wanted(vault, asked)
    proven = {name: registered[name] for name in _PROVEN} if account else {}
    _register(session, vault, asked, row, proven, desk)
    if account:
        _open_again(session, account.id, desk)
        # What the old instansi wanted mended is not to be mended any more.
        opened = Made(worker.id, asked.from_instansi, desk.person, REOPENED, (), "", desk.now)
        decisions.keep(session, vault, opened)
    verification.drop(session, worker.id)
    corrections.follow(session, worker.id, asked.to_instansi)
    transfers.settle(session, transfer, "dilepas", desk)
    body = {"mutasi": transfer, "before": {**before, "riwayat": entries, "files": files}, "after": asked.to_instansi}
    acting.write_down(session, vault, desk, role, "mutasi.lepas", account.id if account else worker.id, body)
    return Moved(
        worker_id=worker.id,
        nama=row.nama,
        to_instansi=asked.to_instansi,
        asked_by=asked.asked_by,
        fallen=tuple(transfers.fall(session, worker.id, desk)),
        account=account.id if account else None,
        telegram_id=account.telegram_id if account else None,
        nik=vault.open("worker", "nik", worker.id, worker.nik),
        files=tuple(files),
    )


def _leave(session: Session, worker_id: int, account_id: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Take the worker's own entries and all entries' papers away: the keys of the files, and what the entries said."""
    kept = riwayat.entries(session, account_id)
    files = [file for entry in kept for file in papers.drop(session, account_id, entry.id)]
    own = (_RIWAYAT.c.worker_id == worker_id, _RIWAYAT.c.source == "worker")
    session.connection().execute(delete(_RIWAYAT).where(*own))
    return files, [{name: getattr(entry, name) for name in ("source", *riwayat.FIELDS)} for entry in kept]


def _register(session: Session, vault: Vault, asked: Any, row: rows.Row, proven: rows.Cells, desk: Desk) -> None:  # noqa: ANN401 - a row of the table
    """The new instansi's row in place of the old one's, as if it had registered the worker just now.

    What is `proven` stays, and the row counts all the same as the one that the new instansi wrote.
    """
    sealer = Sealer(vault, asked.to_instansi, desk.now)
    editing.write(session, sealer, asked.worker_id, rows.read({**rows.packed(row), **proven}))
    new = {
        "instansi_id": asked.to_instansi,
        "row_index": sealer.seal(0, row).row_index,
        "status": "mengisi" if proven else "terdaftar",
        "import_id": None,
        "registered_at": desk.now,
    }
    session.connection().execute(update(_WORKER).where(_WORKER.c.id == asked.worker_id).values(**new))
    first = _RIWAYAT.c.worker_id == asked.worker_id
    session.connection().execute(update(_RIWAYAT).where(first).values(pendidikan_pekerja=None))


def _open_again(session: Session, account_id: int, desk: Desk) -> None:
    """The worker confirms each page once more: what they said of the old work is taken back, and no card counts."""
    cards.revoke(session, account_id, "pendataan", desk.now)
    connection = session.connection()
    connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == account_id).values(finished_at=None))
    forgotten = {**dict.fromkeys(_OF_THE_WORK), "pages_done": ""}
    connection.execute(update(_BIODATA).where(_BIODATA.c.account_id == account_id).values(**forgotten))
    asked = (_REOPENING.c.account_id == account_id, _REOPENING.c.status == "menunggu")
    opened = {"status": "dibuka", "decided_by": desk.person, "decided_at": desk.now}
    connection.execute(update(_REOPENING).where(*asked).values(**opened))

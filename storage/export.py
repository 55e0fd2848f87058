"""An instansi's roster, opened page by page: what it registered of each worker, and where the record stands."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, select
from sqlmodel import Session

from storage import audit, permits, staff
from storage.crypto import Vault
from storage.listed import among
from storage.models.accounts import Account
from storage.models.roster import Riwayat, Worker
from storage.models.verification import Decision

ACTION: Final = "ekspor"
_PAGE: Final = 500
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_RIWAYAT: Any = Riwayat.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_DECISION: Any = Decision.__table__  # type: ignore[attr-defined]

_EVERYBODY: Final = select(_WORKER.c.id).where(_WORKER.c.instansi_id == bindparam("instansi"))
_OF_WORKER: Final = (
    *("nama", "no_peserta_thk2", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "tingkat_pendidikan"),
    *("pendidikan_terakhir", "nomor_ijazah", "tanggal_lulus", "nama_sekolah", "jabatan", "unit_kerja", "status"),
)
_OF_RIWAYAT: Final = (
    *("nomor_sk", "tanggal_sk", "tanggal_mulai", "tanggal_berakhir", "pendidikan", "jabatan_penandatangan"),
    *("jenis_jabatan_penandatangan", "jenis_pembayaran"),
)
_ROWS: Final = (
    select(
        *(_WORKER.c[name] for name in ("id", "nik", "kk", *_OF_WORKER)),
        *(_RIWAYAT.c[name] for name in _OF_RIWAYAT),
        _ACCOUNT.c.nomor_registrasi,
        _ACCOUNT.c.finished_at,
    )
    .select_from(
        _WORKER.outerjoin(
            _RIWAYAT, (_RIWAYAT.c.worker_id == _WORKER.c.id) & (_RIWAYAT.c.source == "instansi")
        ).outerjoin(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id)
    )
    .where(among(_WORKER.c.id, "workers"), _WORKER.c.instansi_id == bindparam("instansi"))
    .order_by(_WORKER.c.id)
)
_DECISIONS: Final = (
    select(_DECISION.c.worker_id, _DECISION.c.verdict, _DECISION.c.decided_at)
    .where(among(_DECISION.c.worker_id, "workers"), _DECISION.c.instansi_id == bindparam("instansi"))
    .order_by(_DECISION.c.decided_at, _DECISION.c.id)
)


class ExportedWorker(NamedTuple):
    """A worker under the names of the import's columns, and where the record stands; None is what is not known.

    `finished_at` is when the worker ended the record; `verdict` and `decided_at` are of the latest decision.
    """

    nik: str
    kk: str | None
    nama: str
    no_peserta_thk2: str | None
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: str
    tingkat_pendidikan: str | None
    pendidikan_terakhir: str | None
    nomor_ijazah: str | None
    tanggal_lulus: date | None
    nama_sekolah: str | None
    jabatan: str
    unit_kerja: str
    status: str
    nomor_sk: str | None
    tanggal_sk: date | None
    tanggal_mulai: date | None
    tanggal_berakhir: date | None
    pendidikan_sk: str | None
    jabatan_penandatangan: str | None
    jenis_jabatan_penandatangan: str | None
    jenis_pembayaran: str | None
    nomor_registrasi: str | None
    finished_at: datetime | None
    verdict: str | None
    decided_at: datetime | None

    def __repr__(self) -> str:
        return "ExportedWorker()"


def allow(session: Session, vault: Vault, person: int, instansi_id: int, now: datetime) -> None:
    """Let somebody have the roster with every NIK, and record that they asked for it; five statements.

    Raises:
        NotAllowedError: they may not.
    """
    permits.check(session, person, instansi_id, ACTION)
    may = permits.OF_INSTANSI[ACTION]
    held = (one.role for one in staff.roles_of(session, person) if one.instansi_id == instansi_id)
    role = next(role for role in held if role in may)
    audit.record(session, vault, audit.Entry(person, ACTION, 0, {}, role, instansi_id), now)


def taken(session: Session, vault: Vault, instansi_id: int, now: datetime) -> None:
    """Record that whoever keeps the server took the roster; three statements."""
    audit.record(session, vault, audit.Entry(audit.SYSTEM, ACTION, 0, {}, instansi=instansi_id), now)


def everybody(session: Session, instansi_id: int) -> list[int]:
    """The instansi's workers in the order in which they were registered; one statement, by an index."""
    return sorted(session.connection().execute(_EVERYBODY, {"instansi": instansi_id}).scalars())


def pages(session: Session, vault: Vault, instansi_id: int, workers: Sequence[int]) -> Iterator[list[ExportedWorker]]:
    """These workers of this instansi, opened, 500 at a time; two statements a page.

    Raises:
        SealBrokenError: a number was changed.
    """
    connection = session.connection()
    for start in range(0, len(workers), _PAGE):
        asked = {"workers": workers[start : start + _PAGE], "instansi": instansi_id}
        decided = {worker: (verdict, at) for worker, verdict, at in connection.execute(_DECISIONS, asked)}
        found = connection.execute(_ROWS, asked)
        yield [_opened(vault, row, decided.get(row[0], (None, None))) for row in found]


def _opened(vault: Vault, row: Any, decided: tuple[str | None, datetime | None]) -> ExportedWorker:  # noqa: ANN401 - SQLAlchemy's row
    worker_id, nik, kk, *said = row
    number = vault.open("worker", "nik", worker_id, nik)
    family = None if kk is None else vault.open("worker", "kk", worker_id, kk)
    return ExportedWorker._make((number, family, *said, *decided))

"""Who works for an instansi, as its staff look for them: names to search through, lines of a list, and one card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, literal, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from storage import acting, audit, permits, staff
from storage.acting import Desk
from storage.audit import Seen
from storage.crypto import Vault
from storage.listed import among
from storage.models.accounts import Account
from storage.models.roster import Riwayat, Worker
from storage.models.staff import Staff
from storage.prepared import Prepared

ACTION = "cari"

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_RIWAYAT: Any = Riwayat.__table__  # type: ignore[attr-defined]
_NAMES = Prepared(
    select(_WORKER.c.id, _WORKER.c.nama, _WORKER.c.jabatan.concat(literal(" ")).concat(_WORKER.c.unit_kerja)).where(
        _WORKER.c.instansi_id == bindparam("instansi")
    ),
    "instansi",
)
_LINES = select(*(_WORKER.c[name] for name in ("id", "nama", "nik", "unit_kerja", "status"))).where(
    among(_WORKER.c.id, "ids"), _WORKER.c.instansi_id == bindparam("instansi")
)
_CARD = (
    select(
        *_WORKER.c,
        *(_ACCOUNT.c[name].label(f"account_{name}") for name in ("id", "created_at", "finished_at", "withdrawn_at")),
    )
    .outerjoin(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id)
    .where(_WORKER.c.id == bindparam("worker"), _WORKER.c.instansi_id == bindparam("instansi"))
)


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A worker in a list."""

    id: int
    nama: str
    nik: str
    unit_kerja: str
    status: str


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """A worker as the instansi registered them, and what became of it; `account_id` is None where there is none.

    `import_id` is None for one entered by hand; `riwayat` is (source, jabatan, unit kerja, mulai, berakhir) in order.
    """

    id: int
    nama: str
    nik: str
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: str
    eks_thk2: bool
    jabatan: str
    unit_kerja: str
    status: str
    registered_at: datetime
    import_id: int | None
    account_id: int | None
    account_made_at: datetime | None
    finished_at: datetime | None
    withdrawn_at: datetime | None
    riwayat: list[tuple[str, str, str, date, date | None]]


def names(session: Session, person: int, instansi_id: int) -> list[tuple[int, str, str]]:
    """(id, name, jabatan and unit kerja) of all workers of this instansi; long, so outside the writer. Two statements.

    Raises:
        NotAllowedError: the person may not look for anybody there.
    """
    permits.check(session, person, instansi_id, ACTION)
    found: list[Any] = _NAMES.rows(session, instansi_id)
    return found


def by_nik(session: Session, vault: Vault, person: int, instansi_id: int, nik: str) -> int | None:
    """The worker of this instansi with this NIK; another instansi's is like one that does not exist. Two statements.

    Raises:
        NotAllowedError: the person may not look for anybody there.
    """
    permits.check(session, person, instansi_id, ACTION)
    mine = (_WORKER.c.nik_index == vault.index("nik", nik), _WORKER.c.instansi_id == instansi_id)
    found: int | None = session.connection().execute(select(_WORKER.c.id).where(*mine)).scalar()
    return found


def lines(session: Session, vault: Vault, desk: Desk, ids: Sequence[int]) -> list[Line]:
    """These workers, in this order, without those who are not this instansi's; two statements.

    Raises:
        NotAllowedError: the person may not look for anybody there.
    """
    acting.role_at(session, desk, ACTION)
    rows = session.connection().execute(_LINES, {"ids": list(ids), "instansi": desk.instansi_id}).all()
    known = {
        row.id: Line(row.id, row.nama, vault.open("worker", "nik", row.id, row.nik), row.unit_kerja, row.status)
        for row in rows
    }
    return [known[one] for one in ids if one in known]


def card(session: Session, vault: Vault, desk: Desk, worker_id: int) -> Card | None:
    """One worker of this instansi, or None where it has no such worker; three statements.

    Raises:
        NotAllowedError: the person may not look for anybody there.
    """
    acting.role_at(session, desk, ACTION)
    asked = {"worker": worker_id, "instansi": desk.instansi_id}
    row = session.connection().execute(_CARD, asked).first()
    if row is None:
        return None
    of_entry = (_RIWAYAT.c[name] for name in ("source", "jabatan", "unit_kerja", "tanggal_mulai", "tanggal_berakhir"))
    entries = select(*of_entry).where(_RIWAYAT.c.worker_id == worker_id)
    ordered = entries.order_by(_RIWAYAT.c.tanggal_mulai, _RIWAYAT.c.id)
    named = (row.tempat_lahir, row.tanggal_lahir, row.jenis_kelamin, row.no_peserta_thk2 is not None)
    account = (row.account_id, row.account_created_at, row.account_finished_at, row.account_withdrawn_at)
    return Card(
        row.id,
        row.nama,
        vault.open("worker", "nik", row.id, row.nik),
        *named,
        *(row.jabatan, row.unit_kerja, row.status, row.registered_at, row.import_id),
        *account,
        [(entry[0], entry[1], entry[2], entry[3], entry[4]) for entry in session.connection().execute(ordered)],
    )


def numbers(session: Session, vault: Vault, desk: Desk, worker_id: int) -> tuple[str, str | None] | None:
    """NIK and KK number of a worker in full, or None where the instansi has no such worker; the look is recorded.

    Raises:
        NotAllowedError: the person may not look for anybody there.
    """
    role = acting.role_at(session, desk, ACTION)
    mine = (_WORKER.c.id == worker_id, _WORKER.c.instansi_id == desk.instansi_id)
    row = session.connection().execute(select(_WORKER.c.nik, _WORKER.c.kk).where(*mine)).first()
    if row is None:
        return None
    owner = select(_ACCOUNT.c.id).where(_ACCOUNT.c.worker_id == worker_id)
    subject = session.connection().execute(owner).scalar() or worker_id
    acting.write_down(session, vault, desk, role, "lihat", subject, {"fields": ["nik", "kk"]})
    kk = None if row.kk is None else vault.open("worker", "kk", worker_id, row.kk)
    return vault.open("worker", "nik", worker_id, row.nik), kk


def history(session: Session, vault: Vault, desk: Desk, found: Card, most: int) -> list[Seen]:
    """What was done to this worker's record, newest first, at most so much.

    Raises:
        NotAllowedError: the person may not look for anybody there.
    """
    acting.role_at(session, desk, ACTION)
    subjects = [one for one in (found.id, found.account_id) if one is not None]
    return audit.of_subject(session, vault, subjects, most)[::-1]


def labels(session: Session, vault: Vault, instansi_id: int, people: Sequence[int]) -> dict[int, str]:
    """By what name those of these people who work for this instansi are known there; one statement."""
    theirs = select_rows(Staff).where(col(Staff.instansi_id) == instansi_id, col(Staff.person).in_(people))
    named = ((row.person, staff.label_of_staff(vault, row)) for row in session.exec(theirs.order_by(col(Staff.id))))
    return {person: name for person, name in named if name}

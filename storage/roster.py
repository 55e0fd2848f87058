"""Questions to the roster: which instansi there are, and who is registered under a NIK."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, and_, col, func, or_, select

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.roster import Instansi, Worker
from storage.prepared import Prepared
from storage.spelling import as_spelled

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_INSTANSI: Any = Instansi.__table__  # type: ignore[attr-defined]
_BY_NIK = Prepared(
    sqlalchemy.select(
        *(_WORKER.c[name] for name in ("id", "status", "kk", "nama", "tempat_lahir", "tanggal_lahir")),
        *(_INSTANSI.c[name] for name in ("id", "nama", "deadline", "finalised_at")),
    )
    .join(_INSTANSI, _INSTANSI.c.id == _WORKER.c.instansi_id)
    .where(_WORKER.c.nik_index == bindparam("nik_index")),
    "nik_index",
)


class InstansiExistsError(Exception):
    """There is an instansi with this kode already."""


@dataclass(frozen=True, slots=True)
class InstansiFacts:
    """An instansi, free of the session that read it."""

    id: int
    kode: str
    nama: str
    deadline: date | None
    finalised_at: datetime | None

    def is_open(self, today: date) -> bool:
        """Whether data of its workers may still change on this day."""
        return self.finalised_at is None and (self.deadline is None or today <= self.deadline)


@dataclass(frozen=True, slots=True, repr=False)
class RegisteredIdentity:
    """Who the instansi says the worker is; None is what it did not say."""

    nik: str
    kk: str | None
    nama: str
    tempat_lahir: str
    tanggal_lahir: date


@dataclass(frozen=True, slots=True)
class RegisteredWorker:
    """A worker as found by NIK: `instansi` is its name, `status` where the record stands."""

    id: int
    instansi_id: int
    instansi: str
    deadline: date | None
    finalised_at: datetime | None
    status: str
    identity: RegisteredIdentity


@dataclass(frozen=True, slots=True, repr=False)
class PrintedFacts:
    """What of the roster stands on a worker's card."""

    nik: str
    tanggal_lahir: date
    eks_thk2: bool
    instansi: str
    jabatan: str
    unit_kerja: str


def add_instansi(session: Session, kode: str, nama: str, deadline: date | None, now: datetime) -> InstansiFacts:
    """Let an instansi take part.

    Raises:
        InstansiExistsError: the kode is taken, whatever its case; nothing was written.
    """
    kode = kode.strip().upper()
    row = Instansi(id=new_id(), kode=kode, nama=" ".join(nama.split()), deadline=deadline, created_at=now)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        raise InstansiExistsError(kode) from error
    return _facts(row)


def find_instansi(session: Session, kode: str) -> InstansiFacts | None:
    """The instansi with this kode, whatever its case."""
    row = session.exec(select(Instansi).where(col(Instansi.kode) == kode.strip().upper())).first()
    return None if row is None else _facts(row)


def search_instansi(session: Session, words: str, limit: int = 8) -> list[InstansiFacts]:
    """Instansi whose kode is, or whose name has, each of the typed words; by name."""
    name = func.lower(col(Instansi.nama))
    has_words = and_(*(name.contains(word, autoescape=True) for word in words.lower().split() or [words]))
    query = select(Instansi).where(or_(col(Instansi.kode) == words.strip().upper(), has_words))
    by_name = query.order_by(as_spelled(col(Instansi.nama)), col(Instansi.id))
    return [_facts(row) for row in session.exec(by_name.limit(limit))]


def find_by_nik(session: Session, vault: Vault, nik: str) -> RegisteredWorker | None:
    """Who is registered under this NIK (16 digits), decrypted, and by which instansi."""
    rows = _BY_NIK.rows(session, vault.index("nik", nik))
    if not rows:
        return None
    worker, status, kk, nama, tempat_lahir, tanggal_lahir, instansi, instansi_nama, deadline, finalised_at = rows[0]
    opened = None if kk is None else vault.open("worker", "kk", worker, kk)
    identity = RegisteredIdentity(nik, opened, nama, tempat_lahir, tanggal_lahir)
    return RegisteredWorker(worker, instansi, instansi_nama, deadline, finalised_at, status, identity)


def instansi_by_id(session: Session, instansi_id: int) -> InstansiFacts:
    """The instansi with this identity, which must exist."""
    return _facts(session.get_one(Instansi, instansi_id))


def printed_facts(session: Session, vault: Vault, worker_id: int) -> PrintedFacts:
    """What a card says of this worker, who must exist."""
    worker = session.get_one(Worker, worker_id)
    instansi = session.get_one(Instansi, worker.instansi_id)
    return PrintedFacts(
        nik=vault.open("worker", "nik", worker.id, worker.nik),
        tanggal_lahir=worker.tanggal_lahir,
        eks_thk2=worker.no_peserta_thk2 is not None,
        instansi=instansi.nama,
        jabatan=worker.jabatan,
        unit_kerja=worker.unit_kerja,
    )


def _facts(row: Instansi) -> InstansiFacts:
    return InstansiFacts(row.id, row.kode, row.nama, row.deadline, row.finalised_at)

"""A worker with the first riwayat as an instansi registers one: the 22 columns, as values and as text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from storage.crypto import Vault
from storage.models.roster import Riwayat, Worker

OF_WORKER: Final = (
    "nama",
    "no_peserta_thk2",
    "tempat_lahir",
    "tanggal_lahir",
    "jenis_kelamin",
    "tingkat_pendidikan",
    "pendidikan_terakhir",
    "nomor_ijazah",
    "tanggal_lulus",
    "nama_sekolah",
    "jabatan",
    "unit_kerja",
)
"""The columns that the worker's row keeps under the same name."""
OF_RIWAYAT: Final[Mapping[str, str]] = {
    "nomor_sk": "nomor_sk",
    "tanggal_sk": "tanggal_sk",
    "tanggal_mulai": "tanggal_mulai",
    "tanggal_berakhir": "tanggal_berakhir",
    "pendidikan_sk": "pendidikan",
    "jabatan": "jabatan",
    "unit_kerja": "unit_kerja",
    "jabatan_penandatangan": "jabatan_penandatangan",
    "jenis_jabatan_penandatangan": "jenis_jabatan_penandatangan",
    "jenis_pembayaran": "jenis_pembayaran",
}
"""The columns that the first riwayat keeps, and under which name there."""

_DATES: Final = ("tanggal_lahir", "tanggal_lulus", "tanggal_sk", "tanggal_mulai", "tanggal_berakhir")
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_RIWAYAT: Any = Riwayat.__table__  # type: ignore[attr-defined]

Cells = dict[str, str | None]
"""A row as text: a date is ISO 8601, None is what the instansi does not say."""


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A worker to register, with every name of the sheet's columns; what is missing in the middle of it is None."""

    nik: str
    nama: str
    kk: str | None
    no_peserta_thk2: str | None
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: str
    tingkat_pendidikan: str | None
    pendidikan_terakhir: str | None
    nomor_ijazah: str | None
    tanggal_lulus: date | None
    nama_sekolah: str | None
    nomor_sk: str | None
    tanggal_sk: date | None
    tanggal_mulai: date
    tanggal_berakhir: date | None
    pendidikan_sk: str | None
    jabatan: str
    unit_kerja: str
    jabatan_penandatangan: str | None
    jenis_jabatan_penandatangan: str | None
    jenis_pembayaran: str | None


NAMES: Final = tuple(field.name for field in fields(Row))
"""All columns, in the order of the sheet."""


def read(cells: Mapping[str, str | None]) -> Row:
    """The row that these cells say; raises KeyError for a missing column and ValueError for a date that is none."""
    values: dict[str, Any] = {name: value_of(name, cells[name]) for name in NAMES}
    return Row(**values)


def packed(row: object) -> Cells:
    """The cells of whatever has the 22 columns as attributes."""
    return {name: _as_text(getattr(row, name)) for name in NAMES}


def value_of(name: str, cell: str | None) -> str | date | None:
    """The value that a column keeps for this cell."""
    return date.fromisoformat(cell) if cell is not None and name in _DATES else cell


def load(session: Session, vault: Vault, worker_id: int) -> Cells | None:
    """What the instansi registered of this worker, decrypted, or None where there is no such worker; two statements."""
    worker = session.connection().execute(select(_WORKER).where(_WORKER.c.id == worker_id)).mappings().first()
    if worker is None:
        return None
    mine = (_RIWAYAT.c.worker_id == worker_id, _RIWAYAT.c.source == "instansi")
    first = session.connection().execute(select(_RIWAYAT).where(*mine)).mappings().one()
    said: dict[str, Any] = {name: worker[name] for name in OF_WORKER}
    said |= {name: first[column] for name, column in OF_RIWAYAT.items() if name not in said}
    said["nik"] = vault.open("worker", "nik", worker_id, worker["nik"])
    said["kk"] = None if worker["kk"] is None else vault.open("worker", "kk", worker_id, worker["kk"])
    return {name: _as_text(said[name]) for name in NAMES}


def _as_text(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value

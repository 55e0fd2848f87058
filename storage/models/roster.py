"""The roster: instansi, the workers that they register, and each worker's riwayat."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Instansi(SQLModel, table=True):
    """An instansi that takes part. Nothing of its workers changes once it is finalised or the deadline has passed."""

    __tablename__ = "instansi"

    id: int = Field(primary_key=True, sa_type=RowId)
    kode: str = Field(max_length=32, unique=True)
    nama: str = Field(max_length=200)
    deadline: date | None = None
    finalised_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Worker(SQLModel, table=True):
    """A worker, registered by exactly one instansi.

    `nik` and `kk` are sealed, `nik_index` finds and keeps the NIK unique, `row_index` tells whether a row that is sent
    again says the same as the one that was registered, and `import_id` is the import that brought the worker, if any.
    """

    __tablename__ = "worker"
    __table_args__ = (Index("ix_worker_standing", "instansi_id", "status"),)

    id: int = Field(primary_key=True, sa_type=RowId)
    instansi_id: int = Field(sa_type=BigInteger, foreign_key="instansi.id")
    nik: bytes = Field(sa_type=LargeBinary)
    nik_index: bytes = Field(sa_type=LargeBinary, unique=True)
    kk: bytes | None = Field(default=None, sa_type=LargeBinary)
    nama: str = Field(max_length=100)
    no_peserta_thk2: str | None = Field(default=None, max_length=200)
    tempat_lahir: str = Field(max_length=60)
    tanggal_lahir: date
    jenis_kelamin: str = Field(max_length=1)
    tingkat_pendidikan: str | None = Field(default=None, max_length=200)
    pendidikan_terakhir: str | None = Field(default=None, max_length=200)
    nomor_ijazah: str | None = Field(default=None, max_length=200)
    tanggal_lulus: date | None = None
    nama_sekolah: str | None = Field(default=None, max_length=200)
    jabatan: str = Field(max_length=200)
    unit_kerja: str = Field(max_length=200)
    status: str = Field(default="terdaftar", max_length=16)
    row_index: bytes = Field(sa_type=LargeBinary)
    import_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    registered_at: datetime = Field(sa_type=UtcDateTime)


class Riwayat(SQLModel, table=True):
    """One period of work at the instansi; `source` tells who entered it, "instansi" or "worker".

    `pendidikan_pekerja` is the worker's own word on the education of the instansi's entry.
    """

    __tablename__ = "riwayat"

    id: int = Field(primary_key=True, sa_type=RowId)
    worker_id: int = Field(sa_type=BigInteger, foreign_key="worker.id", index=True)
    source: str = Field(max_length=8)
    nomor_sk: str | None = Field(default=None, max_length=200)
    tanggal_sk: date | None = None
    tanggal_mulai: date
    tanggal_berakhir: date | None = None
    pendidikan: str | None = Field(default=None, max_length=200)
    jabatan: str = Field(max_length=200)
    unit_kerja: str = Field(max_length=200)
    jabatan_penandatangan: str | None = Field(default=None, max_length=200)
    jenis_jabatan_penandatangan: str | None = Field(default=None, max_length=200)
    jenis_pembayaran: str | None = Field(default=None, max_length=200)
    pendidikan_pekerja: str | None = Field(default=None, max_length=200)

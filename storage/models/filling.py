"""What a worker fills in: the session they do it in, the biodata, the papers, and the wish to open it again."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class SessionRow(SQLModel, table=True):
    """An account that is open, and for whom; `page` is where the person was last."""

    __tablename__ = "session"

    account_id: int = Field(primary_key=True, sa_type=RowId, foreign_key="account.id")
    person: int = Field(sa_type=BigInteger, index=True)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    page: str = Field(default="", max_length=16)


class Biodata(SQLModel, table=True):
    """What the worker says, beside what the instansi registered; None is what they have not said.

    `kabupaten` is a code, and `pages_done` the pages that were confirmed, parted by blanks.
    """

    __tablename__ = "biodata"

    account_id: int = Field(primary_key=True, sa_type=RowId, foreign_key="account.id")
    jenis_kelamin: str | None = Field(default=None, max_length=1)
    email: bytes | None = Field(default=None, sa_type=LargeBinary)
    ponsel: bytes | None = Field(default=None, sa_type=LargeBinary)
    kabupaten: str | None = Field(default=None, max_length=8)
    alamat: bytes | None = Field(default=None, sa_type=LargeBinary)
    status_perkawinan: str | None = Field(default=None, max_length=32)
    agama: str | None = Field(default=None, max_length=32)
    gelar_depan: str | None = Field(default=None, max_length=60)
    gelar_belakang: str | None = Field(default=None, max_length=60)
    tingkat_pendidikan: str | None = Field(default=None, max_length=200)
    pendidikan_terakhir: str | None = Field(default=None, max_length=200)
    nomor_ijazah: str | None = Field(default=None, max_length=200)
    nama_sekolah: str | None = Field(default=None, max_length=200)
    tanggal_lulus: date | None = None
    jabatan: str | None = Field(default=None, max_length=200)
    unit_kerja: str | None = Field(default=None, max_length=200)
    tempat_lahir_ijazah: str | None = Field(default=None, max_length=60)
    tanggal_lahir_ijazah: date | None = None
    pages_done: str = Field(default="", max_length=200)


class Document(SQLModel, table=True):
    """A paper of an account; `riwayat_id` is 0 for one that belongs to no riwayat, so that uniqueness holds."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("account_id", "kind", "riwayat_id"),)

    id: int = Field(primary_key=True, sa_type=RowId)
    account_id: int = Field(sa_type=BigInteger, foreign_key="account.id")
    kind: str = Field(max_length=16)
    riwayat_id: int = Field(default=0, sa_type=BigInteger)
    file: str = Field(max_length=64)
    form: str = Field(max_length=8)
    size: int
    pages: int
    kept_at: datetime = Field(sa_type=UtcDateTime)


class Reopening(SQLModel, table=True):
    """Minta dibuka kembali: a worker asks the instansi to open the record again; at most one open of each account."""

    __tablename__ = "reopening"
    __table_args__ = (
        Index(
            "ux_reopening_open",
            "account_id",
            unique=True,
            sqlite_where=text("status = 'menunggu'"),
            postgresql_where=text("status = 'menunggu'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(sa_type=BigInteger, foreign_key="account.id", index=True)
    person: int = Field(sa_type=BigInteger, index=True)
    reason: bytes = Field(sa_type=LargeBinary)
    status: str = Field(default="menunggu", max_length=16)
    created_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: bytes | None = Field(default=None, sa_type=LargeBinary)

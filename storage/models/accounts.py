"""Accounts and their files, and the failed tries that slow guessing down."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Account(SQLModel, table=True):
    """A worker's account. One worker has one; its data were compared with the roster and confirmed by the worker."""

    __tablename__ = "account"
    __table_args__ = (
        Index(
            "ix_account_withdrawn",
            "withdrawn_at",
            sqlite_where=text("withdrawn_at IS NOT NULL"),
            postgresql_where=text("withdrawn_at IS NOT NULL"),
        ),
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    worker_id: int = Field(sa_type=BigInteger, foreign_key="worker.id", unique=True)
    telegram_id: int = Field(sa_type=BigInteger, index=True)
    nomor_registrasi: str = Field(max_length=16, unique=True)
    nama: str = Field(max_length=100)
    tempat_lahir: str = Field(max_length=60)
    kk: bytes = Field(sa_type=LargeBinary)
    ponsel: bytes = Field(sa_type=LargeBinary)
    email: bytes = Field(sa_type=LargeBinary)
    password_hash: str = Field(max_length=128)
    pertanyaan_pengaman: str = Field(max_length=32)
    jawaban_hash: str = Field(max_length=128)
    consented_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AccountFile(SQLModel, table=True):
    """A file of an account: KTP, pasfoto, swafoto. `warnings` are codes, parted by blanks, that a verifier sees."""

    __tablename__ = "account_file"
    __table_args__ = (UniqueConstraint("account_id", "kind"),)

    id: int = Field(primary_key=True, sa_type=RowId)
    account_id: int = Field(sa_type=BigInteger, foreign_key="account.id", index=True)
    kind: str = Field(max_length=16)
    file: str = Field(max_length=64)
    size: int
    width: int
    height: int
    warnings: str = ""


class TriesRow(SQLModel, table=True):
    """The failed tries of one chat or one NIK (`key` is a blind index), and what was tried last."""

    __tablename__ = "tries"

    key: bytes = Field(primary_key=True, sa_type=LargeBinary)
    since: datetime = Field(sa_type=UtcDateTime)
    failures: int
    pauses: int
    paused_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last: bytes = Field(sa_type=LargeBinary)

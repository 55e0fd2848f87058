"""What people ask of others: to be registered, and to be told."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import UtcDateTime


class Proposal(SQLModel, table=True):
    """Usulkan ke instansi: somebody unregistered asks an instansi to register them. `identity` is sealed JSON."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("nik_index", "instansi_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(sa_type=BigInteger, index=True)
    instansi_id: int = Field(sa_type=BigInteger, foreign_key="instansi.id", index=True)
    nik_index: bytes = Field(sa_type=LargeBinary)
    identity: bytes = Field(sa_type=LargeBinary)
    status: str = Field(default="menunggu", max_length=16)
    created_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: bytes | None = Field(default=None, sa_type=LargeBinary)


class Watch(SQLModel, table=True):
    """Pantau NIK saya: tell this person the moment an instansi registers the NIK."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("nik_index", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(sa_type=BigInteger)
    nik_index: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""What people ask of others: to be registered, to be told, to be helped."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint, text
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


class Watch(SQLModel, table=True):
    """Pantau NIK saya: tell this person the moment an instansi registers the NIK."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("nik_index", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(sa_type=BigInteger)
    nik_index: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Ticket(SQLModel, table=True):
    """A question to the helpdesk; at most one open of a kind for each person. `facts` is sealed JSON."""

    __tablename__ = "ticket"
    __table_args__ = (
        Index(
            "ux_ticket_open",
            "person",
            "kind",
            unique=True,
            sqlite_where=text("status <> 'selesai'"),
            postgresql_where=text("status <> 'selesai'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(sa_type=BigInteger)
    kind: str = Field(max_length=24)
    facts: bytes = Field(sa_type=LargeBinary)
    status: str = Field(default="terbuka", max_length=16)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)

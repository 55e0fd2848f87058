"""The audit trail: a chain of entries, and its head, which knows how long the chain is."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class AuditRow(SQLModel, table=True):
    """Who did what to whom: numbered 1, 2, 3 … without holes, and never changed.

    `actor` is a Telegram user (0: the system), `subject` an account or a worker (0: none), `body` sealed JSON, and
    `digest` is keyed and made of all the others and of the digest before.
    """

    __tablename__ = "audit"

    id: int = Field(primary_key=True, sa_type=RowId)
    at: datetime = Field(sa_type=UtcDateTime)
    actor: int = Field(sa_type=BigInteger)
    actor_role: str = Field(max_length=16)
    action: str = Field(max_length=32)
    subject: int = Field(sa_type=BigInteger, index=True)
    instansi_id: int = Field(sa_type=BigInteger)
    body: bytes = Field(sa_type=LargeBinary)
    digest: bytes = Field(sa_type=LargeBinary)


class AuditHead(SQLModel, table=True):
    """One row: how many entries there are, and a keyed digest of that number and of the last entry's digest."""

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True, sa_type=RowId)
    count: int = Field(sa_type=BigInteger)
    digest: bytes = Field(sa_type=LargeBinary)

"""Minta mutasi: an instansi asks the one that holds a worker to let them go."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Transfer(SQLModel, table=True):
    """A worker who is to move; `row` is what the new instansi registers, sealed JSON. At most one of a pair waits."""

    __tablename__ = "transfer"
    __table_args__ = (
        Index(
            "ux_transfer_open",
            "worker_id",
            "to_instansi",
            unique=True,
            sqlite_where=text("status = 'menunggu'"),
            postgresql_where=text("status = 'menunggu'"),
        ),
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    worker_id: int = Field(sa_type=BigInteger)
    from_instansi: int = Field(sa_type=BigInteger, index=True)
    to_instansi: int = Field(sa_type=BigInteger, index=True)
    row: bytes = Field(sa_type=LargeBinary)
    status: str = Field(default="menunggu", max_length=16)
    asked_by: int = Field(sa_type=BigInteger)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: bytes | None = Field(default=None, sa_type=LargeBinary)

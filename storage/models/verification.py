"""Verification: who looks at whose record just now, what was decided, and which rules were set aside."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Verification(SQLModel, table=True):
    """A finished worker as a card: who holds it until when, and when it was last passed over (Lewati)."""

    __tablename__ = "verification"

    worker_id: int = Field(primary_key=True, sa_type=RowId, foreign_key="worker.id")
    instansi_id: int = Field(sa_type=BigInteger, index=True)
    verifier: int | None = Field(default=None, sa_type=BigInteger, index=True)
    held_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    skipped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Decision(SQLModel, table=True):
    """What somebody decided on a record: `verdict` is disetujui, dikembalikan or dibuka.

    `reasons` are codes parted by blanks, `words` the decider's own, sealed.
    """

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_day", "instansi_id", "decided_at"),)

    id: int = Field(primary_key=True, sa_type=RowId)
    worker_id: int = Field(sa_type=BigInteger, index=True)
    instansi_id: int = Field(sa_type=BigInteger)
    decided_by: int = Field(sa_type=BigInteger)
    verdict: str = Field(max_length=16)
    reasons: str = Field(default="", max_length=200)
    words: bytes | None = Field(default=None, sa_type=LargeBinary)
    decided_at: datetime = Field(sa_type=UtcDateTime)


class Overrule(SQLModel, table=True):
    """A rule of eligibility that a verifier set aside for one NIK, with a written reason, sealed."""

    __tablename__ = "overrule"
    __table_args__ = (UniqueConstraint("nik_index", "instansi_id", "rule"),)

    id: int = Field(primary_key=True, sa_type=RowId)
    instansi_id: int = Field(sa_type=BigInteger)
    nik_index: bytes = Field(sa_type=LargeBinary)
    rule: str = Field(max_length=32)
    reason: bytes = Field(sa_type=LargeBinary)
    overruled_by: int = Field(sa_type=BigInteger)
    overruled_at: datetime = Field(sa_type=UtcDateTime)

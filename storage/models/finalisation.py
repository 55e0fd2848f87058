"""The end of an instansi's pendataan: finalisasi, and the SPTJM that makes it final."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Finalisation(SQLModel, table=True):
    """One finalisasi; `counts` is JSON by status. Pusat may open the instansi again, with a reason (sealed)."""

    __tablename__ = "finalisation"

    id: int = Field(primary_key=True, sa_type=RowId)
    instansi_id: int = Field(sa_type=BigInteger, foreign_key="instansi.id", index=True)
    finalised_by: int = Field(sa_type=BigInteger)
    finalised_at: datetime = Field(sa_type=UtcDateTime)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    counts: str = Field(max_length=500)
    reopened_by: int | None = Field(default=None, sa_type=BigInteger)
    reopened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: bytes | None = Field(default=None, sa_type=LargeBinary)


class Letter(SQLModel, table=True):
    """An SPTJM as it was printed, of the roster with this fingerprint, and the signed one, if it came.

    `declarer` is sealed JSON; `roster` and `signed` are stored files: what the letter lists, and the signed PDF.
    """

    __tablename__ = "letter"

    id: int = Field(primary_key=True, sa_type=RowId)
    nomor: str = Field(max_length=32, unique=True)
    finalisation_id: int = Field(sa_type=BigInteger, foreign_key="finalisation.id", index=True)
    instansi_id: int = Field(sa_type=BigInteger, index=True)
    declarer: bytes = Field(sa_type=LargeBinary)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    roster: str = Field(max_length=64)
    printed_by: int = Field(sa_type=BigInteger)
    printed_at: datetime = Field(sa_type=UtcDateTime)
    signed: str = Field(default="", max_length=64)
    signed_by: int | None = Field(default=None, sa_type=BigInteger)
    signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

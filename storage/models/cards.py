"""The cards that were printed, so that an old one is known for what it is."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Card(SQLModel, table=True):
    """A printed card; `fingerprint` is keyed and of what stood on it. It outlives its account, revoked and blank."""

    __tablename__ = "card"

    id: int = Field(primary_key=True, sa_type=RowId)
    account_id: int = Field(sa_type=BigInteger, index=True)
    kind: str = Field(max_length=16)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    printed_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

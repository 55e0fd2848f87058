"""What is told to many: reminders, an instansi's own message, the end of its pendataan."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Broadcast(SQLModel, table=True):
    """A message to many people, told in order of `after`, the key of the last who was put into the outbox.

    `occasion` keeps one from being made twice; `words` are sealed. `instansi_id` is 0 for one to all.
    Of the `handled` some are `told`, and some are `missed`: their chat is closed to the bot. `note` is the message
    that shows its maker how far it is.
    """

    __tablename__ = "broadcast"

    id: int = Field(primary_key=True, sa_type=RowId)
    kind: str = Field(max_length=16)
    occasion: str = Field(max_length=64, unique=True)
    instansi_id: int = Field(sa_type=BigInteger, index=True)
    words: bytes | None = Field(default=None, sa_type=LargeBinary)
    created_by: int = Field(sa_type=BigInteger)
    created_at: datetime = Field(sa_type=UtcDateTime)
    after: int = Field(default=0, sa_type=BigInteger)
    total: int = 0
    handled: int = 0
    told: int = 0
    missed: int = 0
    note: int | None = Field(default=None, sa_type=BigInteger)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

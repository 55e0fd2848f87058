"""What a turn reads and writes: the inbox, the outbox, each person's drafts, and the screen with live buttons."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class InboxRow(SQLModel, table=True):
    """One thing that came in. Its payload goes when it has been handled; the number stays, to know it again."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("source", "number"),
        Index(
            "ix_inbox_waiting",
            "person",
            "id",
            sqlite_where=text("handled_at IS NULL"),
            postgresql_where=text("handled_at IS NULL"),
        ),
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    source: int = Field(sa_type=BigInteger)
    number: int = Field(sa_type=BigInteger)
    person: int = Field(sa_type=BigInteger)
    payload: bytes | None = Field(default=None, sa_type=LargeBinary)
    failures: int = 0
    retry_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    set_aside: bool = False


class OutboxRow(SQLModel, table=True):
    """One thing to be done outside; it goes when it has been done. `started_at` on a new claim means: perhaps done."""

    __tablename__ = "outbox"
    # A message to a chat has no index to write, and is found by its number: almost all rows are such.
    __table_args__ = (
        Index(
            "ix_outbox_jobs",
            "person",
            "id",
            sqlite_where=text("lane = 'job'"),
            postgresql_where=text("lane = 'job'"),
        ),
        Index(
            "ix_outbox_many",
            "id",
            sqlite_where=text("lane = 'many'"),
            postgresql_where=text("lane = 'many'"),
        ),
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    person: int = Field(sa_type=BigInteger)
    lane: str = Field(max_length=8)
    payload: bytes = Field(sa_type=LargeBinary)
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    ambiguous: bool = False


class ConversationRow(SQLModel, table=True):
    """One person's draft in one conversation."""

    __tablename__ = "conversation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    person: int = Field(primary_key=True, sa_type=BigInteger)
    flow: str = Field(primary_key=True, max_length=24)
    active: bool
    body: bytes = Field(sa_type=LargeBinary)


class ScreenRow(SQLModel, table=True):
    """The message in a person's chat whose buttons can still be tapped."""

    __tablename__ = "screen"

    person: int = Field(primary_key=True, sa_type=RowId)
    message: int = Field(sa_type=BigInteger)

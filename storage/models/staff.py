"""Who may act for an instansi or for the nation, the one-time invites by which they came, and who is at work now."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Staff(SQLModel, table=True):
    """One role of one Telegram user; `instansi_id` is 0 for the national roles, so that uniqueness holds.

    `label` is by what name whoever invited them knows them, sealed.
    """

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("person", "role", "instansi_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(sa_type=BigInteger, index=True)
    role: str = Field(max_length=16)
    instansi_id: int = Field(default=0, sa_type=BigInteger)
    granted_at: datetime = Field(sa_type=UtcDateTime)
    label: bytes | None = Field(default=None, sa_type=LargeBinary)


class Invite(SQLModel, table=True):
    """A one-time invite; only the code's blind index is kept. `issued_by` is 0 for one from the command line."""

    __tablename__ = "invite"

    code_index: bytes = Field(primary_key=True, sa_type=LargeBinary)
    role: str = Field(max_length=16)
    instansi_id: int = Field(default=0, sa_type=BigInteger)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_by: int | None = Field(default=None, sa_type=BigInteger)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    issued_by: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    label: bytes | None = Field(default=None, sa_type=LargeBinary)


class Desk(SQLModel, table=True):
    """Whoever works for an instansi (0: for the nation), for which one just now, and when they last did something."""

    __tablename__ = "desk"

    person: int = Field(primary_key=True, sa_type=RowId)
    instansi_id: int = Field(sa_type=BigInteger)
    seen_at: datetime = Field(sa_type=UtcDateTime)

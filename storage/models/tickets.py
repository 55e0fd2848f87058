"""The helpdesk's tickets: the question, what was said about it, and what was sent on to Dukcapil."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Ticket(SQLModel, table=True):
    """A question to the helpdesk; at most one open of a kind for each person. `facts` is sealed JSON.

    `kabupaten` is the first four digits of the NIK, "" where it is unknown. Account and worker are no foreign keys: a
    ticket outlives an account that is withdrawn. `holder` stays when the ticket is solved, so that it can go back.
    """

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
        Index("ix_ticket_queue", "status", "created_at"),
        Index("ix_ticket_filters", "status", "kind", "kabupaten"),
        Index("ix_ticket_held", "holder", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(sa_type=BigInteger, index=True)
    kind: str = Field(max_length=24)
    facts: bytes = Field(sa_type=LargeBinary)
    status: str = Field(default="terbuka", max_length=24)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    kabupaten: str = Field(default="", max_length=4, sa_column_kwargs={"server_default": ""})
    account_id: int | None = Field(default=None, sa_type=BigInteger)
    worker_id: int | None = Field(default=None, sa_type=BigInteger)
    holder: int | None = Field(default=None, sa_type=BigInteger)
    taken_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    first_answer_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    waiting_since: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    solved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: bytes | None = Field(default=None, sa_type=LargeBinary)


class TicketMessage(SQLModel, table=True):
    """A word of the worker or of the helpdesk; `file` is a key, `form` "jpeg" or "pdf", both "" without a file."""

    __tablename__ = "ticket_message"

    id: int = Field(primary_key=True, sa_type=RowId)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    author: int = Field(sa_type=BigInteger)
    from_staff: bool
    body: bytes = Field(sa_type=LargeBinary)
    file: str = Field(default="", max_length=64)
    form: str = Field(default="", max_length=8)


class TicketSent(SQLModel, table=True):
    """What an officer sent to Dukcapil, through which channel (wa, sms, mail, batch), and what came back."""

    __tablename__ = "ticket_sent"

    id: int = Field(primary_key=True, sa_type=RowId)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    channel: str = Field(max_length=8)
    officer: int = Field(sa_type=BigInteger)
    message: bytes = Field(sa_type=LargeBinary)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: bytes | None = Field(default=None, sa_type=LargeBinary)

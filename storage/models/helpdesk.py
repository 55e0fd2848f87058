"""What the helpdesk does beside its tickets: corrections, reset links, changes of Telegram account, fraud reports."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class Correction(SQLModel, table=True):
    """What Dukcapil confirmed and an instansi is asked to consent to; at most one waits for each worker.

    `changes` is sealed JSON, the new value by the roster's name of it. The worker is no foreign key: an instansi may
    take back whom it registered.
    """

    __tablename__ = "correction"
    __table_args__ = (
        Index(
            "ux_correction_open",
            "worker_id",
            unique=True,
            sqlite_where=text("status = 'menunggu'"),
            postgresql_where=text("status = 'menunggu'"),
        ),
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    worker_id: int = Field(sa_type=BigInteger)
    instansi_id: int = Field(sa_type=BigInteger, foreign_key="instansi.id", index=True)
    changes: bytes = Field(sa_type=LargeBinary)
    status: str = Field(default="menunggu", max_length=16)
    asked_by: int = Field(sa_type=BigInteger)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ResetLink(SQLModel, table=True):
    """A one-time link with which a worker chooses a new password; only the code's blind index is kept.

    The account is no foreign key: it may be withdrawn while a link is about.
    """

    __tablename__ = "reset_link"

    code_index: bytes = Field(primary_key=True, sa_type=LargeBinary)
    account_id: int = Field(sa_type=BigInteger, index=True)
    issued_by: int = Field(sa_type=BigInteger)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_by: int | None = Field(default=None, sa_type=BigInteger)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TelegramChange(SQLModel, table=True):
    """An account shall belong to another Telegram user: one officer asks, another decides; one waits at a time."""

    __tablename__ = "telegram_change"
    __table_args__ = (
        Index(
            "ux_telegram_change_open",
            "account_id",
            unique=True,
            sqlite_where=text("status = 'menunggu'"),
            postgresql_where=text("status = 'menunggu'"),
        ),
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    account_id: int = Field(sa_type=BigInteger)
    new_person: int = Field(sa_type=BigInteger)
    status: str = Field(default="menunggu", max_length=16)
    asked_by: int = Field(sa_type=BigInteger)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FraudReport(SQLModel, table=True):
    """A confidential report. `about` (sealed JSON) is who is reported; `about_index` joins the reports about one.

    `instansi_id` is 0 where it is unknown.
    """

    __tablename__ = "fraud_report"

    id: int | None = Field(default=None, primary_key=True)
    about_index: bytes = Field(sa_type=LargeBinary, index=True)
    instansi_id: int = Field(default=0, sa_type=BigInteger)
    about: bytes = Field(sa_type=LargeBinary)
    reporter: bytes = Field(sa_type=LargeBinary)
    words: bytes = Field(sa_type=LargeBinary)
    file: str = Field(default="", max_length=64)
    form: str = Field(default="", max_length=8)
    created_at: datetime = Field(sa_type=UtcDateTime)

"""The imports of a roster, and what they replaced, so that the last one can be undone."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class RosterImport(SQLModel, table=True):
    """One import: who began it when, how many rows came of it, and whether it was undone.

    `person` is 0 for one from the command line. `file` is the stored workbook that was sent back, "" where there is
    none. One that was begun by the same person at the same moment is the same import, interrupted and gone on with.
    """

    __tablename__ = "roster_import"

    id: int = Field(primary_key=True, sa_type=RowId)
    instansi_id: int = Field(sa_type=BigInteger, foreign_key="instansi.id", index=True)
    person: int = Field(sa_type=BigInteger)
    file: str = Field(default="", max_length=64)
    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    started_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_by: int | None = Field(default=None, sa_type=BigInteger)


class ReplacedRow(SQLModel, table=True):
    """What an import wrote over: `before` is the worker with the first riwayat as they were, sealed JSON."""

    __tablename__ = "replaced_row"

    id: int = Field(primary_key=True, sa_type=RowId)
    import_id: int = Field(sa_type=BigInteger, index=True)
    worker_id: int = Field(sa_type=BigInteger)
    before: bytes = Field(sa_type=LargeBinary)

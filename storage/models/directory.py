"""Checks of the directory that follow, because it was down when an account was made."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcDateTime


class DirectoryCheck(SQLModel, table=True):
    """One account whose data are still to be compared; the row goes when that is done.

    The account is no foreign key: it may be withdrawn while its check is owed.
    """

    __tablename__ = "directory_check"

    account_id: int = Field(primary_key=True, sa_type=RowId)
    tries: int = 0
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)

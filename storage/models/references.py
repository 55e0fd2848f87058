"""The reference lists that pusat loads over those that come with the program."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.columns import UtcDateTime


class ReferenceRow(SQLModel, table=True):
    """A list by its name, as the text of a checked csv; `digest` tells whether it is still the same one."""

    __tablename__ = "reference"

    name: str = Field(primary_key=True, max_length=32)
    digest: str = Field(max_length=64)
    body: str
    loaded_at: datetime = Field(sa_type=UtcDateTime)

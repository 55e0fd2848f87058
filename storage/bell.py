"""The bell by which a process that took something in wakes the one that works; on SQLite there is but one."""

from typing import Final

from sqlalchemy import func, literal_column, select
from sqlmodel import Session

from storage.prepared import Prepared

CHANNEL: Final = "pendataan"
_RING: Final = Prepared(select(func.pg_notify(literal_column(f"'{CHANNEL}'"), literal_column("''"))))


def ring(session: Session) -> None:
    """Be heard when this transaction commits."""
    if session.get_bind().dialect.name == "postgresql":
        _RING.run(session)

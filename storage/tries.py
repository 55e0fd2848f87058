"""Failed tries by chat and by NIK, so that guessing is slow whoever guesses."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session

from storage.crypto import Vault
from storage.models.accounts import TriesRow
from storage.prepared import Prepared
from storage.upsert import insert_or_update

_TABLE: Any = TriesRow.__table__  # type: ignore[attr-defined]
_THIS = _TABLE.c.key == bindparam("key")
_FIND = Prepared(
    select(_TABLE.c.since, _TABLE.c.failures, _TABLE.c.pauses, _TABLE.c.paused_until, _TABLE.c.last).where(_THIS),
    "key",
)
_FORGET = Prepared(delete(_TABLE).where(_THIS), "key")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is known of one chat's or one NIK's failed tries."""

    since: datetime
    failures: int
    pauses: int
    paused_until: datetime | None
    last: bytes


def find(session: Session, vault: Vault, subject: str) -> Recorded | None:
    """The failed tries of a subject such as `nik:…` or `chat:…`, or None."""
    found = _FIND.rows(session, vault.index("tries", subject))
    return Recorded(*found[0]) if found else None


def forget(session: Session, vault: Vault, subject: str) -> None:
    """Forgive a subject its failed tries."""
    _FORGET.run(session, vault.index("tries", subject))


def record(session: Session, vault: Vault, subject: str, recorded: Recorded) -> None:
    """Keep the failed tries of a subject."""
    insert_or_update(session, TriesRow, [{"key": vault.index("tries", subject), **asdict(recorded)}], key=("key",))

"""Failed tries by chat and by NIK, so that guessing is slow whoever guesses."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.crypto import Vault
from storage.models.accounts import TriesRow


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
    row = session.get(TriesRow, vault.index("tries", subject))
    if row is None:
        return None
    return Recorded(row.since, row.failures, row.pauses, row.paused_until, row.last)


def forget(session: Session, vault: Vault, subject: str) -> None:
    """Forgive a subject its failed tries."""
    session.connection().execute(delete(TriesRow).where(col(TriesRow.key) == vault.index("tries", subject)))


def record(session: Session, vault: Vault, subject: str, recorded: Recorded) -> None:
    """Keep the failed tries of a subject."""
    key = vault.index("tries", subject)
    row = session.get(TriesRow, key) or TriesRow(key=key, since=recorded.since, failures=0, pauses=0, last=b"")
    row.since = recorded.since
    row.failures = recorded.failures
    row.pauses = recorded.pauses
    row.paused_until = recorded.paused_until
    row.last = recorded.last
    session.add(row)
    session.flush()

"""Help with an account that an officer gives without seeing a password: a one-time link, and failed tries forgiven."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlmodel import Session

from storage import accounts, audit, tickets, tries
from storage.crypto import Vault
from storage.models.helpdesk import ResetLink
from storage.ticket_queue import NotHelpdeskError
from storage.ticket_state import HELPDESK

LIFETIME: Final = timedelta(hours=24)
PREFIX: Final = "RESET-"
"""What a code begins with, so that it is never taken for an invite."""
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH: Final = 16
_OWNERS: Final = ("pemilik", "orang lain")

_TABLE: Any = ResetLink.__table__  # type: ignore[attr-defined]


class ResetError(Exception):
    """The link cannot be used: `code` is reset_unknown, reset_used or reset_expired."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def issue(session: Session, vault: Vault, account_id: int, officer: int, now: datetime) -> str:
    """Make a link's code, for the worker of this account to choose a password within 24 hours.

    It is told once and only a blind index of it is kept; an older link of the account works no more.

    Raises:
        NotHelpdeskError: whoever wants it is no officer.
        ResetError: `reset_unknown`, there is no such account, or its consent was withdrawn.
    """
    _must_be_helpdesk(session, officer)
    _must_exist(session, account_id)
    close(session, account_id)
    code = PREFIX + "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    row = {
        "code_index": vault.index("reset", code),
        "account_id": account_id,
        "issued_by": officer,
        "expires_at": now + LIFETIME,
    }
    session.connection().execute(_TABLE.insert(), row)
    audit.record(session, vault, audit.Entry(officer, "reset.beri", account_id, {}, HELPDESK), now)
    return code


def redeem(session: Session, vault: Vault, code: str, person: int, now: datetime) -> int:
    """The account for which this person may choose a password; whoever opens the link first is the only one.

    That person may open it again until it expires or `close` ends it, since a conversation may be left.

    Raises:
        ResetError: there is no such link, somebody else used it, or it is too old.
    """
    index = vault.index("reset", code.strip().upper())
    # Where several processes write at once, the second one waits here for the first.
    row = session.connection().execute(select(_TABLE).where(_TABLE.c.code_index == index).with_for_update()).first()
    if row is None:
        raise ResetError("reset_unknown")
    if row.used_by not in (None, person):
        raise ResetError("reset_used")
    if now >= row.expires_at:
        raise ResetError("reset_expired")
    _must_exist(session, row.account_id)
    if row.used_by is None:
        mine = update(_TABLE).where(_TABLE.c.code_index == index)
        session.connection().execute(mine.values(used_by=person, used_at=now))
        entry = audit.Entry(person, "reset.pakai", row.account_id, {"officer": row.issued_by}, "worker")
        audit.record(session, vault, entry, now)
    return int(row.account_id)


def close(session: Session, account_id: int) -> None:
    """The password was chosen: no link of the account works any more; one statement."""
    session.connection().execute(delete(_TABLE).where(_TABLE.c.account_id == account_id))


def unlock(
    session: Session, vault: Vault, nik: str, officer: int, now: datetime, person: int | None = None
) -> int | None:
    """Forgive all failed tries at this NIK (16 digits), and at its account, and of whoever asks; the account, if any.

    `person` is whose Telegram was stopped, such as a ticket's; the account's own Telegram is forgiven in any case.

    Raises:
        NotHelpdeskError: whoever wants it is no officer.
    """
    _must_be_helpdesk(session, officer)
    found = accounts.credentials(session, vault, nik)
    people = {person, found.telegram_id if found else None} - {None}
    subjects = [f"nik:{nik}", *(f"{what}:{owner}:{nik}" for what in ("masuk", "lupa") for owner in _OWNERS)]
    subjects += [f"{what}:{who}" for what in ("chat", "masuk", "lupa") for who in people]
    if found:
        subjects += [f"jawaban:{owner}:{found.account_id}" for owner in _OWNERS]
    for subject in subjects:
        tries.forget(session, vault, subject)
    account_id = found.account_id if found else None
    audit.record(session, vault, audit.Entry(officer, "kunci.buka", account_id or 0, {"nik": nik}, HELPDESK), now)
    return account_id


def _must_be_helpdesk(session: Session, officer: int) -> None:
    if not tickets.is_helpdesk(session, officer):
        raise NotHelpdeskError


def _must_exist(session: Session, account_id: int) -> None:
    account = accounts.by_id(session, account_id)
    if account is None or account.withdrawn_at is not None:
        raise ResetError("reset_unknown")

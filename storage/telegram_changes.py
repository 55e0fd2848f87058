"""An account goes over to another Telegram user: one officer asks after checking the identity, another one approves."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session, col, update

from storage import accounts, audit, resets, sessions, tickets
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.accounts import Account
from storage.models.helpdesk import TelegramChange
from storage.ticket_queue import NotHelpdeskError
from storage.ticket_state import HELPDESK

_TABLE: Any = TelegramChange.__table__  # type: ignore[attr-defined]
_WAITING: Final = "menunggu"


class ChangeError(Exception):
    """It cannot be asked or approved; `code` says why.

    `no_account`, `change_waiting` (another Telegram user was asked for and is undecided), `same_telegram` (it is the
    account's already), `own_telegram` (the officer's own), `change_unknown`, `change_decided`, `same_officer` (whoever
    asked does not approve).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was asked for; `status` is menunggu, disetujui or ditolak."""

    id: int
    account_id: int
    new_person: int
    status: str
    asked_by: int
    asked_at: datetime
    decided_by: int | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was made: `old_person` and `new_person` are to be told, and `ended`, if the account was open."""

    change: Change
    old_person: int
    ended: int | None


_COLUMNS: Any = tuple(_TABLE.c[field.name] for field in fields(Change))


def ask(session: Session, vault: Vault, account_id: int, new_person: int, officer: int, now: datetime) -> Change:
    """Ask that the account belong to this Telegram user; asked again while it waits, it is the same change.

    Raises:
        NotHelpdeskError: whoever asks is no officer.
        ChangeError: `no_account`, `same_telegram`, `own_telegram` or `change_waiting`.
    """
    _must_be_helpdesk(session, officer)
    account = accounts.by_id(session, account_id)
    if account is None or account.withdrawn_at is not None:
        raise ChangeError("no_account")
    if account.telegram_id == new_person:
        raise ChangeError("same_telegram")
    if officer == new_person:
        raise ChangeError("own_telegram")
    for waiting in _waiting(session, _TABLE.c.account_id == account_id):
        if waiting.new_person != new_person:
            raise ChangeError("change_waiting")
        return waiting
    change = Change(new_id(), account_id, new_person, _WAITING, officer, now, None)
    session.connection().execute(_TABLE.insert(), {column.name: getattr(change, column.name) for column in _COLUMNS})
    _write_down(session, vault, officer, "telegram.minta", change, now)
    return change


def pending(session: Session) -> list[Change]:
    """What waits for another officer, oldest first; one statement."""
    return _waiting(session)


def approve(session: Session, vault: Vault, change: int, officer: int, now: datetime) -> Changed:
    """Another officer agrees: the account belongs to the new Telegram user, whoever has it open is shown out.

    A reset link that was given before works no more.

    Raises:
        NotHelpdeskError: whoever approves is no officer.
        ChangeError: `change_unknown`, `change_decided`, `same_officer`, `own_telegram` or `no_account`.
    """
    asked = _undecided(session, change, officer)
    if asked.asked_by == officer:
        raise ChangeError("same_officer")
    if asked.new_person == officer:
        raise ChangeError("own_telegram")
    account = accounts.by_id(session, asked.account_id)
    if account is None or account.withdrawn_at is not None:
        raise ChangeError("no_account")
    decided = _decide(session, asked, "disetujui", officer, now)
    session.exec(update(Account).where(col(Account.id) == account.id).values(telegram_id=asked.new_person))
    ended = sessions.holder(session, account.id)
    if ended is not None:
        sessions.close(session, ended)
    resets.close(session, account.id)
    _write_down(session, vault, officer, "telegram.setujui", decided, now, before=account.telegram_id)
    return Changed(decided, account.telegram_id, ended)


def reject(session: Session, vault: Vault, change: int, officer: int, now: datetime) -> Change:
    """An officer, who may be the one that asked, drops the change.

    Raises:
        NotHelpdeskError: whoever drops it is no officer.
        ChangeError: `change_unknown` or `change_decided`.
    """
    decided = _decide(session, _undecided(session, change, officer), "ditolak", officer, now)
    _write_down(session, vault, officer, "telegram.tolak", decided, now)
    return decided


def _waiting(session: Session, *of_whom: Any) -> list[Change]:  # noqa: ANN401 - conditions
    query = select(*_COLUMNS).where(_TABLE.c.status == _WAITING, *of_whom).order_by(_TABLE.c.id)
    return [Change(*row) for row in session.connection().execute(query)]


def _undecided(session: Session, change: int, officer: int) -> Change:
    _must_be_helpdesk(session, officer)
    # Where several processes write at once, the second one waits here for the first.
    row = session.connection().execute(select(*_COLUMNS).where(_TABLE.c.id == change).with_for_update()).first()
    if row is None:
        raise ChangeError("change_unknown")
    if row.status != _WAITING:
        raise ChangeError("change_decided")
    return Change(*row)


def _decide(session: Session, change: Change, status: str, officer: int, now: datetime) -> Change:
    values = {"status": status, "decided_by": officer, "decided_at": now}
    session.connection().execute(_TABLE.update().where(_TABLE.c.id == change.id).values(values))
    return replace(change, status=status, decided_by=officer)


def _write_down(
    session: Session, vault: Vault, officer: int, action: str, change: Change, now: datetime, **more: object
) -> None:
    body = {"change": change.id, "to": change.new_person, "asked_by": change.asked_by, **more}
    audit.record(session, vault, audit.Entry(officer, action, change.account_id, body, HELPDESK), now)


def _must_be_helpdesk(session: Session, officer: int) -> None:
    if not tickets.is_helpdesk(session, officer):
        raise NotHelpdeskError

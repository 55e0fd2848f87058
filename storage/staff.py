"""Invites and the roles that they give."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from storage.crypto import Vault
from storage.models.staff import Invite, Staff

INVITE_LIFETIME: Final = timedelta(hours=72)
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH: Final = 16


class InviteError(Exception):
    """The invite cannot be used: `code` is invite_unknown, invite_used or invite_expired."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Role:
    """A role, and the instansi that it is for (0 for a national role)."""

    role: str
    instansi_id: int


def invite(session: Session, vault: Vault, role: Role, now: datetime) -> str:
    """Make a one-time invite that lives 72 hours; its code, of which only a blind index is kept."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    session.add(
        Invite(
            code_index=vault.index("invite", code),
            role=role.role,
            instansi_id=role.instansi_id,
            expires_at=now + INVITE_LIFETIME,
        )
    )
    session.flush()
    return code


def redeem(session: Session, vault: Vault, person: int, code: str, now: datetime) -> Role:
    """Give the invite's role to this person. The same person may open the same link again.

    Raises:
        InviteError: there is no such invite, somebody else used it, or it is too old.
    """
    row = session.get(Invite, vault.index("invite", code.strip().upper()))
    if row is None:
        raise InviteError("invite_unknown")
    if row.used_by not in (None, person):
        raise InviteError("invite_used")
    if row.used_by is None:
        if now >= row.expires_at:
            raise InviteError("invite_expired")
        row.used_by, row.used_at = person, now
        session.add(row)
    role = Role(row.role, row.instansi_id)
    if role not in roles_of(session, person):
        session.add(Staff(person=person, role=role.role, instansi_id=role.instansi_id, granted_at=now))
    session.flush()
    return role


def roles_of(session: Session, person: int) -> list[Role]:
    """The roles of this Telegram user, oldest first."""
    rows = session.exec(select(Staff).where(col(Staff.person) == person).order_by(col(Staff.id))).all()
    return [Role(row.role, row.instansi_id) for row in rows]


def admins_of(session: Session, instansi_id: int) -> list[int]:
    """The Telegram users who are admin of this instansi."""
    return people_with(session, Role("admin", instansi_id))


def people_with(session: Session, role: Role) -> list[int]:
    """The Telegram users who have this role, the longest holder first."""
    query = select(Staff.person).where(col(Staff.role) == role.role, col(Staff.instansi_id) == role.instansi_id)
    return list(session.exec(query.order_by(col(Staff.id))))

"""Invites and the roles that they give; who may give and take them away is `storage.staffing`'s to ask."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage import audit
from storage.audit import Entry
from storage.crypto import Vault
from storage.models.staff import Invite, Staff

INVITE_LIFETIME: Final = timedelta(hours=72)
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH: Final = 16
_INVITE: Any = Invite.__table__  # type: ignore[attr-defined]


class InviteError(Exception):
    """The invite cannot be used: `code` is invite_unknown, invite_used, invite_expired or invite_ended."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Role:
    """A role, and the instansi that it is for (0 for a national role)."""

    role: str
    instansi_id: int


def invite(session: Session, vault: Vault, role: Role, now: datetime, *, issued_by: int = 0, label: str = "") -> str:
    """Make a one-time invite that lives 72 hours; its code, of which only a blind index is kept.

    `issued_by` is 0 where nobody does, as from the command line; `label` is how whoever invites calls the invited.
    """
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    index = vault.index("invite", code)
    session.add(
        Invite(
            code_index=index,
            role=role.role,
            instansi_id=role.instansi_id,
            expires_at=now + INVITE_LIFETIME,
            issued_by=issued_by,
            label=vault.seal("invite", "label", index.hex(), label) if label else None,
        )
    )
    session.flush()
    return code


def redeem(session: Session, vault: Vault, person: int, code: str, now: datetime) -> Role:
    """Give the invite's role to this person. The same person may open the same link again while they have the role.

    Raises:
        InviteError: there is no such invite, somebody else used it, it is too old, or the role was taken away again.
    """
    row = session.get(Invite, vault.index("invite", code.strip().upper()), populate_existing=True)
    if row is None:
        raise InviteError("invite_unknown")
    role = Role(row.role, row.instansi_id)
    held = role in roles_of(session, person)
    if row.used_by is None and now >= row.expires_at:
        raise InviteError("invite_expired")
    if row.used_by == person and not held:
        raise InviteError("invite_ended")
    if row.used_by != person and not _take(session, row, person, now):
        raise InviteError("invite_used")
    if not held:
        label = label_of_invite(vault, row)
        session.add(_granted(vault, person, role, label, now))
        session.flush()
        told = {"role": role.role, "label": label, "invited_by": row.issued_by}
        audit.record(session, vault, Entry(person, "staf.masuk", 0, told, role.role, role.instansi_id), now)
    return role


def _take(session: Session, row: Invite, person: int, now: datetime) -> bool:
    """The database decides who was first."""
    free = update(_INVITE).where(_INVITE.c.code_index == row.code_index, _INVITE.c.used_by.is_(None))
    return session.connection().execute(free.values(used_by=person, used_at=now)).rowcount == 1


def _granted(vault: Vault, person: int, role: Role, label: str, now: datetime) -> Staff:
    sealed = vault.seal("staff", "label", _place(person, role), label) if label else None
    return Staff(person=person, role=role.role, instansi_id=role.instansi_id, granted_at=now, label=sealed)


def label_of_invite(vault: Vault, row: Invite) -> str:
    """How whoever invited calls the invited; empty where they did not say."""
    return vault.open("invite", "label", row.code_index.hex(), row.label) if row.label else ""


def label_of_staff(vault: Vault, row: Staff) -> str:
    """Under which label this person was invited; empty where nobody said one."""
    if row.label is None:
        return ""
    return vault.open("staff", "label", _place(row.person, Role(row.role, row.instansi_id)), row.label)


def _place(person: int, role: Role) -> str:
    return f"{person}:{role.role}:{role.instansi_id}"


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

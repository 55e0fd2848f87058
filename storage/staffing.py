"""How roles are given and taken away: who works where and by which name, open invites, and the end of a role."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, update
from sqlmodel import Session, col, select

from storage import audit, permits, staff, ticket_queue
from storage.audit import Entry
from storage.crypto import Vault
from storage.models.staff import Invite, Staff
from storage.models.verification import Verification
from storage.permits import NATIONWIDE, NotAllowedError
from storage.staff import Role
from storage.ticket_state import TicketFacts

ADMIN: Final = "admin"
PUSAT: Final = "pusat"
OF_INSTANSI: Final = ("operator", "verifier", ADMIN)
"""The roles to which an admin of the same instansi invites."""
OF_NATION: Final = ("helpdesk", PUSAT)
"""The roles to which pusat invites, besides the admin of any instansi."""
_INVITING: Final = (ADMIN, PUSAT)

_INVITE: Any = Invite.__table__  # type: ignore[attr-defined]
_VERIFICATION: Any = Verification.__table__  # type: ignore[attr-defined]


class NotStaffError(Exception):
    """That person does not have that role, or not any more; or that invite is not open."""


class LastOneError(Exception):
    """Nobody would be left who could give the role to somebody else."""


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """Somebody with a role: `label` is the name under which they were invited, empty where nobody gave one."""

    person: int
    role: Role
    label: str
    since: datetime


@dataclass(frozen=True, slots=True, repr=False)
class OpenInvite:
    """An invite that nobody used yet; `ref` names it, and is not its code."""

    ref: str
    role: Role
    label: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """What the end of a role let go: tickets, now in the queue again, and how many cards of verification."""

    tickets: tuple[TicketFacts, ...]
    cards: int


def team(session: Session, vault: Vault, by: int, instansi_id: int) -> list[Member]:
    """Who works for this instansi, or NATIONWIDE, the longest first; of an instansi pusat sees the admins alone.

    Raises:
        NotAllowedError: whoever asks may not.
    """
    seen = _seen(session, by, instansi_id)
    chosen = and_(col(Staff.instansi_id) == instansi_id, col(Staff.role).in_(seen))
    rows = session.exec(select(Staff).where(chosen).order_by(col(Staff.id)))
    return [
        Member(row.person, Role(row.role, row.instansi_id), staff.label_of_staff(vault, row), row.granted_at)
        for row in rows
    ]


def open_invites(session: Session, vault: Vault, by: int, instansi_id: int, now: datetime) -> list[OpenInvite]:
    """The invites to this instansi, or NATIONWIDE, that may still be used, the oldest first.

    Raises:
        NotAllowedError: whoever asks may not.
    """
    seen = _seen(session, by, instansi_id)
    chosen = and_(_open_at(instansi_id), col(Invite.role).in_(seen), col(Invite.expires_at) > now)
    rows = session.exec(select(Invite).where(chosen).order_by(col(Invite.expires_at)))
    return [
        OpenInvite(
            row.code_index.hex(), Role(row.role, row.instansi_id), staff.label_of_invite(vault, row), row.expires_at
        )
        for row in rows
    ]


def invite(session: Session, vault: Vault, by: int, role: Role, label: str, now: datetime) -> str:
    """Invite somebody, whom the inviter calls `label`; the code, which is shown once and kept nowhere.

    Raises:
        NotAllowedError: whoever invites may not, to this role.
    """
    acts_as = _as(session, by, role)
    code = staff.invite(session, vault, role, now, issued_by=by, label=label)
    told = {"role": role.role, "label": label}
    audit.record(session, vault, Entry(by, "staf.undang", 0, told, acts_as, role.instansi_id), now)
    return code


def withdraw_invite(session: Session, vault: Vault, by: int, instansi_id: int, ref: str, now: datetime) -> None:
    """Take an open invite back.

    Raises:
        NotAllowedError: whoever asks may not.
        NotStaffError: it is not open any more, or there is none.
    """
    found = next((one for one in open_invites(session, vault, by, instansi_id, now) if one.ref == ref), None)
    if found is None:
        raise NotStaffError
    acts_as = _as(session, by, found.role)
    gone = delete(_INVITE).where(_INVITE.c.code_index == bytes.fromhex(ref), _INVITE.c.used_by.is_(None))
    if session.connection().execute(gone).rowcount == 0:
        raise NotStaffError
    told = {"role": found.role.role, "label": found.label}
    audit.record(session, vault, Entry(by, "staf.batal_undang", 0, told, acts_as, instansi_id), now)


def end(session: Session, vault: Vault, by: int, person: int, role: Role, now: datetime) -> Ended:
    """Cabut: the role ends at once, and with it whatever the person held by it and the invites that they gave.

    Raises:
        NotAllowedError: whoever does it may not.
        NotStaffError: the person does not have the role.
        LastOneError: an instansi would be left without an admin (pusat may do that), or nobody with pusat's role.
    """
    acts_as = _as(session, by, role)
    of_role = and_(col(Staff.role) == role.role, col(Staff.instansi_id) == role.instansi_id)
    holders = list(session.exec(select(Staff).where(of_role).with_for_update()))
    row = next((one for one in holders if one.person == person), None)
    if row is None:
        raise NotStaffError
    if role.role in _INVITING and len(holders) == 1 and (role.role == PUSAT or acts_as != PUSAT):
        raise LastOneError
    tickets = _put_back(session, vault, person, now) if role.role == "helpdesk" else ()
    cards = _let_go(session, person, role.instansi_id) if role.role == "verifier" else 0
    if role.role in _INVITING:
        session.connection().execute(delete(_INVITE).where(_issued_as(person, role), _INVITE.c.used_by.is_(None)))
    told = {"role": role.role, "label": staff.label_of_staff(vault, row), "person": person, "cards": cards}
    session.delete(row)
    session.flush()
    told["tickets"] = [ticket.number for ticket in tickets]
    audit.record(session, vault, Entry(by, "staf.cabut", 0, told, acts_as, role.instansi_id), now)
    return Ended(tickets, cards)


def _seen(session: Session, by: int, instansi_id: int) -> tuple[str, ...]:
    """The roles that whoever asks may look at there; raises NotAllowedError."""
    if instansi_id == NATIONWIDE:
        permits.check(session, by, NATIONWIDE, "pusat_undang")
        return OF_NATION
    if permits.may(session, by, instansi_id, "staf"):
        return OF_INSTANSI
    permits.check(session, by, NATIONWIDE, "pusat_undang")
    return (ADMIN,)


def _as(session: Session, by: int, role: Role) -> str:
    """As what somebody gives or takes this role; raises NotAllowedError."""
    own = role.instansi_id != NATIONWIDE and role.role in OF_INSTANSI
    if own and permits.may(session, by, role.instansi_id, "staf"):
        return ADMIN
    national = role.instansi_id == NATIONWIDE and role.role in OF_NATION
    if not national and not (own and role.role == ADMIN):
        raise NotAllowedError
    permits.check(session, by, NATIONWIDE, "pusat_undang")
    return PUSAT


def _open_at(instansi_id: int) -> ColumnElement[bool]:
    return and_(col(Invite.instansi_id) == instansi_id, col(Invite.used_by).is_(None))


def _issued_as(person: int, role: Role) -> Any:  # noqa: ANN401 - a condition of Core
    """The invites that somebody gave by virtue of this role: they must not be the way back in."""
    issued = _INVITE.c.issued_by == person
    if role.role == PUSAT:
        return issued
    return and_(issued, _INVITE.c.instansi_id == role.instansi_id)


def _put_back(session: Session, vault: Vault, officer: int, now: datetime) -> tuple[TicketFacts, ...]:
    held = ticket_queue.held_by(session, officer)
    return tuple(ticket_queue.put_back(session, vault, ticket.number, officer, now) for ticket in held)


def _let_go(session: Session, verifier: int, instansi_id: int) -> int:
    """Cards that the verifier holds go back to the queue; how many."""
    held = update(_VERIFICATION).where(_VERIFICATION.c.verifier == verifier, _VERIFICATION.c.instansi_id == instansi_id)
    return int(session.connection().execute(held.values(verifier=None, held_until=None)).rowcount)

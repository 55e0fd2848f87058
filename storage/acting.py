"""Staff at work: in which of their roles they act, asked in the very transaction that acts, and written into the trail.

Whoever may do a thing in several roles does it in the one that they were given first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from storage import audit, permits, roster, staff
from storage.crypto import Vault
from storage.permits import OF_INSTANSI, NotAllowedError


class ClosedError(Exception):
    """Nothing of this instansi's workers changes any more: `code` is difinalisasi or tutup (the deadline)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts, for which instansi, and when."""

    person: int
    instansi_id: int
    now: datetime


def role_at(session: Session, desk: Desk, action: str) -> str:
    """The role in which this person does this in this instansi; one statement.

    Raises:
        NotAllowedError: in none.
        KeyError: there is no such action within an instansi.
    """
    theirs = (role for role in staff.roles_of(session, desk.person) if role.instansi_id == desk.instansi_id)
    for role in theirs:
        if role.role in OF_INSTANSI[action]:
            return role.role
    raise NotAllowedError


def may(session: Session, desk: Desk, action: str) -> bool:
    """Whether this person may do this in this instansi; one statement."""
    return permits.may(session, desk.person, desk.instansi_id, action)


def check_open(session: Session, instansi_id: int, today: date) -> None:
    """Go on only while the instansi's data may change on this day (WIB); one statement.

    Raises:
        ClosedError: they may not.
    """
    if code := why_closed(session, instansi_id, today):
        raise ClosedError(code)


def why_closed(session: Session, instansi_id: int, today: date) -> str:
    """`difinalisasi`, `tutup`, or "" while the instansi's data may change on this day (WIB); one statement."""
    instansi = roster.instansi_by_id(session, instansi_id)
    if instansi.is_open(today):
        return ""
    return "tutup" if instansi.finalised_at is None else "difinalisasi"


def write_down(
    session: Session, vault: Vault, desk: Desk, role: str, action: str, subject: int, body: Mapping[str, Any]
) -> None:
    """Record what was done about an account or a worker; three statements."""
    entry = audit.Entry(desk.person, action, subject, body, role, desk.instansi_id)
    audit.record(session, vault, entry, desk.now)

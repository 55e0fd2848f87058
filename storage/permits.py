"""Which role may do what: each act of staff is one of these actions, asked for in the very transaction that acts."""

from collections.abc import Mapping
from typing import Final

from sqlmodel import Session

from storage import staff

NATIONWIDE: Final = 0
"""In place of an instansi, for what concerns all of them."""

OF_INSTANSI: Final[Mapping[str, frozenset[str]]] = {
    "impor": frozenset({"admin", "operator"}),
    "tambah": frozenset({"admin", "operator"}),
    "ubah": frozenset({"admin", "operator"}),
    "usulan": frozenset({"admin", "operator"}),
    "mutasi_minta": frozenset({"admin", "operator"}),
    "mutasi_putuskan": frozenset({"admin"}),
    "cari": frozenset({"admin", "operator", "verifier"}),
    "rekap": frozenset({"admin", "operator", "verifier"}),
    "ekspor": frozenset({"admin", "operator"}),
    "verifikasi": frozenset({"verifier"}),
    "kesampingkan": frozenset({"verifier"}),
    "buka_kembali": frozenset({"admin", "verifier"}),
    "koreksi": frozenset({"admin"}),
    "umumkan": frozenset({"admin"}),
    "finalisasi": frozenset({"admin"}),
    "sptjm": frozenset({"admin"}),
    "staf": frozenset({"admin"}),
}
"""The actions within one instansi, and the roles there that may."""
OF_NATION: Final[Mapping[str, frozenset[str]]] = {
    "pusat_instansi": frozenset({"pusat"}),
    "pusat_undang": frozenset({"pusat"}),
    "pusat_batas": frozenset({"pusat"}),
    "pusat_rekap": frozenset({"pusat"}),
    "pusat_buka": frozenset({"pusat"}),
}
"""The actions over all instansi."""


class NotAllowedError(Exception):
    """Whoever wants this may not, whether or not the thing exists."""


def may(session: Session, person: int, instansi_id: int, action: str) -> bool:
    """Whether this person may do this in this instansi, or NATIONWIDE; one statement.

    Raises:
        KeyError: there is no such action.
    """
    allowed = OF_INSTANSI[action] if action in OF_INSTANSI else OF_NATION[action]
    where = instansi_id if action in OF_INSTANSI else NATIONWIDE
    return any(role.role in allowed and role.instansi_id == where for role in staff.roles_of(session, person))


def allowed(session: Session, person: int, instansi_id: int) -> frozenset[str]:
    """Everything that this person may do within this instansi; one statement."""
    theirs = {role.role for role in staff.roles_of(session, person) if role.instansi_id == instansi_id}
    return frozenset(action for action, roles in OF_INSTANSI.items() if roles & theirs)


def check(session: Session, person: int, instansi_id: int, action: str) -> None:
    """The same, for whoever goes on only if it is allowed.

    Raises:
        NotAllowedError: it is not.
        KeyError: there is no such action.
    """
    if not may(session, person, instansi_id, action):
        raise NotAllowedError


def instansi_of(session: Session, person: int) -> list[int]:
    """The instansi for which this person works, the longest first; one statement."""
    found = (role.instansi_id for role in staff.roles_of(session, person) if role.instansi_id != NATIONWIDE)
    return list(dict.fromkeys(found))

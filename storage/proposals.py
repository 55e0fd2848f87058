"""Usulkan ke instansi, as the instansi sees it: the queue, and its answer to whoever asked to be registered."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlmodel import Session

from storage import acting, roster
from storage.acting import Desk
from storage.crypto import Vault
from storage.models.requests import Proposal, Watch

ACTION: Final = "usulan"
WAITING: Final = "menunggu"

_TABLE: Any = Proposal.__table__  # type: ignore[attr-defined]
_WATCH: Any = Watch.__table__  # type: ignore[attr-defined]


class ProposalError(Exception):
    """It cannot be decided: `code` is tidak_ada (no such proposal to this instansi) or sudah_diputuskan."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Proposed:
    """A proposal: `identity` is what the person typed, `held` where the NIK is by now: "", "sini" or "lain"."""

    number: int
    person: int
    identity: dict[str, str]
    status: str
    created_at: datetime
    held: str


def oldest(session: Session, vault: Vault, desk: Desk, after: int = 0) -> Proposed | None:
    """The oldest proposal to this instansi that waits, with a number above `after`; the look is recorded.

    Raises:
        NotAllowedError: whoever looks may not.
    """
    role = acting.role_at(session, desk, ACTION)
    mine = (_TABLE.c.instansi_id == desk.instansi_id, _TABLE.c.status == WAITING, _TABLE.c.id > after)
    row = session.connection().execute(select(_TABLE).where(*mine).order_by(_TABLE.c.id).limit(1)).first()
    if row is None:
        return None
    acting.write_down(session, vault, desk, role, "lihat", 0, {"usulan": row.id})
    return _proposed(session, vault, row)


def load(session: Session, vault: Vault, desk: Desk, number: int) -> Proposed:
    """One proposal to this instansi.

    Raises:
        NotAllowedError: whoever looks may not.
        ProposalError: `tidak_ada` or `sudah_diputuskan`.
    """
    acting.role_at(session, desk, ACTION)
    return _proposed(session, vault, _waiting(session, desk, number))


def reject(session: Session, vault: Vault, desk: Desk, number: int, words: str) -> int:
    """Tolak, with words that the person hears; who that is.

    Raises:
        NotAllowedError: whoever decides may not.
        ProposalError: `tidak_ada` or `sudah_diputuskan`.
    """
    role = acting.role_at(session, desk, ACTION)
    row = _waiting(session, desk, number)
    _settle(session, number, "ditolak", desk, vault.seal("proposal", "answer", number, words))
    acting.write_down(session, vault, desk, role, "usulan.tolak", 0, {"usulan": number, "words": words})
    person: int = row.person
    return person


def accept(session: Session, vault: Vault, desk: Desk, nik: str, role: str = "") -> int | None:
    """The instansi holds this NIK now: whoever proposed it there is to be told, or None where nobody waits.

    Their watch of the same NIK counts as told, for one message is enough. Whoever calls has asked for permission to
    register the worker, in this `role`.
    """
    nik_index = vault.index("nik", nik)
    mine = (_TABLE.c.nik_index == nik_index, _TABLE.c.instansi_id == desk.instansi_id, _TABLE.c.status == WAITING)
    row = session.connection().execute(select(_TABLE.c.id, _TABLE.c.person).where(*mine).with_for_update()).first()
    if row is None:
        return None
    _settle(session, row.id, "diterima", desk)
    acting.write_down(session, vault, desk, role, "usulan.terima", 0, {"usulan": row.id})
    watched = (_WATCH.c.nik_index == nik_index, _WATCH.c.person == row.person, _WATCH.c.told_at.is_(None))
    session.connection().execute(update(_WATCH).where(*watched).values(told_at=desk.now))
    person: int = row.person
    return person


def _waiting(session: Session, desk: Desk, number: int) -> Any:  # noqa: ANN401 - a row of the table
    """The proposal, if it is this instansi's and waits; no other process decides it meanwhile."""
    row = session.connection().execute(select(_TABLE).where(_TABLE.c.id == number).with_for_update()).first()
    if row is None or row.instansi_id != desk.instansi_id:
        raise ProposalError("tidak_ada")
    if row.status != WAITING:
        raise ProposalError("sudah_diputuskan")
    return row


def _settle(session: Session, number: int, status: str, desk: Desk, answer: bytes | None = None) -> None:
    decided = {"status": status, "decided_by": desk.person, "decided_at": desk.now, "answer": answer}
    session.connection().execute(update(_TABLE).where(_TABLE.c.id == number).values(**decided))


def _proposed(session: Session, vault: Vault, row: Any) -> Proposed:  # noqa: ANN401 - a row of the table
    place = f"{row.nik_index.hex()}:{row.instansi_id}"
    identity: dict[str, str] = json.loads(vault.open("proposal", "identity", place, row.identity))
    known = roster.find_by_nik(session, vault, identity["nik"])
    held = "" if known is None else "sini" if known.instansi_id == row.instansi_id else "lain"
    return Proposed(row.id, row.person, identity, row.status, row.created_at, held)

"""Who would not count in if an instansi were finalised now, by name: what stands in the way, in groups, page by page.

First the workers by where they stand, those nearest to the end first, each group in the order of registration; then
what was asked and is undecided. Names only: to look into somebody's record is another thing, and recorded.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from storage import acting, finalisation, waiting
from storage.acting import Desk
from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.filling import Biodata, Reopening
from storage.models.helpdesk import Correction
from storage.models.requests import Proposal
from storage.models.roster import Worker
from storage.models.transfers import Transfer

STATUSES: Final = ("selesai", "dikembalikan", "mengisi", "berakun", "terdaftar")
REQUESTS: Final = ("pembukaan", "koreksi", "usulan", "mutasi", "mutasi_diminta")
GROUPS: Final = (*STATUSES, *REQUESTS)
_ASKED: Final = "menunggu"

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_BIODATA: Any = Biodata.__table__  # type: ignore[attr-defined]
_REOPENING: Any = Reopening.__table__  # type: ignore[attr-defined]
_CORRECTION: Any = Correction.__table__  # type: ignore[attr-defined]
_PROPOSAL: Any = Proposal.__table__  # type: ignore[attr-defined]
_TRANSFER: Any = Transfer.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, repr=False)
class LeftOut:
    """Somebody by name, in one of GROUPS; `unit_kerja` is "" where it is not known.

    `pages_done` are the pages of the pendataan that a worker has confirmed.
    """

    group: str
    nama: str
    unit_kerja: str
    pages_done: tuple[str, ...] = ()


def counts(session: Session, instansi_id: int, by_status: Mapping[str, int]) -> dict[str, int]:
    """How many are in each of GROUPS, given how many workers there are by status; two statements."""
    waits = waiting.of_instansi(session, instansi_id)
    ours = select(func.count()).where(_TRANSFER.c.to_instansi == instansi_id, _TRANSFER.c.status == _ASKED)
    asked = {name: getattr(waits, name) for name in REQUESTS[:-1]}
    asked[REQUESTS[-1]] = session.connection().execute(ours).scalar_one()
    return {**{status: by_status.get(status, 0) for status in STATUSES}, **asked}


def page(
    session: Session, vault: Vault, instansi_id: int, counted: Mapping[str, int], start: int, size: int
) -> list[LeftOut]:
    """`size` of them from the place `start` on, over all groups as counted; a statement for each group on the page."""
    found: list[LeftOut] = []
    before = 0
    for group in GROUPS:
        skip = max(0, start - before)
        room = min(size - len(found), counted[group] - skip)
        if room > 0:
            found += _READ[group](session, vault, instansi_id, group, skip, room)
        before += counted[group]
    return found


def everybody(session: Session, vault: Vault, instansi_id: int) -> list[LeftOut]:
    """All of them."""
    counted = counts(session, instansi_id, finalisation.look(session, instansi_id).counts)
    return page(session, vault, instansi_id, counted, 0, sum(counted.values()))


def handed_out(session: Session, vault: Vault, desk: Desk) -> None:
    """Record that somebody has the whole list sent to them.

    Raises:
        NotAllowedError: whoever wants it may not finalise.
    """
    role = acting.role_at(session, desk, "finalisasi")
    acting.write_down(session, vault, desk, role, "finalisasi.daftar", 0, {})


def _workers(session: Session, vault: Vault, instansi_id: int, group: str, skip: int, limit: int) -> list[LeftOut]:
    del vault
    # Whom to skip is told from the index alone, before anything else is looked up.
    these = (
        select(_WORKER.c.id)
        .where(_WORKER.c.instansi_id == instansi_id, _WORKER.c.status == group)
        .order_by(_WORKER.c.id)
        .offset(skip)
        .limit(limit)
        .subquery()
    )
    joined = (
        these.join(_WORKER, _WORKER.c.id == these.c.id)
        .outerjoin(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id)
        .outerjoin(_BIODATA, _BIODATA.c.account_id == _ACCOUNT.c.id)
    )
    query = select(_WORKER.c.nama, _WORKER.c.unit_kerja, _BIODATA.c.pages_done).select_from(joined)
    rows = session.connection().execute(query.order_by(_WORKER.c.id))
    return [LeftOut(group, nama, unit_kerja, tuple((done or "").split())) for nama, unit_kerja, done in rows]


def _asked(table: Any, joined: Any, whose: Any) -> Callable[..., list[LeftOut]]:  # noqa: ANN401 - SQLAlchemy's own
    """A reader of what waits in this table, joined with the workers whom it is about."""
    query = (
        select(_WORKER.c.nama, _WORKER.c.unit_kerja)
        .select_from(joined)
        .where(whose == bindparam("instansi"), table.c.status == _ASKED)
        .order_by(table.c.id)
        .offset(bindparam("skip"))
        .limit(bindparam("limit"))
    )

    def read(session: Session, vault: Vault, instansi_id: int, group: str, skip: int, limit: int) -> list[LeftOut]:
        del vault
        asked = {"instansi": instansi_id, "skip": skip, "limit": limit}
        return [LeftOut(group, *row) for row in session.connection().execute(query, asked)]

    return read


def _proposals(session: Session, vault: Vault, instansi_id: int, group: str, skip: int, limit: int) -> list[LeftOut]:
    query = select(_PROPOSAL.c.nik_index, _PROPOSAL.c.identity).where(
        _PROPOSAL.c.instansi_id == instansi_id, _PROPOSAL.c.status == _ASKED
    )
    rows = session.connection().execute(query.order_by(_PROPOSAL.c.id).offset(skip).limit(limit))
    opened = (vault.open("proposal", "identity", f"{index.hex()}:{instansi_id}", sealed) for index, sealed in rows)
    return [LeftOut(group, json.loads(one)["nama"], "") for one in opened]


def _ours(session: Session, vault: Vault, instansi_id: int, group: str, skip: int, limit: int) -> list[LeftOut]:
    """Whom this instansi has asked another one for, by what it wrote itself: the other one's record is not its own."""
    query = select(_TRANSFER.c.id, _TRANSFER.c.row).where(
        _TRANSFER.c.to_instansi == instansi_id, _TRANSFER.c.status == _ASKED
    )
    rows = session.connection().execute(query.order_by(_TRANSFER.c.id).offset(skip).limit(limit))
    opened = (json.loads(vault.open("transfer", "row", number, sealed)) for number, sealed in rows)
    return [LeftOut(group, one["nama"], one["unit_kerja"]) for one in opened]


_READ: Final[Mapping[str, Callable[..., list[LeftOut]]]] = {
    **dict.fromkeys(STATUSES, _workers),
    "pembukaan": _asked(
        _REOPENING,
        _REOPENING.join(_ACCOUNT, _ACCOUNT.c.id == _REOPENING.c.account_id).join(
            _WORKER, _WORKER.c.id == _ACCOUNT.c.worker_id
        ),
        _WORKER.c.instansi_id,
    ),
    "koreksi": _asked(
        _CORRECTION, _CORRECTION.join(_WORKER, _WORKER.c.id == _CORRECTION.c.worker_id), _CORRECTION.c.instansi_id
    ),
    "usulan": _proposals,
    "mutasi": _asked(
        _TRANSFER, _TRANSFER.join(_WORKER, _WORKER.c.id == _TRANSFER.c.worker_id), _TRANSFER.c.from_instansi
    ),
    "mutasi_diminta": _ours,
}

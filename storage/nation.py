"""What pusat sees and does of all instansi: who takes part, where each stands, and until when."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, and_, col, func, or_, true, update

from storage import audiences, audit, broadcasts, finalisation, permits, roster, staff
from storage.audit import Entry
from storage.crypto import Vault
from storage.finalisation import Standing
from storage.ids import new_id
from storage.models.roster import Instansi
from storage.permits import NATIONWIDE
from storage.roster import InstansiFacts
from storage.spelling import as_spelled

PUSAT: Final = "pusat"
"""The role under which these acts stand in the audit trail."""
_INSTANSI: Any = Instansi.__table__  # type: ignore[attr-defined]
_COLUMNS = tuple(_INSTANSI.c[name] for name in ("id", "kode", "nama", "deadline", "finalised_at"))


@dataclass(frozen=True, slots=True)
class Overview:
    """How many instansi there are by standing, how many of the open ones have no deadline, and the next deadline."""

    standings: Mapping[Standing, int]
    without_deadline: int
    next_deadline: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of instansi by name, and how many there are in all."""

    shown: tuple[tuple[InstansiFacts, Standing], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """One instansi: where it stands, its workers by status, and how many admins it has."""

    instansi: InstansiFacts
    standing: Standing
    workers: Mapping[str, int]
    admins: int


def overview(session: Session, by: int, today: date) -> Overview:
    """All instansi in figures, the next deadline from `today` on; four statements.

    Raises:
        NotAllowedError: whoever asks is not of pusat.
    """
    permits.check(session, by, NATIONWIDE, "pusat_instansi")
    is_open = _INSTANSI.c.finalised_at.is_(None)
    endless = select(func.count()).select_from(_INSTANSI).where(is_open, _INSTANSI.c.deadline.is_(None))
    ahead = select(func.min(_INSTANSI.c.deadline)).where(is_open, _INSTANSI.c.deadline >= today)
    return Overview(
        Counter(finalisation.standings(session).values()),
        int(session.connection().execute(endless).scalar_one()),
        session.connection().execute(ahead).scalar_one(),
    )


def find(session: Session, by: int, words: str, offset: int, limit: int) -> Found:
    """The instansi whose kode is, or whose name has, each of the words (all, for none), by name; four statements.

    Raises:
        NotAllowedError: whoever asks is not of pusat.
    """
    permits.check(session, by, NATIONWIDE, "pusat_instansi")
    named = _named(words)
    count = session.connection().execute(select(func.count()).select_from(_INSTANSI).where(named)).scalar_one()
    query = (
        select(*_COLUMNS)
        .where(named)
        .order_by(as_spelled(_INSTANSI.c.nama), _INSTANSI.c.id)
        .offset(offset)
        .limit(limit)
    )
    found = [InstansiFacts(*row) for row in session.connection().execute(query)]
    standings = finalisation.standings(session)
    return Found(tuple((one, standings[one.id]) for one in found), int(count))


def _named(words: str) -> ColumnElement[bool]:
    name = func.lower(col(Instansi.nama))
    each = [name.contains(word, autoescape=True) for word in words.lower().split()]
    return or_(and_(true(), *each), col(Instansi.kode) == words.strip().upper())


def card(session: Session, by: int, instansi_id: int) -> Card:
    """One instansi, which must exist; five statements.

    Raises:
        NotAllowedError: whoever asks is not of pusat.
    """
    permits.check(session, by, NATIONWIDE, "pusat_instansi")
    return Card(
        roster.instansi_by_id(session, instansi_id),
        finalisation.standing(session, instansi_id),
        audiences.standing(session, instansi_id),
        len(staff.admins_of(session, instansi_id)),
    )


def add(session: Session, vault: Vault, by: int, kode: str, nama: str, now: datetime) -> InstansiFacts:
    """Let an instansi take part.

    Raises:
        NotAllowedError: whoever does it is not of pusat.
        InstansiExistsError: the kode is taken, whatever its case; nothing was written.
    """
    permits.check(session, by, NATIONWIDE, "pusat_instansi")
    made = roster.add_instansi(session, kode, nama, None, now)
    told = {"kode": made.kode, "nama": made.nama}
    audit.record(session, vault, Entry(by, "pusat.instansi", 0, told, PUSAT, made.id), now)
    return made


def set_deadline(
    session: Session, vault: Vault, by: int, instansi_id: int, deadline: date | None, now: datetime
) -> int:
    """Set the last day, WIB, of one instansi or NATIONWIDE, None for no end; the staff of those open are told.

    They are told as many are, which holds up nobody's answer; how many they are.

    Raises:
        NotAllowedError: whoever does it is not of pusat.
    """
    permits.check(session, by, NATIONWIDE, "pusat_batas")
    whose = true() if instansi_id == NATIONWIDE else col(Instansi.id) == instansi_id
    # As the session's own statement, so that an instansi which was read before in this transaction says the same.
    session.exec(update(Instansi).where(whose).values(deadline=deadline))
    audit.record(session, vault, Entry(by, "pusat.batas", 0, {"deadline": deadline}, PUSAT, instansi_id), now)
    told = audiences.size(session, audiences.DEADLINE, instansi_id)
    if told:
        # Each change is one of its own, also back to what it was.
        about, day = f"{audiences.DEADLINE}:{new_id()}", deadline.isoformat() if deadline else ""
        broadcasts.start(session, vault, audiences.DEADLINE, about, instansi_id, day, by, now)
    return told

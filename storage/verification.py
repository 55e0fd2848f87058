"""Verification: finished workers as cards, each held by one verifier at a time, and what is decided on them.

A card is a worker whose record is `selesai`. Whoever takes one holds it for a quarter of an hour; a decision counts
only from whoever holds the card, and only on the record as it was looked at.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from storage import permits
from storage.models.accounts import Account
from storage.models.roster import Worker
from storage.models.verification import Verification

LAPSE: Final = timedelta(minutes=15)
"""After so long without a word somebody else may take the card."""
FINISHED: Final = "selesai"

_CARD: Any = Verification.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_WAITS = _WORKER.join(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id).outerjoin(
    _CARD, _CARD.c.worker_id == _WORKER.c.id
)
_HAS_CONSENT = _ACCOUNT.c.withdrawn_at.is_(None)
_IS_WAITING = (_WORKER.c.instansi_id == bindparam("instansi"), _WORKER.c.status == FINISHED)
_MINE = and_(_CARD.c.verifier == bindparam("who"), _CARD.c.held_until > bindparam("now"))
_THEIRS = and_(_CARD.c.verifier != bindparam("who"), _CARD.c.held_until > bindparam("now"))
_FREE = or_(_CARD.c.verifier.is_(None), _CARD.c.held_until <= bindparam("now"))
_SKIPPED = _CARD.c.skipped_at >= _ACCOUNT.c.finished_at
"""Only since the record was ended: whoever ends it again begins anew."""
_CHOSEN = (
    select(
        _WORKER.c.id,
        _WORKER.c.instansi_id,
        bindparam("who", type_=_CARD.c.verifier.type),
        bindparam("until", type_=_CARD.c.held_until.type),
    )
    .select_from(_WAITS)
    .where(*_IS_WAITING, _HAS_CONSENT, or_(_CARD.c.worker_id.is_(None), _FREE, _MINE))
    .order_by(
        case((_SKIPPED, _CARD.c.skipped_at), else_=None).nulls_first(),
        _ACCOUNT.c.finished_at,
        _WORKER.c.id,
    )
    .limit(1)
    # Where several processes write at once, each takes what nobody else is about to take.
    .with_for_update(of=_WORKER, skip_locked=True)
)
_ONE: Any = _CHOSEN.where(_WORKER.c.id == bindparam("worker"))
_COUNT = select(
    select(func.count()).select_from(_WORKER).where(*_IS_WAITING).scalar_subquery(),
    select(func.count())
    .select_from(_CARD.join(_WORKER, _WORKER.c.id == _CARD.c.worker_id))
    .where(*_IS_WAITING, _THEIRS)
    .scalar_subquery(),
)
_HELD = select(_CARD.c.worker_id).where(_CARD.c.instansi_id == bindparam("instansi"), _MINE).order_by(_CARD.c.worker_id)
_HOLDS = _HELD.where(_CARD.c.worker_id == bindparam("worker"))
_LIST = (
    select(_ACCOUNT.c.id, _WORKER.c.id)
    .select_from(_WAITS)
    .where(*_IS_WAITING, _HAS_CONSENT)
    .order_by(_ACCOUNT.c.finished_at, _WORKER.c.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many finished workers wait, and how many of them other verifiers hold just now."""

    count: int
    with_others: int


def claim(session: Session, instansi_id: int, verifier: int, now: datetime) -> int | None:
    """The worker whose card this verifier holds from now on for 15 minutes, or None where there is none to take.

    Whoever holds one that still waits gets that one; else the one that ended first, those that were passed over last.
    The database decides in one statement, so two verifiers never get the same.

    Raises:
        NotAllowedError: whoever wants it is no verifier of the instansi.
    """
    permits.check(session, verifier, instansi_id, "verifikasi")
    asked = {"instansi": instansi_id, "who": verifier, "now": now, "until": now + LAPSE}
    mine = held(session, instansi_id, verifier, now)
    again = _claim(session, _ONE, {**asked, "worker": mine}) if mine is not None else None
    return again if again is not None else _claim(session, _CHOSEN, asked)


def claim_this(session: Session, instansi_id: int, worker_id: int, verifier: int, now: datetime) -> bool:
    """Whether this very card is the verifier's now: not if somebody else holds it, or it is none; one statement.

    Raises:
        NotAllowedError: whoever wants it is no verifier of the instansi.
    """
    permits.check(session, verifier, instansi_id, "verifikasi")
    asked = {"instansi": instansi_id, "who": verifier, "now": now, "until": now + LAPSE, "worker": worker_id}
    return _claim(session, _ONE, asked) is not None


def held(session: Session, instansi_id: int, verifier: int, now: datetime) -> int | None:
    """The worker whose card this verifier holds just now, of several the one registered first; one statement."""
    asked = {"instansi": instansi_id, "who": verifier, "now": now}
    found: int | None = session.connection().execute(_HELD, asked).scalar()
    return found


def holds(session: Session, instansi_id: int, worker_id: int, verifier: int, now: datetime) -> bool:
    """Whether this verifier holds this very card just now, among others or alone; one statement."""
    asked = {"instansi": instansi_id, "worker": worker_id, "who": verifier, "now": now}
    return session.connection().execute(_HOLDS, asked).scalar() is not None


def skip(session: Session, instansi_id: int, worker_id: int, verifier: int, now: datetime) -> bool:
    """Lewati: the card goes behind all others; whether the verifier held it. One statement."""
    here = (_CARD.c.worker_id == worker_id, _CARD.c.instansi_id == instansi_id, _MINE)
    free = update(_CARD).where(*here).values(verifier=None, held_until=None, skipped_at=bindparam("now"))
    return session.connection().execute(free, {"who": verifier, "now": now}).rowcount == 1


def account_of(session: Session, worker_id: int) -> int:
    """The account of the worker on a card; one statement."""
    query = select(_ACCOUNT.c.id).where(_ACCOUNT.c.worker_id == worker_id)
    found: int = session.connection().execute(query).scalar_one()
    return found


def account_numbered(session: Session, instansi_id: int, nomor: str) -> int | None:
    """The account with this nomor registrasi, if its worker is in this instansi; one statement."""
    query = select(_ACCOUNT.c.id).join(_WORKER, _WORKER.c.id == _ACCOUNT.c.worker_id)
    here = (_ACCOUNT.c.nomor_registrasi == nomor, _WORKER.c.instansi_id == instansi_id)
    found: int | None = session.connection().execute(query.where(*here)).scalar()
    return found


def waiting(session: Session, instansi_id: int, verifier: int, now: datetime) -> Waiting:
    """What waits for this instansi's verifiers; one statement."""
    asked = {"instansi": instansi_id, "who": verifier, "now": now}
    return Waiting(*session.connection().execute(_COUNT, asked).one())


def listed(session: Session, instansi_id: int, verifier: int, most: int) -> list[tuple[int, int]]:
    """(account, worker) of at most so many that wait, whoever holds them, the one that ended first at the head.

    Raises:
        NotAllowedError: whoever asks is no verifier of the instansi.
    """
    permits.check(session, verifier, instansi_id, "verifikasi")
    rows = session.connection().execute(_LIST, {"instansi": instansi_id, "most": most})
    return [(account, worker) for account, worker in rows]


def drop(session: Session, worker_id: int) -> None:
    """There is no such card any more, whoever held it; one statement."""
    session.connection().execute(delete(_CARD).where(_CARD.c.worker_id == worker_id))


def _claim(session: Session, chosen: Any, asked: dict[str, Any]) -> int | None:  # noqa: ANN401 - a Select
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    names = ["worker_id", "instansi_id", "verifier", "held_until"]
    statement: Any = dialect.insert(_CARD).from_select(names, chosen)
    taken = statement.on_conflict_do_update(
        index_elements=["worker_id"],
        set_={name: statement.excluded[name] for name in names[1:]},
        where=or_(_FREE, _CARD.c.verifier == statement.excluded.verifier),
    ).returning(_CARD.c.worker_id)
    found: int | None = session.connection().execute(taken, asked).scalar()
    return found

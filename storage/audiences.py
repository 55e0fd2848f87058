"""Who is told: the people of each kind of broadcast, in an order that nothing they do meanwhile changes.

Workers are found by instansi and status, where an index holds each status in the order of its workers; merged, a
chunk of them costs the same at the beginning and at the end, and whoever's status changes is neither passed over nor
met twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, literal_column, or_, select, union_all
from sqlmodel import Session

from storage.models.accounts import Account
from storage.models.roster import Instansi, Worker
from storage.models.staff import Staff
from storage.models.turns import ConversationRow
from storage.prepared import Prepared
from storage.roster import InstansiFacts
from storage.spelling import as_spelled

WITH_ACCOUNT: Final = ("berakun", "mengisi", "selesai", "disetujui", "dikembalikan")
NOT_ENDED: Final = ("berakun", "mengisi", "dikembalikan")

WORKERS: Final[Mapping[str, tuple[str, ...]]] = {
    "semua": WITH_ACCOUNT,
    "belum": NOT_ENDED,
    "kembali": ("dikembalikan",),
    "final": WITH_ACCOUNT,
    "ingat": NOT_ENDED,
}
"""The kinds that go to an instansi's workers with an account, and where these stand; a worker's `key` is its id."""
DRAFTS: Final = "ingat_draf"
"""Goes to whoever has begun an account, of whatever instansi; the `key` is the person."""
STAFF: Final = "ingat_staf"
"""Goes to an instansi's admins and verifiers; the `key` is the person."""
STAFF_ROLES: Final = ("admin", "verifier")
DEADLINE: Final = "batas"
"""Goes to all staff of the instansi, or of all instansi, that are not finalised; the `key` is the person."""

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_INSTANSI: Any = Instansi.__table__  # type: ignore[attr-defined]
_STAFF: Any = Staff.__table__  # type: ignore[attr-defined]
_DRAFT: Any = ConversationRow.__table__  # type: ignore[attr-defined]
_ANY_INSTANSI: Any = bindparam("instansi")
_HAS_ACCOUNT: Any = _WORKER.join(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told: where they come in the order of the audience, and their Telegram number."""

    key: int
    person: int


@dataclass(frozen=True, slots=True)
class Listener:
    """A worker with an account who is about to be told something: where the record stands, and at which instansi."""

    account_id: int
    made_at: datetime
    status: str
    instansi: InstansiFacts


def _of_status(status: str) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    return (_WORKER.c.instansi_id == _ANY_INSTANSI, _WORKER.c.status == status, _ACCOUNT.c.withdrawn_at.is_(None))


def _workers(statuses: tuple[str, ...]) -> Prepared:
    """The next of each status, merged."""
    each = (
        select(_WORKER.c.id.label("key"), _ACCOUNT.c.telegram_id.label("person"))
        .select_from(_HAS_ACCOUNT)
        .where(*_of_status(status), _WORKER.c.id > bindparam("after"))
        .order_by(_WORKER.c.id)
        .limit(bindparam("limit"))
        .subquery()
        for status in statuses
    )
    merged = union_all(*(select(one.c.key, one.c.person) for one in each)).subquery()
    query = select(merged.c.key, merged.c.person).order_by(merged.c.key).limit(bindparam("limit"))
    return Prepared(query, "instansi", "after", "limit")


def _how_many(statuses: tuple[str, ...]) -> Prepared:
    """All of these statuses, told from the index alone, without the few who took their consent back."""
    here = (
        _WORKER.c.instansi_id == _ANY_INSTANSI,
        _WORKER.c.status.in_([literal_column(f"'{one}'") for one in statuses]),
    )
    everybody = select(func.count()).select_from(_WORKER).where(*here).scalar_subquery()
    theirs = select(_WORKER.c.id).where(_WORKER.c.id == _ACCOUNT.c.worker_id, *here).exists()
    gone = select(func.count()).select_from(_ACCOUNT).where(_ACCOUNT.c.withdrawn_at.is_not(None), theirs)
    return Prepared(select(everybody - gone.scalar_subquery()), "instansi")


_NEXT = {kind: _workers(statuses) for kind, statuses in WORKERS.items()}
_COUNT = {kind: _how_many(statuses) for kind, statuses in WORKERS.items()}
_NEXT_DRAFTS = Prepared(
    select(_DRAFT.c.person, _DRAFT.c.person)
    .where(_DRAFT.c.flow == "account", _DRAFT.c.person > bindparam("after"))
    .order_by(_DRAFT.c.person)
    .limit(bindparam("limit")),
    "after",
    "limit",
)
_OF_STAFF = (_STAFF.c.instansi_id == _ANY_INSTANSI, or_(*(_STAFF.c.role == role for role in STAFF_ROLES)))
_NEXT_STAFF = Prepared(
    select(_STAFF.c.person, _STAFF.c.person)
    .distinct()
    .where(*_OF_STAFF, _STAFF.c.person > bindparam("after"))
    .order_by(_STAFF.c.person)
    .limit(bindparam("limit")),
    "instansi",
    "after",
    "limit",
)
_AFFECTED = (_INSTANSI.c.finalised_at.is_(None), or_(_ANY_INSTANSI == 0, _INSTANSI.c.id == _ANY_INSTANSI))
_HERE = _INSTANSI.c.id == _STAFF.c.instansi_id
_STAFF_OF: Any = _STAFF.join(_INSTANSI, _HERE)
_NEXT_AFFECTED = Prepared(
    select(_STAFF.c.person, _STAFF.c.person)
    .distinct()
    .select_from(_STAFF_OF)
    .where(*_AFFECTED, _STAFF.c.person > bindparam("after"))
    .order_by(_STAFF.c.person)
    .limit(bindparam("limit")),
    "instansi",
    "after",
    "limit",
)
_COUNT_AFFECTED = Prepared(
    select(func.count(_STAFF.c.person.distinct())).select_from(_STAFF_OF).where(*_AFFECTED), "instansi"
)
_STANDING = Prepared(
    select(_WORKER.c.status, func.count()).where(_WORKER.c.instansi_id == _ANY_INSTANSI).group_by(_WORKER.c.status),
    "instansi",
)
_FACTS: Final = tuple(_INSTANSI.c[name] for name in ("id", "kode", "nama", "deadline", "finalised_at"))
_WORKPLACES = Prepared(
    select(*_FACTS)
    .where(*_AFFECTED, select(_STAFF.c.id).where(_STAFF.c.person == bindparam("person"), _HERE).exists())
    .order_by(as_spelled(_INSTANSI.c.nama), _INSTANSI.c.id),
    "instansi",
    "person",
)
_LISTENER = Prepared(
    select(_ACCOUNT.c.id, _ACCOUNT.c.created_at, _WORKER.c.status, *_FACTS)
    .select_from(_HAS_ACCOUNT.join(_INSTANSI, _INSTANSI.c.id == _WORKER.c.instansi_id))
    .where(_WORKER.c.id == bindparam("worker"), _ACCOUNT.c.withdrawn_at.is_(None)),
    "worker",
)
_WITHOUT_ACCOUNT = Prepared(
    select(*_FACTS)
    .select_from(
        _WORKER.join(_INSTANSI, _INSTANSI.c.id == _WORKER.c.instansi_id).outerjoin(
            _ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id
        )
    )
    .where(_WORKER.c.id == bindparam("worker"), _ACCOUNT.c.id.is_(None)),
    "worker",
)
_ENDS_SOON = Prepared(
    select(*_FACTS)
    .where(
        _INSTANSI.c.finalised_at.is_(None),
        _INSTANSI.c.deadline >= bindparam("first"),
        _INSTANSI.c.deadline <= bindparam("last"),
    )
    .order_by(_INSTANSI.c.deadline, _INSTANSI.c.id),
    "first",
    "last",
)


def following(session: Session, kind: str, instansi_id: int, after: int, limit: int) -> list[Recipient]:
    """The next people of this audience, by key; one statement.

    Raises:
        KeyError: there is no such kind.
    """
    if kind == DRAFTS:
        rows = _NEXT_DRAFTS.rows(session, after, limit)
    elif kind == STAFF:
        rows = _NEXT_STAFF.rows(session, instansi_id, after, limit)
    elif kind == DEADLINE:
        rows = _NEXT_AFFECTED.rows(session, instansi_id, after, limit)
    else:
        rows = _NEXT[kind].rows(session, instansi_id, after, limit)
    return [Recipient(key, person) for key, person in rows]


def size(session: Session, kind: str, instansi_id: int) -> int:
    """How many people such a broadcast goes to now; one statement, 0 where nobody counts them.

    Raises:
        KeyError: there is no such kind.
    """
    if kind in {DRAFTS, STAFF}:
        return 0
    counting = _COUNT_AFFECTED if kind == DEADLINE else _COUNT[kind]
    count: int = counting.rows(session, instansi_id)[0][0]
    return count


def standing(session: Session, instansi_id: int) -> dict[str, int]:
    """How many of the instansi's workers are in each status; a status in which nobody is, is not named."""
    return dict(_STANDING.rows(session, instansi_id))


def listener(session: Session, worker_id: int) -> Listener | None:
    """A worker as they stand now; None where there is no account any more. One statement."""
    rows = _LISTENER.rows(session, worker_id)
    if not rows:
        return None
    account, made_at, status, *instansi = rows[0]
    return Listener(account, made_at, status, InstansiFacts(*instansi))


def without_account(session: Session, worker_id: int) -> InstansiFacts | None:
    """The instansi of a worker who has no account; None for one who has, or who is registered no more."""
    rows = _WITHOUT_ACCOUNT.rows(session, worker_id)
    return InstansiFacts(*rows[0]) if rows else None


def workplaces(session: Session, instansi_id: int, person: int) -> list[InstansiFacts]:
    """Those of the instansi concerned, by name, at which this person has a role; 0 for all. None that is finalised."""
    return [InstansiFacts(*row) for row in _WORKPLACES.rows(session, instansi_id, person)]


def ends_soon(session: Session, first: date, last: date) -> list[InstansiFacts]:
    """The instansi that are not finalised and end between these days; the first to end first. One statement."""
    return [InstansiFacts(*row) for row in _ENDS_SOON.rows(session, first, last)]

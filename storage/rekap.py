"""The figures of a pendataan, counted from the rows: of one instansi or of all, by status, unit kerja and day.

Counting 50,000 workers takes a tenth of a second: these are questions for Database.reading(), not for a turn.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Text, bindparam, func, literal_column, select, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from storage.models.accounts import Account
from storage.models.roster import Instansi, Worker
from storage.models.verification import Decision
from storage.roster import InstansiFacts
from storage.spelling import as_spelled

BEGUN: Final = ("berakun", "mengisi", "selesai", "disetujui", "dikembalikan")
"""Where a record may stand once there is an account."""
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_INSTANSI: Any = Instansi.__table__  # type: ignore[attr-defined]
_DECISION: Any = Decision.__table__  # type: ignore[attr-defined]


class _DayInWib(FunctionElement[str]):
    """The day in WIB of a stored moment, as ISO 8601 text; WIB is seven hours ahead of UTC, all year."""

    type = Text()
    inherit_cache = True


@compiles(_DayInWib)
def _day_in_wib(element: _DayInWib, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    # SQLite rounds to thousandths, and so the last half of one into the next day: it is given whole seconds.
    return f"date(substr({compiler.process(element.clauses, **options)}, 1, 19), '+7 hours')"


@compiles(_DayInWib, "postgresql")
def _day_in_wib_on_postgresql(element: _DayInWib, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    return f"to_char({compiler.process(element.clauses, **options)} + interval '7 hours', 'YYYY-MM-DD')"


_HERE: Final[Any] = bindparam("instansi")
_BY_UNIT: Final = (
    select(_WORKER.c.unit_kerja, _WORKER.c.status, func.count())
    .where(_WORKER.c.instansi_id == _HERE)
    .group_by(_WORKER.c.unit_kerja, _WORKER.c.status)
)
_BY_INSTANSI: Final = select(_WORKER.c.instansi_id, _WORKER.c.status, func.count()).group_by(
    _WORKER.c.instansi_id, _WORKER.c.status
)
_ALL_INSTANSI: Final = select(
    *(_INSTANSI.c[name] for name in ("id", "kode", "nama", "deadline", "finalised_at"))
).order_by(as_spelled(_INSTANSI.c.kode))
_ANYBODY: Final = select(_WORKER.c.id)
_SOMEBODY: Final = _ANYBODY.where(_WORKER.c.status.in_(BEGUN))


def _days(of: Any, moment: Any, *conditions: Any, event: Any = None) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    """How often something came on each day on which it did; `event` tells what, if it is not the moment's own name."""
    day = _DayInWib(moment).label("day")
    told = literal_column(f"'{moment.name}'") if event is None else event
    grouped = (day,) if event is None else (day, event)
    return (
        select(day, told.label("event"), func.count())
        .select_from(of)
        .where(moment.is_not(None), *conditions)
        .group_by(*grouped)
    )


def _all_days(accounts: Any, of_workers: tuple[Any, ...], of_decisions: tuple[Any, ...]) -> Any:  # noqa: ANN401 - as above
    """Accounts made, records ended and decisions, of whom the conditions tell."""
    return union_all(
        _days(accounts, _ACCOUNT.c.created_at, *of_workers),
        _days(accounts, _ACCOUNT.c.finished_at, *of_workers),
        _days(_DECISION, _DECISION.c.decided_at, *of_decisions, event=_DECISION.c.verdict),
    )


_OF_DAY: Final = _all_days(
    _ACCOUNT.join(_WORKER, _WORKER.c.id == _ACCOUNT.c.worker_id),
    (_WORKER.c.instansi_id == _HERE,),
    (_DECISION.c.instansi_id == _HERE,),
)
_OF_DAY_ANYWHERE: Final = _all_days(_ACCOUNT, (), ())
_EVENT: Final = {"created_at": "akun", "finished_at": "selesai"}

Counted = tuple[str, str, int]
"""(unit kerja, status, how many)."""
OnDay = tuple[date, str, int]
"""(day in WIB, event, how often): events are akun, selesai, and a decision's verdict."""


@dataclass(frozen=True, slots=True)
class InstansiCount:
    """One instansi, and how many of its workers stand where."""

    instansi: InstansiFacts
    counts: dict[str, int]


def by_unit(session: Session, instansi_id: int) -> list[Counted]:
    """How many workers of each unit kerja stand where; one statement."""
    return [(*row,) for row in session.connection().execute(_BY_UNIT, {"instansi": instansi_id})]


def by_instansi(session: Session) -> list[InstansiCount]:
    """Every instansi by its kode, also those without workers; two statements."""
    connection = session.connection()
    counts: dict[int, dict[str, int]] = {}
    for instansi_id, status, count in connection.execute(_BY_INSTANSI):
        counts.setdefault(instansi_id, {})[status] = count
    found = (InstansiFacts(*row) for row in connection.execute(_ALL_INSTANSI))
    return [InstansiCount(instansi, counts.get(instansi.id, {})) for instansi in found]


def by_day(session: Session, instansi_id: int | None) -> list[OnDay]:
    """Accounts made, records ended and decisions on each day in WIB on which there were any; one statement.

    Accounts and records are those of workers whom the instansi holds now, decisions those that it took; of all
    instansi for None.
    """
    connection = session.connection()
    rows = (
        connection.execute(_OF_DAY_ANYWHERE)
        if instansi_id is None
        else connection.execute(_OF_DAY, {"instansi": instansi_id})
    )
    return [(date.fromisoformat(day), _EVENT.get(event, event), count) for day, event, count in rows]


def has_workers(session: Session, instansi_id: int | None) -> bool:
    """Whether the instansi, or any for None, has registered anybody; one statement, by an index."""
    return _is_there(session, _ANYBODY, instansi_id)


def has_accounts(session: Session, instansi_id: int | None) -> bool:
    """Whether any of its workers, or of all for None, has come further than being registered; as above."""
    return _is_there(session, _SOMEBODY, instansi_id)


def _is_there(session: Session, query: Any, instansi_id: int | None) -> bool:  # noqa: ANN401 - SQLAlchemy's own
    of = query if instansi_id is None else query.where(_WORKER.c.instansi_id == instansi_id)
    return session.connection().execute(of.limit(1)).first() is not None

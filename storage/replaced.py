"""What an import writes over a registered row: the old one is kept, sealed, so that it can be put back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session

from storage.crypto import Vault
from storage.ids import new_id
from storage.listed import among
from storage.models.imports import ReplacedRow
from storage.models.roster import Riwayat, Worker
from storage.prepared import Prepared
from storage.rows import OF_RIWAYAT, OF_WORKER, value_of

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_RIWAYAT: Any = Riwayat.__table__  # type: ignore[attr-defined]
_TABLE: Any = ReplacedRow.__table__  # type: ignore[attr-defined]
_OF_WORKER: Final = ("kk", "row_index", *OF_WORKER)
_OF_RIWAYAT: Final = tuple(OF_RIWAYAT.values())
_FIRST: Final = _RIWAYAT.c.source == "instansi"
_BEFORE = (
    select(
        _WORKER.c.id,
        *(_WORKER.c[name].label(f"worker_{name}") for name in _OF_WORKER),
        *(_RIWAYAT.c[name].label(f"riwayat_{name}") for name in _OF_RIWAYAT),
    )
    .join(_RIWAYAT, (_RIWAYAT.c.worker_id == _WORKER.c.id) & _FIRST)
    .where(among(_WORKER.c.id, "workers"))
)
_KEEP = Prepared(_TABLE.insert(), "id", "import_id", "worker_id", "before")
_OVER_WORKER = update(_WORKER).where(_WORKER.c.id == bindparam("the_id"))
_OVER_RIWAYAT = update(_RIWAYAT).where(_RIWAYAT.c.worker_id == bindparam("the_worker"), _FIRST)
_FORGET = delete(_TABLE).where(among(_TABLE.c.id, "rows"))


def keep(session: Session, vault: Vault, import_id: int, workers: Sequence[int]) -> None:
    """Remember these workers with their first riwayat as they are; two statements."""
    rows = []
    for found in session.connection().execute(_BEFORE, {"workers": workers}):
        number = new_id()
        before = msgspec.json.encode(list(found)[1:])
        rows.append((number, import_id, found.id, vault.seal_bytes("replaced_row", "before", number, before)))
    _KEEP.each(session, rows)


def write_over(
    session: Session, workers: Mapping[int, Mapping[str, Any]], riwayat: Mapping[int, Mapping[str, Any]]
) -> None:
    """Let workers and their first riwayat, by the worker's id, have these values; two statements."""
    connection = session.connection()
    connection.execute(_OVER_WORKER, [{**said, "the_id": worker} for worker, said in workers.items()])
    connection.execute(_OVER_RIWAYAT, [{**said, "the_worker": worker} for worker, said in riwayat.items()])


def put_back(session: Session, vault: Vault, rows: Sequence[tuple[int, int, bytes]]) -> None:
    """Undo what was written over, given (id, worker, before) of kept rows, and forget these; three statements.

    Raises:
        SealBrokenError: one of them was changed.
    """
    workers: dict[int, dict[str, Any]] = {}
    riwayat: dict[int, dict[str, Any]] = {}
    for number, worker, before in rows:
        said = msgspec.json.decode(vault.open_bytes("replaced_row", "before", number, before))
        of_worker, of_riwayat = said[: len(_OF_WORKER)], said[len(_OF_WORKER) :]
        workers[worker] = dict(map(_read, _OF_WORKER, of_worker))
        riwayat[worker] = dict(map(_read, _OF_RIWAYAT, of_riwayat))
    write_over(session, workers, riwayat)
    session.connection().execute(_FORGET, {"rows": [number for number, _, _ in rows]})


def _read(name: str, packed: str | None) -> tuple[str, Any]:
    """A column and its value again: bytes and dates are text in JSON."""
    if _is_bytes(name) and packed is not None:
        return name, msgspec.convert(packed, bytes)
    return name, value_of(name, packed)


def _is_bytes(name: str) -> bool:
    return name in {"kk", "row_index"}

"""Registers workers by the hundred: what an instansi sends is sealed outside a transaction, and compared inside one.

A NIK that is new is inserted; the same row once more changes nothing; another row for a worker who has no account yet
replaces the old one; for a worker who has begun, or whom another instansi holds, it is refused.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session, col

from storage import replaced, rows
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.roster import Riwayat, Worker
from storage.prepared import Prepared

_OF_WORKER = rows.OF_WORKER
_WORKER = (
    "id",
    "instansi_id",
    "status",
    "import_id",
    "registered_at",
    "nik_index",
    "row_index",
    "nik",
    "kk",
    *_OF_WORKER,
)
_OF_RIWAYAT = tuple(rows.OF_RIWAYAT.values())
_RIWAYAT = ("id", "worker_id", "source", *_OF_RIWAYAT)
_INSERT_WORKER = Prepared(insert(Worker), *_WORKER)
_INSERT_RIWAYAT = Prepared(insert(Riwayat), *_RIWAYAT)
_worker_said = attrgetter(*_OF_WORKER)
_riwayat_said = attrgetter(*rows.OF_RIWAYAT)


class Registrable(Protocol):
    """A worker as an instansi registers one.

    Besides these two it has the columns of Worker from `nama` to `unit_kerja` and those of Riwayat from `nomor_sk` to
    `jenis_pembayaran` under the same names, but `pendidikan` as `pendidikan_sk`.
    """

    @property
    def nik(self) -> str:
        """16 digits."""

    @property
    def kk(self) -> str | None:
        """16 digits."""


class Sealed(NamedTuple):
    """A worker and a riwayat ready to insert, as values in the order of their columns; `number` is the caller's."""

    number: int
    person: Registrable
    nik_index: bytes
    row_index: bytes
    worker: tuple[Any, ...]
    riwayat: tuple[Any, ...]

    def __repr__(self) -> str:
        return f"Sealed({self.number})"


class Known(NamedTuple):
    """What there is already of a worker."""

    worker_id: int
    instansi_id: int
    status: str
    row_index: bytes
    import_id: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Registered:
    """What became of a batch: NIK indexes of new workers, counts, and (number, code) of what was refused.

    Rows that this very import had brought before it was interrupted count as nothing. Codes: `nik_at_other_instansi`,
    `worker_has_begun`.
    """

    new: list[bytes] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


class Sealer:
    """Encrypts and fingerprints workers of one instansi: most of the cost, so not in a transaction."""

    def __init__(
        self,
        vault: Vault,
        instansi_id: int,
        now: datetime,
        import_id: int | None = None,
        written_over: Collection[int] = (),
    ) -> None:
        """Take what all of them share.

        `import_id` is None for a worker entered by hand; `written_over` are the workers whose row it has replaced.
        """
        self.instansi_id = instansi_id
        self._written_over = written_over
        self.import_id = import_id
        self.vault = vault
        self._shared = (instansi_id, "terdaftar", import_id, now)

    def brought(self, known: Known) -> bool:
        """Whether the row that is there is of this very import."""
        mine = self.import_id is not None and known.import_id == self.import_id
        return mine or known.worker_id in self._written_over

    def seal(self, number: int, person: Registrable) -> Sealed:
        """One worker, under an id of its own."""
        return self.seal_all([number], [person])[0]

    def seal_all(self, numbers: Sequence[int], people: Sequence[Registrable]) -> list[Sealed]:
        """Many workers, column by column: a third of the time that one after the other takes."""
        ids = [new_id() for _ in people]
        niks, kks = [person.nik for person in people], [person.kk for person in people]
        of_workers, of_riwayat = list(map(_worker_said, people)), list(map(_riwayat_said, people))
        nik_indexes = self.vault.fingerprints("index:nik", niks)
        row_indexes = self.vault.fingerprints("index:row", map(_in_words, niks, kks, of_workers, of_riwayat))
        sealed = zip(nik_indexes, row_indexes, *self._numbers(ids, niks, kks), strict=True)
        workers = [
            (worker_id, *self._shared, *secret, *said)
            for worker_id, secret, said in zip(ids, sealed, of_workers, strict=True)
        ]
        # The first riwayat has its worker's number as its own: new_id() gives none twice.
        riwayat = [(worker_id, worker_id, "instansi", *said) for worker_id, said in zip(ids, of_riwayat, strict=True)]
        return list(map(Sealed, numbers, people, nik_indexes, row_indexes, workers, riwayat))

    def numbers(self, worker_id: int, person: Registrable) -> tuple[bytes | None, bytes | None]:
        """NIK and KK number, bound to the worker's id."""
        (nik,), (kk,) = self._numbers([worker_id], [person.nik], [person.kk])
        return nik, kk

    def _numbers(
        self, ids: Sequence[int], niks: Sequence[str], kks: Sequence[str | None]
    ) -> tuple[list[bytes | None], list[bytes | None]]:
        return self.vault.seal_many("worker", "nik", ids, niks), self.vault.seal_many("worker", "kk", ids, kks)


def _in_words(nik: str, kk: str | None, of_worker: Sequence[object], of_riwayat: Sequence[object]) -> str:
    """All that a row says, as the fingerprint takes it."""
    return "\x1f".join(map(str, (nik, kk, *of_worker, *of_riwayat)))


def register(session: Session, sealer: Sealer, batch: Sequence[Sealed]) -> Registered:
    """Write a batch of different NIK, all of one instansi; at most some thousand, a transaction holds the one writer.

    Raises:
        IntegrityError: another process registered one of these NIK at the same moment; trying again finds it.
    """
    outcome = Registered()
    known = _known(session, batch)
    fresh = [sealed for sealed in batch if sealed.nik_index not in known]
    changed: list[tuple[int, Sealed]] = []
    for sealed in batch:
        if sealed.nik_index in known:
            _compare(known[sealed.nik_index], sealed, sealer, outcome, changed)
    if fresh:
        _INSERT_WORKER.each(session, [sealed.worker for sealed in fresh])
        _INSERT_RIWAYAT.each(session, [sealed.riwayat for sealed in fresh])
        outcome.new.extend(sealed.nik_index for sealed in fresh)
    if changed:
        _replace(session, sealer, changed)
    return outcome


def _compare(
    known: Known, sealed: Sealed, sealer: Sealer, outcome: Registered, changed: list[tuple[int, Sealed]]
) -> None:
    """Sort one worker that is already there into the outcome."""
    if known.instansi_id != sealer.instansi_id:
        outcome.refused.append((sealed.number, "nik_at_other_instansi"))
    elif known.row_index == sealed.row_index:
        if not sealer.brought(known):
            outcome.unchanged.append(sealed.number)
    elif known.status != "terdaftar":
        outcome.refused.append((sealed.number, "worker_has_begun"))
    else:
        outcome.updated.append(sealed.number)
        changed.append((known.worker_id, sealed))


def _known(session: Session, batch: Sequence[Sealed]) -> dict[bytes, Known]:
    """What is registered under these NIK, by NIK index."""
    names = (Worker.nik_index, Worker.id, Worker.instansi_id, Worker.status, Worker.row_index, Worker.import_id)
    query = select(*map(col, names)).where(col(Worker.nik_index).in_(bindparam("asked", expanding=True)))
    found: Any = session.connection().execute(query, {"asked": [sealed.nik_index for sealed in batch]})
    return {nik_index: Known(*facts) for nik_index, *facts in found}


def _replace(session: Session, sealer: Sealer, changed: Sequence[tuple[int, Sealed]]) -> None:
    """Write the new row over the old one, sealed again because a seal is bound to the id that stays.

    What an import replaces is kept, so that the import can be undone.
    """
    if sealer.import_id is not None:
        replaced.keep(session, sealer.vault, sealer.import_id, [worker_id for worker_id, _ in changed])
    workers, riwayat = {}, {}
    for worker_id, sealed in changed:
        nik, kk = sealer.numbers(worker_id, sealed.person)
        said = dict(zip(_OF_WORKER, _worker_said(sealed.person), strict=True))
        workers[worker_id] = said | {"nik": nik, "kk": kk, "row_index": sealed.row_index}
        riwayat[worker_id] = dict(zip(_OF_RIWAYAT, _riwayat_said(sealed.person), strict=True))
    replaced.write_over(session, workers, riwayat)

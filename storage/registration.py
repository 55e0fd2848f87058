"""Registers workers by the hundred: what an instansi sends is sealed outside a transaction, and compared inside one.

A NIK that is new is inserted; the same row once more changes nothing; another row for a worker who has no account yet
replaces the old one; for a worker who has begun, or whom another instansi holds, it is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session, col

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.roster import Riwayat, Worker
from storage.prepared import Prepared

_OF_WORKER = (
    "nama",
    "no_peserta_thk2",
    "tempat_lahir",
    "tanggal_lahir",
    "jenis_kelamin",
    "tingkat_pendidikan",
    "pendidikan_terakhir",
    "nomor_ijazah",
    "tanggal_lulus",
    "nama_sekolah",
    "jabatan",
    "unit_kerja",
)
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
_OF_RIWAYAT = (
    "nomor_sk",
    "tanggal_sk",
    "tanggal_mulai",
    "tanggal_berakhir",
    "pendidikan",
    "jabatan",
    "unit_kerja",
    "jabatan_penandatangan",
    "jenis_jabatan_penandatangan",
    "jenis_pembayaran",
)
_RIWAYAT = ("id", "worker_id", "source", *_OF_RIWAYAT)
_INSERT_WORKER = Prepared(insert(Worker), *_WORKER)
_INSERT_RIWAYAT = Prepared(insert(Riwayat), *_RIWAYAT)
_INDEX_BYTES = 16
_worker_said = attrgetter(*_OF_WORKER)
# An SK names an education of its own, beside the worker's.
_riwayat_said = attrgetter(*("pendidikan_sk" if name == "pendidikan" else name for name in _OF_RIWAYAT))


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


@dataclass(frozen=True, slots=True, repr=False)
class Registered:
    """What became of a batch: NIK indexes of new workers, counts, and (number, code) of what was refused.

    Codes: `nik_at_other_instansi`, `worker_has_begun`.
    """

    new: list[bytes] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


class Sealer:
    """Encrypts and fingerprints workers of one instansi: most of the cost, so not in a transaction."""

    def __init__(self, vault: Vault, instansi_id: int, now: datetime, import_id: int | None = None) -> None:
        """Take what all of them share; `import_id` is None for a worker entered by hand."""
        self.instansi_id = instansi_id
        self._vault = vault
        self._row_key = vault.derive("index:row")
        self._shared = (instansi_id, "terdaftar", import_id, now)

    def seal(self, number: int, person: Registrable) -> Sealed:
        """One worker, under an id of its own."""
        worker_id = new_id()
        of_worker, of_riwayat = _worker_said(person), _riwayat_said(person)
        nik_index = self._vault.index("nik", person.nik)
        row_index = self._fingerprint((person.nik, person.kk, *of_worker, *of_riwayat))
        worker = (worker_id, *self._shared, nik_index, row_index, *self.numbers(worker_id, person), *of_worker)
        # The first riwayat has its worker's number as its own: new_id() gives none twice.
        riwayat = (worker_id, worker_id, "instansi", *of_riwayat)
        return Sealed(number, person, nik_index, row_index, worker, riwayat)

    def numbers(self, worker_id: int, person: Registrable) -> tuple[bytes, bytes | None]:
        """NIK and KK number, bound to the worker's id."""
        kk = person.kk and self._vault.seal("worker", "kk", worker_id, person.kk)
        return self._vault.seal("worker", "nik", worker_id, person.nik), kk or None

    def _fingerprint(self, row: tuple[object, ...]) -> bytes:
        text = "\x1f".join(map(str, row))
        return blake2b(text.encode(), key=self._row_key, digest_size=_INDEX_BYTES).digest()


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
            _compare(known[sealed.nik_index], sealed, sealer.instansi_id, outcome, changed)
    if fresh:
        _INSERT_WORKER.each(session, [sealed.worker for sealed in fresh])
        _INSERT_RIWAYAT.each(session, [sealed.riwayat for sealed in fresh])
        outcome.new.extend(sealed.nik_index for sealed in fresh)
    if changed:
        _replace(session, sealer, changed)
    return outcome


def _compare(
    known: tuple[int, int, str, bytes],
    sealed: Sealed,
    instansi_id: int,
    outcome: Registered,
    changed: list[tuple[int, Sealed]],
) -> None:
    """Sort one worker that is already there into the outcome."""
    worker_id, holder, status, row_index = known
    if holder != instansi_id:
        outcome.refused.append((sealed.number, "nik_at_other_instansi"))
    elif row_index == sealed.row_index:
        outcome.unchanged.append(sealed.number)
    elif status != "terdaftar":
        outcome.refused.append((sealed.number, "worker_has_begun"))
    else:
        outcome.updated.append(sealed.number)
        changed.append((worker_id, sealed))


def _known(session: Session, batch: Sequence[Sealed]) -> dict[bytes, tuple[int, int, str, bytes]]:
    """What is registered under these NIK: id, instansi, status and row index by NIK index."""
    columns = map(col, (Worker.nik_index, Worker.id, Worker.instansi_id, Worker.status, Worker.row_index))
    query = select(*columns).where(col(Worker.nik_index).in_(bindparam("asked", expanding=True)))
    found: Any = session.connection().execute(query, {"asked": [sealed.nik_index for sealed in batch]})
    return {nik_index: (*facts,) for nik_index, *facts in found}


def _replace(session: Session, sealer: Sealer, changed: Sequence[tuple[int, Sealed]]) -> None:
    """Write the new row over the old one, sealed again because a seal is bound to the id that stays."""
    workers, riwayat = [], []
    for worker_id, sealed in changed:
        nik, kk = sealer.numbers(worker_id, sealed.person)
        said = dict(zip(_OF_WORKER, _worker_said(sealed.person), strict=True))
        workers.append(said | {"nik": nik, "kk": kk, "row_index": sealed.row_index, "the_id": worker_id})
        said = dict(zip(_OF_RIWAYAT, _riwayat_said(sealed.person), strict=True))
        riwayat.append(said | {"the_worker": worker_id})
    connection = session.connection()
    connection.execute(update(Worker).where(col(Worker.id) == bindparam("the_id")), workers)
    of_instansi = (col(Riwayat.worker_id) == bindparam("the_worker")) & (col(Riwayat.source) == "instansi")
    connection.execute(update(Riwayat).where(of_instansi), riwayat)

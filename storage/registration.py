"""Registers workers by the hundred: what an instansi sends is sealed outside a transaction, and compared inside one.

A NIK that is new is inserted; the same row once more changes nothing; another row for a worker who has no account yet
replaces the old one; for a worker who has begun, or whom another instansi holds, it is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, Protocol

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from storage.bulk import insert_many
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.roster import Riwayat, Worker

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
_OF_RIWAYAT = (
    "nomor_sk",
    "tanggal_sk",
    "tanggal_mulai",
    "tanggal_berakhir",
    "jabatan",
    "unit_kerja",
    "jabatan_penandatangan",
    "jenis_jabatan_penandatangan",
    "jenis_pembayaran",
)
_worker_said = attrgetter(*_OF_WORKER)
_riwayat_said = attrgetter(*_OF_RIWAYAT)


class Registrable(Protocol):
    """A worker as an instansi registers one.

    Besides these three it has the columns of Worker from `nama` to `unit_kerja` and those of Riwayat from `nomor_sk`
    to `jenis_pembayaran`, under the same names.
    """

    @property
    def nik(self) -> str:
        """16 digits."""

    @property
    def kk(self) -> str | None:
        """16 digits."""

    @property
    def pendidikan_sk(self) -> str | None:
        """The education that the SK names, which is `pendidikan` in Riwayat."""


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A worker and a riwayat ready to insert; `number` is whatever the caller knows the row by."""

    number: int
    person: Registrable
    nik_index: bytes
    worker: dict[str, Any]
    riwayat: dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Registered:
    """What became of a batch: NIK indexes of new workers, counts, and (number, code) of what was refused.

    Codes: `nik_at_other_instansi`, `worker_has_begun`.
    """

    new: list[bytes] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def seal(
    vault: Vault, instansi_id: int, number: int, person: Registrable, now: datetime, import_id: int | None = None
) -> Sealed:
    """Encrypt and fingerprint one worker; costs most of a registration, so it belongs before the transaction."""
    worker_id = new_id()
    of_worker, of_riwayat = _worker_said(person), _riwayat_said(person)
    whole_row = (person.nik, person.kk, person.pendidikan_sk, *of_worker, *of_riwayat)
    nik_index = vault.index("nik", person.nik)
    worker = {
        **dict(zip(_OF_WORKER, of_worker, strict=True)),
        **_sealed_numbers(vault, worker_id, person),
        "id": worker_id,
        "instansi_id": instansi_id,
        "nik_index": nik_index,
        "row_index": vault.index("row", "\x1f".join(map(str, whole_row))),
        "status": "terdaftar",
        "import_id": import_id,
        "registered_at": now,
    }
    riwayat = dict(zip(_OF_RIWAYAT, of_riwayat, strict=True))
    riwayat |= {"id": new_id(), "worker_id": worker_id, "source": "instansi", "pendidikan": person.pendidikan_sk}
    return Sealed(number, person, nik_index, worker, riwayat)


def register(session: Session, vault: Vault, batch: Sequence[Sealed]) -> Registered:
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
            _compare(known[sealed.nik_index], sealed, outcome, changed)
    if fresh:
        insert_many(session, Worker, [sealed.worker for sealed in fresh])
        insert_many(session, Riwayat, [sealed.riwayat for sealed in fresh])
        outcome.new.extend(sealed.nik_index for sealed in fresh)
    if changed:
        _replace(session, vault, changed)
    return outcome


def _compare(
    known: tuple[int, int, str, bytes], sealed: Sealed, outcome: Registered, changed: list[tuple[int, Sealed]]
) -> None:
    """Sort one worker that is already there into the outcome."""
    worker_id, instansi_id, status, row_index = known
    if instansi_id != sealed.worker["instansi_id"]:
        outcome.refused.append((sealed.number, "nik_at_other_instansi"))
    elif row_index == sealed.worker["row_index"]:
        outcome.unchanged.append(sealed.number)
    elif status != "terdaftar":
        outcome.refused.append((sealed.number, "worker_has_begun"))
    else:
        outcome.updated.append(sealed.number)
        changed.append((worker_id, sealed))


def _known(session: Session, batch: Sequence[Sealed]) -> dict[bytes, tuple[int, int, str, bytes]]:
    """What is registered under these NIK: id, instansi, status and row index by NIK index."""
    columns = (Worker.nik_index, Worker.id, Worker.instansi_id, Worker.status, Worker.row_index)
    query = select(*map(col, columns)).where(col(Worker.nik_index).in_([sealed.nik_index for sealed in batch]))
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in session.connection().execute(query)}


def _replace(session: Session, vault: Vault, changed: Sequence[tuple[int, Sealed]]) -> None:
    """Write the new row over the old one, sealed again because a seal is bound to the id that stays."""
    workers, riwayat = [], []
    for worker_id, sealed in changed:
        said = {name: sealed.worker[name] for name in (*_OF_WORKER, "row_index")}
        workers.append(said | _sealed_numbers(vault, worker_id, sealed.person) | {"the_id": worker_id})
        entry = {name: sealed.riwayat[name] for name in (*_OF_RIWAYAT, "pendidikan")}
        riwayat.append(entry | {"the_worker": worker_id})
    connection = session.connection()
    connection.execute(update(Worker).where(col(Worker.id) == bindparam("the_id")), workers)
    of_instansi = (col(Riwayat.worker_id) == bindparam("the_worker")) & (col(Riwayat.source) == "instansi")
    connection.execute(update(Riwayat).where(of_instansi), riwayat)


def _sealed_numbers(vault: Vault, worker_id: int, person: Registrable) -> dict[str, bytes | None]:
    return {
        "nik": vault.seal("worker", "nik", worker_id, person.nik),
        "kk": vault.seal("worker", "kk", worker_id, person.kk) if person.kk else None,
    }

"""Workers who stand where a test wants them, as rows, without the conversations that led there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.accounts import Account
from storage.models.roster import Riwayat, Worker
from storage.models.verification import Decision

BORN = date(1990, 3, 7)


def stands(
    session: Session,
    vault: Vault,
    instansi_id: int,
    status: str,
    now: datetime,
    *,
    unit: str = "SDN Contoh 1",
    made: datetime | None = None,
    ended: datetime | None = None,
    decided: Sequence[tuple[str, datetime]] = (),
    **facts: Any,  # noqa: ANN401 - columns of Worker
) -> int:
    """A worker with this status; `made` and `ended` are the account's, decisions are (verdict, when). Its number."""
    number = new_id()
    nik = f"{number % 10**16:016}"
    session.add(
        Worker(
            id=number,
            instansi_id=instansi_id,
            nik=vault.seal("worker", "nik", number, nik),
            nik_index=vault.index("nik", nik),
            **{**_facts(status, unit, now), **facts},
        )
    )
    session.flush()
    start = date(2018, 1, 2)
    work: dict[str, Any] = {
        "worker_id": number,
        "source": "instansi",
        "tanggal_mulai": start,
        "jabatan": "Guru",
        "unit_kerja": unit,
    }
    session.add(Riwayat(id=number, **work))
    if made is not None:
        session.add(_account(number, made, ended))
    for verdict, at in decided:
        about: dict[str, Any] = {"worker_id": number, "instansi_id": instansi_id, "decided_by": 9}
        session.add(Decision(id=new_id(), **about, verdict=verdict, decided_at=at))
    session.flush()
    return number


def _facts(status: str, unit: str, now: datetime) -> dict[str, Any]:
    return {
        "nama": "SARI WULANDARI",
        "tempat_lahir": "BOGOR",
        "tanggal_lahir": BORN,
        "jenis_kelamin": "P",
        "jabatan": "Guru",
        "unit_kerja": unit,
        "status": status,
        "row_index": b"",
        "registered_at": now,
    }


def _account(worker: int, made: datetime, ended: datetime | None) -> Account:
    return Account(
        id=new_id(),
        worker_id=worker,
        telegram_id=worker,
        nomor_registrasi=f"N{worker % 10**12}",
        nama="SARI WULANDARI",
        tempat_lahir="BOGOR",
        kk=b"",
        ponsel=b"",
        email=b"",
        password_hash="",
        pertanyaan_pengaman="ibu",
        jawaban_hash="",
        consented_at=made,
        created_at=made,
        finished_at=ended,
    )

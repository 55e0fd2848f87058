"""A worker with an account, and what the tests of the record ask of the store besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

import pytest
from sqlmodel import Session

from storage import accounts
from storage.crypto import Vault
from storage.models.roster import Riwayat, Worker
from tests.databases import ON_POSTGRESQL
from tests.house import House, Who


@dataclass(frozen=True, slots=True)
class Desk:
    """An account and what it lies in."""

    house: House
    session: Session
    vault: Vault
    account: int
    worker: Worker
    now: datetime
    person: int

    def counts(self) -> "Counted":
        """How many statements the block runs."""
        return Counted(self.session)


class Counted:
    """Counts statements while it is open."""

    def __init__(self, session: Session) -> None:
        if ON_POSTGRESQL:
            pytest.skip("only SQLite's driver counts")
        self.number = 0
        self._driver: Any = session.connection().connection.driver_connection

    def __enter__(self) -> Self:
        # The driver's own count: some statements go past SQLAlchemy.
        self._driver.set_trace_callback(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        self._driver.set_trace_callback(None)

    def _count(self, _: str) -> None:
        self.number += 1


def picture(name: str) -> Mapping[str, Any]:
    return {"file": name, "size": 1000, "width": 300, "height": 400, "warnings": []}


def opened(house: House, who: Who, person: int) -> Desk:
    """Somebody registered with one riwayat, who has made an account."""
    worker = house.registers(who)
    # The house's own riwayat, as the tests of the record know it.
    riwayat = house.session.get_one(Riwayat, worker.id)
    riwayat.tanggal_mulai, riwayat.pendidikan = date(2015, 7, 1), "S-1 PGSD"
    riwayat.nomor_sk = riwayat.tanggal_sk = riwayat.jenis_pembayaran = None
    house.session.add(riwayat)
    house.session.flush()
    return with_account(house, worker, who, person)


def with_account(house: House, worker: Worker, who: Who, person: int) -> Desk:
    """Somebody registered makes an account."""
    new = accounts.NewAccount(
        worker_id=worker.id,
        telegram_id=person,
        nama=who.nama,
        tempat_lahir=who.tempat_lahir,
        kk=who.kk,
        ponsel="+6281298767890",
        email=who.email,
        password_hash="$hash",
        pertanyaan_pengaman="ibu",
        jawaban_hash="$jawaban",
        consented_at=house.now,
        files={kind: picture(f"{kind}-{person}") for kind in ("ktp", "pasfoto", "swafoto")},
    )
    account = accounts.create(house.session, house.vault, new, house.now)
    return Desk(house, house.session, house.vault, account.id, worker, house.now, person)

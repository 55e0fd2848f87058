"""The roster as it is handed out: to whom, with what is recorded, and every worker of the instansi once."""

from datetime import timedelta

import pytest

from storage import audit, export
from storage.crypto import SealBrokenError
from storage.export import ExportedWorker
from storage.models.roster import Worker
from storage.models.staff import Staff
from storage.permits import NotAllowedError
from tests.house import DINAS, SARI, House
from tests.storage.standing import stands

OFFICE = 501


def works(house: House, role: str, kode: str = DINAS) -> int:
    house.session.add(Staff(person=OFFICE, role=role, instansi_id=house.opens(kode).id, granted_at=house.now))
    house.session.flush()
    return house.opens().id


def trail(house: House) -> list[tuple[int, str, str]]:
    found = audit.of_subject(house.session, house.vault, [0], 10, export.ACTION)
    return [(one.actor, one.role, one.action) for one in found]


@pytest.mark.parametrize("role", ["admin", "operator"])
def test_whoever_may_have_it_is_recorded(house: House, role: str) -> None:
    """With their role there, whatever else they are."""
    works(house, "verifier")
    instansi_id = works(house, role)
    export.allow(house.session, house.vault, OFFICE, instansi_id, house.now)
    assert trail(house) == [(OFFICE, role, "ekspor")]


@pytest.mark.parametrize(("role", "kode"), [("verifier", DINAS), ("admin", "DINKES")])
def test_whoever_may_not_gets_nothing(house: House, role: str, kode: str) -> None:
    """A verifier needs no file of all; another instansi's admin has no part in it. Nothing is recorded."""
    instansi_id = works(house, role, kode)
    with pytest.raises(NotAllowedError):
        export.allow(house.session, house.vault, OFFICE, instansi_id, house.now)
    assert trail(house) == []


def test_the_server_s_keeper_is_recorded_too(house: House) -> None:
    """As the one who acts where nobody acts."""
    export.taken(house.session, house.vault, house.opens().id, house.now)
    assert trail(house) == [(audit.SYSTEM, "", "ekspor")]


def pages(house: House) -> list[list[ExportedWorker]]:
    instansi_id = house.opens().id
    workers = export.everybody(house.session, instansi_id)
    return list(export.pages(house.session, house.vault, instansi_id, workers))


def test_everybody_comes_once_in_the_order_of_registration(house: House) -> None:
    """500 at a time, and nobody of another instansi."""
    instansi_id = house.opens().id
    numbers = [stands(house.session, house.vault, instansi_id, "terdaftar", house.now) for _ in range(501)]
    stands(house.session, house.vault, house.opens("DINKES").id, "terdaftar", house.now)
    found = pages(house)
    assert [len(page) for page in found] == [500, 1]
    assert [row.nik for page in found for row in page] == [f"{number % 10**16:016}" for number in numbers]


def test_what_was_registered_and_where_it_stands_are_told(house: House) -> None:
    """Numbers opened to the last digit, and of several decisions the latest."""
    later = house.now + timedelta(days=2)
    house.registers(SARI, status="disetujui")
    ((row,),) = pages(house)
    assert (row.nik, row.kk, row.nama) == (SARI.nik, SARI.kk, SARI.nama.upper())
    assert (row.nomor_sk, row.pendidikan_sk, row.jenis_pembayaran) == ("800/12/2018", "S1 PGSD", "APBD")
    assert (row.nomor_registrasi, row.finished_at, row.verdict) == (None, None, None)
    decided = [("disetujui", later), ("dikembalikan", house.now)]
    stands(
        house.session, house.vault, house.opens().id, "disetujui", house.now,
        made=house.now, ended=house.now, decided=decided,
    )  # fmt: skip
    ((_, second),) = pages(house)
    assert (second.kk, second.finished_at, second.verdict, second.decided_at) == (
        None,
        house.now,
        "disetujui",
        later,
    )
    assert "320" not in repr(row)


def test_another_instansi_s_decision_is_not_told(house: House) -> None:
    """Of a worker who was moved, what the one before decided stays there."""
    there, here = house.opens("DINKES").id, house.opens().id
    number = stands(house.session, house.vault, there, "terdaftar", house.now, decided=[("dikembalikan", house.now)])
    house.session.get_one(Worker, number).instansi_id = here
    house.session.flush()
    ((row,),) = pages(house)
    assert row.verdict is None


def test_a_number_that_was_changed_is_no_number(house: House) -> None:
    """Nothing is handed out that was tampered with."""
    number = stands(house.session, house.vault, house.opens().id, "terdaftar", house.now)
    house.session.get_one(Worker, number).nik = b"\x01" + bytes(40)
    house.session.flush()
    with pytest.raises(SealBrokenError):
        pages(house)

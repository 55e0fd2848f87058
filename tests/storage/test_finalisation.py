"""Finalisasi in the store: who may, what it locks, what makes it wait, and opening again."""

from dataclasses import replace

import pytest

from storage import audit, broadcasts, finalisation, left_out, roster
from storage.acting import Desk
from storage.finalisation import FinalisationError
from storage.permits import NotAllowedError
from tests.conversations.finished import somebody
from tests.house import BUDI, SARI, House
from tests.storage.officers import ADMIN, PUSAT, names


@pytest.fixture
def office(house: House) -> Desk:
    """Give the desk of the instansi's admin."""
    instansi = house.opens().id
    names(house.session, ADMIN, "admin", instansi)
    names(house.session, PUSAT, "pusat")
    return Desk(ADMIN, instansi, house.now)


def ended(house: House, desk: Desk) -> finalisation.Finalised:
    """A finalisasi of whoever is there now."""
    mark = finalisation.look(house.session, desk.instansi_id).mark
    return finalisation.finalise(house.session, house.vault, desk, mark)


def test_it_locks_counts_and_is_told(house: House, office: Desk) -> None:
    """The instansi's row is locked for whoever has read it already; counts, fingerprint, trail and broadcast stand."""
    house.registers(SARI, status="disetujui")
    house.registers(BUDI)
    assert roster.instansi_by_id(house.session, office.instansi_id).finalised_at is None
    made = ended(house, office)
    assert roster.instansi_by_id(house.session, office.instansi_id).finalised_at == house.now
    assert finalisation.current(house.session, office.instansi_id) == made
    assert dict(made.counts) == {"disetujui": 1, "terdaftar": 1}
    assert finalisation.standing(house.session, office.instansi_id) == "difinalisasi"
    [entry] = audit.of_subject(house.session, house.vault, [0], 10, "finalisasi")
    assert entry.body["counts"] == dict(made.counts)
    assert [one.kind for one in broadcasts.running(house.session)] == ["final"]


def test_a_second_one_is_refused(house: House, office: Desk) -> None:
    """Whoever was slower is told, and nothing is written twice."""
    first = ended(house, office)
    with pytest.raises(FinalisationError, match="sudah"):
        ended(house, office)
    assert finalisation.current(house.session, office.instansi_id) == first


def test_only_an_admin_of_this_instansi_may(house: House, office: Desk) -> None:
    """Its verifier may not, nor the admin of another."""
    names(house.session, 801, "verifier", office.instansi_id)
    other = house.opens("DINKES", "Dinas Kesehatan Contoh").id
    for desk in (Desk(801, office.instansi_id, house.now), Desk(ADMIN, other, house.now)):
        with pytest.raises(NotAllowedError):
            ended(house, desk)
    assert finalisation.standing(house.session, office.instansi_id) == "terbuka"


def test_two_who_change_places_are_a_change(house: House, office: Desk) -> None:
    """Equal counts are not equal people: whoever confirms has seen other names."""
    sari, budi = house.registers(SARI, status="disetujui"), house.registers(BUDI, status="selesai")
    seen = finalisation.look(house.session, office.instansi_id)
    sari.status, budi.status = budi.status, sari.status
    house.session.flush()
    now = finalisation.look(house.session, office.instansi_id)
    assert now.counts == seen.counts
    with pytest.raises(FinalisationError, match="berubah"):
        finalisation.finalise(house.session, house.vault, office, seen.mark)
    finalisation.finalise(house.session, house.vault, office, now.mark)


def test_pusat_opens_it_again_with_a_reason(house: House, office: Desk) -> None:
    """The finalisasi keeps who opened it, when and why, sealed; the admins are to be told."""
    ended(house, office)
    reason = "Ada 12 guru yang belum diverifikasi."
    told = finalisation.reopen(house.session, house.vault, office.instansi_id, PUSAT, reason, house.now)
    assert told == [ADMIN]
    assert roster.instansi_by_id(house.session, office.instansi_id).finalised_at is None
    assert finalisation.current(house.session, office.instansi_id) is None
    assert finalisation.standings(house.session) == {office.instansi_id: "terbuka"}
    last = finalisation.last_reopening(house.session, house.vault, office.instansi_id)
    assert last is not None
    assert (last.at, last.reason) == (house.now, reason)
    [entry] = audit.of_subject(house.session, house.vault, [0], 10, "finalisasi.buka")
    assert (entry.actor, entry.role, entry.body["reason"]) == (PUSAT, "pusat", reason)
    with pytest.raises(FinalisationError, match="terbuka"):
        finalisation.reopen(house.session, house.vault, office.instansi_id, PUSAT, reason, house.now)
    assert ended(house, office).finalised_by == ADMIN


def test_nobody_but_pusat_opens_it_again(house: House, office: Desk) -> None:
    """The instansi's own admin cannot; one without a finalisasi of its own is opened all the same."""
    ended(house, office)
    with pytest.raises(NotAllowedError):
        finalisation.reopen(house.session, house.vault, office.instansi_id, ADMIN, "Keliru.", house.now)
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    house.finalises("DINKES")
    other = house.opens("DINKES").id
    assert finalisation.reopen(house.session, house.vault, other, PUSAT, "Keliru.", house.now) == []
    assert finalisation.last_reopening(house.session, house.vault, other) is None


def test_whoever_would_be_left_out_is_listed_in_groups(house: House, office: Desk) -> None:
    """Page by page over all groups, each in the order of registration; whoever counts in is not among them."""
    house.registers(SARI, status="disetujui")
    for number, status in enumerate(("terdaftar", "selesai", "terdaftar", "mengisi"), 1):
        house.registers(replace(somebody(number), nama=f"Orang {number}"), status=status)
    looked = finalisation.look(house.session, office.instansi_id)
    counted = left_out.counts(house.session, office.instansi_id, looked.counts)
    pages = [
        [(one.group, one.nama) for one in left_out.page(house.session, house.vault, office.instansi_id, counted, at, 3)]
        for at in (0, 3, 6)
    ]
    assert pages == [
        [("selesai", "ORANG 2"), ("mengisi", "ORANG 4"), ("terdaftar", "ORANG 1")],
        [("terdaftar", "ORANG 3")],
        [],
    ]
    everybody = left_out.everybody(house.session, house.vault, office.instansi_id)
    assert [one.nama for one in everybody] == ["ORANG 2", "ORANG 4", "ORANG 1", "ORANG 3"]

"""What staff do to workers is asked for in the store itself: every act refuses whoever may not, and writes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from storage import editing, moving, proposals, reopenings, requests, rows, search, transfers
from storage.acting import ClosedError, Desk
from storage.editing import EditError
from storage.models.audit import AuditRow
from storage.models.roster import Worker
from storage.models.staff import Staff
from storage.permits import NotAllowedError
from storage.proposals import ProposalError
from storage.reopenings import ReopeningError
from storage.rows import Cells
from storage.transfers import TransferError
from tests.house import DINAS, SARI, House

TODAY = date(2022, 9, 1)
ROLES = ("admin", "operator", "verifier")
Act = Callable[[House, Desk, int], Any]


def desk(house: House, role: str, kode: str = DINAS) -> Desk:
    """Somebody with this role at this instansi."""
    instansi = house.opens(kode, "Instansi Contoh").id
    person = 500 + ROLES.index(role) if role in ROLES else 599
    house.session.add(Staff(person=person, role=role, instansi_id=instansi, granted_at=house.now))
    house.session.flush()
    return Desk(person, instansi, house.now)


def typed(**other: str) -> Cells:
    """A row to register."""
    return dict.fromkeys(rows.NAMES) | {
        "nik": "3201014703900009",
        "nama": "Tuti Lestari",
        "tempat_lahir": "Bogor",
        "tanggal_lahir": "1990-03-07",
        "jenis_kelamin": "P",
        "jabatan": "Guru",
        "unit_kerja": "SDN 1",
        "tanggal_mulai": "2018-01-02",
        **other,
    }


ACTS: dict[str, tuple[set[str], Act]] = {
    "tambah": (
        {"admin", "operator"},
        lambda house, at, _worker: editing.add(house.session, house.vault, at, typed(), TODAY),
    ),
    "ubah": (
        {"admin", "operator"},
        lambda house, at, worker: editing.change(house.session, house.vault, at, worker, "jabatan", "Guru", TODAY),
    ),
    "hapus": (
        {"admin", "operator"},
        lambda house, at, worker: editing.remove(house.session, house.vault, at, worker, TODAY),
    ),
    "cari": (set(ROLES), lambda house, at, _worker: search.names(house.session, at.person, at.instansi_id)),
    "kartu": (set(ROLES), lambda house, at, worker: search.card(house.session, house.vault, at, worker)),
    "nomor": (set(ROLES), lambda house, at, worker: search.numbers(house.session, house.vault, at, worker)),
    "usulan": ({"admin", "operator"}, lambda house, at, _worker: proposals.oldest(house.session, house.vault, at)),
    "mutasi": ({"admin"}, lambda house, at, _worker: transfers.to_decide(house.session, house.vault, at)),
    "mutasi minta": (
        {"admin", "operator"},
        lambda house, at, _worker: transfers.asked_for(house.session, house.vault, at),
    ),
    "pembukaan": (
        {"admin", "verifier"},
        lambda house, at, _worker: reopenings.oldest(house.session, house.vault, at),
    ),
}
"""Each act, and the roles that may do it at the worker's own instansi."""


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [*ROLES, "helpdesk", "pusat"])
def test_an_act_is_for_its_roles(house: House, role: str, act: str) -> None:
    """Whoever may not is refused before anything is read, and nothing is in the trail."""
    worker = house.registers(SARI).id
    at = desk(house, role)
    may, doing = ACTS[act]
    if role in may:
        doing(house, at, worker)
        return
    with pytest.raises(NotAllowedError):
        doing(house, at, worker)
    assert house.session.exec(select(AuditRow)).first() is None


@pytest.mark.parametrize("act", ACTS)
def test_a_role_elsewhere_is_none_here(house: House, act: str) -> None:
    """An admin of another instansi may do none of it for this one."""
    worker = house.registers(SARI).id
    other = desk(house, "admin", "DINKES")
    with pytest.raises(NotAllowedError):
        ACTS[act][1](house, Desk(other.person, house.opens().id, house.now), worker)


def test_another_instansis_worker_is_like_none(house: House) -> None:
    """Neither seen nor changed nor let go from another desk."""
    worker = house.registers(SARI).id
    other = desk(house, "admin", "DINKES")
    assert search.card(house.session, house.vault, other, worker) is None
    assert search.numbers(house.session, house.vault, other, worker) is None
    assert search.lines(house.session, house.vault, other, [worker, 1]) == []
    for doing in (ACTS["ubah"][1], ACTS["hapus"][1]):
        with pytest.raises(EditError, match="tidak_ada"):
            doing(house, other, worker)
        with pytest.raises(EditError, match="tidak_ada"):
            doing(house, other, 1)


def test_what_is_no_column_is_not_changed(house: House) -> None:
    """Nor is the NIK."""
    worker = house.registers(SARI).id
    at = desk(house, "operator")
    for column in ("nik", "status"):
        with pytest.raises(ValueError, match="column"):
            editing.change(house.session, house.vault, at, worker, column, "x", TODAY)


def test_a_closed_instansi_changes_nothing(house: House) -> None:
    """After finalisasi, and after the deadline."""
    worker = house.registers(SARI).id
    at = desk(house, "admin")
    house.ends_on(date(2022, 8, 31))
    for code in ("tutup", "difinalisasi"):
        for act in ("tambah", "ubah", "hapus"):
            with pytest.raises(ClosedError, match=code):
                ACTS[act][1](house, at, worker)
        house.finalises()


def test_a_row_comes_back_as_it_was_registered(house: House) -> None:
    """Every column, through the store."""
    at = desk(house, "operator")
    full = typed(kk="3201010101010077", tanggal_sk="2018-01-02", jenis_pembayaran="APBD", pendidikan_sk="S1")
    worker = editing.add(house.session, house.vault, at, full, TODAY)
    assert rows.load(house.session, house.vault, worker) == full
    assert rows.packed(rows.read(full)) == full
    assert rows.load(house.session, house.vault, 1) is None


def test_nobody_decides_what_is_not_theirs(house: House) -> None:
    """A transfer, a proposal and a wish of another instansi are like none."""
    worker = house.registers(SARI)
    asker, holder = desk(house, "operator", "DINKES"), desk(house, "admin")
    number, _ = transfers.ask(house.session, house.vault, asker, typed(nik=SARI.nik), TODAY)
    third = Desk(700, house.opens("DISHUB", "Dinas Perhubungan").id, house.now)
    house.session.add(Staff(person=700, role="admin", instansi_id=third.instansi_id, granted_at=house.now))
    house.session.flush()
    with pytest.raises(TransferError, match="tidak_ada"):
        moving.release(house.session, house.vault, third, number, TODAY)
    with pytest.raises(TransferError, match="tidak_ada"):
        transfers.take_back(house.session, house.vault, third, number)
    proposed = requests.propose(
        house.session, house.vault, 71, holder.instansi_id, {"nik": "3201014703900008"}, house.now
    )
    with pytest.raises(ProposalError, match="tidak_ada"):
        proposals.reject(house.session, house.vault, third, proposed, "Bukan di sini.")
    with pytest.raises(ReopeningError, match="tidak_ada"):
        reopenings.refuse(house.session, house.vault, third, 1, "Bukan di sini.")
    assert house.session.get_one(Worker, worker.id).instansi_id == holder.instansi_id


def test_a_transfer_is_asked_for_once_and_only_where_it_makes_sense(house: House) -> None:
    """Not of oneself, not of nobody, not twice, not from or to a closed instansi."""
    house.registers(SARI)
    asker, holder = desk(house, "operator", "DINKES"), desk(house, "operator")
    wanted = typed(nik=SARI.nik)

    def refused(at: Desk, cells: Cells) -> str:
        with pytest.raises(TransferError) as error:
            transfers.ask(house.session, house.vault, at, cells, TODAY)
        return error.value.code

    assert refused(asker, typed()) == "tidak_terdaftar"
    assert refused(holder, wanted) == "sudah_di_sini"
    house.ends_on(date(2022, 8, 31))
    assert refused(asker, wanted) == "pemegang_tutup"
    house.finalises("DINKES")
    assert refused(asker, wanted) == "difinalisasi"
    house.reopens("DINKES")
    house.ends_on(date(2022, 9, 1))
    transfers.ask(house.session, house.vault, asker, wanted, TODAY)
    assert refused(asker, wanted) == "sudah_diminta"

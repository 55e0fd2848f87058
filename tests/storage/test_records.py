"""A worker's record: what counts, what locks it, and what stands in the trail."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select, update

from storage import audit, records
from storage.audit_check import verify
from storage.biodata import BIODATA
from storage.filling import NoAccountError
from storage.models.accounts import Account
from storage.models.filling import Biodata
from storage.models.roster import Worker
from tests.storage.worker_desk import Desk

TODAY = date(2022, 9, 1)
NOBODY = 5


def load(desk: Desk) -> records.Record:
    return records.load(desk.session, desk.vault, desk.account)


def keep(desk: Desk, **changes: str | None) -> None:
    records.keep_biodata(desk.session, desk.vault, desk.account, changes, desk.person, desk.now)


def finish(desk: Desk) -> None:
    records.finish(desk.session, desk.vault, desk.account, desk.person, desk.now)


def state(desk: Desk, today: date = TODAY) -> str:
    return records.state(desk.session, desk.account, today)


def stands(desk: Desk, status: str) -> None:
    desk.session.exec(update(Worker).where(col(Worker.id) == desk.worker.id).values(status=status))


def trail(desk: Desk) -> list[tuple[str, dict[str, Any]]]:
    """What was recorded about the account; the trail is whole."""
    assert verify(desk.session, desk.vault) is None
    return [(seen.action, seen.body) for seen in audit.of_subject(desk.session, desk.vault, [desk.account], 99)]


# -- what is known -----------------------------------------------------------------------------------------------------


def test_a_new_record_says_what_account_and_instansi_know(desk: Desk) -> None:
    """Every name is there; what nobody said is None."""
    desk.worker.no_peserta_thk2 = "01-2-3"
    desk.worker.tanggal_lulus = date(2012, 8, 1)
    desk.session.flush()
    record = load(desk)
    assert record.biodata == dict.fromkeys(BIODATA) | {
        "jenis_kelamin": "P",
        "email": "sari@contoh.id",
        "ponsel": "+6281298767890",
        "tanggal_lulus": "2012-08-01",
        "jabatan": "Guru",
        "unit_kerja": "SDN Contoh 1",
    }
    assert record.registered == record.biodata | {"email": None, "ponsel": None}
    assert record.said == dict.fromkeys(BIODATA)
    assert (record.nik, record.nama, record.tempat_lahir) == ("3201014703900001", "Sari Wulandari", "Bogor")
    assert (record.tanggal_lahir, record.eks_thk2) == (date(1990, 3, 7), "01-2-3")
    assert (record.instansi.kode, record.status, record.pages_done) == ("DISDIK", "berakun", ())
    assert (record.worker_id, record.telegram_id) == (desk.worker.id, desk.person)
    assert "Sari" not in repr(record)


def test_the_workers_word_counts(desk: Desk) -> None:
    """Over the account's and the instansi's, which stay beside it; None takes it back, an empty word is one."""
    said = {"alamat": "Jl. Melati 5", "email": "baru@contoh.id", "jabatan": "Guru Kelas", "gelar_depan": ""}
    dates = {"tanggal_lulus": "2012-08-02", "tanggal_lahir_ijazah": "1990-03-07"}
    keep(desk, **said, **dates)
    record = load(desk)
    assert {name: record.biodata[name] for name in said | dates} == said | dates
    assert {name: word for name, word in record.said.items() if word is not None} == said | dates
    assert (record.registered["jabatan"], record.biodata["unit_kerja"]) == ("Guru", "SDN Contoh 1")
    keep(desk, email=None, jabatan=None)
    assert (load(desk).biodata["email"], load(desk).biodata["jabatan"]) == ("sari@contoh.id", "Guru")
    assert load(desk).biodata["alamat"] == "Jl. Melati 5"


def test_address_mail_and_phone_lie_encrypted(desk: Desk) -> None:
    """Whoever copies the table reads none of them."""
    keep(desk, alamat="Jl. Melati 5", email="baru@contoh.id", ponsel="+628111")
    row = desk.session.exec(select(Biodata)).one()
    for sealed, clear in ((row.alamat, b"Melati"), (row.email, b"baru"), (row.ponsel, b"8111")):
        assert sealed is not None
        assert clear not in sealed


def test_every_word_finds_its_place(desk: Desk) -> None:
    """None is mixed up with another."""
    said = {name: f"2010-01-{number + 1:02d}" for number, name in enumerate(BIODATA)}
    said |= {"jenis_kelamin": "L", "kabupaten": "32.01"}
    keep(desk, **said)
    assert load(desk).said == said


def test_a_word_that_has_no_place_is_refused(desk: Desk) -> None:
    """As is a date that is none; nothing is written."""
    with pytest.raises(KeyError, match="nik"):
        keep(desk, agama="Islam", nik="3201014703900001")
    with pytest.raises(ValueError, match="isoformat"):
        keep(desk, agama="Islam", tanggal_lulus="kemarin")
    assert (load(desk).said["agama"], trail(desk)) == (None, [])


def test_nobodys_record_is_none(desk: Desk) -> None:
    """Neither to read nor to write."""
    with pytest.raises(NoAccountError):
        records.load(desk.session, desk.vault, NOBODY)
    with pytest.raises(NoAccountError):
        records.keep_biodata(desk.session, desk.vault, NOBODY, {"agama": "Islam"}, desk.person, desk.now)
    with pytest.raises(NoAccountError):
        records.finish(desk.session, desk.vault, NOBODY, desk.person, desk.now)


# -- the trail and the status ------------------------------------------------------------------------------------------


def test_each_change_stands_in_the_trail(desk: Desk) -> None:
    """With what counted before and what was said; the same once more is no change."""
    keep(desk, agama="Islam", jabatan="Guru Kelas")
    keep(desk, agama="Islam")
    keep(desk, agama="Hindu", jabatan="Guru Kelas")
    assert trail(desk) == [
        (
            "biodata",
            {"before": {"agama": None, "jabatan": "Guru"}, "after": {"agama": "Islam", "jabatan": "Guru Kelas"}},
        ),
        ("biodata", {"before": {"agama": "Islam"}, "after": {"agama": "Hindu"}}),
    ]
    (first, _) = audit.of_subject(desk.session, desk.vault, [desk.account], 9)
    assert (first.actor, first.role, first.at) == (desk.person, "worker", desk.now)


@pytest.mark.parametrize("status", ["berakun", "dikembalikan"])
def test_the_first_word_begins_the_filling_in(desk: Desk, status: str) -> None:
    """Also after the instansi gave it back, and then it has not ended any more."""
    finish(desk)
    stands(desk, status)
    keep(desk, agama="Islam")
    assert (load(desk).status, load(desk).finished_at) == ("mengisi", None)


def test_writing_costs_five_statements(desk: Desk) -> None:
    """Two more for the first time, one for nothing new; reading costs one."""
    costs = []
    for agama in ("Islam", "Hindu", "Hindu"):
        with desk.counts() as counted:
            keep(desk, agama=agama)
        costs.append(counted.number)
    with desk.counts() as counted:
        load(desk)
    assert [*costs, counted.number] == [7, 5, 1, 1]


def test_a_confirmed_page_is_remembered(desk: Desk) -> None:
    """Once, whatever is said before or afterwards."""
    for page in ("dokumen", "biodata", "dokumen"):
        records.confirm_page(desk.session, desk.account, page)
        keep(desk, agama=page)
    assert (load(desk).pages_done, load(desk).said["agama"]) == (("dokumen", "biodata"), "dokumen")


def test_the_end_is_recorded_once(desk: Desk) -> None:
    """With its moment, which a second try does not move."""
    keep(desk, agama="Islam")
    finish(desk)
    records.finish(desk.session, desk.vault, desk.account, desk.person, desk.now + timedelta(hours=1))
    assert (load(desk).status, load(desk).finished_at) == ("selesai", desk.now)
    assert trail(desk)[1:] == [("finish", {"before": {"status": "mengisi"}, "after": {"status": "selesai"}})]


# -- the lock ----------------------------------------------------------------------------------------------------------


def test_a_record_is_open_through_its_deadline(desk: Desk) -> None:
    """The last day still counts; without a deadline time locks nothing."""
    assert state(desk, date(2099, 1, 1)) == "open"
    desk.house.ends_on(TODAY)
    assert state(desk) == "open"
    assert state(desk, TODAY + timedelta(days=1)) == "tutup"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        *(("berakun", "open"), ("mengisi", "open"), ("dikembalikan", "open")),
        *(("selesai", "selesai"), ("disetujui", "selesai")),
    ],
)
def test_an_ended_record_is_locked_until_it_is_given_back(desk: Desk, status: str, told: str) -> None:
    """By its status alone, on any day."""
    stands(desk, status)
    assert state(desk) == told


def test_finalisasi_locks_whatever_else_holds(desk: Desk) -> None:
    """It is what the person is told first; only a withdrawn consent comes before."""
    desk.house.ends_on(TODAY - timedelta(days=1))
    finish(desk)
    assert state(desk) == "selesai"
    desk.house.finalises()
    assert state(desk) == "difinalisasi"
    desk.house.reopens()
    assert state(desk) == "selesai"
    desk.session.exec(update(Account).values(withdrawn_at=desk.now))
    assert state(desk) == "ditarik"
    assert records.state(desk.session, NOBODY, TODAY) == "ditarik"


def test_the_lock_costs_one_statement(desk: Desk) -> None:
    """Every write asks for it."""
    with desk.counts() as counted:
        state(desk)
    assert counted.number == 1

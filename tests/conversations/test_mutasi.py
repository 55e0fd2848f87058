"""Minta mutasi: an instansi asks another one for a worker, whose record moves with the holder's consent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from storage import audit, cards, registration, requests, rows
from storage.models.roster import Riwayat, Worker
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.conversations.office import ADMIN, DINKES, OPERATOR, OTHER_ADMIN, recorded, registers, works
from tests.house import BUDI, DINAS, KNOWN, SARI, House, Who

ROW = ("Sari Wulandari", "Bogor", "07-03-1990", "Perawat", "Puskesmas 1", "01-02-2019")
THIRD = "DISHUB"


def asks(house: House, person: int = OTHER_ADMIN, kode: str = DINKES, who: Who = SARI, role: str = "operator") -> Chat:
    """Another instansi asks for this worker."""
    chat = works(house, role, kode, person).says(f"/mutasi minta {who.nik}").hears("ask.pindah")
    chat.taps("button.minta_mutasi")
    for typed in (who.nama, *ROW[1:]):
        chat.says(typed)
    return chat.taps("button.minta_mutasi").hears("ask.beres").sees("Mutasi diminta")


def decides(house: House, person: int = ADMIN) -> Chat:
    """The holder's admin has opened the only request."""
    chat = works(house, "admin", person=person).says("/instansi").taps("button.mutasi", "1").hears("ask.pilih")
    return chat.taps("button.buka_masuk").hears("ask.putusan")


def stored(house: House, who: Who = SARI) -> Worker:
    """The worker with this NIK; there is one at most."""
    house.session.expire_all()
    index = house.vault.index("nik", who.nik)
    return house.session.exec(select(Worker).where(col(Worker.nik_index) == index)).one()


def test_a_worker_without_an_account_moves(house: House) -> None:
    """What the new instansi registered takes the place of what the old one did; both hear of it."""
    worker = registers(house, **KNOWN)
    asker = asks(house)
    chat = decides(house).sees("Dinas Kesehatan Contoh", "SARI WULANDARI", "3201••••••••0001", "data dari sana")
    chat.sees_not("Perawat", SARI.nik).taps("button.lepas").hears("ask.yakin").says("ya").hears("error.kata_lepas")
    chat.says("lepas").hears("ask.beres").sees("sudah dilepas")
    asker.was_told("say.dilepas").taps_data(f"/cari w{worker.id}").hears("ask.kartu").sees(
        "Perawat", "belum punya akun"
    )
    chat.says("/cari sari").hears("ask.tidak_ada")
    moved = stored(house)
    assert (moved.id, moved.instansi_id, moved.status) == (worker.id, house.opens(DINKES).id, "terdaftar")
    assert (moved.nomor_ijazah, moved.unit_kerja) == (None, "Puskesmas 1")
    entries = house.session.exec(select(Riwayat).where(col(Riwayat.worker_id) == worker.id)).all()
    assert [(one.source, one.jabatan, one.tanggal_mulai, one.nomor_sk) for one in entries] == [
        ("instansi", "Perawat", date(2019, 2, 1), None)
    ]
    (entry,) = audit.of_subject(house.session, house.vault, [worker.id], 9, "mutasi.lepas")
    assert entry.body["before"]["row"]["unit_kerja"] == "SDN Contoh 1"
    assert entry.actor == ADMIN


def test_the_moved_row_counts_as_unchanged_when_it_is_imported(house: House) -> None:
    """It has the index that the new instansi's sheet would give it."""
    registers(house)
    asks(house)
    decides(house).taps("button.lepas").says("LEPAS")
    worker = stored(house)
    cells = rows.load(house.session, house.vault, worker.id)
    assert cells is not None
    sealer = registration.Sealer(house.vault, worker.instansi_id, house.now, 7)
    outcome = registration.register(house.session, sealer, [sealer.seal(1, rows.read(cells))])
    assert outcome.unchanged == [1]


def test_a_worker_with_an_account_goes_on_at_the_new_instansi(house: House) -> None:
    """Account, biodata and ijazah stay; the riwayat with its papers goes, the record is open, the card is revoked."""
    sari = Filling(house, registers(house, **KNOWN)).has_everything()
    sari.has_entry(date(2015, 1, 2), date(2017, 12, 31))
    sari.has_papers(*(entry.id for entry in sari.entries())).has_ended()
    card = cards.issue(house.session, house.vault, sari.account, "pendataan", "x", house.now)
    papers = {paper.file for entry in sari.entries() for paper in entry.papers.values()}
    assert len(papers) == 4
    asks(house)
    chat = decides(house).sees("Ia sudah punya akun", "Kartu Pendataannya tidak berlaku")
    chat.taps("button.lepas").says("LEPAS").sees("sudah dilepas")
    sari.was_told("say.pindah").sees("Dinas Kesehatan Contoh").says("/status").sees("melepas Anda ke instansi")
    record = sari.record()
    assert (record.status, record.instansi.nama, record.finished_at) == ("mengisi", "Dinas Kesehatan Contoh", None)
    assert (record.biodata["jabatan"], record.biodata["alamat"]) == ("Perawat", "Jl. Melati No. 7 RT 02/RW 05, Contoh")
    assert record.pages_done == ()
    assert [(one.source, dict(one.papers)) for one in sari.entries()] == [("instansi", {})]
    assert papers <= set(house.discarded)
    assert cards.judge(house.session, card).verdict == "revoked"
    assert recorded(house, sari.account)[-1] == "mutasi.lepas"
    sari.says("/masuk").hears("say.menu").sees("Dinas Kesehatan Contoh")


def test_who_a_worker_is_stays_proven(house: House) -> None:
    """Name, birth and KK of an account were confirmed: another spelling at the new instansi changes none."""
    sari = Filling(house, registers(house, **KNOWN))
    before = stored(house)
    proven = (before.nama, before.tempat_lahir, before.tanggal_lahir, before.kk is None)
    asks(house, who=replace(SARI, nama="Sari Wulan"))
    decides(house).taps("button.lepas").says("LEPAS").sees("sudah dilepas")
    after = stored(house)
    assert (after.nama, after.tempat_lahir, after.tanggal_lahir, after.kk is None) == proven
    assert after.jabatan == "Perawat"
    assert sari.record().nama == SARI.nama


def test_whoever_waits_for_the_nik_is_told_of_the_move(house: House) -> None:
    """A watcher, and who proposed themselves to the new instansi."""
    house.opens(DINKES, "Dinas Kesehatan Contoh")
    sari = Chat(house).goes_to("ask.belum_terdaftar").taps("button.usulkan").says("Kesehatan").taps("button.instansi")
    registers(house)
    house.told.clear()
    requests.watch(house.session, house.vault, 99, SARI.nik, house.now)
    asks(house)
    decides(house).taps("button.lepas").says("LEPAS")
    sari.was_told("say.usulan_diterima").sees("Dinas Kesehatan Contoh")
    Chat(house, 99).was_told("say.registered")


def test_a_refusal_is_told_with_its_words(house: House) -> None:
    """The worker stays; the asker may ask again."""
    registers(house)
    asker = asks(house)
    chat = decides(house).taps("button.tolak").hears("ask.kata").taps("button.ke_daftar").taps("button.buka_masuk")
    chat.taps("button.tolak").says("tidak").hears("error.text_too_short").says("Kontraknya sampai Desember.")
    chat.hears("ask.beres").sees("Mutasi ditolak", "Dinas Kesehatan Contoh").taps("button.lagi").hears("ask.kosong")
    asker.was_told("say.ditolak").sees("Kontraknya sampai Desember.", "Sari Wulandari")
    assert stored(house).instansi_id == house.opens().id
    asker.says("/mutasi").hears("ask.kosong").taps("button.minta").hears("ask.nik").says(SARI.nik).hears("ask.pindah")


def test_the_asker_sees_what_waits_and_takes_it_back(house: House) -> None:
    """The holder's admins hear that there is nothing to decide any more."""
    registers(house)
    works(house, "admin", person=ADMIN)
    asker = asks(house).says("/mutasi").hears("ask.pilih").sees("Sari Wulandari", "Dinas Pendidikan", "• tidak ada")
    Chat(house, ADMIN).was_told("say.dimintai")
    asker.taps("button.buka_keluar").hears("ask.putusan").sees("menunggu jawaban").taps("button.ke_daftar")
    asker.taps("button.buka_keluar").taps("button.tarik").hears("ask.beres").sees("Permintaan ditarik")
    Chat(house, ADMIN).was_told("say.ditarik").says("/mutasi").hears("ask.kosong")


def test_whoever_asks_learns_no_name_by_it(house: House) -> None:
    """A NIK and an invented name are enough to ask, so the name that its holder knows stays with the holder."""
    registers(house)
    guess = Who(nama=BUDI.nama)
    asker = asks(house, who=guess).says("/mutasi").hears("ask.pilih").sees(BUDI.nama).sees_not("SARI")
    asker.taps("button.buka_keluar").hears("ask.putusan").sees(BUDI.nama).sees_not("SARI")
    decides(house).sees("SARI WULANDARI").sees_not(BUDI.nama).taps("button.tolak").says("Kontraknya sampai Desember.")
    asker.was_told("say.ditolak").sees(BUDI.nama).sees_not("SARI")


def test_two_who_decide_the_same(house: House) -> None:
    """Whoever comes second is told, the asker who takes it back among them."""
    registers(house)
    asker = asks(house).says("/mutasi").taps("button.buka_keluar")
    first = decides(house).taps("button.lepas")
    second = decides(house, OPERATOR).taps("button.tolak")
    third = works(house, "admin", person=77).says("/mutasi").taps("button.buka_masuk").taps("button.lepas")
    first.says("LEPAS").sees("sudah dilepas")
    second.says("Kontraknya sampai Desember.").sees("sudah diputuskan")
    third.says("LEPAS").sees("sudah diputuskan")
    asker.taps("button.tarik").sees("sudah diputuskan")


def test_only_one_of_several_askers_gets_the_worker(house: House) -> None:
    """A NIK is in one instansi; the others hear where it went."""
    registers(house)
    house.opens(THIRD, "Dinas Perhubungan Contoh")
    first, other = asks(house), asks(house, 701, THIRD)
    chat = works(house, "admin", person=ADMIN).says("/mutasi").taps("button.buka_masuk").taps("button.lepas")
    chat.says("LEPAS").sees("sudah dilepas")
    told = {"say.dilepas": 0, "say.gugur": 0}
    for asker in (first, other):
        for code, _ in house.told.pop(asker.person, []):
            told[code] += 1
    assert told == {"say.dilepas": 1, "say.gugur": 1}
    chat.taps("button.lagi").hears("ask.kosong")


@pytest.mark.parametrize(
    ("kode", "lock", "why"),
    [
        (DINAS, "difinalisasi", "Pendataan instansi Anda sudah difinalisasi"),
        (DINAS, "tutup", "Batas waktu pendataan instansi Anda"),
        (DINKES, "difinalisasi", "Pendataan Dinas Kesehatan Contoh sudah difinalisasi"),
        (DINKES, "tutup", "Batas waktu pendataan Dinas Kesehatan Contoh"),
    ],
)
def test_a_closed_instansi_neither_lets_go_nor_takes(house: House, kode: str, lock: str, why: str) -> None:
    """Why is said, and who could change it; the request waits still."""
    registers(house)
    asks(house)
    chat = decides(house).taps("button.lepas")
    house.finalises(kode) if lock == "difinalisasi" else house.ends_on(house.now.date() - timedelta(days=1), kode)
    chat.says("LEPAS").sees(why, "Hanya pusat").taps("button.lagi").hears("ask.pilih")
    assert stored(house).instansi_id == house.opens().id


def test_a_worker_who_is_elsewhere_by_now_cannot_be_let_go(house: House) -> None:
    """As when pusat mends the roster by hand."""
    worker = registers(house)
    asks(house)
    chat = decides(house).taps("button.lepas")
    worker.instansi_id = house.opens(THIRD, "Dinas Perhubungan Contoh").id
    house.session.flush()
    chat.says("LEPAS").sees("sudah tidak terdaftar di instansi Anda")


def test_an_operator_asks_and_does_not_decide(house: House) -> None:
    """What others ask of the instansi is for its admin; a stranger hears what everybody hears."""
    registers(house)
    asks(house)
    works(house, "operator").says("/mutasi").hears("ask.kosong").says("/instansi")
    assert "button.mutasi" not in [shown.code for shown in Chat(house, OPERATOR).says("/instansi").buttons]
    works(house, "verifier", person=504).says("/mutasi").hears("say.bukan_tugas")
    Chat(house).says("/mutasi minta").hears("say.bukan_tugas")


def test_many_requests_are_told_in_short(house: House) -> None:
    """The oldest first, and how many more there are."""
    from tests.conversations.finished import somebody  # noqa: PLC0415 - beside its only use

    for number in range(1, 11):
        registers(house, somebody(number))
    asker = works(house, "operator", DINKES, OTHER_ADMIN)
    for number in range(1, 11):
        asker.says(f"/mutasi minta {somebody(number).nik}").taps("button.minta_mutasi")
        for typed in (somebody(number).nama, *ROW[1:]):
            asker.says(typed)
        asker.taps("button.minta_mutasi")
    chat = works(house, "admin", person=ADMIN).says("/mutasi").hears("ask.pilih").sees("dan 2 lagi")
    assert len([shown for shown in chat.buttons if shown.code == "button.buka_masuk"]) == 8


def test_a_worker_who_asks_to_be_opened_has_an_open_record(house: House) -> None:
    """With the move the wish is fulfilled."""
    sari = Filling(house, registers(house, BUDI, **KNOWN), BUDI).has_everything().has_ended()
    sari.says("/masuk").taps("button.minta_buka").says("Unit kerja saya keliru.")
    asks(house, who=BUDI)
    decides(house).taps("button.lepas").says("LEPAS")
    sari.says("/status").sees("data sudah dibuka kembali")


def test_a_worker_in_the_middle_of_an_entry_that_goes_stands_on_firm_ground(house: House) -> None:
    """What was begun of an entry that is no more is not kept, and its file is forgotten."""
    sari = Filling(house, registers(house, **KNOWN)).has_everything()
    sari.has_papers(sari.entries()[0].id)
    sari.has_entry(date(2015, 1, 2), date(2017, 12, 31))
    sari.says("/masuk riwayat").hears("ask.sk").sends_photo().hears("offer.berkas_foto")
    asks(house)
    decides(house).taps("button.lepas").says("LEPAS")
    kept = len(house.files.kept)
    sari.taps("button.berkas_foto").says("/masuk riwayat").hears("ask.sk")
    assert [(one.source, dict(one.papers)) for one in sari.entries()] == [("instansi", {})]
    assert len(house.files.kept) < kept

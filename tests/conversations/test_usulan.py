"""`/usulan`: the queue of those who ask to be registered; Terima is told in test_tambah."""

from dataclasses import replace

from storage import requests
from storage.models.requests import Proposal
from tests.chat import Chat
from tests.conversations.office import ADMIN, DINKES, OPERATOR, VERIFIER, recorded, registers, works
from tests.house import BUDI, DINAS, SARI, House, Who


def proposes(house: House, person: int = 71, who: Who = SARI, words: str = "Pendidikan") -> Chat:
    """Somebody unregistered asks an instansi to register them."""
    chat = Chat(house, person).goes_to("ask.belum_terdaftar", who).taps("button.usulkan").says(words)
    return chat.taps("button.instansi").hears("ask.diusulkan")


def test_the_oldest_comes_first_and_one_may_be_passed_over(house: House) -> None:
    """Each look is recorded; behind the last there is none."""
    proposes(house)
    proposes(house, 72, BUDI)
    chat = works(house, "admin").says("/instansi").taps("button.usulan", "2").hears("ask.keputusan").sees("U-000001")
    chat.sees(
        "Sari Wulandari", SARI.nik, SARI.kk, "7 Maret 1990", "0812••••7890", "belum terdaftar di instansi mana pun"
    )
    chat.taps("button.lewati").sees("U-000002", "Budi Santoso").taps("button.lewati").hears("ask.kosong")
    chat.taps("button.lagi").sees("U-000001")
    assert recorded(house, 0) == ["lihat", "lihat", "lihat"]


def test_a_refusal_is_told_with_its_words(house: House) -> None:
    """The proposer may propose themselves elsewhere, or here once more."""
    sari = proposes(house)
    chat = works(house, "operator").says("/usulan").taps("button.tolak").hears("ask.alasan").says("tidak")
    chat.hears("error.text_too_short").taps("button.tidak_jadi").hears("ask.keputusan").taps("button.tolak")
    chat.says("Anda bekerja di puskesmas: mintalah kepada Dinas Kesehatan.").hears("ask.beres").sees("Usulan ditolak")
    sari.was_told("say.ditolak").sees("Dinas Pendidikan", "mintalah kepada Dinas Kesehatan")
    sari.says("/status").sees("U-000001: ditolak").says("/daftar").hears("ask.belum_terdaftar")
    chat.taps("button.lagi").hears("ask.kosong")
    sari.taps("button.usulkan").says("Pendidikan").taps("button.instansi").hears("ask.diusulkan")
    sari.says("/status").sees("U-000001: menunggu")
    chat.says("/usulan").hears("ask.keputusan").sees("U-000001")


def test_two_who_decide_the_same_proposal(house: House) -> None:
    """The second one is told, and nothing changes."""
    sari = proposes(house)
    first = works(house, "operator").says("/usulan").taps("button.tolak")
    second = works(house, "admin", person=ADMIN).says("/usulan").taps("button.tolak")
    first.says("Anda bekerja di tempat lain.").sees("Usulan ditolak")
    second.says("Kami tidak mengenal Anda.").sees("sudah diputuskan oleh petugas lain")
    sari.was_told("say.ditolak").sees("Anda bekerja di tempat lain.")


def test_who_was_registered_meanwhile_is_only_told(house: House) -> None:
    """Here: there is nothing left to enter; the proposal closes, and the watcher was told by the import already."""
    sari = proposes(house)
    registers(house)
    chat = works(house, "operator").says("/usulan").sees("sudah didaftarkan oleh instansi Anda").taps("button.tutup")
    chat.hears("ask.beres").sees("Usulan ditutup")
    sari.was_told("say.usulan_diterima").says("/status").sees("U-000001: diterima")


def test_whoever_closes_a_proposal_says_nothing_untrue(house: House) -> None:
    """The worker was taken back in the meantime, or a colleague closed it already."""
    sari = proposes(house)
    registers(house)
    chat = works(house, "operator").says("/usulan").hears("ask.keputusan")
    house.removes(SARI)
    chat.taps("button.tutup").hears("ask.beres").sees("tidak terdaftar lagi")
    chat.taps("button.lagi").sees("belum terdaftar di instansi mana pun")
    sari.was_told()
    registers(house)
    slower = works(house, "admin", person=ADMIN).says("/usulan")
    chat.says("/usulan").taps("button.tutup").sees("Usulan ditutup")
    slower.taps("button.tutup").sees("sudah diputuskan")


def test_who_is_registered_elsewhere_is_asked_for(house: House) -> None:
    """Terima leads to Minta mutasi."""
    proposes(house)
    registers(house, kode=DINKES)
    chat = works(house, "operator").says("/usulan").sees("sudah terdaftar di instansi lain").taps("button.terima")
    chat.hears("ask.pindah")


def test_only_this_instansis_queue_is_shown(house: House) -> None:
    """Another instansi's proposal is like none, and so is a number of theirs."""
    house.opens(DINKES, "Dinas Kesehatan Contoh")
    proposes(house, words="Kesehatan")
    chat = works(house, "operator").says("/usulan").hears("ask.kosong")
    chat.says("/tambah usulan 1").hears("say.usulan_tidak_ada").taps("button.usulan").hears("ask.kosong")
    chat.says("/tambah usulan 4294967296").hears("say.usulan_tidak_ada")
    works(house, "verifier", person=VERIFIER).says("/usulan").hears("say.bukan_tugas")
    Chat(house, 99).says("/usulan").hears("say.bukan_tugas")


def test_a_proposal_that_moves_under_ones_hands(house: House) -> None:
    """Whoever is at an instansi's desk cannot decide another one's."""
    sari = proposes(house)
    chat = works(house, "operator").says("/usulan").taps("button.tolak")
    row = house.session.get_one(Proposal, 1)
    other = house.opens(DINKES, "Dinas Kesehatan Contoh").id
    row.instansi_id, mine = other, row.instansi_id
    house.session.flush()
    chat.says("Kami tidak mengenal Anda.").sees("tidak ada di antrean")
    row.instansi_id = mine
    house.session.flush()
    assert sari.was_told() is sari


def test_who_proposes_last_is_told(house: House) -> None:
    """The same NIK from another Telegram: the answer goes where the last words came from."""
    proposes(house)
    newer = proposes(house, 72, replace(SARI, email="baru@contoh.id"))
    works(house, "operator", DINAS, OPERATOR).says("/usulan").sees("baru@contoh.id").taps("button.tolak").says(
        "Bukan di sini."
    )
    newer.was_told("say.ditolak")
    assert [kind for kind, _, _ in requests.of_person(house.session, 71)] == ["pantauan"]

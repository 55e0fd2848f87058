"""`/tambah`: one worker by questions, with every rule of the sheet and of eligibility, and whoever waits is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from bot.conversations.tambah.judging import judged
from storage import registration, rows
from storage.models.roster import Riwayat, Worker
from tests.chat import Chat
from tests.conversations.office import ADMIN, DINKES, OTHER_ADMIN, VERIFIER, recorded, registers, works
from tests.house import BUDI, SARI, House, Who

TYPED = {
    "nama": "Sari Wulandari",
    "tempat_lahir": "Bogor",
    "tanggal_lahir": "07-03-1990",
    "jabatan": "Guru Kelas",
    "unit_kerja": "SDN Contoh 1",
    "tanggal_mulai": "2 Januari 2018",
}


def entered(chat: Chat, who: Who = SARI, /, **other: str) -> Chat:
    """All that is required is typed; the review is next, unless a rule is broken."""
    chat.says("/tambah nik").hears("ask.nik").says(who.nik)
    if chat.screen and chat.screen.text == "ask.pindah":
        chat.taps("button.minta_mutasi")
    for name, value in {**TYPED, "nama": who.nama, **other}.items():
        chat.hears(f"ask.{name}").says(value)
    return chat


def worker(house: House, who: Who = SARI) -> Worker:
    """The worker with this NIK."""
    index = house.vault.index("nik", who.nik)
    return house.session.exec(select(Worker).where(col(Worker.nik_index) == index)).one()


def test_an_operator_enters_a_worker_who_waited(house: House) -> None:
    """What is required is asked, the sex is read off the NIK, and whoever watches the NIK is told once."""
    sari = Chat(house).goes_to("ask.belum_terdaftar").taps("button.pantau").hears("ask.dipantau")
    chat = entered(works(house, "operator"), tanggal_mulai="02-01-2018").hears("ask.periksa")
    chat.sees(
        "Perempuan, menurut NIK",
        "Jabatan: Guru Kelas",
        "Belum diisi, dan boleh dikosongkan:",
        "Nomor Ijazah",
        "3201••••••••0001",
    )
    chat.taps("button.daftarkan").hears("ask.beres").sees("Pekerja terdaftar")
    sari.was_told("say.registered").says("/daftar").hears("ask.password")
    made = worker(house)
    assert (made.nama, made.jenis_kelamin, made.status, made.import_id) == ("Sari Wulandari", "P", "terdaftar", None)
    first = house.session.exec(select(Riwayat).where(col(Riwayat.worker_id) == made.id)).one()
    assert (first.source, first.jabatan, first.tanggal_mulai) == ("instansi", "Guru Kelas", date(2018, 1, 2))
    assert recorded(house, made.id) == ["pekerja.tambah"]
    chat.taps("button.kartu_pekerja").hears("ask.kartu").sees("formulir di chat", "Belum membuat akun")
    chat.says("/tambah").hears("ask.nik")


def test_the_same_row_imported_later_counts_as_unchanged(house: House) -> None:
    """A worker entered by hand is the row that a sheet would have."""
    entered(works(house, "operator")).taps("button.daftarkan")
    typed = {**TYPED, "nik": SARI.nik, "jenis_kelamin": "P"}
    row, faults = judged(typed, house.now.date())
    assert faults == []
    sealer = registration.Sealer(house.vault, house.opens().id, house.now, 7)
    outcome = registration.register(house.session, sealer, [sealer.seal(5, rows.read(row))])
    assert (outcome.unchanged, outcome.updated, outcome.refused) == ([5], [], [])


def test_what_may_be_left_out_is_offered_in_groups(house: House) -> None:
    """Each group is asked at once, Lewati leaves one out, and its button goes when all of it was answered."""
    chat = entered(works(house, "operator")).taps("button.isi_pendidikan").hears("ask.tingkat_pendidikan")
    chat.taps("button.temuan", "S-1/Sarjana").hears("ask.pendidikan_terakhir").says("S-1 PGSD")
    chat.hears("ask.nomor_ijazah").taps("button.lewati").hears("ask.tanggal_lulus").says("2012-08-15")
    chat.hears("ask.nama_sekolah").says("-").hears("ask.periksa").sees("S-1/Sarjana", "Tanggal Lulus: 15 Agustus 2012")
    assert "button.isi_pendidikan" not in [shown.code for shown in chat.buttons]
    chat.taps("button.isi_sk").says("800/1").says("02-01-2018").taps("button.lewati").taps("button.lewati")
    chat.says("Kepala Dinas").taps("button.temuan", "Pimpinan Tinggi").taps("button.temuan", "APBD").hears(
        "ask.periksa"
    )
    chat.taps("button.isi_keluarga").says(SARI.kk).taps("button.lewati").sees("Nomor Kartu Keluarga: 3201••••••••0009")
    chat.taps("button.daftarkan").hears("ask.beres")
    made = worker(house)
    assert (made.tingkat_pendidikan, made.nama_sekolah, made.tanggal_lulus) == ("S-1/Sarjana", None, date(2012, 8, 15))


def test_an_answer_that_cannot_be_is_refused_in_the_sheets_words(house: House) -> None:
    """What a row of the sheet would not take, no question takes either."""
    chat = works(house, "operator").says("/tambah").says("123").hears("error.nik_not_16_digits").says(SARI.nik)
    chat.says("-").hears("error.wajib", "ask.nama").sees("wajib").says("Sari 2").hears("error.tidak_sah").says("Sari")
    chat.says("Bogor").says("08-03-1990").hears("error.tidak_sah").sees("tidak cocok dengan angka").says("07-03-1990")
    chat.says("Guru").says("SDN 1").says("31-02-2018").hears("error.tidak_sah").says("02-01-2018").hears("ask.periksa")
    chat.taps("button.isi_sk").says("1").says("02-01-2018").hears("ask.tanggal_berakhir").says("01-01-2018")
    chat.hears("error.tidak_sah").sees("lebih awal").taps("button.lewati").hears("ask.pendidikan_sk")
    chat.says("/tambah").hears("ask.pendidikan_sk")
    chat.says("Guru " * 30).says("Kepala Dinas").says("Lainnya").says("APBD").hears("ask.periksa").sees(
        "Guru Guru", "…"
    )
    chat.taps("button.isi_keluarga").says(SARI.nik).hears("error.tidak_sah").sees("sama dengan NIK")


@pytest.mark.parametrize(
    ("other", "rule", "mend", "value"),
    [
        ({"tanggal_mulai": "02-01-2022"}, "aturan masa kerja", "tanggal_mulai", "02-01-2018"),
        ({"jabatan": "Sopir"}, "aturan jabatan", "jabatan", "Guru"),
        ({"unit_kerja": "BLUD Puskesmas"}, "aturan BLU", "unit_kerja", "SDN 1"),
    ],
)
def test_a_broken_rule_is_named_and_mended(
    house: House, other: dict[str, str], rule: str, mend: str, value: str
) -> None:
    """The rule is told by its name, and a button leads to the answer that breaks it."""
    chat = (
        entered(works(house, "operator"), SARI, **other)
        .hears("ask.tidak_layak")
        .sees(rule, "verifikator instansi Anda")
    )
    assert "button.kesampingkan" not in [shown.code for shown in chat.buttons]
    chat.taps(f"button.perbaiki_{mend}").hears(f"ask.{mend}").says(value).hears("ask.periksa")
    chat.taps("button.daftarkan").sees("Pekerja terdaftar")


def test_age_is_no_matter_for_eks_thk2(house: House) -> None:
    """Somebody too old is asked for the nomor peserta."""
    old = replace(SARI, nik="3201014703600001")
    chat = (
        entered(works(house, "operator"), old, tanggal_lahir="07-03-1960").hears("ask.tidak_layak").sees("aturan usia")
    )
    chat.taps("button.perbaiki_no_peserta_thk2").says("12345678").hears("ask.periksa").taps("button.daftarkan")
    assert worker(house, old).no_peserta_thk2 == "12345678"


def test_a_verifier_may_set_a_rule_aside_with_a_reason(house: House) -> None:
    """Whoever is operator and verifier at once; the reason is in the trail."""
    works(house, "verifier")
    chat = entered(works(house, "operator"), jabatan="Sopir").taps("button.kesampingkan").hears("ask.alasan")
    chat.taps("button.tidak_jadi").hears("ask.tidak_layak").taps("button.kesampingkan").says("pendek")
    chat.hears("error.text_too_short").says("Ia mengajar; SK lama salah tulis.").hears("ask.periksa")
    chat.taps("button.daftarkan").sees("Pekerja terdaftar")
    assert recorded(house, 0) == ["kesampingkan"]


def test_after_finalisasi_no_rule_is_set_aside(house: House) -> None:
    """Whoever is writing the reason just then is told."""
    works(house, "verifier")
    chat = entered(works(house, "operator"), jabatan="Sopir").taps("button.kesampingkan").hears("ask.alasan")
    house.finalises()
    chat.says("Ia mengajar; SK lama salah tulis.").hears("error.terkunci", "ask.alasan")
    assert recorded(house, 0) == []
    chat.taps("button.tidak_jadi").hears("ask.tidak_layak").taps("button.ke_meja").hears("say.meja")


def test_what_no_verifier_can_set_aside_is_to_be_mended(house: House) -> None:
    """Where an answer contradicts one that came later, it is said before anything is registered."""
    works(house, "verifier")
    chat = entered(works(house, "operator")).taps("button.isi_sk").says("1").says("02-01-2018").says("31-12-2019")
    for _ in range(4):
        chat.taps("button.lewati")
    chat.taps("button.ubah").hears("ask.ubah").taps("button.perbaiki_tanggal_mulai").says("02-01-2020")
    chat.hears("ask.tidak_layak").sees("lebih awal", "Perbaiki yang keliru lewat tombol")
    assert "button.kesampingkan" not in [shown.code for shown in chat.buttons]
    chat.taps("button.perbaiki_tanggal_berakhir").taps("button.lewati").hears("ask.periksa")
    chat.taps("button.ubah").taps("button.selesai_ubah").hears("ask.periksa")


def test_whom_the_instansi_has_already_leads_to_their_card(house: House) -> None:
    """A second registration is none."""
    registers(house)
    chat = works(house, "operator").says("/tambah").says(SARI.nik).hears("ask.sudah_ada").sees("SARI WULANDARI")
    chat.taps("button.nik_lain").hears("ask.nik").says(SARI.nik).taps("button.kartu_pekerja").hears("ask.kartu")


def test_a_colleague_may_be_faster(house: House) -> None:
    """Nobody is registered twice, here or elsewhere."""
    chat = entered(works(house, "operator"))
    registers(house)
    chat.taps("button.daftarkan").hears("ask.beres").sees("Rekan Anda baru saja")
    other = entered(chat, BUDI, tanggal_lahir="07-03-1990").hears("ask.periksa")
    registers(house, BUDI, DINKES)
    other.taps("button.daftarkan").sees("Instansi lain baru saja")


@pytest.mark.parametrize("lock", ["difinalisasi", "tutup"])
def test_a_closed_instansi_takes_nobody_in(house: House, lock: str) -> None:
    """Neither at the beginning nor at the end; who could open it is said."""
    chat = entered(works(house, "operator"))
    house.finalises() if lock == "difinalisasi" else house.ends_on(house.now.date() - timedelta(days=1))
    chat.taps("button.daftarkan").hears("ask.beres").sees("Hanya pusat")
    chat.says("/tambah").hears("ask.ditutup").sees("Hanya pusat").taps("button.ke_meja").hears("say.meja")


def test_another_instansis_worker_is_asked_for(house: House) -> None:
    """Minta mutasi: the row is filled in, and the holder's admins hear that somebody asks."""
    registers(house, kode=DINKES)
    holder = works(house, "admin", DINKES, OTHER_ADMIN)
    chat = works(house, "operator").says("/tambah").says(SARI.nik).hears("ask.pindah").sees("instansi lain")
    chat.sees_not("Kesehatan")
    entered(chat).hears("ask.periksa").sees("sampai instansi yang sekarang melepas").taps("button.minta_mutasi")
    chat.hears("ask.beres").sees("Mutasi diminta").taps("button.mutasi").hears("ask.pilih").sees("Sari Wulandari")
    holder.was_told("say.dimintai")
    chat.says("/tambah").says(SARI.nik).hears("ask.sudah_diminta").taps("button.nik_lain").hears("ask.nik")


def test_asking_may_come_too_late(house: House) -> None:
    """The holder may have taken the worker back, or closed, while the row was filled in."""
    registers(house, kode=DINKES)
    chat = entered(works(house, "operator"))
    house.finalises(DINKES)
    chat.taps("button.minta_mutasi").sees("sudah difinalisasi", "Hanya pusat")
    house.reopens(DINKES)
    entered(chat)
    house.removes(SARI)
    chat.taps("button.minta_mutasi").sees("Mutasi tidak perlu lagi")


def test_other_roles_and_workers_enter_nobody(house: House) -> None:
    """A verifier's and a stranger's `/tambah` are answered alike, and so is an old screen's button."""
    works(house, "verifier", person=VERIFIER).says("/tambah").hears("say.bukan_tugas")
    Chat(house).says("/tambah").hears("say.bukan_tugas")
    works(house, "admin", person=ADMIN).says("/tambah").hears("ask.nik")


def test_what_was_begun_is_kept_until_somebody_else_is_begun(house: House) -> None:
    """`/batal` leaves it, `/tambah` goes on, `/tambah nik` begins anew."""
    chat = works(house, "operator").says("/tambah").says(SARI.nik).says("Sari").says("/batal").says("/tambah")
    chat.hears("ask.tempat_lahir").says(f"/tambah nik {BUDI.nik}").hears("ask.nama").says("/tambah nik").hears(
        "ask.nik"
    )
    house.waits(timedelta(minutes=16))
    chat.says(SARI.nik).hears("say.meja_ditutup").taps("button.buka_meja").hears("ask.nik")


def asks_to_be_registered(house: House, person: int = 71, who: Who = SARI) -> Chat:
    """Somebody unregistered proposes themselves."""
    chat = Chat(house, person).goes_to("ask.belum_terdaftar", who).taps("button.usulkan").says("dinas")
    return chat.taps("button.instansi").hears("ask.diusulkan")


def test_a_proposal_fills_in_what_was_typed(house: House) -> None:
    """Only what is missing is asked; the person is told once, and goes on where they stood."""
    sari = asks_to_be_registered(house)
    chat = works(house, "operator").says("/usulan").hears("ask.keputusan").sees("Sari Wulandari", SARI.nik)
    chat.taps("button.terima").hears("ask.jabatan").says("Guru").says("SDN 1").says("02-01-2018").hears("ask.periksa")
    chat.sees("Nomor Kartu Keluarga: 3201••••••••0009").taps("button.daftarkan").sees("Pekerja terdaftar")
    sari.was_told("say.usulan_diterima").sees("Dinas Pendidikan").says("/status").sees("U-000001: diterima")
    sari.says("/daftar").hears("ask.password")
    chat.says("/usulan").hears("ask.kosong")
    chat.says("/tambah usulan 1").hears("say.usulan_sudah_diputuskan").says("/tambah usulan 9").hears(
        "say.usulan_tidak_ada"
    )


def test_a_proposal_takes_the_place_of_what_was_begun(house: House) -> None:
    """The form is for one worker at a time."""
    asks_to_be_registered(house)
    chat = works(house, "operator").says("/tambah").says(BUDI.nik).says("/tambah usulan 1").hears("ask.jabatan")
    chat.says("/tambah").hears("ask.jabatan")

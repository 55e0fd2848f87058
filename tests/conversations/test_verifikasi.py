"""The verifier's card: finished workers one after the other, approved, given back or passed over."""

from datetime import date, timedelta

import pytest

from storage import audit, cards, overrules, records, riwayat, verification, withdrawal
from storage.models.roster import Worker
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.conversations.finished import SECOND_VERIFIER, VERIFIER, crowd, finished, somebody, verifier, works
from tests.house import DINAS_NAME, KNOWN, SARI, House
from tests.storage.officers import dismisses


def differing(house: House, **said: str) -> Filling:
    """Sari, who says otherwise than her instansi, has ended."""
    sari = Filling(house, house.registers(SARI, **KNOWN)).has_everything()
    records.keep_biodata(house.session, house.vault, sari.account, said, sari.person, house.now)
    return sari.has_ended()


def trail(house: House, filling: Filling, action: str) -> list[audit.Seen]:
    """What the trail says of this worker."""
    return audit.of_subject(house.session, house.vault, [filling.account], 100, action)


# -- the card ----------------------------------------------------------------------------------------------------------


def test_the_card_shows_what_differs_first(house: House) -> None:
    """Who, masked; where and when; each field that the worker changed with both values; and how many wait."""
    differing(house, nama_sekolah="Universitas Teladan", jenis_kelamin="L", tanggal_lulus="2013-08-15")
    chat = verifier(house).says("/verifikasi").hears("ask.putusan")
    chat.sees("Sari Wulandari", "3201••••••••0001", "SDN Contoh 1", "diakhiri 1 September 2022 pukul 10.00 WIB")
    chat.sees("Nama sekolah: Universitas Contoh → Universitas Teladan", "Jenis kelamin: Perempuan → Laki-laki")
    chat.sees("Tanggal lulus: 15 Agustus 2012 → 15 Agustus 2013", "Masa kerja: 3 tahun 11 bulan", "Menunggu: 1 pekerja")
    chat.sees_not(SARI.nik)


def test_a_worker_of_whom_nothing_is_to_be_said(house: House) -> None:
    """Neither a difference nor a doubt; an eks THK-II is named one."""
    worker = house.registers(SARI, thk2="19870012345", **{**KNOWN, "pendidikan_terakhir": None})
    Filling(house, worker).has_everything().has_ended()
    chat = verifier(house).says("/verifikasi").sees("Eks THK-II, nomor peserta 19870012345")
    assert chat.words[-1].count("Tidak ada.") == 2


def test_doubts_stand_on_the_card(house: House) -> None:
    """The pasfoto's background, the ijazah's birth data, and periods that overlap or are missing."""
    sari = Filling(house, house.registers(SARI, **KNOWN)).has_everything()
    account = house.accounts()[0]
    next(file for file in house.account_files(account) if file.kind == "pasfoto").warnings = "background_not_blue"
    house.session.flush()
    sari.has_biodata(tempat_lahir_ijazah="Cianjur", tanggal_lahir_ijazah="1990-03-08")
    sari.has_entry(date(2015, 1, 1), date(2015, 12, 31))
    sari.has_entry(date(2018, 1, 1), date(2018, 6, 30))
    sari.has_ended()
    chat = verifier(house).says("/verifikasi").sees("Latar pasfoto tidak biru", "(Cianjur) berbeda dengan KTP (Bogor)")
    chat.sees("(8 Maret 1990) berbeda dengan KTP (7 Maret 1990)", "Pekerja menambah 2 riwayat sendiri")
    chat.sees("Riwayat 2 dan 3 tumpang tindih", "Tanpa riwayat dari 1 Januari 2016 sampai 31 Desember 2017")


def test_a_changed_education_names_its_riwayat(house: House) -> None:
    """The instansi's entry may have another pendidikan by the worker's word."""
    sari = Filling(house, house.registers(SARI, **KNOWN)).has_everything()
    riwayat.set_education(house.session, house.vault, sari.account, sari.worker, "SLTA", sari.person, house.now)
    sari.has_ended()
    verifier(house).says("/verifikasi").sees("Pendidikan, riwayat 1: S1 PGSD → SLTA")


def test_the_longest_card_fits_a_message(house: House) -> None:
    """However much is to be said, and of however many things; what does not fit is counted."""
    long = "Wahyuningsih " * 15
    facts = dict.fromkeys(("nomor_ijazah", "nama_sekolah", "pendidikan_terakhir"), "X" * 200)
    worker = house.registers(SARI, **{**KNOWN, **facts})
    sari = Filling(house, worker).has_everything()
    said = dict.fromkeys(("nomor_ijazah", "nama_sekolah", "pendidikan_terakhir", "jabatan", "unit_kerja"), long)
    changes = {**said, "jenis_kelamin": "L", "tanggal_lulus": "2013-01-01"}
    records.keep_biodata(house.session, house.vault, sari.account, changes, sari.person, house.now)
    for year in range(2010, 2014):
        sari.has_entry(date(year, 1, 1), date(year + 3, 6, 1), jabatan="Satpam BLUD", jenis_pembayaran="BOS")
    sari.has_ended()
    chat = verifier(house).says("/verifikasi").hears("ask.putusan").sees("lagi, lihat di Data lengkap", "…")
    assert len(chat.words[-1]) < 3600


# -- deciding ----------------------------------------------------------------------------------------------------------


def test_the_next_card_comes_at_once(house: House) -> None:
    """Approved: a short line, how many are left, and whoever ended next; at last a kind end."""
    first, second = crowd(house, 2)
    chat = verifier(house).says("/verifikasi").sees("Sari Aab").taps("button.setujui")
    chat.hears("say.sudah_disetujui", "ask.putusan").sees("SARI AAB disetujui. Menunggu: 1.", "Sari Aac")
    chat.taps("button.setujui").hears("say.sudah_disetujui", "ask.kosong").sees("Menunggu: 0.", "Terima kasih")
    assert [one.record().status for one in (first, second)] == ["disetujui", "disetujui"]
    first.was_told("say.disetujui").sees(DINAS_NAME, "memfinalisasi")
    chat.taps("button.muat_ulang").hears("ask.kosong").waits(timedelta(minutes=1)).says(
        "/verifikasi disetujui"
    ).hears_not("say.sudah_disetujui")


def test_a_decision_has_one_author(house: House) -> None:
    """The trail says who, what it was before and after, and the worker reads it in /status."""
    sari = finished(house)
    verifier(house).says("/verifikasi").taps("button.setujui")
    [entry] = trail(house, sari, "verifikasi.disetujui")
    assert (entry.actor, entry.role) == (VERIFIER, "verifier")
    assert entry.body == {"before": {"status": "selesai"}, "after": {"status": "disetujui"}, "reasons": []}
    sari.says("/status").sees("verifikator instansi menyetujui data Anda", "tunggu finalisasi")


def test_several_reasons_are_chosen_on_one_screen(house: House) -> None:
    """Each tap sets or takes its mark; the worker hears all of them, with a button for each page."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").taps("button.kembalikan").hears("ask.alasan").sees("Sari Wulandari")
    chat.taps("button.alasan", "foto tidak jelas").taps("button.alasan", "KTP").taps("button.alasan", "SK tidak sesuai")
    assert chat.button("button.alasan", "KTP").label.startswith("☑")
    chat.taps("button.alasan", "KTP")
    assert chat.button("button.alasan", "KTP").label.startswith("☐")
    chat.taps("button.kirim").hears("say.sudah_dikembalikan", "ask.kosong")
    sari.was_told("say.dikembalikan").sees("foto tidak jelas", "SK tidak sesuai").sees_not("KTP")
    assert sari.record().status == "dikembalikan"


def test_lain_lain_needs_words(house: House) -> None:
    """Whoever chose it is asked; words that are too short are refused."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").taps("button.kembalikan").taps("button.alasan", "lain-lain")
    chat.taps("button.kirim").hears("ask.kata").says("x").hears("ask.kata", "error.text_too_short")
    chat.says("Nama sekolah perlu dilengkapi").hears("say.sudah_dikembalikan")
    sari.was_told("say.dikembalikan").sees("Nama sekolah perlu dilengkapi").sees_not("lain-lain")


def test_words_may_be_written_at_once(house: House) -> None:
    """They are taken for lain-lain, beside what was chosen; taking the mark away takes them away."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").taps("button.kembalikan").taps("button.alasan", "SK")
    chat.says("Halaman kedua terpotong").hears("ask.alasan").sees("Catatan Anda: Halaman kedua terpotong")
    chat.taps("button.alasan", "lain-lain").sees_not("Catatan").says("Halaman kedua tidak ada").taps("button.kirim")
    sari.was_told("say.dikembalikan").sees("SK tidak sesuai", "Halaman kedua tidak ada").sees_not("terpotong")


def test_nothing_is_given_back_without_a_reason(house: House) -> None:
    """And one may still think better of it."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").taps("button.kembalikan").taps("button.kirim")
    chat.hears("ask.alasan", "error.tanpa_alasan").sends_photo().hears("ask.alasan", "error.want_text")
    chat.taps("button.ke_kartu").hears("ask.putusan").taps("button.kembalikan")
    assert chat.button("button.alasan", "SK").label.startswith("☐")
    assert sari.record().status == "selesai"


def test_passing_over_puts_the_card_behind_the_others(house: House) -> None:
    """The one that was passed over longest ago comes first again."""
    crowd(house, 3)
    chat = verifier(house).says("/verifikasi").sees("Sari Aab").taps("button.lewati").hears("say.sudah_dilewati")
    chat.sees("Sari Aac").waits(timedelta(minutes=1)).taps("button.lewati").sees("Sari Aad").taps("button.setujui")
    chat.sees("Sari Aab").taps("button.setujui").sees("Sari Aac")


def test_whoever_ends_again_begins_anew(house: House) -> None:
    """That a card was passed over counts only for the record that was ended then."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").taps("button.lewati")
    crowd(house, 1)
    sari.is_decided("mengisi")
    house.waits(timedelta(hours=1))
    sari.has_ended()
    chat.says("/verifikasi").sees("Sari Aab").taps("button.setujui").sees("Sari Wulandari")


# -- looking -----------------------------------------------------------------------------------------------------------


def test_files_and_data_are_looked_at_on_record(house: House) -> None:
    """All files with what they are, everything with the NIK in full, the picture; and the worker reads of each look."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").taps("button.lihat_berkas")
    chat.hears("say.berkas", "view.ktp", "view.pasfoto", "view.swafoto", "view.ijazah", "view.sk_1", "view.bukti_1")
    assert len(chat.files) == 6
    chat.hears("ask.putusan").taps("button.data_lengkap").sees(SARI.nik, SARI.kk, "Universitas Contoh", "800/12/2018")
    chat.taps("button.masa_kerja").hears("say.masa_kerja", "ask.putusan").taps("button.setujui")
    assert [one.body["what"] for one in trail(house, sari, "lihat")] == ["berkas", "data", "masa"]
    sari.says("/privasi").sees("verifikator instansi")


def test_a_missing_paper_is_no_file(house: House) -> None:
    """A riwayat without papers has none in the album."""
    sari = Filling(house, house.registers(SARI, **KNOWN)).has_biodata()
    sari.has_ended()
    chat = verifier(house).says("/verifikasi").taps("button.lihat_berkas").hears("view.swafoto").hears_not("view.sk_1")
    assert len(chat.files) == 3


def test_only_the_held_card_can_be_looked_at(house: House) -> None:
    """Once decided, or lapsed, its buttons show nothing of it."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").taps("button.setujui")
    chat.says("/verifikasi berkas").hears("say.kartu_lepas", "ask.kosong").says("/verifikasi data")
    chat.hears("say.kartu_lepas").sees_not(SARI.nik)
    assert trail(house, sari, "lihat") == []


def test_nothing_of_whoever_takes_the_consent_back_is_seen(house: House) -> None:
    """After finalisasi the record stays as it was, but on the card that is still held nothing opens any more."""
    sari = finished(house)
    chat = verifier(house).says("/verifikasi").hears("ask.putusan")
    house.finalises()
    withdrawal.withdraw(house.session, house.vault, sari.account, sari.person, house.now)
    chat.taps("button.data_lengkap").hears("say.kartu_lepas", "ask.kosong").sees_not(SARI.nik)
    assert trail(house, sari, "lihat") == []


def test_no_rule_is_set_aside_after_finalisasi(house: House) -> None:
    """Though the card is held still and the reason half written."""
    differing(house, jabatan="Satpam")
    chat = verifier(house).says("/verifikasi").taps("button.kesampingkan").taps("button.aturan_job_outsourced")
    house.finalises()
    chat.says("Surat nomor 800/12").hears("ask.gagal").sees("sudah difinalisasi")
    assert overrules.of_nik(house.session, house.vault, house.opens().id, SARI.nik) == []


# -- rules -------------------------------------------------------------------------------------------------------------


def test_a_broken_rule_is_set_aside_with_a_reason(house: House) -> None:
    """Till then nobody is approved; afterwards it stands on the card, and in the trail."""
    sari = differing(house, jabatan="Satpam")
    sari.is_decided("mengisi").has_entry(date(2022, 2, 1), jenis_pembayaran="BOS")
    sari.has_ended()
    chat = (
        verifier(house)
        .says("/verifikasi")
        .sees("Jabatan alih daya: satpam", "SK sesudah 31 Desember 2021. (riwayat 2)")
    )
    chat.taps("button.setujui").hears("ask.putusan", "error.aturan_dilanggar").sees("ada 3 aturan")
    chat.taps("button.kesampingkan").hears("ask.aturan").sees("Gaji bukan dari APBN atau APBD")
    chat.taps("button.aturan_job_outsourced").hears("ask.alasan_aturan").says("x").hears("error.text_too_short")
    chat.says("Surat Bupati 800/12/2022").hears("ask.putusan").sees("Dikesampingkan: Jabatan alih daya: satpam.")
    chat.sees("Alasan: Surat Bupati 800/12/2022").taps("button.setujui").sees("ada 2 aturan")
    for rule in ("sk_too_late", "paid_otherwise"):
        chat.taps("button.kesampingkan").taps(f"button.aturan_{rule}").says("Surat Bupati 800/13/2022")
    assert "button.kesampingkan" not in [button.code for button in chat.buttons]
    chat.taps("button.setujui").hears("say.sudah_disetujui")
    rules = [(one.actor, one.body["rule"], one.body["reason"]) for one in trail(house, sari, "kesampingkan")]
    assert rules[0] == (VERIFIER, "job_outsourced", "Surat Bupati 800/12/2022")
    assert len(rules) == 3


def test_setting_aside_may_be_given_up(house: House) -> None:
    """At either question."""
    differing(house, jabatan="Satpam")
    chat = verifier(house).says("/verifikasi").taps("button.kesampingkan").taps("button.ke_kartu").hears("ask.putusan")
    chat.taps("button.kesampingkan").taps("button.aturan_job_outsourced").taps("button.ke_kartu").hears("ask.putusan")


def test_a_broken_rule_does_not_keep_a_record_from_being_given_back(house: House) -> None:
    """That is how a wrong jabatan is mended."""
    sari = differing(house, jabatan="Satpam")
    chat = verifier(house).says("/verifikasi").taps("button.kembalikan").says("Jabatan Anda bukan Satpam")
    chat.taps("button.kirim").hears("say.sudah_dikembalikan")
    sari.was_told("say.dikembalikan")


# -- what comes between ------------------------------------------------------------------------------------------------


def test_two_verifiers_hold_two_cards(house: House) -> None:
    """Whoever finds none free is told how many others hold; a restart brings the same card."""
    crowd(house, 2)
    one = verifier(house).says("/verifikasi").sees("Sari Aab")
    two = verifier(house, SECOND_VERIFIER).says("/verifikasi").sees("Sari Aac")
    verifier(house, 513).says("/verifikasi").hears("ask.kosong").sees("2 pekerja yang menunggu sedang diperiksa")
    one.restarts().says("/verifikasi").sees("Sari Aab").taps("button.setujui").hears("ask.kosong").sees("1 pekerja")
    two.taps("button.setujui").hears("say.sudah_disetujui")


def test_a_card_lapses_after_a_quarter_of_an_hour(house: House) -> None:
    """Somebody else may take and decide it; the first one is told so, and gets the next."""
    first, _ = crowd(house, 2)
    one = verifier(house).says("/verifikasi").sees("Sari Aab")
    house.waits(timedelta(minutes=14))
    one.taps("button.kembalikan")
    house.waits(timedelta(minutes=2))
    two = verifier(house, SECOND_VERIFIER).says("/verifikasi").sees("Sari Aab")
    one.says("Ijazahnya terpotong").taps("button.kirim").hears("ask.gagal").sees("15 menit tidak dipakai")
    one.taps("button.kartu_berikutnya").hears("ask.putusan").sees("Sari Aac")
    two.taps("button.setujui").hears("say.sudah_disetujui")
    first.was_told("say.disetujui")


@pytest.mark.parametrize("button", ["button.setujui", "button.lewati"])
def test_a_lapsed_card_is_decided_by_nobody(house: House, button: str) -> None:
    """Neither approved nor passed over."""
    sari = differing(house)
    chat = verifier(house).says("/verifikasi")
    house.waits(timedelta(minutes=10))
    chat.says("halo").hears("error.want_button")
    house.waits(timedelta(minutes=10))
    chat.taps(button).hears("ask.gagal").sees("15 menit")
    assert sari.record().status == "selesai"


def test_a_rule_is_set_aside_only_on_the_held_card(house: House) -> None:
    """Its reason comes too late when the card has lapsed."""
    sari = differing(house, jabatan="Satpam")
    chat = verifier(house).says("/verifikasi").waits(timedelta(minutes=10)).taps("button.kesampingkan")
    chat.taps("button.aturan_job_outsourced").waits(timedelta(minutes=10)).says("Surat Bupati").hears("ask.gagal")
    assert trail(house, sari, "kesampingkan") == []


def test_an_idle_desk_is_closed(house: House) -> None:
    """What was begun stays; once it is open again, the card is taken anew."""
    differing(house)
    chat = verifier(house).says("/verifikasi").waits(timedelta(minutes=16)).taps("button.setujui")
    chat.hears("say.meja_ditutup").taps("button.buka_meja").hears("ask.putusan").taps("button.setujui")
    chat.hears("say.sudah_disetujui")


def test_whoever_is_verifier_no_more_sees_no_card(house: House) -> None:
    """Between one word and the next."""
    sari = differing(house)
    chat = verifier(house).says("/verifikasi").hears("ask.putusan")
    dismisses(house.session, VERIFIER)
    chat.taps("button.setujui").hears("say.bukan_tugas")
    assert sari.record().status == "selesai"


@pytest.mark.parametrize("role", ["admin", "operator"])
def test_nobody_but_a_verifier_decides(house: House, role: str) -> None:
    """They hear the same as somebody with no office at all."""
    differing(house)
    works(house, role, 601).says("/verifikasi").hears("say.bukan_tugas").sees_not("Sari")
    Chat(house, 99).says("/verifikasi").hears("say.bukan_tugas")


def test_another_instansi_has_its_own_cards(house: House) -> None:
    """A verifier sees nobody else's workers."""
    house.opens("DINKES", "Dinas Kesehatan")
    differing(house)
    verifier(house, SECOND_VERIFIER, "DINKES").says("/verifikasi").hears("ask.kosong").sees("Semua sudah selesai")


@pytest.mark.parametrize(
    ("status", "told"),
    [("mengisi", "sedang dibuka kembali"), ("disetujui", "sudah diputuskan"), ("dikembalikan", "sudah diputuskan")],
)
def test_what_changed_meanwhile_is_not_decided(house: House, status: str, told: str) -> None:
    """Reopened, or decided already."""
    sari = differing(house)
    chat = verifier(house).says("/verifikasi")
    sari.is_decided(status)
    chat.taps("button.setujui").hears("ask.gagal").sees(told)
    sari.was_told()


def test_a_record_that_was_ended_anew_is_looked_at_anew(house: House) -> None:
    """The decision was made on what is no longer there."""
    sari = differing(house)
    chat = verifier(house).says("/verifikasi")
    sari.is_decided("mengisi").has_biodata(nama_sekolah="Universitas Lain").has_ended()
    chat.taps("button.setujui").hears("ask.gagal").sees("berubah").taps("button.kartu_berikutnya")
    chat.sees("Universitas Lain").taps("button.setujui").hears("say.sudah_disetujui")


def test_a_record_that_is_moved_or_withdrawn_is_nobodys_card(house: House) -> None:
    """Both are told for what they are."""
    sari, tuti = differing(house), finished(house, somebody(7), 7107)
    chat = verifier(house).says("/verifikasi")
    withdrawal.withdraw(house.session, house.vault, sari.account, sari.person, house.now)
    chat.taps("button.setujui").hears("ask.gagal").sees("menarik persetujuannya").taps("button.kartu_berikutnya")
    chat.sees("Sari Aah")
    other = house.opens("RSUD", "Rumah Sakit Contoh")
    house.session.get_one(Worker, tuti.worker).instansi_id = other.id
    house.session.flush()
    chat.taps("button.setujui").hears("ask.gagal").sees("bukan urusan instansi Anda")


# -- deadline and finalisasi -------------------------------------------------------------------------------------------


def test_after_the_deadline_one_may_approve_but_not_give_back(house: House) -> None:
    """The worker could not mend it any more; why is said at once."""
    sari = differing(house)
    house.ends_on(date(2022, 8, 31))
    chat = verifier(house).says("/verifikasi").taps("button.kembalikan").hears("ask.putusan", "error.tutup")
    chat.taps("button.setujui").hears("say.sudah_disetujui")
    assert sari.record().status == "disetujui"


def test_the_deadline_may_pass_while_one_writes(house: House) -> None:
    """The store asks again."""
    sari = differing(house)
    chat = verifier(house).says("/verifikasi").taps("button.kembalikan").says("Ijazahnya terpotong")
    house.ends_on(date(2022, 8, 31))
    chat.taps("button.kirim").hears("ask.gagal").sees("Batas waktu sudah lewat")
    assert sari.record().status == "selesai"


def test_after_finalisasi_nothing_is_decided(house: House) -> None:
    """Neither way."""
    sari = differing(house)
    chat = verifier(house).says("/verifikasi")
    house.finalises()
    chat.taps("button.setujui").hears("ask.gagal").sees("difinalisasi").taps("button.kartu_berikutnya")
    chat.hears("ask.kosong").sees("difinalisasi")
    assert sari.record().status == "selesai"


def test_what_is_given_back_revokes_the_card(house: House) -> None:
    """The Kartu Pendataan that was printed counts no more, and none is printed until it is ended again."""
    sari = differing(house)
    card = cards.issue(house.session, house.vault, sari.account, "pendataan", "facts", house.now)
    verifier(house).says("/verifikasi").taps("button.kembalikan").says("Ijazahnya terpotong").taps("button.kirim")
    assert cards.judge(house.session, card).verdict == "revoked"
    sari.was_told("say.dikembalikan").says("/kartu pendataan").hears("say.no_card_yet")
    assert verification.held(house.session, house.opens().id, VERIFIER, house.now) is None

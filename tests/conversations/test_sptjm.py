"""SPTJM in the chat: only after finalisasi; who signs; the letter; the signed one, compared and archived."""

from datetime import timedelta

import pytest
from sqlmodel import col, update

from bot.flows import build_flows
from bot.settings import Settings
from storage import audit, finalisation, letters
from storage.models.roster import Worker
from tests.conversations.finished import somebody, works
from tests.conversations.office_of_admin import (
    ADMIN,
    PUSAT,
    SECOND_ADMIN,
    SIGNER,
    admin,
    asked_for_file,
    at_review,
    finalised,
    finalises,
    opens_again,
    prints,
    sends_signed,
    signed,
    standing,
    stands,
)
from tests.house import DINAS_NAME, House, questions
from tests.storage.officers import dismisses


def test_before_finalisasi_it_says_what_comes_first(house: House) -> None:
    """And leads there."""
    admin(house).says("/sptjm").hears("ask.belum").taps("button.finalisasi").hears("ask.daftar")


def test_from_who_signs_to_the_letter(house: House) -> None:
    """Each answer is checked; all of it is shown once more; the letter comes as a file."""
    chat = finalised(house).says("/sptjm").hears("ask.surat").sees("2 pekerja", "belum dicetak")
    chat.taps("button.buat_surat").hears("ask.nama").sees("Yang menandatangani SPTJM").says("X9").hears(
        "error.name_characters"
    )
    chat.says(SIGNER["ask.nama"]).hears("ask.nip").says("1968").hears("error.nip_digits").sees("Itu 4 angka")
    chat.says("19681350 199303 1 004").hears("error.nip_parts").says("196805121993031004").hears("ask.jabatan")
    chat.says("Sekretaris Daerah").hears("ask.pangkat").taps("button.tanpa_pangkat").hears("ask.tempat").says("Bogor")
    chat.hears("ask.periksa").sees("NIP: 19680512 199303 1 004", "Pangkat: tidak dicetak", "2 pekerja", "NIK lengkap")
    chat.taps("button.cetak").hears("ask.tercetak").sees("SPTJM-000001")
    assert chat.screen is not None
    assert chat.screen.media is not None
    assert chat.screen.media.source == "sptjm"
    [letter] = letters.of_instansi(house.session, house.vault, house.opens().id, 5)
    assert (letter.declarer.nama, letter.declarer.pangkat) == (SIGNER["ask.nama"], "")
    assert letter.roster in house.files.kept
    assert stands(house) == "difinalisasi"
    chat.taps("button.sptjm").sees("Surat SPTJM-000001 dicetak").taps("button.unduh_surat").hears("say.surat")


def test_each_answer_can_be_mended_before_printing(house: House) -> None:
    """From the last look, and what was typed outlasts a look elsewhere."""
    chat = at_review(finalised(house)).sees("Pembina Utama Muda, IV/c").taps("field.jabatan").hears("ask.jabatan")
    chat.says("Bupati Contoh").hears("ask.periksa").sees("Jabatan: Bupati Contoh").says("/start").says("/sptjm")
    chat.taps("button.buat_surat").hears("ask.periksa").sees("Bupati Contoh", SIGNER["ask.nama"])
    chat.taps("button.ke_surat").hears("ask.surat")


def test_who_signed_is_known_the_next_time(house: House) -> None:
    """A second letter asks nothing again."""
    chat = prints(finalised(house)).says("/sptjm").taps("button.buat_surat").hears("ask.periksa")
    chat.sees(SIGNER["ask.nama"], "Pembina Utama Muda").taps("field.pangkat").taps("button.tanpa_pangkat")
    chat.taps("button.cetak").sees("SPTJM-000002")


def test_the_signed_letter_makes_the_instansi_final(house: House) -> None:
    """Asked whether it is the one; archived, shown in the menu, and sent back on demand."""
    second = admin(house, SECOND_ADMIN)
    chat = sends_signed(prints(finalised(house))).hears("ask.pastikan").sees("SPTJM-000001", "3 halaman")
    assert stands(house) == "difinalisasi"
    chat.taps("button.ya_arsipkan").hears("ask.terarsip").sees("SPTJM-000001")
    assert stands(house) == "final"
    chat.was_told()
    second.was_told("say.difinalisasi", "say.terarsip").sees(DINAS_NAME)
    chat.says("/instansi").sees("Pendataan final")
    [letter] = letters.of_instansi(house.session, house.vault, house.opens().id, 5)
    assert {letter.roster, letter.signed} <= house.files.kept.keys()
    chat.says("/sptjm").sees("bertanda tangan diarsipkan", "final").taps("button.lihat").hears(
        "say.surat", "say.surat_ttd"
    )
    looks = audit.of_subject(house.session, house.vault, [0], 100, "sptjm.lihat")
    assert [(one.actor, one.role) for one in looks] == [(ADMIN, "admin")]


def test_the_size_that_is_asked_for_is_that_of_the_settings(house: House) -> None:
    """Whoever runs the bot may set another."""
    asked_for_file(prints(finalised(house))).hears("ask.berkas").sees("paling besar 2 MB")
    house.flows = build_flows(Settings(_env_file=None, sptjm_limit_kb=512), questions())
    admin(house, SECOND_ADMIN).says("/sptjm").taps("button.unggah_surat").hears("ask.berkas").sees("512 KB")


def test_lihat_without_an_archive_leads_to_the_page(house: House) -> None:
    """There is nothing to be sent yet, neither signed nor printed."""
    chat = finalised(house).says("/sptjm lihat").hears("ask.surat")
    chat.says("/sptjm surat").hears("ask.surat")


def test_of_several_letters_the_number_is_asked(house: House) -> None:
    """Whichever was signed, of those that wait for it."""
    chat = prints(finalised(house))
    prints(chat.waits(timedelta(minutes=1)))
    asked_for_file(chat).hears("ask.nomor").taps("button.surat", "SPTJM-000001").hears("ask.berkas").sees(
        "SPTJM-000001"
    )
    chat.says("/kembali").hears("ask.nomor").sees("surat").taps("button.surat", "SPTJM-000001")
    chat.sends_file(signed()).taps("button.berkas_pdf").taps("button.ya_arsipkan").hears("ask.terarsip")
    chat.says("/sptjm").sees("Surat SPTJM-000001 bertanda tangan").has_buttons(
        "button.unggah_surat", "button.buat_lagi"
    )


def test_a_changed_roster_is_refused_with_the_difference(house: House) -> None:
    """Who came in, who left, whose data changed, by name; the file goes, and a new letter is offered."""
    chat = prints(finalised(house, 3))
    opens_again(house)
    house.removes(somebody(1))
    standing(house, "disetujui", 4)
    index = house.vault.index("nik", somebody(2).nik)
    moved = update(Worker).where(col(Worker.nik_index) == index).values(jabatan="Perawat", unit_kerja="RSUD Contoh")
    house.session.exec(moved)
    finalises(chat)
    sends_signed(chat).taps("button.ya_arsipkan").hears("ask.beda").sees(
        f"Masuk 1: {somebody(4).nama.upper()}",
        f"Keluar 1: {somebody(1).nama.upper()}",
        f"Datanya berubah 1: {somebody(2).nama.upper()} (jabatan dan unit kerja)",
    )
    assert stands(house) == "difinalisasi"
    assert len(house.discarded) == 1
    prints(chat.taps("button.surat_baru").hears("ask.surat").says("/start"))
    chat.says("/sptjm").taps("button.unggah_surat").taps("button.surat", "SPTJM-000002")
    chat.sends_file(signed()).taps("button.berkas_pdf").taps("button.ya_arsipkan").hears("ask.terarsip")


def test_of_many_the_first_are_named_and_all_are_counted(house: House) -> None:
    """Ten names, and how many more."""
    chat = prints(finalised(house, 1))
    opens_again(house)
    standing(house, "disetujui", 2, 12)
    finalises(chat)
    sends_signed(chat).taps("button.ya_arsipkan").sees("Masuk 12:", somebody(11).nama.upper(), "2 lainnya")
    chat.sees_not(somebody(12).nama.upper(), "Keluar")


def test_after_reopening_the_same_roster_wants_a_new_letter(house: House) -> None:
    """The old letter names a finalisasi that is no more."""
    chat = prints(finalised(house))
    opens_again(house)
    finalises(chat)
    chat.says("/sptjm").sees("belum dicetak")
    sends_signed(chat).taps("button.ya_arsipkan").hears("ask.tidak_diarsipkan").sees("Pusat sempat membuka")


def test_pusat_opens_it_again_while_the_letter_is_on_its_way(house: House) -> None:
    """Neither printed nor archived; the page says what comes first."""
    chat = sends_signed(prints(finalised(house)))
    opens_again(house)
    chat.taps("button.ya_arsipkan").hears("ask.tidak_diarsipkan").sees("dibuka kembali oleh pusat")
    chat.taps("button.sptjm").hears("ask.belum")
    finalises(chat)
    at_review_of_known = chat.says("/sptjm").taps("button.buat_surat").hears("ask.periksa")
    finalisation.reopen(house.session, house.vault, house.opens().id, PUSAT, "Sekali lagi.", house.now)
    at_review_of_known.taps("button.cetak").hears("ask.tidak_dicetak").sees("dibuka kembali oleh pusat")
    chat.says("/instansi").sees("Pendataan dibuka")


def test_two_admins_archive_the_same_letter(house: House) -> None:
    """The second one is told, and the first file stays."""
    first = sends_signed(prints(finalised(house)))
    second = sends_signed(admin(house, SECOND_ADMIN))
    first.taps("button.ya_arsipkan").hears("ask.terarsip")
    second.taps("button.ya_arsipkan").hears("ask.tidak_diarsipkan").sees("Admin lain sudah mengarsipkan")


def test_a_roster_that_changes_under_the_comparison_is_compared_once_more(house: House) -> None:
    """What is told is the difference to the roster that was refused."""
    chat = sends_signed(prints(finalised(house))).lets_jobs_wait().taps("button.ya_arsipkan")
    compared = chat.result(chat.jobs[0])
    standing(house, "disetujui", 9)
    chat.job_finishes(result=compared).hears("error.berubah_lagi", "ask.pastikan").taps("button.ya_arsipkan")
    chat.job_finishes().hears("ask.beda").sees(f"Masuk 1: {somebody(9).nama.upper()}")


def test_a_list_that_changes_while_it_is_made_is_not_printed(house: House) -> None:
    """The letter would not be that of the finalisasi."""
    chat = at_review(finalised(house)).lets_jobs_wait().taps("button.cetak")
    standing(house, "disetujui", 9)
    chat.job_finishes().hears("ask.tidak_dicetak").sees("Daftar pekerja berubah")
    assert len(house.discarded) == 1


def test_a_list_that_is_made_once_more_is_kept_once(house: House) -> None:
    """A job that was killed before its result was kept leaves nothing that no record names."""
    chat = at_review(finalised(house).lets_jobs_wait()).taps("button.cetak")
    (work,) = chat.jobs
    chat.result(work)
    chat.job_finishes().hears("ask.tercetak")
    [letter] = letters.of_instansi(house.session, house.vault, house.opens().id, 5)
    assert list(house.files.kept) == [letter.roster]


def test_a_list_that_is_gone_is_told(house: House) -> None:
    """The letter cannot be compared any more."""
    chat = sends_signed(prints(finalised(house)))
    [letter] = letters.of_instansi(house.session, house.vault, house.opens().id, 5)
    standing(house, "disetujui", 9)
    house.files.remove(letter.roster)
    chat.taps("button.ya_arsipkan").hears("error.surat_hilang", "ask.pastikan")


def test_whoever_is_dismissed_while_a_job_runs_changes_nothing(house: House) -> None:
    """What a job brings is no better than the person's right."""
    chat = prints(finalised(house))
    printing = admin(house, SECOND_ADMIN)
    at_review_again = printing.says("/sptjm").taps("button.buat_surat").hears("ask.periksa").lets_jobs_wait()
    at_review_again.taps("button.cetak")
    dismisses(house.session, SECOND_ADMIN)
    printing.job_finishes().hears("ask.tidak_dicetak").sees("Tugas Anda di instansi ini sudah berubah")
    sends_signed(chat).lets_jobs_wait().taps("button.ya_arsipkan")
    dismisses(house.session, ADMIN)
    chat.job_finishes().hears("ask.tidak_diarsipkan").sees("Tugas Anda")
    assert stands(house) == "difinalisasi"


@pytest.mark.parametrize("role", ["operator", "verifier"])
def test_only_an_admin_may(house: House, role: str) -> None:
    """All others hear what everybody hears."""
    finalised(house)
    works(house, role, 705).says("/sptjm").hears("say.bukan_tugas").says("/sptjm lihat").hears("say.bukan_tugas")


def test_a_roster_of_nobody_has_a_letter_too(house: House) -> None:
    """An instansi may have nobody to declare."""
    chat = finalises(admin(house))
    at_review(chat).sees("0 pekerja").taps("button.cetak").hears("ask.tercetak")
    assert letters.of_instansi(house.session, house.vault, house.opens().id, 1)[0].counts

"""From the identity that does not agree through Dukcapil to the instansi's consent."""

from datetime import timedelta

from bot.rules import dukcapil
from storage import audit, ticket_escalation, ticket_queue, tickets
from tests.conversations.desks import holding, officer, worker
from tests.house import BUDI, DINAS, SARI, House
from tests.storage.officers import ADMIN, IDENTITY, OFFICER, WORKER, asks, names

LINE = "#3201014703900001 #Sari Dewi #3201010101010002 #- #NIK tidak ditemukan atau tidak sesuai"


def number_of_only(house: House) -> int:
    return tickets.of_person(house.session, WORKER)[0].number


def looks(house: House, subject: int) -> list[object]:
    entries = audit.of_subject(house.session, house.vault, [subject], 100)
    return [entry.body.get("what") for entry in entries if entry.action == "lihat"]


def test_the_identity_is_closed_until_it_is_opened(house: House) -> None:
    """Before, only which fields agree; opening it shows both values, and is in the audit trail."""
    registered = house.registers(SARI)
    desk = holding(house).sees("Beda dengan data instansi: Nomor KK dan Nama", "Cocok: NIK")
    desk.sees_not("3201", "Sari")
    assert looks(house, registered.id) == []
    desk.taps("button.identitas").hears("ask.lihat_identitas")
    desk.sees("NIK: 3201014703900001 (cocok)", "Nomor KK: 3201010101010002 (beda, terdaftar 3201010101010009)")
    desk.sees("Tempat lahir: tidak disebut (terdaftar BOGOR)", "tidak disebut (terdaftar 7 Maret 1990)")
    desk.sees("Didaftarkan oleh Dinas Pendidikan", "Dukcapil setempat: Disdukcapil Kabupaten Bogor")
    assert looks(house, registered.id) == ["identitas"]
    desk.taps("button.ke_tiket").hears("ask.tiket").sees_not("3201010101010002")


def test_titles_and_case_do_not_count(house: House) -> None:
    """As in the comparison that the worker went through."""
    house.registers(SARI)
    facts = {"nik": SARI.nik, "kk": SARI.kk, "nama": "sari wulandari, S.Pd.", "tempat_lahir": "bogor"}
    desk = holding(house, {**facts, "tanggal_lahir": "1990-03-07"}).sees("Semua yang disebut pekerja cocok")
    desk.taps("button.identitas").sees("Nama: sari wulandari, S.Pd. (cocok)", "Tanggal lahir: 7 Maret 1990 (cocok)")


def test_a_nik_that_nobody_registered(house: House) -> None:
    """There is nothing to compare, nor to correct."""
    desk = holding(house, {**IDENTITY, "ponsel": "+6281298767890"}).sees("belum didaftarkan instansi mana pun")
    assert "button.koreksi" not in [shown.code for shown in desk.buttons]
    desk.taps("button.identitas").sees("NIK: 3201014703900001", "Nomor HP: +6281298767890", "belum didaftarkan")
    desk.sees_not("cocok", "beda")


def test_a_ticket_without_an_identity(house: House) -> None:
    """Nothing can be asked of Dukcapil before the worker has told who they are."""
    desk = holding(house, {}, "lain").sees("belum menyebutkan identitasnya")
    desk.taps("button.identitas").sees("belum menyebutkan identitasnya", "Dukcapil setempat: belum diketahui")
    desk.taps("button.ke_tiket").taps("button.eskalasi").taps("button.masalah_nik").hears(
        "error.tanpa_nik", "ask.tiket"
    )


def test_one_ticket_goes_to_dukcapil_and_comes_back(house: House) -> None:
    """The message in Dukcapil's form; what was sent and came back stays, and the worker hears of both."""
    house.registers(SARI)
    desk, sari = holding(house), worker(house)
    desk.taps("button.eskalasi").hears("ask.masalah").taps("button.masalah_nik").hears("ask.eskalasi")
    desk.sees(dukcapil.FORM, LINE, "08118005373", "callcenter.dukcapil@gmail.com", "1500537", "Kabupaten Bogor")
    assert desk.screen is not None
    assert str(desk.screen.params["wa"]).startswith("https://wa.me/628118005373?text=%23NIK")
    desk.taps("button.terkirim_wa").hears("ask.beres").sees("tiga hari")
    sari.was_told("say.menunggu_dukcapil")
    desk.taps("button.ke_tiket").sees("menunggu Dukcapil").taps("button.jawaban_dukcapil")
    desk.hears("ask.jawaban_dukcapil").says("Nomor KK yang benar:\n3201010101010002").hears("ask.beres")
    sari.was_told("say.dukcapil_menjawab")
    desk.taps("button.ke_tiket").sees("ditangani").taps("button.pesan")
    desk.sees("dikirim lewat WhatsApp; dijawab", "Nomor KK yang benar:\n3201010101010002")


def test_the_problem_in_words_of_ones_own(house: House) -> None:
    """As many as the message holds; it can be mended before it is sent, and then is another message."""
    desk = holding(house).taps("button.eskalasi").says("ya").hears("error.text_too_short")
    desk.says("w" * 161).hears("error.text_too_long").says("KK baru belum terbaca").hears("ask.eskalasi")
    desk.says("/kembali").hears("ask.masalah").sees("KK baru belum terbaca").says("KK lama yang terbaca")
    desk.hears("ask.eskalasi").sees("#KK lama yang terbaca").taps("button.ke_tiket").hears("ask.tiket")
    sent = ticket_escalation.of_ticket(house.session, house.vault, number_of_only(house), OFFICER, house.now)
    assert sent == []


def test_an_answer_needs_something_that_was_sent(house: House) -> None:
    """A ticket that only waits, as when two officers had it, says so."""
    desk = holding(house)
    ticket_escalation.wait_for_dukcapil(house.session, house.vault, number_of_only(house), OFFICER, house.now)
    desk.says(f"/tiket {number_of_only(house)}").taps("button.jawaban_dukcapil").says("Sudah benar")
    desk.hears("error.belum_dikirim", "ask.jawaban_dukcapil")


def test_a_days_tickets_go_in_one_message(house: House) -> None:
    """Those of the officer that Dukcapil was not asked about; each of them waits from then on."""
    desk = holding(house)
    budi = asks(house, "nik_dipakai", 72, {"nik": BUDI.nik, "kk": BUDI.kk, "nama": BUDI.nama, "ponsel": "081298767890"})
    lost = asks(house, "dukcapil", 73, {"nama": "Tanpa NIK"})
    other = asks(house, "lain", 74, {"nik": BUDI.nik})
    for number in (budi, lost, other):
        desk.says(f"/tiket {number}").hears("ask.tiket")
    house.told.clear()
    desk.says("/tiket").taps("button.kumpulan", "(3)").hears("ask.kirim_kumpulan")
    desk.sees(
        "2 tiket Anda dalam satu pesan", "1. #3201014703900001 #Sari Dewi #3201010101010002 #- #Nomor KK tidak sesuai"
    )
    desk.sees(
        "2. #3201010703900002 #Budi Santoso #3201010101010010 #081298767890 #NIK dipakai orang lain", "1 tiket lagi"
    )
    desk.taps("button.kumpulan_terkirim").hears("ask.beres").sees("Tercatat: 2 tiket menunggu Dukcapil")
    worker(house).was_told("say.menunggu_dukcapil")
    worker(house, 72).was_told("say.menunggu_dukcapil")
    assert house.told == {}
    desk.says(f"/tiket {budi}").sees("menunggu Dukcapil").taps("button.pesan").sees("kumpulan harian; belum dijawab")
    desk.says("/tiket").taps("button.kumpulan", "(1)").sees("Tidak ada tiket Anda").taps("button.ke_antrean")
    desk.hears("ask.antrean")


def test_what_fits_no_message_waits_for_the_next(house: House) -> None:
    """As many as the link to WhatsApp takes, the oldest first."""
    desk = officer(house).says("/tiket")
    for count in range(25):
        asks(house, "dukcapil", 100 + count, {**IDENTITY, "nama": f"Sari Wulandari Kusumaningrum {'w' * count}"})
        desk.taps("button.muat_ulang").taps("button.ambil").taps("button.ke_antrean")
    desk.sees("dan 5 tiket lagi").taps("button.kumpulan", "(25)").sees("tiket lagi untuk pesan berikutnya")
    messages = 0
    while "ask.kirim_kumpulan" in desk.codes:
        messages += 1
        assert len("\n".join(desk.words)) < 4096
        desk.taps("button.kumpulan_terkirim").hears("ask.beres").taps("button.meja")
        if "button.kumpulan" in [shown.code for shown in desk.buttons]:
            desk.taps("button.kumpulan")
    assert 1 < messages < 5
    assert {one.status for one in ticket_queue.held_by(house.session, OFFICER)} == {"menunggu_dukcapil"}


def test_a_ticket_given_away_meanwhile_is_not_noted(house: House) -> None:
    """The day's message is noted on those that are still held."""
    desk = holding(house).says("/tiket").taps("button.kumpulan").sees("1 tiket Anda", "Semuanya sudah termasuk")
    tickets.solve(house.session, house.vault, number_of_only(house), OFFICER, "Beres", house.now)
    desk.taps("button.kumpulan_terkirim").sees("Tercatat: 0 tiket")
    worker(house).was_told()


def test_a_correction_is_asked_of_the_instansi(house: House) -> None:
    """Its admins and the worker hear of it; the answer stands in the conversation."""
    house.registers(SARI)
    names(house.session, ADMIN, "admin", house.opens(DINAS).id)
    desk = (
        holding(house).taps("button.koreksi").hears("ask.bidang").taps("field.kk").hears("ask.nilai").sees("Nomor KK")
    )
    desk.says("123").hears("error.kk_not_16_digits").says("3201010101010002").hears("ask.beres").sees("Admin instansi")
    assert [code for code, _ in house.told[ADMIN]] == ["say.koreksi_diminta"]
    worker(house).was_told("say.koreksi_dimintakan")
    desk.taps("button.ke_tiket").taps("button.pesan").sees("koreksi Nomor KK: menunggu persetujuan instansi")
    desk.taps("button.ke_tiket").taps("button.koreksi").taps("field.nama").says("Sari Dewi")
    desk.hears("error.koreksi_correction_waiting")


def test_each_field_is_judged_as_the_workers_own_answer(house: House) -> None:
    """A name, a place, a day."""
    house.registers(SARI)
    desk = holding(house).taps("button.koreksi").taps("field.nama").says("R2D2").hears("error.name_characters")
    desk.says("/kembali").hears("ask.bidang").taps("field.tempat_lahir").says("B").hears("error.place_too_short")
    desk.says("/kembali").taps("field.tanggal_lahir").says("kemarin").hears("error.date_not_understood")
    desk.says("8 Maret 1990").hears("ask.beres")


def test_a_worker_who_is_gone_cannot_be_corrected(house: House) -> None:
    """The instansi took the row back meanwhile."""
    house.registers(SARI)
    desk = holding(house).taps("button.koreksi").taps("field.kk")
    house.removes(SARI)
    desk.says("3201010101010002").hears("error.koreksi_no_worker")


def test_asked_again_the_three_days_begin_anew(house: House) -> None:
    """Through another channel, with another message."""
    desk = holding(house).taps("button.eskalasi").taps("button.masalah_kk").taps("button.terkirim_sms")
    house.waits(timedelta(days=3))
    desk.taps("button.ke_tiket").taps("button.eskalasi").taps("button.masalah_nama").taps("button.terkirim_mail")
    assert ticket_escalation.due_reminders(house.session, 10, house.now) == []
    desk.taps("button.ke_tiket").taps("button.pesan").sees("lewat SMS; belum dijawab", "lewat e-mail; belum dijawab")

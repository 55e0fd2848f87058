"""Langkah 1: consent, then eight questions, each of which refuses what cannot be and takes what can."""

from dataclasses import replace

import pytest

from tests.chat import Chat
from tests.house import SARI


def test_consent_comes_first_and_leads_on(chat: Chat) -> None:
    """Nothing is asked before consent; Setuju leads to the NIK."""
    chat.says("/daftar").hears("ask.persetujuan").sees("terenkripsi", "/hapus", "/privasi")
    chat.taps("button.setuju").hears("ask.nik").sees("Langkah 1 dari 3 · Pengecekan Identitas · 1/8")


def test_without_consent_nothing_is_kept(chat: Chat) -> None:
    """Tidak setuju ends the conversation and forgets it; /daftar begins a new one."""
    chat.says("/daftar").taps("button.tidak_setuju").hears("ask.tidak_setuju")
    assert chat.states() == {}
    chat.says("/daftar").hears("ask.persetujuan").taps("button.setuju").hears("ask.nik")


def test_withdrawn_consent_takes_the_pictures_along(sari: Chat) -> None:
    """Whoever goes back to the consent and takes it back leaves no file behind."""
    sari.goes_to("ask.swafoto")
    assert len(sari.house.files.kept) == 2
    while sari.screen and sari.screen.text != "ask.persetujuan":
        sari.says("/kembali")
    sari.taps("button.tidak_setuju").hears("ask.tidak_setuju")
    assert sari.house.files.kept == {}


_REFUSED = [
    ("nik", "tiga dua", "nik_not_digits"),
    ("nik", "320101470390001", "nik_not_16_digits"),
    ("nik", "32010147039000011", "nik_too_many_digits"),
    ("nik", "9901014703900001", "nik_province_unknown"),
    ("nik", "3201013202900001", "nik_date_invalid"),
    ("nik", "3201014703900000", "nik_serial_zero"),
    ("kk", "kosong", "kk_not_digits"),
    ("kk", "3201", "kk_not_16_digits"),
    ("kk", "32010101010100091", "kk_too_many_digits"),
    ("kk", SARI.nik, "kk_is_nik"),
    ("nama", "S", "name_too_short"),
    ("nama", "Sari " * 30, "name_too_long"),
    ("nama", "Sari 2", "name_characters"),
    ("tempat_lahir", "B", "place_too_short"),
    ("tempat_lahir", "Bogor " * 20, "place_too_long"),
    ("tempat_lahir", "Bo\x07gor", "place_characters"),
    ("tanggal_lahir", "kemarin", "date_not_understood"),
    ("tanggal_lahir", "07-03-90", "date_year_two_digits"),
    ("tanggal_lahir", "07-03-1890", "date_year_too_early"),
    ("tanggal_lahir", "31-02-1990", "date_impossible"),
    ("tanggal_lahir", "07-03-2090", "date_in_future"),
    ("tanggal_lahir", "08-03-1990", "date_not_nik"),
    ("ponsel", "021 555 1234", "phone_not_mobile"),
    ("ponsel", "halo", "phone_not_mobile"),
    ("email", "sari.contoh.id", "email_malformed"),
    ("email", "sari@@contoh.id", "email_malformed"),
]


@pytest.mark.parametrize(("question", "answer", "refusal"), _REFUSED)
def test_a_bad_answer_is_refused_and_a_good_one_moves_on(chat: Chat, question: str, answer: str, refusal: str) -> None:
    """The question is asked again with the reason, and the good answer is taken after all."""
    chat.goes_to(f"ask.{question}").says(answer).hears(f"error.{refusal}", f"ask.{question}")
    chat.answers().hears_not(f"ask.{question}")


def test_a_refusal_tells_what_was_wrong_with_this_answer(chat: Chat) -> None:
    """It says how many digits came; a year is written without a dot."""
    chat.goes_to("ask.nik").says("3201 0147 0390 001").sees("Itu baru 15 angka. NIK selalu 16 angka")
    chat.goes_to("ask.tanggal_lahir").says("7 Maret 1890").sees("sebelum 1900.")


@pytest.mark.parametrize("typed", ["3201 0147 0390 0001", "3201-0147-0390-0001", "3201.01.470390.0001"])
def test_a_nik_may_be_typed_in_groups(chat: Chat, typed: str) -> None:
    """Blanks, dashes and dots between the digits do not count."""
    chat.goes_to("ask.nik").says(typed).hears("ask.kk")


@pytest.mark.parametrize("typed", ["07-03-1990", "7/3/1990", "7 Maret 1990"])
def test_a_birth_date_may_be_written_in_each_usual_way(chat: Chat, typed: str) -> None:
    """With dashes, with slashes, and with the month's name."""
    chat.goes_to("ask.tanggal_lahir").says(typed).hears("ask.ponsel")


def test_the_first_hours_of_a_day_in_jakarta_belong_to_that_day(chat: Chat) -> None:
    """At 03:00 WIB the date is already today's, while it is still yesterday in Greenwich."""
    chat.house.now = chat.house.now.replace(day=1, hour=20)
    chat.goes_to("ask.tanggal_lahir", replace(SARI, nik="3201014209220001")).says("02-09-2022").hears("ask.ponsel")


@pytest.mark.parametrize("phone", ["6281234567890", "+6281234567890", "081234567890"])
def test_the_own_contact_answers_the_phone_question(chat: Chat, phone: str) -> None:
    """The button shares the number, however Telegram writes it."""
    chat.goes_to("ask.ponsel").has_buttons("button.bagikan_kontak")
    chat.shares_contact(phone).hears("ask.email")


def test_somebody_elses_contact_is_refused(chat: Chat) -> None:
    """A contact that is not one's own is told apart; the own one moves on."""
    chat.goes_to("ask.ponsel").shares_contact("6281234567890", own=False).hears("error.contact_not_own", "ask.ponsel")
    chat.shares_contact("6281234567890").hears("ask.email")


def test_a_contact_without_a_mobile_number_is_refused(chat: Chat) -> None:
    """A landline in the contact is no mobile number."""
    chat.goes_to("ask.ponsel").shares_contact("+62215551234").hears("error.phone_not_mobile")
    chat.says("08123456789").hears("ask.email")


def test_every_question_shows_its_label_and_its_progress(chat: Chat) -> None:
    """The labels are the portal's own."""
    labels = {
        "nik": "Nomor Induk Kependudukan (NIK)",
        "kk": "Nomor Kartu Keluarga",
        "nama": "Nama Lengkap sesuai KTP",
        "tempat_lahir": "Tempat Lahir sesuai KTP",
        "tanggal_lahir": "Tanggal Lahir sesuai KTP",
        "ponsel": "Nomor handphone aktif",
        "email": "Alamat e-mail pribadi yang aktif",
        "captcha_identitas": "Captcha",
    }
    for number, (question, label) in enumerate(labels.items(), 1):
        chat.goes_to(f"ask.{question}").sees(f"Langkah 1 dari 3 · Pengecekan Identitas · {number}/8\n{label}\n")
